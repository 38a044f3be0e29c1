"""The result, the actions and the method in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.answered import visit
from tests.pages import METHOD_PAGES

Check = Callable[[Page], None]
PAGES = ["/en/result", "/en/actions", *METHOD_PAGES, "/en/sources"]


def fits(tab: Page) -> bool:
    """Whether nothing sticks out of the window sideways."""
    return bool(tab.evaluate("document.documentElement.scrollWidth <= innerWidth"))


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
@pytest.mark.parametrize("width", [320, 360, 760, 1280])
def test_nothing_sticks_out(tab: Page, app: Flask, live_server: str, path: str, width: int):
    visit(tab, app, live_server).set_viewport_size({"width": width, "height": 780})
    tab.goto(path)
    assert fits(tab)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert fits(tab)


@pytest.mark.parametrize("width", [360, 1280])
def test_from_right_to_left(tab: Page, app: Flask, live_server: str, width: int):
    visit(tab, app, live_server).set_viewport_size({"width": width, "height": 780})
    tab.goto("/en/result")
    tab.evaluate("document.documentElement.dir = 'rtl'")
    assert fits(tab)


def test_the_first_screen_says_it_all_on_a_phone(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server).set_viewport_size({"width": 360, "height": 640})
    tab.goto("/en/result")
    for selector in (".hero__amount", ".hero__range", ".hero__people"):
        box = tab.locator(selector).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640


def test_the_field_follows_the_width(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server).set_viewport_size({"width": 320, "height": 640})
    tab.goto("/en/result")
    expect(tab.locator(".dots--tall")).to_be_visible()
    expect(tab.locator(".dots--wide")).to_be_hidden()
    tab.set_viewport_size({"width": 1280, "height": 800})
    expect(tab.locator(".dots--wide")).to_be_visible()
    expect(tab.locator(".dots--tall")).to_be_hidden()


def test_without_javascript_nothing_is_missing(tab_without_js: Page, app: Flask, live_server: str):
    tab = visit(tab_without_js, app, live_server)
    tab.goto("/en/result")
    expect(tab.locator(".world")).to_be_visible()
    expect(tab.locator("#categories")).to_be_hidden()
    tab.locator("summary", has_text="categories as a table").click()
    expect(tab.locator("#categories")).to_be_visible()
    tab.get_by_role("button", name="Delete my answers").click()
    tab.goto("/en/result")
    expect(tab).to_have_url(re.compile("/en/quiz/"))


def test_tables_open_by_keyboard(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server).goto("/en/result")
    for _press in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('#where summary')"):
            break
    tab.keyboard.press("Enter")
    expect(tab.locator("#origins")).to_be_visible()


def test_actions_for_a_country(tab_without_js: Page):
    tab_without_js.goto("/en/actions")
    tab_without_js.get_by_label("For people in").select_option("NOR")
    tab_without_js.get_by_role("button", name="Show").click()
    expect(tab_without_js.locator("#norway_ask")).to_be_visible()
    expect(tab_without_js.locator("#us_border_report")).to_have_count(0)
