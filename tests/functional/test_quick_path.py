"""The quick path in a real browser: with and without JavaScript, by keyboard, at every width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.quiz import questions as q
from tests.functional.steps import is_at, next_page, tab_to

QUESTIONS = q.quick_path()
PAGES = ["/en/", "/en/privacy", "/en/help", "/en/help?country=GBR", "/en/quiz/review"]
Check = Callable[[Page], None]


def answer_by_keyboard(tab: Page, question: q.Question) -> None:
    """Answer with the keyboard alone, in the way that suits the kind of question."""
    match question:
        case q.Country():
            tab_to(tab, "#country")
            tab.keyboard.type("United Kingdom")
            tab_to(tab, ".question__go .button:last-child")
            tab.keyboard.press("Enter")
        case q.Choice():
            tab_to(tab, "input[type=radio]")
            tab.keyboard.press("Space")
            tab.keyboard.press("ArrowDown")
            tab.keyboard.press("Enter")
        case q.OwnedAndYears():
            tab_to(tab, "#amount")
            tab.keyboard.type("1")
            tab_to(tab, "#years")
            tab.keyboard.type("4")
            tab.keyboard.press("Enter")
        case _:
            tab_to(tab, "#amount")
            tab.keyboard.type("2")
            tab.keyboard.press("Enter")


def test_the_whole_path_by_keyboard_alone(tab: Page, axe: Check):
    tab.goto("/en/")
    axe(tab)
    tab_to(tab, ".hero a.button")
    tab.keyboard.press("Enter")
    for question in QUESTIONS:
        is_at(tab, f"/en/quiz/{question.id}")
        axe(tab)
        answer_by_keyboard(tab, question)
    is_at(tab, "/en/result")
    expect(tab.locator("h1")).to_be_visible()
    axe(tab)


def test_the_whole_path_without_javascript(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/")
    tab.click(".hero a.button")
    for question in QUESTIONS:
        is_at(tab, f"/en/quiz/{question.id}")
        expect(tab.locator("[data-by]:visible")).to_have_count(0)
        match question:
            case q.Country():
                tab.select_option("#country", "GBR")
            case q.Choice():
                tab.check("input[value=small]")
            case q.OwnedAndYears():
                tab.locator(".chips button[name=amount]").first.click()
                tab.fill("#years", "3")
            case q.Share():
                tab.check("input[value=usual]")
            case _:
                tab.locator(".chips button").first.click()
                assert tab.input_value("#amount")
        tab.click(".question__go .button:last-child")
    is_at(tab, "/en/result")
    expect(tab.locator("h1")).to_be_visible()


def test_mistakes_without_javascript(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/quiz/coffee")
    tab.fill("#amount", "1,500")
    tab.press("#amount", "Enter")
    is_at(tab, "/en/quiz/coffee")
    expect(tab.locator("#error-summary")).to_contain_text("can mean 1500 or 1.5")
    expect(tab.locator("#amount")).to_have_value("1,500")
    tab.click("#error-summary a")
    tab.fill("#amount", "1.5")
    tab.press("#amount", "Enter")
    is_at(tab, "/en/quiz/chocolate")


def test_changing_dont_know_into_a_number_without_javascript(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/quiz/coffee")
    tab.check("input[value=usual]")
    tab.click(".question__go .button:last-child")
    tab.goto("/en/quiz/coffee")
    tab.fill("#amount", "3")
    tab.press("#amount", "Enter")
    expect(tab.locator("#error-summary")).to_contain_text("You typed 3")
    assert tab.locator("input[type=radio]:checked").count() == 0
    tab.press("#amount", "Enter")
    is_at(tab, "/en/quiz/chocolate")


def test_a_mistake_moves_the_focus_to_the_summary_and_on_to_the_field(tab: Page, axe: Check):
    tab.goto("/en/quiz/phones")
    tab.fill("#amount", "two")
    tab.press("#amount", "Enter")
    expect(tab.locator("#error-summary")).to_be_focused()
    axe(tab)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator("#amount")).to_be_focused()


def test_the_stepper_the_chips_and_the_choices_work_together(tab: Page):
    tab.goto("/en/quiz/chocolate")
    box = tab.locator("#amount")
    plus = tab.get_by_role("button", name="One more")
    minus = tab.get_by_role("button", name="One less")
    plus.click()
    plus.click()
    expect(box).to_have_value("2")
    minus.click(click_count=3)
    expect(box).to_have_value("0")
    tab.get_by_role("button", name="1 a month").click()
    expect(box).to_have_value("1")
    expect(tab.locator("#period")).to_have_value("month")
    expect(box).to_be_focused()
    plus.click()
    expect(box).to_have_value("2")
    tab.get_by_role("button", name="3 a week").click()
    expect(box).to_have_value("3")
    expect(tab.locator("#period")).to_have_value("week")
    tab.check("input[value=usual]")
    expect(box).to_have_value("")
    box.press("ArrowUp")
    expect(box).to_have_value("1")
    assert tab.locator("input[type=radio]:checked").count() == 0
    tab.goto("/en/quiz/tops")
    tab.fill("#amount", "60")
    plus.click()
    expect(box).to_have_value("60")


def test_back_and_the_list_keep_what_was_typed(tab: Page):
    tab.goto("/en/quiz/chocolate")
    tab.fill("#amount", "3")
    tab.get_by_role("button", name="Back").click()
    is_at(tab, "/en/quiz/coffee")
    tab.get_by_role("link", name="All questions").click()
    expect(tab.locator("#chocolate")).to_contain_text("3 bars a week")
    tab.get_by_role("link", name="Change Chocolate").click()
    tab.fill("#amount", "4")
    tab.press("#amount", "Enter")
    is_at(tab, "/en/quiz/review")
    expect(tab.locator("#chocolate")).to_contain_text("4 bars a week")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_in_both_themes(
    new_context: Callable[..., BrowserContext], axe: Check, path: str, scheme: str
):
    tab = new_context(color_scheme=scheme).new_page()
    tab.goto(path)
    tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    axe(tab)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_axe_of_each_question_in_the_dark(
    new_context: Callable[..., BrowserContext], axe: Check, question: q.Question
):
    tab = new_context(color_scheme="dark", viewport={"width": 360, "height": 740}).new_page()
    tab.goto(f"/en/quiz/{question.id}")
    tab.click("details > summary")
    axe(tab)


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen(new_context: Callable[..., BrowserContext], width: int):
    tab = new_context(viewport={"width": width, "height": 640}).new_page()
    tab.goto("/en/quiz/country")
    tab.select_option("#country", "GBR")
    with next_page(tab):
        tab.click(".question__go .button:last-child")
    for path in [*PAGES, *(f"/en/quiz/{question.id}" for question in QUESTIONS)]:
        tab.goto(path)
        wide = tab.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} px wide"


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough_to_tap(new_context: Callable[..., BrowserContext], width: int):
    tab = new_context(viewport={"width": width, "height": 640}).new_page()
    for question in QUESTIONS:
        tab.goto(f"/en/quiz/{question.id}")
        for control in tab.locator("main button:visible, main select, .choice").all():
            box = control.bounding_box()
            if box and box["width"] > 2:  # not the hidden button that Enter presses
                assert box["height"] >= 43.9, control.inner_text()


def test_leaving_quickly(tab: Page):
    tab.goto("/en/help")
    expect(tab.locator("[data-leave-keys]")).to_be_visible()
    # No test may leave this machine: the link is turned to a page of our own.
    tab.evaluate("document.querySelector('[data-leave]').href = location.origin + '/en/privacy'")
    for _press in range(3):
        tab.keyboard.press("Escape")
    is_at(tab, "/en/privacy")


def test_leaving_quickly_is_a_plain_link_without_javascript(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/help")
    assert tab.locator("[data-leave]").get_attribute("href") == "https://www.wikipedia.org/"
    assert not tab.locator("[data-leave-keys]").is_visible()
    assert tab.locator("[data-no-keys]").is_visible()
