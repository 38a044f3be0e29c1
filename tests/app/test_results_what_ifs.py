"""What can be tried: the file, what each change makes of an answer, and what it does to the estimate."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import footprint_model as fm
from app.quiz import questions as q
from app.quiz import state
from app.quiz.answers import (
    Amount,
    Answers,
    Labelled,
    Owned,
    Spend,
    consumer_codes,
    listed_items,
)
from app.quiz.model_input import to_consumption
from app.results.what_if import compare
from app.results.what_ifs import WhatIfError, changed, offered, read, what_ifs
from tests.answered import answer, signed
from tests.app.quiz.test_model_input import people

SLOW = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
ORIGINS = ["BGD", "BRA", "CHN", "CIV", "COL", "GHA", "IND", "KEN", "PER", "USA", "VNM"]
LOWER = [one for one in what_ifs() if one.lowers]


def choices_of(these: list[Any]) -> st.SearchStrategy[dict[str, str]]:
    """Any combination of things to try."""
    countries = sorted(consumer_codes())
    steps = {
        one.id: st.sampled_from([s.id for s in one.step] or (countries if one.is_home else ORIGINS))
        for one in these
    }
    return st.fixed_dictionaries({}, optional=steps)


visitors = st.builds(
    Answers,
    people,
    st.dictionaries(st.sampled_from(sorted(listed_items())), st.floats(0, 20), max_size=3),
)


def after(values: dict[str, Any], **choices: str) -> Answers:
    return changed(Answers({"country": "USA", **values}), choices)[0]


# --- equal to a fresh estimate --------------------------------------------------------------------


@SLOW
@given(answers=visitors, choices=choices_of(list(what_ifs())))
def test_a_what_if_is_a_fresh_estimate_of_the_changed_answers(
    app: Flask, answers: Answers, choices: dict[str, str]
):
    """To the last bit, by the way of the questions: kept in a cookie, read again, estimated."""
    _before, tried, other, _made = compare(answers, choices)
    with app.test_request_context(
        "/en/", headers={"Cookie": f"{state.COOKIE}={signed(app, other)}"}
    ):
        fresh = fm.estimate(to_consumption(state.load_answers()))
    assert msgspec.json.encode(fresh.to_dict()) == msgspec.json.encode(tried.to_dict())


@settings(SLOW, max_examples=25)
@given(answers=visitors, choices=choices_of(list(what_ifs())))
def test_what_is_kept_is_what_was_shown(
    client: FlaskClient, answers: Answers, choices: dict[str, str]
):
    """The button and then the result: the same numbers as the page of what-ifs."""
    _before, tried, _other, made = compare(answers, choices)
    assume(made)
    answer(client, answers)
    shown = client.get("/en/result/what-if", query_string=choices)
    found = re.search(r'name="csrf_token" value="([^"]+)"', shown.text)
    assert found
    kept = client.post("/en/result/what-if", data={"csrf_token": found[1], **choices})
    assert kept.status_code == 303
    estimate = client.get("/en/result.json").get_json()["estimate"]
    wanted = msgspec.json.decode(msgspec.json.encode(tried.to_dict()))
    assert estimate == {name: wanted[name] for name in estimate}


@SLOW
@given(answers=visitors, choices=choices_of(LOWER))
def test_kept_longer_used_shared_or_fewer_is_never_more(answers: Answers, choices: dict[str, str]):
    before, tried, _other, _made = compare(answers, choices)
    for end in ("low", "central", "high"):
        now, then = getattr(tried.person_years, end), getattr(before.person_years, end)
        assert now <= then * (1 + 1e-6)
    difference = fm.difference(before, tried).person_years
    assert difference.central <= 1e-12
    assert difference.high <= before.person_years.high * 1e-6


@SLOW
@given(answers=visitors)
def test_every_step_that_is_offered_changes_the_answer(answers: Answers):
    for one, steps in offered(answers):
        for step in steps:
            other, made = changed(answers, {one.id: step.id})
            assert [chosen.what_if.id for chosen in made] == [one.id]
            assert other.get(one.question) != answers.get(one.question)
            assert {name for name in other if other.get(name) != answers.get(name)} == {
                one.question
            }


@pytest.mark.parametrize("home", ["USA", "GBR", "DEU", "IND", "BRA", "JPN"])
def test_another_origin_is_a_fresh_estimate_that_knows_it(home: str):
    """Only the category itself moves, and its range gets no narrower, whichever way it goes."""
    values = {"country": home, "coffee": 2, "tea": 1, "chocolate": 2, "tops": 9, "furniture": 1}
    answers = Answers({**values, "phones": [1, 3]})
    tried = [(one, code) for one, _steps in offered(answers) for code in sorted(one.codes(answers))]
    origins = [(one, code) for one, code in tried if not one.is_home]
    assert origins
    for one, code in origins:
        before, after, _other, made = compare(answers, {one.id: code})
        assert [chosen.what_if.id for chosen in made] == [one.id]
        fresh = fm.estimate(to_consumption(Answers({**answers.values, one.question: code})))
        assert msgspec.json.encode(after.to_dict()) == msgspec.json.encode(fresh.to_dict())
        category = q.read_target(one.about.targets[0]).name
        moved = {row.category for row in fm.difference(before, after).by_category}
        assert moved <= {category}
        was, now = (
            next(row.person_years for row in found.by_category if row.category == category)
            for found in (before, after)
        )
        # No narrower, but for the grain of a thousand draws.
        assert now.high / now.low >= was.high / was.low * (1 - 0.005)


def test_where_trade_figures_tell_nothing_no_origin_is_offered():
    answers = Answers({"country": "KEN", "chocolate": 2, "tops": 9, "phones": [1, 3]})
    assert not {one.id for one, _steps in offered(answers)} & {"chocolate_origin", "clothes_origin"}
    assert changed(answers, {"clothes_origin": "BGD"}) == (answers, [])


# --- what each change does --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "choice", "question", "answer"),
    [
        ({"phones": [1, 3]}, {"phone_longer": "two"}, "phones", Owned(1, 5)),
        ({"computers": [2, 5]}, {"computer_shared": "half"}, "computers", Owned(1, 5)),
        ({"tops": 12}, {"tops_fewer": "half"}, "tops", 6.0),
        ({"tops": [40, "month", "USD"]}, {"tops_fewer": "half"}, "tops", Spend(20, "month", "USD")),
        ({"tuna": [2, "week", ""]}, {"tuna_less": "half"}, "tuna", Amount(1, "week", "")),
        ({"car_wash": 2}, {"car_wash_none": "none"}, "car_wash", 0.0),
        ({"used_share": 10}, {"things_used": "half"}, "used_share", 50.0),
        ({}, {"things_used": "half"}, "used_share", 50.0),
        ({}, {"food_label": "fair_food"}, "food_labels", Labelled(100, "fair_food_program")),
        ({"clothes_kept": "one_to_three"}, {"clothes_longer": "six"}, "clothes_kept", "over_six"),
        ({}, {"country": "IND"}, "country", "IND"),
        ({"coffee": 2}, {"coffee_origin": "COL"}, "coffee_origin", "COL"),
        ({"clothes_origin": "CHN"}, {"clothes_origin": "BGD"}, "clothes_origin", "BGD"),
    ],
)
def test_a_change_of_an_answer(values, choice, question, answer):
    assert after(values, **choice).get(question) == answer


@pytest.mark.parametrize(
    ("values", "choice"),
    [
        ({}, {"phone_longer": "two"}),  # nothing was said about phones
        ({"phones": "usual"}, {"phone_longer": "two"}),
        ({"phones": 0}, {"phone_longer": "two"}),
        ({"phones": [1, 9]}, {"phone_longer": "four"}),  # longer than anybody can answer
        ({"tops": 0}, {"tops_fewer": "none"}),
        ({"used_share": 80}, {"things_used": "half"}),  # half would be less
        ({"used_share": 80}, {"devices_used": "half"}),  # also for the narrower question
        ({"clothes_kept": "over_six"}, {"clothes_longer": "three"}),
        ({}, {"country": "USA"}),
        ({"coffee": 2}, {"coffee_origin": "ISL"}),  # no coffee comes from there
        ({"coffee": 0}, {"coffee_origin": "COL"}),
        ({"coffee_origin": "COL"}, {"coffee_origin": "COL"}),
        ({}, {"country": "XXX"}),
        ({}, {"country": "<script>"}),
        ({"tops": 12}, {"tops_fewer": "thrice"}),
        ({"tops": 12}, {"no_such_thing": "half"}),
        ({"country": "GBR"}, {"food_label": "fair_food"}),  # not offered there
    ],
)
def test_what_does_not_fit_changes_nothing(values, choice):
    answers = Answers({"country": "USA", **values})
    assert changed(answers, choice) == (answers, [])


def test_changes_add_up():
    both = after({"computers": [2, 5]}, computer_longer="one", computer_shared="half")
    assert both.get("computers") == Owned(1, 6)


def test_schools_are_offered_only_what_they_are_asked():
    answers = Answers({"country": "GBR", "tops": 9, "takeaway": 4}, path="youth")
    for one, _steps in offered(answers):
        assert answers.allowed(one.about)
    assert "jewellery_used" not in {one.id for one, _steps in offered(answers)}


# --- the file ---------------------------------------------------------------------------------------

GOOD = """
[[what_if]]
id = "tops_fewer"
title = "Fewer tops"
question = "tops"
why = "Fewer are made."

