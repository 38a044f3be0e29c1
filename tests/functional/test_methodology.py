"""The pages of the method in a real browser: open and shut, narrow and wide, on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages import METHOD_PAGES

SMALLEST_TARGET = 24  # CSS pixels that a finger needs


def open_all(tab: Page) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", METHOD_PAGES)
def test_axe_finds_nothing_while_lists_are_shut(
    tab: Page, axe: Callable[[Page], None], scheme: str, path: str
):
    """With all of them open, tests/functional/test_result.py looks."""
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(path)
    axe(tab)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("path", "tables"),
    [
        ("/en/method/products", ["#asked", "#label-table", ".stacked:has(#commodity-cocoa)"]),
        ("/en/method/assumptions", ["#counted", "#assumed", "#known", ".stacked.reading"]),
        ("/en/method/countries", ["#low-confidence", "#gaps"]),
    ],
)
def test_tables_of_words_need_no_scrolling(tab: Page, width: int, path: str, tables: list[str]):
    tab.set_viewport_size({"width": width, "height": 780})
    tab.goto(path)
    open_all(tab)
    for table in tables:
        frame = tab.locator(".table-scroll", has=tab.locator(table))
        assert frame.evaluate("box => box.scrollWidth <= box.clientWidth"), table


@pytest.mark.parametrize("path", METHOD_PAGES)
def test_a_phone_shows_the_heading_and_its_first_words_at_once(tab: Page, path: str):
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto(path)
    for selector in ("h1", ".lede"):
        box = tab.locator(selector).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640, selector
    for link in tab.locator(".pages a, .contents a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST_TARGET


def test_the_menu_leads_through_every_page_without_scripts(tab_without_js: Page):
    tab = tab_without_js
    tab.goto(METHOD_PAGES[0])
    for path in METHOD_PAGES[1:]:
        tab.locator(".onward a").click()
        expect(tab.locator(".pages [aria-current=page]")).to_have_attribute("href", path)
        for heading in tab.locator("main h2").all():
            expect(heading).to_be_visible()


@pytest.mark.parametrize(
    ("path", "section", "inside"),
    [
        ("/en/method", "#state", "#state details ul"),
        ("/en/method/checks", "#tables", "#dictionary"),
        ("/en/method/products", "#origins", "#commodity-cocoa"),
        ("/en/method/assumptions", "#parts", "#cell-chocolate-cocoa"),
        ("/en/method/money", "#prices", "#catalogue-counts"),
        ("/en/method/countries", "#world", "#all"),
    ],
)
def test_long_lists_open_without_scripts(
    tab_without_js: Page, path: str, section: str, inside: str
):
    tab = tab_without_js
    tab.goto(path)
    expect(tab.locator(inside)).to_be_hidden()
    tab.locator(f"{section} summary").first.click()
    expect(tab.locator(inside)).to_be_visible()


def test_an_old_link_is_followed_by_one_click(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/method#labels")
    expect(tab.locator("li#labels a")).to_be_in_viewport()
    tab.locator("li#labels a").click()
    expect(tab.locator("section#labels h2")).to_be_in_viewport()


def test_the_keyboard_opens_the_layer(tab: Page):
    tab.goto("/en/method")
    tab.locator("#state summary").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#state details ul")).to_be_visible()


@pytest.mark.parametrize("path", METHOD_PAGES)
def test_on_paper_nothing_is_wider_than_the_sheet(tab: Page, path: str):
    tab.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    tab.emulate_media(media="print")
    tab.goto(path)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    open_all(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.pdf(format="A4").startswith(b"%PDF")
