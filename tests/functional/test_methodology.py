"""The method page in a real browser: open and shut, narrow and wide, on paper, without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

SECTIONS = [
    "state",
    "misread",
    "compared",
    "origins",
    "typical",
    "prices",
    "keeping",
    "labels",
    "care",
    "tables",
    "cite",
]


def open_all(tab: Page) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", [False, True])
def test_axe_finds_nothing(tab: Page, axe: Callable[[Page], None], scheme: str, opened: bool):
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto("/en/method")
    if opened:
        open_all(tab)
    axe(tab)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_tables_fit_or_scroll_inside_their_frame(tab: Page, width: int):
    tab.set_viewport_size({"width": width, "height": 780})
    tab.goto("/en/method")
    open_all(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for table in ("#low-confidence", "#gaps"):
        frame = tab.locator(".table-scroll", has=tab.locator(table))
        assert frame.evaluate("box => box.scrollWidth <= box.clientWidth"), table


def test_it_is_whole_without_scripts(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/method")
    for section in SECTIONS:
        expect(tab.locator(f"#{section} h2")).to_be_visible()
    layer = tab.locator("#state details")
    expect(layer.locator("ul")).to_be_hidden()
    layer.locator("summary").click()
    expect(layer.locator("ul")).to_be_visible()
    expect(tab.locator("#dictionary")).to_be_hidden()
    tab.locator("#tables summary").first.click()
    expect(tab.locator("#dictionary")).to_be_visible()
    expect(tab.locator("#commodity-cocoa")).to_be_hidden()
    tab.locator("#origins summary").first.click()
    expect(tab.locator("#commodity-cocoa")).to_be_visible()


def test_the_keyboard_opens_the_layer(tab: Page):
    tab.goto("/en/method")
    tab.locator("#state summary").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#state details ul")).to_be_visible()


def test_on_paper_nothing_is_wider_than_the_sheet(tab: Page):
    tab.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    tab.emulate_media(media="print")
    tab.goto("/en/method")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    open_all(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.pdf(format="A4").startswith(b"%PDF")
