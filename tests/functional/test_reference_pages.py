"""Pages of reference (countries, products, cases) in a real browser: accessible, on any width and paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

PAGES = [
    "/en/countries",
    "/en/countries/USA",
    "/en/countries/CHN",
    "/en/countries/PRK",
    "/en/countries/ABW",
    "/en/laws",
    "/en/products",
    "/en/products/clothing",
    "/en/products/household_services",
    "/en/products/phones_computers",
    "/en/goods/cotton",
    "/en/cases",
    "/en/cases/thai_shrimp",
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
