"""The pages of countries in a real browser: accessible, never too wide, on paper, without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

PAGES = [
    "/en/countries",
    "/en/countries/USA",
    "/en/countries/CHN",
    "/en/countries/PRK",
    "/en/countries/ABW",
    "/en/laws",
]


def open_all(tab: Page) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(tab: Page, axe: Callable[[Page], None], scheme: str, path: str):
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(path)
    axe(tab)
    open_all(tab)
    axe(tab)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(tab: Page, path: str, width: int, direction: str):
    tab.set_viewport_size({"width": width, "height": 780})
    tab.goto(path)
    tab.evaluate("dir => document.documentElement.dir = dir", direction)
    open_all(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_nothing_is_wider_than_the_sheet(tab: Page, path: str):
    tab.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    tab.emulate_media(media="print")
    tab.goto(path)
    open_all(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_shows_the_name_and_its_sentence_at_once(tab: Page):
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto("/en/countries/USA")
    for selector in ("h1", ".lede", ".glance__one:first-child"):
        box = tab.locator(selector).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640, selector


def test_from_the_search_to_a_source_without_scripts(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/countries")
    tab.get_by_label("Find a country").fill("thail")
    tab.get_by_role("button", name="Find").click()
    tab.get_by_role("link", name="Thailand").click()
    expect(tab.locator("h1")).to_have_text("Thailand")
    tab.locator(".glance .cite[href='#source-index']").first.click()
    expect(tab.locator("#source-index")).to_be_in_viewport()
    expect(tab.locator("#source-index")).to_contain_text("Global Slavery Index 2023")


def test_from_one_country_to_the_next(tab: Page):
    tab.goto("/en/countries/USA")
    tab.locator("#buys .bars a[href*=countries]").first.click()
    expect(tab.locator("h1")).not_to_have_text("United States")
    expect(tab.locator("#works")).to_be_visible()
