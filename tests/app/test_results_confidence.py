"""How much of each category is the visitor's answer, and the way to the question that narrows it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from flask.testing import FlaskClient

import footprint_model as fm
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.quiz.ranking import best_open
from app.results.confidence import rests_on, width
from tests.answered import SOME, everything_at, visitor
from tests.app.about import text_of
from tests.pages import Pages

WORDS = {0: "what is usual", 1: "partly your answer", 2: "your answer"}


def part(low: float, high: float, *, answered: bool = False, share: float = 0.0) -> fm.CategoryPart:
    return fm.CategoryPart(
        category="clothing",
        person_years=fm.Interval(low, (low + high) / 2, high),
        average_person_years=1.0,
        relative_to_average=1.0,
        answered=answered,
        from_answers=share,
    )


def rows(client: FlaskClient, values: dict[str, Any]) -> dict[str, Any]:
    """Rows of the table of categories by id."""
    found = Pages(visitor(client, values))("/en/result").select("#categories tbody tr")
    return {row.select_one("a")["href"].rsplit("/", 1)[1]: row for row in found}


@pytest.mark.parametrize(
    ("answered", "share", "kind"),
    [(False, 0, 0), (True, 0.0, 1), (True, 0.5, 1), (True, 0.94, 1), (True, 0.95, 2), (True, 1, 2)],
)
def test_an_answer_a_part_of_one_and_none(answered: bool, share: float, kind: int):
    assert rests_on(part(1, 4, answered=answered, share=share)) == kind


@pytest.mark.parametrize(
    ("low", "high", "kind"), [(1, 4, 0), (1, 9.1, 1), (1, 25.1, 2), (0, 1, 2), (0, 0, 0)]
)
def test_how_wide_a_range_is(low: float, high: float, kind: int):
    assert width(part(low, high)) == kind


@pytest.mark.parametrize("values", [SOME, everything_at("max"), {"country": "KEN"}])
def test_every_row_says_what_it_rests_on(client: FlaskClient, values: dict[str, Any]):
    shown = rows(client, values)
    for row in fm.estimate(to_consumption(Answers(values))).by_category:
        assert text_of(shown[row.category].select_one(".rests")) == WORDS[rests_on(row)]


def test_the_three_kinds_are_there(client: FlaskClient):
    shown = rows(client, SOME)
    assert text_of(shown["clothing"].select_one(".rests")) == "your answer"
    assert text_of(shown["phones_computers"].select_one(".rests")) == "partly your answer"
    assert text_of(shown["health_services"].select_one(".rests")) == "what is usual"


def test_bars_say_it_too_with_the_width_of_the_range(client: FlaskClient):
    soup = Pages(visitor(client))("/en/result")
    by_category = {
        row.category: row for row in fm.estimate(to_consumption(Answers(SOME))).by_category
    }
    for bar in soup.select("#parts .bars__row"):
        row = by_category[bar.select_one(".bars__amount")["href"].rsplit("/", 1)[1]]
        words = ("fairly wide range", "wide range", "very wide range")[width(row)]
        assert text_of(bar.select_one(".bars__rests")).startswith(f"{WORDS[rests_on(row)]} {words}")


def test_narrow_it_leads_to_the_open_question_of_the_category(client: FlaskClient):
    pages = Pages(visitor(client))
    open_ = best_open(Answers(SOME), to_consumption(Answers(SOME)))
    links = {
        category: row.select("td")[-1].a
        for category, row in rows(client, SOME).items()
        if row.select("td")[-1].a
    }
    narrow = {key: link for key, link in links.items() if "/about/" not in link["href"]}
    assert narrow.keys() == {key for key in open_ if key in {row.id for row in fm.categories()}}
    for category, link in list(narrow.items())[::4]:
        question = open_[category][1]
        assert link["href"] == f"/en/quiz/{question.id}?then=result"
        assert text_of(link).startswith("Narrow it")
        assert question.id not in SOME
        assert pages(link["href"]).select_one("form")


def test_a_question_is_offered_only_where_its_answer_narrows():
    open_ = best_open(Answers(SOME), to_consumption(Answers(SOME)))
    value = {
        row.name: row.narrows_by for row in fm.value_of_answering(to_consumption(Answers(SOME)))
    }
    assert open_
    for category, (narrows_by, _question) in open_.items():
        assert narrows_by == value[category] > 0


def test_what_is_answered_can_be_changed(client: FlaskClient):
    pages = Pages(visitor(client))
    link = rows(client, SOME)["clothing"].select("td")[-1].a
    assert text_of(link).startswith("Change")
    assert link["href"] == "/en/quiz/about/clothing"
    pages(link["href"])


def test_the_json_says_how_much_is_answered(client: FlaskClient):
    found = msgspec.json.decode(visitor(client).get("/en/result.json").data)
    by_category = {row["category"]: row for row in found["estimate"]["by_category"]}
    assert by_category["clothing"]["from_answers"] == 1
    assert by_category["health_services"]["from_answers"] == 0
    assert 0 < by_category["phones_computers"]["from_answers"] < 1
