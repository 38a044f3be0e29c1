"""Answers: what is accepted, and what the model is given."""

from __future__ import annotations

from typing import Any

import pytest

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import Answers, NoAnswers
from app.quiz.model_input import to_consumption

FULL = {
    "country": "GBR",
    "household": 2,
    "coffee": 3,
    "chocolate": 1,
    "prawns": 2,
    "snacks": 5,
    "tops": 8,
    "used_share": 25,
    "phones": [1, 4],
    "computers": [2, 5],
    "gold": 1,
    "building_work": "room",
    "home_help": 8,
    "car_wash": 0.5,
    "takeaway": 4,
}


def test_every_answer_reaches_the_model():
    given = to_consumption(Answers(FULL))
    assert given.country == "GBR"
    assert given.household_size == 2
    amounts = given.quantities_per_year
    assert amounts["coffee_cups"] == 3 * 365
    assert amounts["chocolate_bars"] == pytest.approx(365 / 7)
    assert amounts["prawn_meals"] == 24
    assert amounts["tops"] == 8
    assert amounts["phones"] == pytest.approx(1 / 4)
    assert amounts["computers"] == pytest.approx(2 / 5)
    assert amounts["gold_pieces"] == pytest.approx(0.2)
    assert amounts["building_work_usd"] == 4000
    assert amounts["domestic_help_hours"] == 96
    assert amounts["car_washes"] == 6
    assert amounts["takeaway_meals"] == 48
    assert given.modifiers == {
        "clothing": {"used_share": 0.25},
        "footwear": {"used_share": 0.25},
        "phones_computers": {"used_share": 0.25},
    }


def test_dont_know_is_left_out_and_none_is_zero():
    given = to_consumption(Answers({"country": "GBR", "coffee": "usual", "chocolate": 0}))
    assert given.quantities_per_year == {"chocolate_bars": 0}
    assert given.household_size is None


def test_dont_know_everywhere_is_the_average_person():
    unknown = {item.id: "usual" for item in q.quick_path() if item.can_be_unknown}
    estimate = fm.estimate(to_consumption(Answers({"country": "GBR", **unknown})))
    average = fm.average("GBR")
    assert estimate.person_years.central == pytest.approx(average.person_years.central)


def test_none_everywhere_is_less_than_average():
    nothing: dict[str, Any] = {"building_work": "none"}
    for item in q.quick_path():
        if getattr(item, "none", False) and not isinstance(item, q.Choice | q.Share):
            nothing[item.id] = 0
    estimate = fm.estimate(to_consumption(Answers({"country": "GBR", **nothing})))
    assert estimate.person_years.central < fm.average("GBR").person_years.central


def test_without_a_country_there_is_nothing_to_estimate():
    with pytest.raises(NoAnswers):
        to_consumption(Answers({"coffee": 2}))


@pytest.mark.parametrize(
    ("question_id", "value"),
    [
        ("country", "ZZZ"),
        ("country", 7),
        ("coffee", 16),
        ("coffee", -1),
        ("coffee", float("nan")),
        ("coffee", "many"),
        ("coffee", True),
        ("household", 0),
        ("phones", [1, 0]),
        ("phones", [1]),
        ("phones", 3),
        ("building_work", "castle"),
        ("used_share", 101),
        ("unicorns", 1),
    ],
)
def test_what_no_question_can_have_is_dropped_and_the_rest_kept(question_id: str, value: Any):
    answers = Answers({"tops": 4, question_id: value})
    assert question_id not in answers
    assert answers.get("tops") == 4


def test_a_country_that_is_only_an_origin_is_not_offered():
    closed = [country.iso3 for country in fm.countries() if not country.consumer]
    assert all("country" not in Answers({"country": code}) for code in closed)


def test_a_renamed_question_keeps_its_answer(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(q, "renamed", lambda: {"shirts": "tops"})
    assert Answers({"shirts": 5}).get("tops") == 5


def test_changing_one_answer_leaves_the_old_answers_alone():
    before = Answers({"tops": 4})
    after = before.with_answer("coffee", 2.0)
    assert "coffee" not in before
    assert after.values == {"tops": 4.0, "coffee": 2.0}
