"""What an answer is worth: how much narrower the range of the total becomes."""

import numpy as np
from hypothesis import given

import footprint_model as fm
from footprint_model.footprint import reference_people
from footprint_model.lookup import countries_by_code
from footprint_model.scaling import weigh
from footprint_model.tables import parameter_values
from footprint_model.uncertainty import SPREAD_STEP, person_draws
from tests.footprint_model.people import USUAL, codes, people


@given(people())
def test_only_open_questions_are_ranked_best_first(person):
    rows = fm.value_of_answering(person)
    answered = {row.category for row in fm.estimate(person).by_category if row.answered}
    assert not {row.name for row in rows} & answered
    worth = [row.narrows_by for row in rows]
    assert worth == sorted(worth, reverse=True)
    assert all(row.share <= 1 for row in rows)


@given(codes)
def test_answering_the_best_question_narrows_the_range(code):
    best = next(r for r in fm.value_of_answering(fm.Consumption(code)) if r.kind == "category")
    assert best.narrows_by > 0
    before = fm.estimate(fm.Consumption(code)).person_years
    usual = fm.explain(fm.Consumption(code), best.name)
    spend = next(step.value for step in usual.steps if step.id == "reference_spend")
    after = fm.estimate(fm.Consumption(code, spend_per_year={best.name: spend})).person_years
    assert after.high - after.low < before.high - before.low


@given(codes)
def test_the_three_characteristics_are_offered_until_given(code):
    offered = {
        row.name for row in fm.value_of_answering(fm.Consumption(code)) if row.kind == "about_you"
    }
    assert offered == {"household_size", "income_band", "age_band"}
    known = fm.Consumption(code, 2, income_band="middle", age_band="25_34")
    assert not [row for row in fm.value_of_answering(known) if row.kind == "about_you"]


def test_nothing_is_left_to_ask_who_answered_everything():
    everything = fm.Consumption(
        "USA", 2, dict.fromkeys(USUAL, 100.0), income_band="middle", age_band="25_34"
    )
    assert fm.value_of_answering(everything) == ()


@given(people())
def test_a_row_is_near_what_the_range_loses_draw_by_draw(person):
    """All rows against the same thing worked out for every draw, the slow way."""
    rows = {row.name: row for row in fm.value_of_answering(person)}
    i = countries_by_code()[person.country][0]
    weighed = weigh(person, i)
    central = reference_people(person.country) * weighed.factor
    draws = person_draws(i, central, weighed.spread)
    total = draws.sum(axis=0)
    before = np.diff(np.quantile(total, [0.05, 0.95])).item()
    answered = parameter_values()["sd_answer_quantity"]
    off = []
    for k, category in enumerate(fm.categories()):
        if category.id in rows and rows[category.id].kind == "category":
            spread = list(weighed.spread)
            if spread[k] - answered >= SPREAD_STEP / 2:
                spread[k] = answered
            other = total - draws[k] + person_draws(i, central, spread)[k]
            after = np.diff(np.quantile(other, [0.05, 0.95])).item()
            off.append(abs(rows[category.id].narrows_by - (before - after)))
    # Two draws that change places at an end make a single row jump.
    assert np.mean(off or [0]) <= 0.004 * before
    assert max(off, default=0) <= 0.04 * before
