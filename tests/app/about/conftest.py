"""The pages of the method as one."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.pages import METHOD_PAGES, Pages


@pytest.fixture(scope="session")
def method_pages(app: Flask) -> dict[str, BeautifulSoup]:
    """Each page of the method, checked, by its address."""
    page = Pages(app.test_client())
    return {path: page(path) for path in METHOD_PAGES}


@pytest.fixture(scope="session")
def method(method_pages: dict[str, BeautifulSoup]) -> BeautifulSoup:
    """All of them, for what has to be on one of them.

    The first page comes last: its list of the other pages has the anchors of their sections.
    """
    soups = reversed(method_pages.values())
    return BeautifulSoup("".join(str(soup.main) for soup in soups), "html.parser")
