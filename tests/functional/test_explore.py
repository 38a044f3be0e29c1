"""The charts one can turn over: only when asked, only from this site, within the policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.answered import visit

Check = Callable[[Page], None]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_charts_are_drawn_when_asked(
    tab: Page, app: Flask, live_server: str, axe: Check, scheme: str, width: int
):
    fetched: list[str] = []
    tab.on("request", lambda request: fetched.append(request.url))
    visit(tab, app, live_server).set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto("/en/result/explore")
    assert not [url for url in fetched if "plotly.min.js" in url or "geojson" in url]
    axe(tab)
    tab.get_by_role("button", name="Draw the charts").click()
    expect(tab.locator("#explore-status")).to_have_text("The charts are drawn.", timeout=60_000)
    expect(tab.locator("#chart-bars .bars .point").first).to_be_visible()
    expect(tab.locator("#chart-map .choroplethlocation").first).to_be_attached()
    expect(tab.locator("#chart-flow .sankey-link").first).to_be_attached()
    axe(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len([url for url in fetched if "plotly.min.js" in url]) == 1


def test_the_map_knows_every_country_of_the_table(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server).goto("/en/result/explore")
    tab.get_by_role("button", name="Draw the charts").click()
    expect(tab.locator("#explore-status")).to_have_text("The charts are drawn.", timeout=60_000)
    drawn = tab.locator("#chart-map .choroplethlocation").count()
    assert drawn == tab.locator("#origins tr").count()


def test_without_javascript_the_tables_are_there(
    tab_without_js: Page, app: Flask, live_server: str
):
    tab = visit(tab_without_js, app, live_server)
    tab.goto("/en/result/explore")
    expect(tab.get_by_role("button", name="Draw the charts")).to_be_hidden()
    expect(tab.locator("#categories")).to_be_visible()


def test_a_library_that_does_not_come_is_said(
    new_context: Callable[..., object], app: Flask, live_server: str
):
    tab = visit(new_context().new_page(), app, live_server)  # type: ignore[attr-defined]
    tab.route("**/plotly.min.js", lambda route: route.abort())
    tab.goto("/en/result/explore")
    tab.get_by_role("button", name="Draw the charts").click()
    expect(tab.locator("#explore-status")).to_contain_text("could not be loaded")
    expect(tab.get_by_role("button", name="Draw the charts")).to_be_enabled()