[[what_if.step]]
id = "half"
label = "half as many"
change = { kind = "times", factor = 0.5 }
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('question = "tops"', 'question = "topps"', "no question is called 'topps'"),
        ("factor = 0.5", "factor = 1.5", "factor must be between 0 and 1"),
        ("factor = 0.5", "factr = 0.5", "factr"),
        ('kind = "times", factor = 0.5', 'kind = "longer", years = 2', "asks for no years"),
        ('kind = "times", factor = 0.5', 'kind = "share", percent = 50', "asks for no share"),
        ('kind = "times", factor = 0.5', 'kind = "choose", option = "a"', "no list of answers"),
        (
            'kind = "times", factor = 0.5',
            'kind = "label", percent = 9, label = "fsc"',
            "asks for no label",
        ),
        ('kind = "times", factor = 0.5', 'kind = "dance"', "dance"),
        ('label = "half as many"', 'label = "half"\ncountries = ["ATL"]', "country is not known"),
        ('id = "tops_fewer"', 'id = "tops fewer"', "letters, digits"),
        (GOOD[GOOD.index("[[what_if.step]]") :], "", "needs steps"),
        (GOOD, GOOD + GOOD, "used twice"),
    ],
)
def test_a_block_that_does_not_fit_is_refused_by_name(old: str, new: str, said: str):
    assert read(GOOD)
    with pytest.raises(WhatIfError, match=re.escape(said)):
        read(GOOD.replace(old, new))


def test_a_block_can_ask_for_any_country():
    (one,) = read(GOOD[: GOOD.index("[[what_if.step]]")].replace('"tops"', '"country"'))
    assert one.after("IND", Answers({"country": "USA"})) == "IND"


def test_each_id_says_something_and_no_choice_is_empty():
    for one in what_ifs():
        assert one.title.strip()
        assert one.why.endswith(".")
        assert all(step.label.strip() and step.id for step in one.step)
        assert isinstance(one.about, q.Base)
