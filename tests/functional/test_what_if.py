"""Trying other answers in a real browser: with a script at once, without one by the button."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from tests.answered import visit
from tests.functional.test_result import fits

Check = Callable[[Page], None]
ANSWERS: dict[str, Any] = {
    "country": "GBR",
    "household": 2,
    "tops": 12,
    "phones": [1, 3],
    "takeaway": 4,
}
ADDRESS = "/en/result/what-if"
QUERIES = ["", "?tops_fewer=half&phone_longer=two", "?country=IND", "?food_label=fairtrade"]
WORDS = "[data-what-if-words]"


@pytest.fixture
def what_if(tab: Page, app: Flask, live_server: str) -> Page:
    visit(tab, app, live_server, ANSWERS).goto(ADDRESS)
    return tab


def choose(tab: Page, thing: str, step: str) -> None:
    tab.get_by_role("group", name=thing, exact=True).get_by_label(step, exact=True).check()


def test_a_choice_shows_at_once_what_it_does(what_if: Page):
    choose(what_if, "Fewer T-shirts and tops", "half as many")
    expect(what_if.locator(WORDS)).to_contain_text("less, most likely between")
    expect(what_if.locator(".change")).to_have_count(1)
    expect(what_if.locator(".change")).to_contain_text("6 tops a year instead of 12 tops a year")
    expect(what_if.locator("[role=status]")).to_contain_text("less, most likely between")
    expect(what_if).to_have_url(re.compile(r"/what-if\?tops_fewer=half$"))
    choose(what_if, "Fewer T-shirts and tops", "as now")
    expect(what_if.locator(WORDS)).to_have_text("Nothing is changed yet.")
    expect(what_if).to_have_url(re.compile(r"/what-if$"))


def test_changes_add_up_and_a_country_can_be_chosen(what_if: Page):
    choose(what_if, "Fewer T-shirts and tops", "half as many")
    choose(what_if, "Fewer takeaway meals", "none")
    expect(what_if.locator(".change")).to_have_count(2)
    what_if.get_by_label("As if you lived in another country").select_option("IND")
    expect(what_if.locator(".change-more summary")).to_be_visible()


def test_the_page_is_the_same_after_a_reload(what_if: Page):
    choose(what_if, "Fewer T-shirts and tops", "half as many")
    expect(what_if.locator(".change")).to_have_count(1)
    words = what_if.locator(WORDS).inner_text()
    what_if.reload()
    expect(what_if.locator(WORDS)).to_have_text(words)
    expect(what_if.locator("#tops_fewer-half")).to_be_checked()


def test_back_leads_to_where_one_came_from(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server, ANSWERS).goto("/en/result")
    tab.get_by_role("link", name="More to try, or another country").click()
    for step in ("a quarter less", "half as many", "none"):
        choose(tab, "Fewer T-shirts and tops", step)
    expect(tab).to_have_url(re.compile("tops_fewer=none"))
    tab.go_back()
    expect(tab).to_have_url(re.compile("/en/result$"))
    tab.go_forward()
    expect(tab.locator("#tops_fewer-none")).to_be_checked()
    expect(tab.locator(".change")).to_have_count(1)


def test_by_keyboard(what_if: Page):
    what_if.locator("#tops_fewer-now").focus()
    what_if.keyboard.press("ArrowRight")
    what_if.keyboard.press("ArrowRight")
    expect(what_if.locator("#tops_fewer-half")).to_be_checked()
    expect(what_if.locator(".change")).to_have_count(1)
    assert what_if.evaluate("document.activeElement.id") == "tops_fewer-half"
    outline = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert what_if.evaluate(outline) == "solid"


def test_quick_changes_ask_once(what_if: Page):
    asked: list[str] = []
    what_if.on("request", lambda r: asked.append(r.url) if "part=outcome" in r.url else None)
    what_if.evaluate(
        """() => { for (const id of ['quarter', 'half', 'none']) {
             document.getElementById('tops_fewer-' + id).click(); } }"""
    )
    expect(what_if.locator(".change")).to_contain_text("None instead of 12 tops a year")
    assert len(asked) == 1


def test_the_controls_stay_where_they_are(what_if: Page):
    """Nothing jumps under the finger, on a wide window and on a phone."""
    place = """() => document.getElementById('takeaway_less-now').getBoundingClientRect().top
               + scrollY"""
    for width in (1280, 360):
        what_if.set_viewport_size({"width": width, "height": 780})
        what_if.goto(ADDRESS)
        before = what_if.evaluate(place)
        choose(what_if, "Fewer T-shirts and tops", "half as many")
        expect(what_if.locator(".change")).to_have_count(1)
        assert what_if.evaluate(place) == before


def test_on_a_phone_the_outcome_stays_in_sight(what_if: Page):
    what_if.set_viewport_size({"width": 360, "height": 640})
    what_if.goto(ADDRESS)
    choose(what_if, "Fewer takeaway meals", "none")
    strip = what_if.locator(".what-if__strip")
    expect(strip).to_contain_text("changed:")
    expect(strip).to_be_in_viewport(ratio=1)
    strip.get_by_role("link", name="Why").click()
    expect(what_if.locator("#reasons-title")).to_be_in_viewport()


def test_offline_the_button_comes_back(what_if: Page):
    def fail(route: Route) -> None:
        route.abort()

    button = what_if.get_by_role("button", name="Show what changes")
    expect(button).to_be_hidden()
    what_if.route("**/what-if?*part=outcome*", fail)
    # A request that fails is said in the console by the browser itself.
    choose(what_if, "Fewer T-shirts and tops", "half as many")
    expect(button).to_be_visible()
    button.click()
    expect(what_if.locator(".change")).to_have_count(1)


def test_a_change_can_be_kept(what_if: Page):
    choose(what_if, "Fewer T-shirts and tops", "half as many")
    what_if.get_by_role("button", name="Keep this change").click()
    expect(what_if).to_have_url(re.compile("/en/result$"))
    what_if.goto("/en/quiz/review")
    expect(what_if.locator("#tops")).to_contain_text("6 tops a year")


def test_without_a_script_the_button_does_the_same(
    tab_without_js: Page, app: Flask, live_server: str
):
    tab = visit(tab_without_js, app, live_server, ANSWERS)
    tab.goto("/en/result")
    tab.locator("#what-if").get_by_role("button").first.click()
    expect(tab.locator(".change").first).to_be_visible()
    tab.goto(ADDRESS)
    choose(tab, "Fewer T-shirts and tops", "half as many")
    tab.get_by_role("button", name="Show what changes").click()
    expect(tab.locator("#tops_fewer-half")).to_be_checked()
    expect(tab.locator(".change")).to_have_count(1)
    tab.get_by_role("button", name="Keep this change").click()
    tab.goto("/en/quiz/review")
    expect(tab.locator("#tops")).to_contain_text("6 tops a year")


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    tab: Page, app: Flask, live_server: str, axe: Check, query: str, scheme: str
):
    visit(tab, app, live_server, ANSWERS).emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(ADDRESS + query)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    axe(tab)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 360, 760, 1280])
def test_nothing_sticks_out(tab: Page, app: Flask, live_server: str, width: int, direction: str):
    visit(tab, app, live_server, ANSWERS).set_viewport_size({"width": width, "height": 780})
    for query in QUERIES:
        tab.goto(ADDRESS + query)
        tab.evaluate(f"document.documentElement.dir = '{direction}'")
        tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert fits(tab)


def test_what_can_be_pressed_is_large_enough(what_if: Page):
    what_if.set_viewport_size({"width": 360, "height": 780})
    for label in what_if.locator(".what-if__form > .try .try__step").all():
        box = label.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
