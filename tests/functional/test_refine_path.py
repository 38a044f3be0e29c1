"""Beyond the first result, in a real browser: sections, school, list of things, running estimate."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from app.quiz import questions as q
from tests.answered import SOME, everything_at, visit
from tests.functional.steps import is_at, next_page

Check = Callable[[Page], None]
PAGES = ["map", "items", "items?q=shirt", "keep", "review", "about/clothing"]
SPEND = next(one for one in q.by_id().values() if one.spend and isinstance(one, q.Number))


def test_the_questions_for_school_without_javascript(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/")
    tab.get_by_role("link", name="Questions for school").click()
    for question in q.youth_path():
        is_at(tab, f"/en/quiz/{question.id}")
        match question:
            case q.Country():
                tab.select_option("#country", "GBR")
            case q.OwnedAndYears():
                tab.fill("#amount", "1")
                tab.fill("#years", "4")
            case q.Choice():
                tab.locator("input[type=radio]").first.check()
            case _:
                tab.fill("#amount", "2")
        tab.click(".question__go .button:last-child")
    is_at(tab, "/en/result")
    expect(tab.locator("h1")).to_be_visible()


@pytest.mark.parametrize("js", [True, False])
def test_a_section_from_the_result_to_its_end(
    js: bool, request: pytest.FixtureRequest, app: Flask, live_server: str
):
    tab: Page = request.getfixturevalue("tab" if js else "tab_without_js")
    visit(tab, app, live_server, everything_at("usual") | {"country": "USA"})
    tab.goto("/en/result")
    tab.get_by_role("link", name="More questions, section by section").click()
    is_at(tab, "/en/quiz/map")
    visit(tab, app, live_server, SOME)
    tab.reload()
    with next_page(tab):
        tab.locator("#section-electronics a.button").click()
    for _page in range(12):
        if "/quiz/map" in tab.url:
            break
        radio = tab.locator("input[type=radio][value=usual]")
        for one in radio.all():
            one.check()
        with next_page(tab):
            tab.click(".question__go .button:last-child")
    is_at(tab, "/en/quiz/map")
    assert tab.url.endswith("#section-electronics")
    counts = tab.locator("#section-electronics .section-head p").inner_text()
    answered, asked = re.findall(r"\d+", counts)
    assert answered == asked


def test_the_strip_follows_the_answers_as_they_are_typed(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server, {"country": "USA"})
    tab.goto("/en/quiz/tops")
    strip = tab.locator(".so-far")
    expect(strip).to_contain_text("Average person")
    tab.fill("#amount", "60")
    expect(strip).to_contain_text("So far: about")
    before = strip.locator("strong").first.inner_text()
    tab.fill("#amount", "0")
    expect(strip.locator("strong").first).not_to_have_text(before)
    tab.reload()
    expect(tab.locator("#amount")).to_have_value("")


def test_the_slider_and_its_box_keep_in_step(tab: Page):
    tab.goto("/en/quiz/used_share")
    slider, box = tab.locator(".slider"), tab.locator("#amount")
    expect(box).to_have_value("")
    slider.focus()
    slider.press("ArrowRight")
    expect(box).to_have_value("55")
    tab.fill("#amount", "20")
    expect(slider).to_have_value("20")
    tab.check("input[value=usual]")
    expect(box).to_have_value("")
    tab.get_by_role("button", name="half").click()
    expect(slider).to_have_value("50")
    assert tab.locator("input[type=radio]:checked").count() == 0


def test_money_takes_the_place_of_the_number(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server)
    tab.goto(f"/en/quiz/{SPEND.id}")
    tab.fill("#amount", "2")
    tab.get_by_text("I’d rather say what I spend").click()
    tab.fill("#spend", "12")
    expect(tab.locator("#amount")).to_have_value("")
    tab.select_option("#spend_period", "month")
    tab.press("#spend", "Enter")
    tab.goto("/en/quiz/review")
    expect(tab.locator(f"#{SPEND.id}")).to_contain_text("$12 a month")


def test_things_are_found_and_listed_by_keyboard(
    tab: Page, app: Flask, live_server: str, axe: Check
):
    visit(tab, app, live_server)
    tab.goto("/en/quiz/items")
    box = tab.get_by_role("combobox", name="What do you buy?")
    box.press_sequentially("jean")
    expect(tab.get_by_role("option").first).to_be_visible()
    axe(tab)
    expect(tab.locator("[data-status]")).to_contain_text("Found:")
    box.press("ArrowDown")
    first = tab.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    box.press("Escape")
    expect(tab.get_by_role("listbox")).to_be_hidden()
    box.press("ArrowDown")
    expect(tab.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(tab.locator("#add h2")).to_contain_text(re.compile("jeans", re.IGNORECASE))
    axe(tab)
    tab.fill("#number", "2")
    tab.press("#number", "Enter")
    expect(tab.locator("#add [role=alert]")).to_be_visible()  # tops are answered: asked first
    axe(tab)
    tab.check("#replace")
    tab.get_by_role("button", name="Add to my list").click()
    expect(tab.locator("#list .found__row")).to_have_count(1)
    axe(tab)


def test_things_are_listed_without_javascript(tab_without_js: Page, app: Flask, live_server: str):
    tab = visit(tab_without_js, app, live_server, {"country": "GBR"})
    tab.goto("/en/quiz/items")
    tab.fill("#q", "sofa")
    tab.press("#q", "Enter")
    tab.locator(".found a").first.click()
    tab.fill("#number", "1")
    tab.get_by_role("button", name="Add to my list").click()
    expect(tab.locator("#list .found__row")).to_have_count(1)
    tab.get_by_role("button", name="Remove").click()
    expect(tab.locator("#list")).to_contain_text("Nothing on it yet")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_and_size_of_the_other_pages(
    new_context: Callable[..., BrowserContext],
    axe: Check,
    app: Flask,
    live_server: str,
    scheme: str,
):
    context = new_context(color_scheme=scheme, viewport={"width": 1280, "height": 720})
    tab = visit(context.new_page(), app, live_server)
    for path in PAGES:
        tab.goto(f"/en/quiz/{path}")
        tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
        axe(tab)
        wide = tab.evaluate("document.documentElement.scrollWidth")
        assert wide <= 1280, f"{path} is {wide} px wide"
