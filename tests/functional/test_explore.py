"""The charts one can turn over: only when asked, only from this site, within the policy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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
    expect(tab.locator("#chart-residents .point").first).to_be_attached()
    expect(tab.locator("#chart-narrowed .bars .point").first).to_be_visible()
    expect(tab.locator("#static-flow")).to_be_hidden()
    axe(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len([url for url in fetched if "plotly.min.js" in url]) == 1


def test_the_map_knows_every_country_of_the_table(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server).goto("/en/result/explore")
    tab.get_by_role("button", name="Draw the charts").click()
    expect(tab.locator("#explore-status")).to_have_text("The charts are drawn.", timeout=60_000)
    drawn = tab.locator("#chart-map .choroplethlocation").count()
    assert drawn == tab.locator("#origins tr").count()


def test_a_country_of_the_drawn_map_leads_to_its_page(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server).goto("/en/result/explore")
    tab.get_by_role("button", name="Draw the charts").click()
    expect(tab.locator("#explore-status")).to_have_text("The charts are drawn.", timeout=60_000)
    first = tab.locator(
        "#chart-map .choroplethlocation"
    ).first  # the largest: here the home country
    first.scroll_into_view_if_needed()
    box = first.bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.75)
    tab.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.75)
    tab.wait_for_url("**/en/result/explore/USA")
    expect(tab.get_by_role("heading", level=1)).to_have_text("United States in your result")


def test_a_picture_is_saved_as_png(tab: Page, app: Flask, live_server: str, tmp_path: Path):
    visit(tab, app, live_server).goto("/en/result/explore")
    for name in ("flow", "map"):
        with tab.expect_download() as waiting:
            tab.locator(f"#{name} [data-png]").click()
        assert waiting.value.suggested_filename == f"footprint-{name}.png"
        waiting.value.save_as(tmp_path / name)
        start = (tmp_path / name).read_bytes()[:24]
        assert start.startswith(b"\x89PNG")
        assert int.from_bytes(start[16:20]) > 1500


def test_without_javascript_pictures_tables_and_countries_are_there(
    tab_without_js: Page, app: Flask, live_server: str
):
    tab = visit(tab_without_js, app, live_server)
    tab.goto("/en/result/explore")
    expect(tab.get_by_role("button", name="Draw the charts")).to_be_hidden()
    for name in ("bars", "flow", "map", "residents", "narrowed"):
        expect(tab.locator(f"#static-{name} svg:visible").first).to_be_visible()
        tab.locator(f"#{name} summary").click()
        expect(tab.locator(f"#{name} table")).to_be_visible()
        expect(tab.locator(f"#{name} [data-png]")).to_be_hidden()
    tab.locator("#origins").get_by_role("link", name="China", exact=True).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("China in your result")


@pytest.mark.parametrize("path", ["/en/result/explore", "/en/result/explore/CHN"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 360, 760, 1280])
def test_nothing_sticks_out(
    tab: Page, app: Flask, live_server: str, path: str, direction: str, width: int
):
    visit(tab, app, live_server).set_viewport_size({"width": width, "height": 780})
    tab.goto(path)
    tab.evaluate("d => { document.documentElement.dir = d }", direction)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    drawn = tab.locator("svg.picture:visible")
    assert drawn.count() == (2 if path.endswith("explore") else 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_country(
    tab: Page, app: Flask, live_server: str, axe: Check, scheme: str
):
    visit(tab, app, live_server).emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto("/en/result/explore/IND")
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    axe(tab)


def test_letters_of_the_drawings_are_large_enough_to_read(tab: Page, app: Flask, live_server: str):
    for width in (320, 360, 760, 1280):
        visit(tab, app, live_server).set_viewport_size({"width": width, "height": 780})
        tab.goto("/en/result/explore")
        smallest = tab.evaluate(
            """() => Math.min(...[...document.querySelectorAll("svg.picture text")]
                .filter((text) => text.getClientRects().length)
                .map((text) => parseFloat(text.getAttribute("font-size")) * text.getScreenCTM().a))"""
        )
        assert smallest >= 8.5, width


def test_a_library_that_does_not_come_is_said(
    new_context: Callable[..., object], app: Flask, live_server: str
):
    tab = visit(new_context().new_page(), app, live_server)  # type: ignore[attr-defined]
    tab.route("**/plotly.min.js", lambda route: route.abort())
    tab.goto("/en/result/explore")
    tab.get_by_role("button", name="Draw the charts").click()
    expect(tab.locator("#explore-status")).to_contain_text("could not be loaded")
    expect(tab.get_by_role("button", name="Draw the charts")).to_be_enabled()
