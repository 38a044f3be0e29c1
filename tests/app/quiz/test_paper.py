"""The paper sheet comes to what the site says, from the same data."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import consumer_codes
from app.quiz.paper import MINUTES, SETS, sheet
from tests.pages import Pages

CODES = sorted(consumer_codes())


@pytest.mark.parametrize("which", SETS)
@given(st.sampled_from(CODES), st.data())
@settings(max_examples=25)
def test_adding_up_by_hand_comes_to_the_estimate(which, country, data):
    found = sheet(country, which)
    total, amounts, chosen = found.rest, {}, set()
    for line in found.lines:
        if line.question.id in chosen:
            continue  # of a choice only one is ticked
        chosen.add(line.question.id)
        number = data.draw(st.integers(0, 5))
        if isinstance(line.question, q.Choice):
            number = min(number, 1)
            value = float(line.question.options[0].means)
        else:
            value = line.question.per_year if isinstance(line.question, q.Number) else 1.0
        size = 3 if line.shared else 1  # the size that an unknown home is taken to have
        total += number * line.minutes / size
        for target in map(q.read_target, line.question.targets):
            if target.kind == "quantity":
                amounts[target.name] = number * value * target.factor
    exact = fm.estimate(fm.Consumption(country, quantities_per_year=amounts)).person_years.central
    assert total == pytest.approx(exact * MINUTES, rel=1e-6)


@pytest.mark.parametrize("which", SETS)
def test_every_question_of_the_path_is_on_the_sheet(client: FlaskClient, which: str):
    soup = Pages(client)(f"/en/quiz/paper?set={which}&country=GBR")
    text = soup.get_text(" ", strip=True)
    for question in q.youth_path() if which == "youth" else q.quick_path():
        assert isinstance(question, q.Country) or question.text in text


def test_things_of_the_whole_home_are_divided(client: FlaskClient):
    assert [line.question.id for line in sheet("USA", "quick").lines if line.shared] == [
        "building_work",
        "building_work",
        "building_work",
        "home_help",
    ]


@pytest.mark.parametrize("query", ["set=moon", "country=XXX", "country=PRK", "set=&country="])
def test_a_sheet_that_does_not_exist(client: FlaskClient, query: str):
    Pages(client)(f"/en/quiz/paper?{query}", status=404)
