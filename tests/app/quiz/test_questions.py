"""The question files: what holds for every question, and what a wrong file is told."""

from __future__ import annotations

import re

import msgspec
import pytest
from flask import Flask

import footprint_model as fm
from app.i18n import TRANSLATIONS
from app.quiz import questions as q
from app.quiz.checks import check_together
from app.quiz.wording import chip_items

ALL = list(q.by_id().values())
NUMBERS = [item for item in ALL if isinstance(item, q.Number | q.Share | q.OwnedAndYears)]
QUICK = [
    "country", "household", "coffee", "chocolate", "prawns", "snacks", "tops", "used_share",
    "phones", "computers", "gold", "building_work", "home_help", "car_wash", "takeaway",
]  # fmt: skip


def by_name(item: q.Question) -> str:
    return item.id


def test_the_quick_path_asks_fifteen_questions_in_order():
    assert [item.id for item in q.quick_path()] == QUICK


def test_every_section_has_a_drawing_and_every_question_a_section():
    drawings = (TRANSLATIONS.parent / "templates/partials/drawings.html").read_text()
    for item in ALL:
        section = q.section_of()[item.id]
        assert f'"{item.drawing or section.drawing}"' in drawings
        assert section.title


def test_every_file_is_checked_against_the_model_and_the_paths():
    check_together(q.sections(), q.paths())


@pytest.mark.parametrize("item", NUMBERS, ids=by_name)
def test_bounds_suggestions_and_soft_limit(app: Flask, item: q.Number):
    assert 0 <= item.min < item.max
    assert item.suggestions, "a number is easier to find with examples"
    with app.test_request_context("/en/"):
        chips = [
            value.partition("/")
            for value, _label in chip_items(item.suggestions, usual_period(item))
        ]
    assert all(bool(period) == bool(usual_period(item)) for _value, _slash, period in chips)
    values = [in_own_period(item, float(value), period) for value, _slash, period in chips]
    assert values == sorted(set(values))
    assert all(item.min <= value <= item.max for value in values)
    if item.unusual is not None:
        assert max(values) <= item.unusual <= item.max


def usual_period(item: q.Question) -> str:
    return item.period if isinstance(item, q.Number) and item.periods else ""


def in_own_period(item: q.Question, value: float, period: str) -> float:
    return item.in_default(value, period) if isinstance(item, q.Number) else value


def test_the_largest_answers_together_are_what_the_model_takes():
    largest = {row.id: row.maximum for row in fm.items()}
    most: dict[str, float] = {}
    for item in ALL:
        for target in map(q.read_target, item.targets):
            if target.kind == "quantity":
                highest = target.factor * highest_per_year(item)
                most[target.name] = most.get(target.name, 0) + highest
    assert {name for name, amount in most.items() if amount > largest[name]} == set()


def highest_per_year(item: q.Question) -> float:
    match item:
        case q.Number():
            return item.max * item.per_year
        case q.OwnedAndYears():
            return item.max / item.years_min
        case q.Choice() | q.Multi():
            return max(float(option.means) for option in item.options)
        case q.Grid():
            return max(row.max for row in item.rows) * item.per_year
    return 0


def test_what_the_home_shares_is_divided_by_its_people():
    shared = {row.id for row in fm.items() if row.per_household}
    asked = {q.read_target(target).name for item in ALL for target in item.targets}
    assert {"building_work_usd", "domestic_help_hours"} <= shared & asked


@pytest.mark.parametrize("item", ALL, ids=by_name)
def test_facts_are_dated_and_say_who(item: q.Question):
    if item.fact is None:
        counts = {q.read_target(target).kind for target in item.targets} & {"quantity", "spend"}
        assert not counts, "what counts by itself has a fact"
        return
    assert 2010 <= item.fact.year <= item.fact.published <= 2026
    assert item.fact.publisher
    assert item.fact.title
    assert len(item.fact.text.split()) <= 40


@pytest.mark.parametrize("item", ALL, ids=by_name)
def test_words_are_kind_and_calm(item: q.Question):
    text = " ".join([item.text, item.help, item.why, item.fact.text if item.fact else ""])
    assert not re.search(r"\bslaves?\b|\bvictims?\b|guilt|!", text, re.IGNORECASE)


SECTION = """
[section]
id = "food"
title = "Food"
drawing = "food"

[[question]]
id = "tea"
kind = "number"
text = "How many cups of tea do you drink in a day?"
short = "Tea"
unit = "cups"
unit_one = "cup"
max = 15
why_title = "Why"
why = "Because."
sets = "quantity.tea_kg"
"""


def test_a_section_file_is_read():
    found = q.read_section(SECTION, "food.toml")
    assert found.question[0].max == 15


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("max = 15", "max = 15\nmaximum = 20"), "maximum"),
        (("max = 15", "max = -1"), "min 0 is not below max"),
        (("max = 15", 'max = "many"'), "Expected `float`"),
        (("max = 15\n", ""), "missing required field `max`"),
        (("max = 15", "max = 15\nunusual = 99"), "outside the bounds"),
        (("max = 15", "max = 15\nsuggestions = [1, 70]"), "suggestion 70"),
        (('kind = "number"', 'kind = "riddle"'), "riddle"),
        (('id = "tea"', "id = "), "line"),
    ],
)
def test_a_wrong_section_file_names_itself_and_the_place(change: tuple[str, str], told: str):
    with pytest.raises(q.QuestionFileError) as caught:
        q.read_section(SECTION.replace(*change, 1), "food.toml")
    assert str(caught.value).startswith("food.toml:")
    assert told in str(caught.value)


def test_an_option_may_not_take_a_reserved_id():
    options = (q.Option("none", "None", 0),)
    choice = q.Choice(
        id="x", text="", short="", why_title="", why="", sets="country", options=options
    )
    with pytest.raises(q.QuestionFileError, match="distinct ids"):
        q.check(choice, "x.toml")


def test_a_path_with_an_unknown_question_is_refused():
    with pytest.raises(q.QuestionFileError, match="unicorns"):
        check_together(q.sections(), q.Paths(quick=("country", "unicorns")))


def test_renamed_ids_lead_to_questions():
    assert isinstance(q.renamed(), dict)
    for old, new in q.renamed().items():
        assert old not in q.by_id()
        assert new in q.by_id()


def test_questions_cannot_be_changed_while_the_site_runs():
    with pytest.raises((AttributeError, msgspec.ValidationError)):
        q.by_id()["coffee"].max = 99
