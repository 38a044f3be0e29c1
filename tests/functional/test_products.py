"""Products and cases in a real browser: accessible, never too wide, on paper, without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

PAGES = [
    "/products",
    "/products/clothing",
    "/products/household_services",
    "/products/phones_computers",
    "/goods/cotton",
    "/cases",
    "/cases/thai_shrimp",
]


def open_all(tab: Page) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(tab: Page, axe: Callable[[Page], None], scheme: str, path: str):
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(f"/en{path}")
    axe(tab)
    open_all(tab)
    axe(tab)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(tab: Page, path: str, width: int, direction: str):
    tab.set_viewport_size({"width": width, "height": 780})
    tab.goto(f"/en{path}")
    tab.evaluate("dir => document.documentElement.dir = dir", direction)
    open_all(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_nothing_is_wider_than_the_sheet(tab: Page, path: str):
    tab.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    tab.emulate_media(media="print")
    tab.goto(f"/en{path}")
    open_all(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_shows_the_name_and_the_answer_at_once(tab: Page):
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto("/en/products/chocolate")
    for selector in ("h1", ".known__answer", ".known__answer + p"):
        box = tab.locator(selector).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640, selector


def test_from_a_thing_to_a_case_without_scripts(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/products")
    tab.get_by_label("Find a product").fill("jeans")
    tab.get_by_role("button", name="Find").click()
    tab.locator(".known__part a[href$='/products/clothing']").first.click()
    expect(tab.locator("h1")).to_have_text("Clothes")
    tab.get_by_label("Seen from").select_option("DEU")
    tab.get_by_role("button", name="Show").click()
    expect(tab.locator(".known__kicker")).to_contain_text("Germany")
    tab.locator("#cases a").first.click()
    expect(tab.locator(".timeline")).to_be_visible()
