"""Each kind of question in each of its states: empty, answered, unusual, wrong.

Each is looked at as it is, with letters twice as large, and from right to left with texts half as
long again: no violation that axe knows of, targets of 24 px and more, nothing wider than 320 px.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from app.quiz import questions as q
from app.quiz.answers import Answers
from app.quiz.private_link import link_token
from tests.answered import SOME, everything_at, visit

TARGETS = {"rules": {"target-size": {"enabled": True}}}  # axe leaves this one out by default
LONGER = """
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const text = walk.currentNode;
  if (text.data.trim() && !text.parentElement.closest("script, textarea")) {
    text.data += " " + text.data.trim().slice(0, Math.ceil(text.data.trim().length / 2));
  }
}
"""
# How a page is looked at, one after the other.
AS = {
    "as it is": "0",
    "twice as large": "document.documentElement.style.fontSize = '200%'",
    "longer, from right to left": LONGER
    + "document.documentElement.style.fontSize = ''; document.documentElement.dir = 'rtl'",
}
# Of each kind one question, an answer that is asked about, and what cannot be read.
WRONG = "x" * 40
KINDS: dict[str, tuple[Any, dict[str, str]]] = {
    "country": (None, {}),
    "clothes_origin": (None, {}),
    "tops": (60, {"#amount": WRONG}),
    "chocolate": (40, {"#amount": "1,500"}),
    "used_share": (None, {"#amount": "140"}),
    "food_labels": (None, {"#amount": WRONG}),
    "phones": ([5, 2], {"#amount": WRONG, "#years": "0"}),
    "building_work": (None, {}),
    "income": (None, {}),
    "bodies": (None, {}),
    "appliances": ({"cold": 6}, {"#row_cold": WRONG, "#row_dishes": "9"}),
    "clothes_follow_up": (None, {"#used_share-amount": "140"}),
    "shoes": ([30_000, "month", "USD"], {"#spend": WRONG}),
}
OTHER_PAGES = [
    "/en/quiz/map",
    "/en/quiz/review",
    "/en/quiz/items?q=shirt&add=jeans",
    "/en/quiz/keep",
    "/en/quiz/about/clothing",
    "/en/quiz/paper",
    "/en/quiz/paper?set=youth&country=IND",
    "/en/quiz/unicorns",
]


@pytest.fixture(scope="module")
def fine() -> Callable[[Page, str], None]:
    """Assert that the page shown is usable in every way of `AS`."""
    scanner = Axe()

    def check(tab: Page, name: str) -> None:
        tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
        for how, change in AS.items():
            tab.evaluate(change)
            if how != "twice as large":
                found = scanner.run(tab, options=TARGETS)
                assert any(rule["id"] == "target-size" for rule in found.response["passes"]), name
                assert found.violations_count == 0, f"{name}, {how}: {found.generate_report()}"
            wide = tab.evaluate("document.documentElement.scrollWidth")
            assert wide <= 320, f"{name}, {how}: {wide} px wide"

    return check


@pytest.fixture
def narrow(new_context: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    def make(scheme: str) -> Page:
        context = new_context(viewport={"width": 320, "height": 720}, color_scheme=scheme)
        return context.new_page()

    return make


@pytest.mark.parametrize("question_id", KINDS)
def test_every_kind_in_every_state(
    narrow: Callable[[str], Page],
    fine: Callable[[Page, str], None],
    app: Flask,
    live_server: str,
    question_id: str,
):
    unusual, wrong = KINDS[question_id]
    scheme = "dark" if list(KINDS).index(question_id) % 2 else "light"
    tab = narrow(scheme)
    address = f"/en/quiz/{question_id}"
    before = {key: value for key, value in SOME.items() if key != question_id}

    visit(tab, app, live_server, before)
    tab.goto(address)
    fine(tab, f"{question_id}, empty")

    visit(tab, app, live_server, everything_at("max"))
    tab.goto(address)
    fine(tab, f"{question_id}, answered")

    if unusual is not None:
        visit(tab, app, live_server, {**before, question_id: unusual})
        tab.goto(f"/en/quiz/coffee?check={question_id}")
        assert tab.locator(".check").is_visible()
        fine(tab, f"{question_id}, unusual")

    if question_id == "country":
        tab.context.clear_cookies()
    else:
        visit(tab, app, live_server, before)
    tab.goto(address)
    tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    for box, text in wrong.items():
        tab.fill(box, text)
    tab.click(".question__go .button:last-child")
    tab.wait_for_load_state("load")
    assert tab.locator("#error-summary").is_visible()
    fine(tab, f"{question_id}, wrong")


def test_no_kind_is_left_out():
    assert {type(q.by_id()[name]) for name in KINDS} == {type(one) for one in q.by_id().values()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*OTHER_PAGES, "kept", "expired"])
def test_the_other_pages_of_the_questionnaire(
    narrow: Callable[[str], Page],
    fine: Callable[[Page, str], None],
    app: Flask,
    live_server: str,
    path: str,
    scheme: str,
):
    tab = visit(narrow(scheme), app, live_server)
    if path in ("kept", "expired"):
        with app.test_request_context("/en/"):
            token = link_token(Answers(SOME | {"tops": 3}))
        path = f"/en/quiz/kept/{token if path == 'kept' else token[:-5]}"
    tab.goto(path)
    fine(tab, path[:40])
