"""What people do by mistake, in a real browser: each does what they would expect."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import Page, expect

from app.quiz.state import COOKIE
from tests.answered import visit
from tests.functional.steps import is_at, next_page

GO = ".question__go .button:last-child"


def test_a_double_click_goes_one_question_on(tab: Page):
    tab.goto("/en/quiz/coffee")
    tab.fill("#amount", "2")
    sent: list[str] = []
    tab.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    tab.dblclick(GO, no_wait_after=True)
    is_at(tab, "/en/quiz/chocolate")
    tab.wait_for_load_state("load")
    is_at(tab, "/en/quiz/chocolate")
    assert [one for one in sent if not one.endswith("/estimate")] == [sent[0]]


def test_a_double_click_without_javascript_loses_nothing(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/quiz/coffee")
    tab.fill("#amount", "2")
    tab.dblclick(GO, no_wait_after=True)
    tab.wait_for_url("**/quiz/chocolate**")
    tab.goto("/en/quiz/review")
    expect(tab.locator("#coffee")).to_contain_text("2 cups a day")


def test_back_in_the_browser_and_sending_again(tab: Page):
    tab.goto("/en/quiz/coffee")
    tab.fill("#amount", "2")
    tab.press("#amount", "Enter")
    is_at(tab, "/en/quiz/chocolate")
    tab.go_back()
    is_at(tab, "/en/quiz/coffee")
    expect(tab.locator("#amount")).to_have_value("2")
    tab.fill("#amount", "5")
    tab.click(GO)
    is_at(tab, "/en/quiz/chocolate")
    tab.go_back()
    tab.go_forward()
    is_at(tab, "/en/quiz/chocolate")
    tab.reload()
    tab.goto("/en/quiz/review")
    expect(tab.locator("#coffee")).to_contain_text("5 cups a day")


def test_after_a_mistake_reloading_asks_nothing_twice(tab: Page):
    tab.goto("/en/quiz/coffee")
    tab.fill("#amount", "99")
    tab.press("#amount", "Enter")
    expect(tab.locator("#error-summary")).to_be_visible()
    tab.go_back()
    is_at(tab, "/en/quiz/coffee")
    tab.fill("#amount", "1")
    tab.press("#amount", "Enter")
    is_at(tab, "/en/quiz/chocolate")


def test_two_tabs_keep_what_each_of_them_said(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server, {"country": "USA"})
    other = tab.context.new_page()
    tab.goto("/en/quiz/coffee")
    other.goto("/en/quiz/tops")
    tab.fill("#amount", "3")
    other.fill("#amount", "7")
    tab.press("#amount", "Enter")
    is_at(tab, "/en/quiz/chocolate")
    other.press("#amount", "Enter")
    is_at(other, "/en/quiz/used_share")
    other.goto("/en/quiz/review")
    expect(other.locator("#coffee")).to_contain_text("3 cups a day")
    expect(other.locator("#tops")).to_contain_text("7 tops a year")


def test_a_form_of_one_tab_stays_good_while_the_other_saves_and_deletes(tab: Page):
    other = tab.context.new_page()
    tab.goto("/en/quiz/coffee")
    other.goto("/en/quiz/tops")
    other.fill("#amount", "7")
    other.press("#amount", "Enter")
    is_at(other, "/en/quiz/used_share")
    tab.fill("#amount", "3")
    tab.press("#amount", "Enter")
    is_at(tab, "/en/quiz/chocolate")
    other.goto("/en/quiz/review")
    expect(other.locator("#coffee")).to_contain_text("3 cups a day")
    other.locator("form[action$='/quiz/forget'] button").click()
    expect(other.locator("[role=status]")).to_contain_text("Your answers are deleted")
    tab.fill("#amount", "1")
    with next_page(tab):
        tab.press("#amount", "Enter")
    other.goto("/en/quiz/review")
    expect(other.locator("#chocolate")).to_contain_text("1")
    expect(other.locator("#coffee")).not_to_contain_text("3 cups")
    assert [cookie["name"] for cookie in tab.context.cookies()] == [COOKIE]


def test_answers_stay_across_a_reload_and_a_new_tab(tab: Page):
    tab.goto("/en/quiz/coffee")
    tab.fill("#amount", "4")
    with next_page(tab):
        tab.press("#amount", "Enter")
    tab.reload()
    fresh = tab.context.new_page()
    fresh.goto("/en/quiz/coffee")
    expect(fresh.locator("#amount")).to_have_value("4")
