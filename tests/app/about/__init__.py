"""Tests of the pages of the method and of the sources."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag


def text_of(tag: object) -> str:
    """Text with single spaces."""
    return re.sub(r"\s+", " ", tag.get_text(" ", strip=True))  # type: ignore[attr-defined]


def found(soup: BeautifulSoup, selector: str) -> Tag:
    """The first that matches; there has to be one."""
    tag = soup.select_one(selector)
    assert tag is not None, selector
    return tag
