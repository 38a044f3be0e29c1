"""From the result to the making of a figure, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.answered import visit
from tests.functional.steps import is_at, tab_to
from tests.functional.test_result import fits

Check = Callable[[Page], None]
PAGES = [
    "/en/result/why",
    "/en/result/why/chocolate",
    "/en/result/why/clothing/PAK",
    "/en/result/why/range",
    "/en/result/why/people",
]


def test_the_way_down_and_back_by_keyboard(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server).goto("/en/result")
    tab_to(tab, ".hero__amount")
    tab.keyboard.press("Enter")
    is_at(tab, "/en/result/why")
    tab_to(tab, "a[href='/en/result/why/clothing']")
    tab.keyboard.press("Enter")
    is_at(tab, "/en/result/why/clothing")
    tab_to(tab, ".trace__rests a")
    tab.keyboard.press("Enter")
    expect(tab.locator(".why__source:target")).to_be_in_viewport()
    tab_to(tab, ".why__source a[href^='/en/sources#']")
    tab.keyboard.press("Enter")
    is_at(tab, "/en/sources")
    tab.go_back()
    tab_to(tab, "main a[href='/en/result']")
    tab.keyboard.press("Enter")
    is_at(tab, "/en/result")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    tab: Page, app: Flask, live_server: str, axe: Check, path: str, scheme: str
):
    visit(tab, app, live_server).emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(path)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    axe(tab)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_sticks_out(tab: Page, app: Flask, live_server: str, path: str, width: int):
    visit(tab, app, live_server).set_viewport_size({"width": width, "height": 780})
    tab.goto(path)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert fits(tab)
    tab.evaluate("document.documentElement.dir = 'rtl'")
    assert fits(tab)


def test_without_javascript_a_figure_leads_to_its_sources(
    tab_without_js: Page, app: Flask, live_server: str
):
    tab = visit(tab_without_js, app, live_server)
    tab.goto("/en/result")
    tab.locator("#parts .bars__amount").first.click()
    source = tab.locator(".trace__rests a").first
    source.click()
    expect(tab.locator(".why__source:target")).to_be_in_viewport()
