"""Help in a real browser: large numbers, the way out, paper, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

Check = Callable[[Page], None]
PAGES = [
    "/en/help",
    "/en/help?country=AUS",
    "/en/help?country=NGA",
    "/en/help/LUX",
    "/en/signs",
    "/en/content-policy",
]


def answer(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<h1>elsewhere</h1>")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_accessible_in_both_schemes(tab: Page, axe: Check, path: str, scheme: str):
    tab.emulate_media(color_scheme=scheme)
    tab.goto(path)
    axe(tab)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out(tab: Page, path: str, width: int, direction: str):
    tab.set_viewport_size({"width": width, "height": 780})
    tab.goto(path)
    tab.evaluate("d => document.documentElement.dir = d", direction)
    for _details in tab.locator("details").all():
        _details.evaluate("d => d.open = true")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_numbers_are_large_enough_for_a_thumb(tab: Page):
    tab.set_viewport_size({"width": 360, "height": 780})
    tab.goto("/en/help?country=AUS")
    links = tab.locator("a.tel").all()
    assert len(links) == 3
    for link in links:
        box = link.bounding_box()
        assert box["height"] >= 48
        assert box["width"] >= 48
        assert float(link.evaluate("a => parseFloat(getComputedStyle(a).fontSize)")) >= 20


def test_from_the_start_page_to_a_number_in_two_actions(tab_without_js: Page):
    tab_without_js.goto("/en/")
    tab_without_js.get_by_role("link", name="Get help").click()
    tab_without_js.get_by_label("Where are you?").select_option("GBR")
    tab_without_js.get_by_role("button", name="Show numbers").click()
    expect(tab_without_js).to_have_url(re.compile(r"country=GBR#numbers"))
    expect(tab_without_js.locator("a[href='tel:08000121700']")).to_be_visible()
    assert tab_without_js.context.cookies() == []


@pytest.mark.parametrize("path", ["/en/help", "/en/help/GBR", "/en/signs"])
def test_the_way_out_by_keyboard(new_context: Callable[..., BrowserContext], path: str):
    context = new_context()
    context.route("https://www.wikipedia.org/**", answer)
    tab = context.new_page()
    tab.goto("/en/")
    tab.goto(path)
    for _press in range(3):
        tab.keyboard.press("Escape")
    expect(tab).to_have_url("https://www.wikipedia.org/")
    tab.go_back()
    assert path not in tab.url


def test_the_way_out_without_javascript(new_context: Callable[..., BrowserContext]):
    context = new_context(java_script_enabled=False)
    context.route("https://www.wikipedia.org/**", answer)
    tab = context.new_page()
    tab.goto("/en/help?country=GBR")
    tab.get_by_role("link", name="Leave this page quickly").click()
    expect(tab).to_have_url("https://www.wikipedia.org/")


def test_the_sheet_on_paper_has_numbers_and_no_buttons(tab: Page):
    tab.goto("/en/help/LUX")
    tab.emulate_media(media="print")
    expect(tab.locator("a[href='tel:113']").first).to_be_visible()
    expect(tab.locator("a[href='tel:244603220']")).to_be_visible()
    expect(tab.locator(".leave")).to_be_hidden()
    expect(tab.locator("footer")).to_be_hidden()
    assert len(tab.pdf(format="A4")) > 5_000
