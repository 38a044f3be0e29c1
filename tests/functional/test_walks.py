"""Every path, with and without JavaScript, by mouse, by keyboard alone and by touch on a telephone.

Each walk answers every question it is asked, ends at the result, and finds there a row for every
category that it answered something about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

import footprint_model as fm
from app.quiz import questions as q
from app.quiz import state
from app.quiz.answers import Answers, Spend, is_zero, on_page
from app.quiz.ranking import category_of
from tests.answered import visit
from tests.conftest import Watch

GO = ".question__go .button:last-child"
LONGEST = 40  # pages of a walk


class Mouse:
    """Clicks and types, as on a desk."""

    context: ClassVar[dict[str, Any]] = {"viewport": {"width": 1280, "height": 800}}

    def __init__(self, tab: Page) -> None:
        self.tab = tab

    def press(self, what: Locator) -> None:
        what.click()

    def type(self, box: Locator, text: str) -> None:
        self.press(box)
        box.press_sequentially(text)

    def choose(self, select: Locator, label: str) -> None:
        select.select_option(label=label)


class Touch(Mouse):
    """Taps on a screen of 360 px."""

    context: ClassVar[dict[str, Any]] = {
        "viewport": {"width": 360, "height": 740},
        "has_touch": True,
        "is_mobile": True,
    }

    def press(self, what: Locator) -> None:
        what.tap()


class Keyboard(Mouse):
    """Nothing but keys; the focus is moved with Tab alone."""

    def reach(self, what: Locator) -> None:
        for _press in range(120):
            if what.evaluate("one => one === document.activeElement"):
                return
            self.tab.keyboard.press("Tab")
        pytest.fail(f"{what} cannot be reached with Tab on {self.tab.url}")

    def press(self, what: Locator) -> None:
        if what.evaluate("one => one.type === 'radio'"):
            # A group of radios is one stop: Tab to the first, the arrows go on, Space ticks.
            name = what.get_attribute("name")
            group = self.tab.locator(f"input[type=radio][name='{name}']")
            self.reach(group.first)
            self.tab.keyboard.press("Space")
            while not what.is_checked():
                self.tab.keyboard.press("ArrowDown")
            return
        self.reach(what)
        self.tab.keyboard.press("Enter" if what.evaluate("e => e.type !== 'checkbox'") else "Space")

    def type(self, box: Locator, text: str) -> None:
        self.reach(box)
        self.tab.keyboard.type(text)

    def choose(self, select: Locator, label: str) -> None:
        self.reach(select)
        self.tab.keyboard.type(label)


WAYS = {"mouse": Mouse, "keyboard": Keyboard, "touch": Touch}
PERSONS = [f"{way}-{js}" for way in WAYS for js in ("js", "nojs")]
EVERY_KIND = "electronics"  # this section alone has nearly all kinds of questions
OTHERS = [file.section.id for file in q.sections() if file.section.id != EVERY_KIND]


@pytest.fixture
def person(
    request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext], live_server: str
) -> Iterator[Mouse]:
    way, _, js = request.param.partition("-")
    context = new_context(**WAYS[way].context, java_script_enabled=js == "js")
    watch = Watch(context, live_server)
    yield WAYS[way](context.new_page())
    assert watch.found == []


def answer(person: Mouse, question: q.Question, prefix: str = "") -> None:
    """Something other than "none" and "I don't know", in the way the kind of question has."""
    at = {name: person.tab.locator(f"[id='{prefix}{name}']") for name in ("amount", "years")}
    match question:
        case q.Block():
            for part in question.asks:
                if person.tab.locator(f"[id='about-{part}']").count():
                    answer(person, q.by_id()[part], f"{part}-")
        case q.Country():
            person.choose(person.tab.locator(f"[id='{prefix}country']"), "United Kingdom")
        case q.Choice():
            last = question.options[-1].id
            mode = f"input[name='{prefix}mode']"
            person.press(person.tab.locator(f"{mode}[value='{last}']"))
        case q.Multi():
            person.press(person.tab.locator("input[name=picks]").first)
        case q.Grid():
            for row in question.rows:
                person.type(person.tab.locator(f"[id='row_{row.id}']"), "1")
        case q.OwnedAndYears():
            person.type(at["amount"], "1")
            person.type(at["years"], "4")
        case _:
            person.type(at["amount"], "2")


def follow(person: Mouse, links: str) -> None:
    with person.tab.expect_navigation():
        person.press(person.tab.locator(links).first)


def asked_now(tab: Page) -> q.Question | None:
    found = re.search(r"/quiz/([a-z_]+)(?:[?#]|$)", tab.url)
    return q.by_id().get(found[1]) if found else None


def walk(person: Mouse) -> list[str]:
    """Answer page by page until no question follows; the ids of the pages."""
    seen: list[str] = []
    while (question := asked_now(person.tab)) and len(seen) < LONGEST:
        assert question.id not in seen, f"asked twice: {question.id}"
        expect(person.tab.locator("h1")).to_have_text(question.text)
        answer(person, question)
        seen.append(question.id)
        follow(person, GO)
    return seen


def kept(tab: Page, app: Flask) -> Answers:
    cookie = next(one for one in tab.context.cookies() if one["name"] == state.COOKIE)
    header = {"Cookie": f"{state.COOKIE}={cookie['value']}"}
    with app.test_request_context("/en/", headers=header):
        return state.load_answers()


def everything_is_in_the_breakdown(tab: Page, app: Flask) -> None:
    """Each category with an answer has its row; where an amount was said, the row rests on it."""
    tab.goto("/en/result")
    rows = {}
    for row in tab.locator("#categories tbody tr").all():
        address = row.locator("a[href*='/result/why/']").first.get_attribute("href")
        usual = row.locator(".rests--usual").count()
        rows[str(address).rpartition("/")[2]] = not usual
    named = {row.id for row in fm.categories()}
    answers = kept(tab, app)
    for name, said in answers.values.items():
        question = q.by_id()[name]
        targets = [q.read_target(target) for target in question.targets]
        about = {category_of(target) for target in targets} & named
        amounts = {category_of(t) for t in targets if t.kind in ("quantity", "spend")} & named
        if isinstance(said, Spend):
            about = amounts = {question.spend}
        assert about <= set(rows), f"{name}: {about - set(rows)} is not in the breakdown"
        assert all(rows[one] for one in amounts), f"{name}: {amounts} does not rest on the answer"
        assert not is_zero(said)


@pytest.mark.parametrize("person", PERSONS, indirect=True)
@pytest.mark.parametrize("path", ["quick", "youth"])
def test_a_first_path_ends_with_everything_in_the_result(path: str, person: Mouse, app: Flask):
    tab = person.tab
    tab.goto("/en/")
    follow(person, "a[href*='for=school']" if path == "youth" else ".hero a.button")
    seen = walk(person)
    assert seen == [one.id for one in (q.youth_path() if path == "youth" else q.quick_path())]
    expect(tab).to_have_url(re.compile(r"/en/result"))
    assert set(kept(tab, app)) == set(seen)
    everything_is_in_the_breakdown(tab, app)


@pytest.mark.parametrize(
    ("section", "person"),
    [(EVERY_KIND, person) for person in PERSONS] + [(section, PERSONS[0]) for section in OTHERS],
    indirect=["person"],
)
def test_a_section_is_refined_and_everything_is_in_the_result(
    section: str, person: Mouse, app: Flask, live_server: str
):
    tab = visit(person.tab, app, live_server, {"country": "GBR", "household": 2})
    tab.goto("/en/result")
    follow(person, "a[href*='/quiz/map']")
    follow(person, f"#section-{section} a.button")
    seen = walk(person)
    expect(tab).to_have_url(re.compile(rf"/en/quiz/map.*#section-{section}$"))
    answers = kept(tab, app)
    expected = {one.id for page in q.order_in()[section] for one in on_page(page)}
    assert expected <= set(answers), sorted(expected - set(answers))
    assert set(seen) <= {page.id for page in q.order_in()[section]}
    everything_is_in_the_breakdown(tab, app)
