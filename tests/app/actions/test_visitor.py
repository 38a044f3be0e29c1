"""What a visitor's own answers rule out, and what changing one would save."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from flask import Flask

import footprint_model as fm
from app.actions.catalogue import Change, by_id
from app.actions.visitor import Visitor, changed, effect, ruled_out, saving
from app.quiz.answers import USUAL, Answers, Owned
from app.quiz.model_input import to_consumption
from footprint_model.lookup import countries_by_code
from footprint_model.scaling import weigh
from footprint_model.uncertainty import person_draws, quantile_pair

GIVEN: dict[str, Any] = {
    "country": "USA",
    "phones": [1, 2],
    "tops": 30,
    "other_clothes": 20,
    "used_share": 20,
    "furniture": 2,
    "appliances": 5,
}


def visitor(**more: Any) -> Visitor:
    answers = Answers(GIVEN | more)
    return Visitor(answers, fm.estimate(to_consumption(answers)))


def change_of(action: str) -> Change:
    found = by_id()[action].changes
    assert found
    return found


def draws(answers: Answers) -> np.ndarray:
    """Every draw of a person's total, in days."""
    consumption = to_consumption(answers)
    i = countries_by_code()[consumption.country][0]
    person = weigh(consumption, i)
    central = fm.footprint.reference_people(consumption.country) * person.factor
    return np.asarray(person_draws(i, central, person.spread).sum(axis=0), dtype=float) * fm.DAYS


@pytest.mark.parametrize("action", ["keep_devices", "wear_longer", "used_furniture"])
def test_the_saving_is_that_of_a_fresh_estimate_draw_by_draw(action: str):
    before = visitor()
    answers = changed(before.answers, change_of(action))
    assert answers is not None
    found = saving(change_of(action), before)
    assert found
    assert found.low is not None
    assert found.high is not None
    after = fm.estimate(to_consumption(answers))
    wanted = before.estimate.days_per_year.central - after.days_per_year.central
    assert found.central == pytest.approx(wanted, rel=1e-9)
    difference = (draws(before.answers) - draws(answers)).astype(np.float32)
    low, high = quantile_pair(difference)
    assert found.low == pytest.approx(float(low), rel=0.01)
    assert found.high == pytest.approx(float(high), rel=0.01)
    assert 0 < found.low < found.central < found.high


def test_several_categories_at_once_have_a_middle_but_no_range():
    found = saving(change_of("buy_used"), visitor())
    assert found
    assert found.central > 0
    assert found.low is None
    assert found.high is None


def test_two_years_longer_is_two_years_longer():
    after = changed(visitor().answers, change_of("keep_devices"))
    assert after
    assert after.get("phones") == Owned(1, 4)
    assert after.get("tops") == 30


def test_half_of_what_was_new_is_used():
    after = changed(visitor().answers, change_of("buy_used"))
    assert after
    assert after.get("used_share") == 60


@pytest.mark.parametrize(
    "answer",
    [
        None,  # not answered
        USUAL,  # "I don't know": what is usual is not theirs to change
        0,  # nothing to keep longer
        [1, 9],  # longer than the question takes
        [300, "month", "USD"],  # no such answer
    ],
)
def test_there_is_no_figure_without_an_answer_that_can_change(app: Flask, answer: Any):
    you = visitor(phones=answer)
    with app.test_request_context("/en/"):
        assert effect(by_id()["keep_devices"], you) == ""


def test_money_is_not_changed_into_fewer_things(app: Flask):
    you = visitor(tops={"value": 50, "period": "month", "currency": "USD"})
    with app.test_request_context("/en/"):
        assert effect(by_id()["wear_longer"], you) == ""


def test_nothing_used_can_become_more_than_all(app: Flask):
    with app.test_request_context("/en/"):
        assert effect(by_id()["buy_used"], visitor(used_share=100)) == ""


def test_the_sentence_has_amount_and_range(app: Flask):
    with app.test_request_context("/en/"):
        said = effect(by_id()["wear_longer"], visitor())
        assert said.startswith("Half as many new tops and shirts would lower your number by about ")
        assert "Most likely between " in said
        assert "range is not known" in effect(by_id()["buy_used"], visitor())
        little = effect(by_id()["keep_devices"], visitor(country="ETH"))
        assert "by less than a minute a year" in little
        assert effect(by_id()["accord"], visitor()) == ""


def test_an_answer_rules_out_only_what_it_says():
    assert ruled_out(Answers(GIVEN)) == frozenset()
    no_money = ruled_out(Answers(GIVEN | {"bank": "none"}))
    assert no_money == {"ask_your_bank", "ask_your_pension", "votes_against_slavery", "any_pension"}
    account = ruled_out(Answers(GIVEN | {"bank": "account"}))
    assert account == no_money - {"ask_your_bank"}
    assert ruled_out(Answers(GIVEN | {"bank": "both"})) == frozenset()
    assert ruled_out(Answers(GIVEN | {"bank": USUAL})) == frozenset()
    bodies = ruled_out(Answers(GIVEN | {"bodies": ["council"]}))
    assert "electronics_watch" not in bodies
    assert "ask_your_employer" not in bodies
    assert "ask_your_employer" in ruled_out(Answers(GIVEN | {"bodies": ["community"]}))


def test_who_belongs_nowhere_is_not_sent_to_a_canteen():
    for nowhere in ("none", 0, []):
        answers = Answers(GIVEN | {"bodies": nowhere})
        if answers.get("bodies") is not None:
            assert {"electronics_watch", "canteen", "uniforms"} <= ruled_out(answers)
