"""Steps that many walks share: to arrive on a page in full, to go through it by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect


def is_at(tab: Page, path: str) -> None:
    """The tab has come to this path and has loaded it."""
    expect(tab).to_have_url(re.compile(f"{re.escape(path)}(?:[?#]|$)"))
    tab.wait_for_load_state()


@contextmanager
def next_page(tab: Page) -> Iterator[None]:
    """What is done inside leads to another page; it goes on once that page is loaded.

    Where a test reads, counts or reloads next, it would else meet the page before.
    """
    with tab.expect_navigation():
        yield


def tab_to(tab: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _press in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} cannot be reached with Tab on {tab.url}")
