"""The pack in a real browser: accessible, on any width, in both directions, and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.teaching.content import at, fact_cards, talk_cards

PARTS = (
    "guide",
    "lesson-45",
    "lesson-90",
    "handout",
    "worksheet",
    "cards",
    "facts",
    "glossary",
    "answers",
)
PAGES = [
    "/en/teach",
    "/en/teach/11-14",
    "/en/teach/11-14/guide?country=GBR",
    *(f"/en/teach/11-14/{part}" for part in PARTS),
    "/en/teach/14-18/cards",
    "/en/teach/14-18/handout",
    "/en/teach/14-18/answers",
    "/en/teach/university/handout",
    "/en/teach/university/lesson-90",
]


def pages_of(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(tab: Page, axe: Callable[[Page], None], scheme: str, path: str):
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(path)
    axe(tab)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(tab: Page, path: str):
    tab.goto(path)
    for direction in ("ltr", "rtl"):
        tab.evaluate("dir => document.documentElement.dir = dir", direction)
        for width in (320, 360, 768, 1280):
            tab.set_viewport_size({"width": width, "height": 780})
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
                direction,
                width,
            )


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_nothing_is_wider_than_the_sheet(tab: Page, path: str):
    tab.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    tab.emulate_media(media="print")
    tab.goto(path)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for selector in (".site-header", ".site-footer", ".teach__tools", ".crumbs", "button"):
        for one in tab.locator(selector).all():
            expect(one).to_be_hidden()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("age", ["11-14", "14-18", "university"])
def test_a_handout_prints_on_one_sheet(tab: Page, age: str, paper: str):
    tab.goto(f"/en/teach/{age}/handout")
    assert pages_of(tab.pdf(format=paper)) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("age", ["11-14", "14-18", "university"])
def test_cards_print_two_and_four_to_a_page(tab: Page, age: str, paper: str):
    tab.goto(f"/en/teach/{age}/cards")
    assert pages_of(tab.pdf(format=paper)) == len(at(age, talk_cards())) / 2
    tab.goto(f"/en/teach/{age}/facts")
    assert pages_of(tab.pdf(format=paper)) == len(at(age, fact_cards())) / 4


def test_a_teacher_gets_to_a_sheet_for_their_country_without_scripts(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/teach")
    tab.get_by_role("link", name="11 to 14 years").click()
    tab.get_by_label("Country").select_option("GBR")
    tab.get_by_role("button", name="Show").click()
    tab.get_by_role("link", name="Worksheet without devices").click()
    expect(tab.locator(".sheets__kicker").first).to_contain_text("United Kingdom")
    tab.get_by_role("link", name="Teacher’s guide").click()
    expect(tab.locator(".guide__help h2")).to_have_text("Help in the United Kingdom")
