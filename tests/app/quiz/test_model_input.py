"""From every combination of answers to a person the model takes."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import USUAL, Answers, accept, consumer_codes, listed_items, origin_codes
from app.quiz.model_input import items_by_id, to_consumption
from tests.answered import everything_at

LISTED = sorted(listed_items())
CURRENCIES = sorted(fm.currencies())


def total(values: dict[str, Any], items: dict[str, float] | None = None) -> float:
    found = fm.estimate(to_consumption(Answers(values, items)))
    assert all(math.isfinite(part) for part in (found.person_years.low, found.person_years.high))
    assert found.person_years.low <= found.person_years.central <= found.person_years.high
    return float(found.person_years.central)


def test_dont_know_everywhere_is_the_typical_person():
    assert total(everything_at("usual")) == pytest.approx(total({"country": "USA"}))
    assert total(everything_at("usual")) == pytest.approx(fm.average("USA").person_years.central)


def test_none_everywhere_leaves_only_what_nobody_asks_about():
    given_ = to_consumption(Answers(everything_at("none")))
    assert all(amount == 0 for amount in given_.quantities_per_year.values())
    left = fm.estimate(given_)
    asked = {
        items_by_id()[name].category: items_by_id()[name].scales
        for name in given_.quantities_per_year
    }
    for row in left.by_category:
        if asked.get(row.category) == "category":
            assert row.person_years.central == 0, row.category
    assert 0 < left.person_years.central < fm.average("USA").person_years.central


@pytest.mark.parametrize("country", ["USA", "IND", "SLE"])
def test_the_most_of_everything_is_finite_and_much(country: str):
    most = total(everything_at("max", country))
    assert most > fm.average(country).person_years.central
    assert most < 1000


def test_only_the_service_row_moves_with_a_service():
    def rows(washes: float) -> dict[str, float]:
        estimate = fm.estimate(to_consumption(Answers({"country": "USA", "car_wash": washes})))
        return {row.category: row.person_years.central for row in estimate.by_category}

    before, after = rows(0), rows(4)
    assert after["car_wash"] > before["car_wash"]
    assert {**before, "car_wash": 0} == {**after, "car_wash": 0}


def spend_question() -> q.Question:
    for question in q.by_id().values():
        target = q.read_target(question.targets[0]) if question.targets else None
        counts = target is not None and target.kind == "quantity"
        if counts and items_by_id()[target.name].category == question.spend:
            return question
    raise AssertionError("no question offers money")


def test_money_counts_before_a_count_of_the_same_category():
    question = spend_question()
    given_ = to_consumption(Answers({"country": "DEU", question.id: [50, "month", "EUR"]}))
    assert given_.spend_per_year == {question.spend: pytest.approx(600)}
    assert given_.currency == "EUR"
    assert not given_.quantities_per_year


def test_money_keeps_its_worth_when_the_country_changes():
    question = spend_question()
    given_ = to_consumption(Answers({"country": "USA", question.id: [50, "month", "EUR"]}))
    assert given_.spend_usd[question.spend] == pytest.approx(600 / fm.rate("EUR"))


def test_a_list_stands_for_its_category_and_gives_it_back():
    name = next(name for name in LISTED if listed_items()[name].category == "clothing")
    answers = Answers({"country": "USA", "tops": 50}, {name: 2})
    assert to_consumption(answers).quantities_per_year == {name: 2}
    assert "tops" in to_consumption(answers.with_items({})).quantities_per_year


def test_the_answer_about_fewer_categories_counts():
    both = {"country": "USA", "used_share": 80, "electronics_used": 10}
    used = to_consumption(Answers(both)).modifiers
    assert used["clothing"]["used_share"] == 0.8
    assert used["phones_computers"]["used_share"] == 0.1


def test_the_quick_answer_is_split_once_it_is_refined():
    quick = to_consumption(Answers({"country": "USA", "tops": 10})).quantities_per_year
    both = to_consumption(
        Answers({"country": "USA", "tops": 10, "other_clothes": 4})
    ).quantities_per_year
    assert quick != both
    assert len(both) == 2
    assert {items_by_id()[name].scales for name in both} == {"part"}


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(-10, 10**7),
    st.sampled_from([USUAL, "none", "yes", "room", "lowest", "USA", ""]),
    st.text(max_size=6),
    st.tuples(
        st.floats(0, 1e6),
        st.sampled_from(["month", "year", "day", ""]),
        st.sampled_from(CURRENCIES),
    ),
    st.lists(st.one_of(st.floats(), st.text(max_size=5)), max_size=4),
    st.dictionaries(st.text(max_size=5), st.floats(), max_size=3),
)


def fitting(question: q.Question) -> st.SearchStrategy[Any]:
    """Answers a person could have given."""
    choices: list[st.SearchStrategy[Any]] = [st.just(USUAL)]
    match question:
        case q.Country():
            codes = consumer_codes() if question.is_home else origin_codes()
            choices = [st.sampled_from(sorted(codes))]
        case q.Choice():
            choices.append(st.sampled_from(["none", *(option.id for option in question.options)]))
        case q.Multi():
            choices.append(st.lists(st.sampled_from([one.id for one in question.options])))
        case q.Grid():
            ids = [row.id for row in question.rows]
            choices.append(st.dictionaries(st.sampled_from(ids), st.floats(0, 1)))
        case q.OwnedAndYears():
            years = st.floats(question.years_min, question.years_max)
            choices.append(st.tuples(st.floats(0, question.max), years))
        case q.Share() if question.labels:
            choices.append(st.tuples(st.floats(0, 100), st.sampled_from(sorted(fm.labels()))))
        case q.Number() | q.Share():
            choices.append(st.floats(question.min, question.max))
    if question.spend:
        money = st.tuples(st.floats(0, 1e5), st.sampled_from(["month", "year"]))
        choices.append(money.map(lambda pair: [*pair, "EUR"]))
    return st.one_of(choices)


REAL = {one.id: fitting(one) for one in q.by_id().values() if not isinstance(one, q.Block)}

people = st.fixed_dictionaries(
    {"country": REAL["country"]},
    optional={name: answers for name, answers in REAL.items() if name != "country"},
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    values=people,
    items=st.dictionaries(st.sampled_from(LISTED), st.floats(0, 50), max_size=5),
)
def test_what_people_can_answer_always_has_an_estimate(
    values: dict[str, Any], items: dict[str, float]
):
    total(values, items)


@settings(max_examples=150, deadline=None)
@given(
    values=st.dictionaries(st.sampled_from(sorted(REAL)), anything),
    items=st.dictionaries(st.one_of(st.sampled_from(LISTED), st.text(max_size=5)), anything),
)
def test_what_nobody_can_answer_is_dropped_and_never_fails(
    values: dict[str, Any], items: dict[str, Any]
):
    answers = Answers(values, items)
    for question_id, answer in answers.values.items():
        assert accept(q.by_id()[question_id], answer) == answer
    if answers.country:
        fm.estimate(to_consumption(answers))
