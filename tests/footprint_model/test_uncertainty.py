"""Intervals: in order, as wide as is honest, narrower with answers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import tables, uncertainty
from tests.footprint_model.people import (
    CATEGORIES,
    USUAL,
    as_bytes,
    part,
    people,
    span,
    usual_spend,
    width,
)

# --- intervals ------------------------------------------------------------------------------------


@given(people())
def test_low_central_high_are_in_order(person):
    estimate = fm.estimate(person)
    whole = [
        estimate.person_years,
        estimate.days_per_year,
        estimate.average_person_years,
        estimate.in_your_name.person_years,
        *(row.person_years for row in estimate.by_category),
    ]
    if estimate.one_in:
        whole.append(estimate.one_in)
    for interval in whole:
        assert 0 <= interval.low <= interval.central <= interval.high < math.inf


@given(people())
def test_days_and_one_in_are_the_same_estimate_in_other_words(person):
    estimate = fm.estimate(person)
    years, days, one_in = estimate.person_years, estimate.days_per_year, estimate.one_in
    assert (days.low, days.central, days.high) == pytest.approx(
        (365 * years.low, 365 * years.central, 365 * years.high)
    )
    assert one_in.low * years.high == pytest.approx(1)
    assert one_in.central * years.central == pytest.approx(1)
    assert one_in.high * years.low == pytest.approx(1)


def test_answering_narrows_every_category_and_the_whole(averages):
    """The same central figure, known instead of supposed."""
    for code, average in averages.items():
        answered = fm.estimate(
            fm.Consumption(code, spend_per_year={c: usual_spend(code, c) for c in USUAL})
        )
        assert span(answered.person_years) < span(average.person_years), code
        before = {row.category: row for row in average.by_category}
        for row in answered.by_category:
            if row.person_years.central > 0:
                assert row.answered
                assert not before[row.category].answered
                assert width(row.person_years) < width(before[row.category].person_years), (
                    code,
                    row.category,
                )


def test_an_amount_narrows_less_than_a_sum_of_money():
    """A count is remembered well, but its price or weight is an average."""
    spend = {"coffee": usual_spend("USA", "coffee")}
    cups = {"coffee_cups": fm.average_quantity("USA", "coffee_cups")}
    widths = [
        width(part(fm.estimate(person), "coffee").person_years)
        for person in (
            fm.Consumption("USA", spend_per_year=spend),
            fm.Consumption("USA", quantities_per_year=cups),
            fm.Consumption("USA"),
        )
    ]
    assert widths == sorted(widths)
    assert len(set(widths)) == 3


def test_a_label_widens_and_never_lowers(averages):
    """The centre stays; the interval grows, but for the grain of a thousand draws."""
    wider = []
    for code, average in averages.items():
        labelled = fm.estimate(fm.Consumption(code, modifiers={"clothing": {"certified_share": 1}}))
        before, after = part(average, "clothing"), part(labelled, "clothing")
        assert after.person_years.central == before.person_years.central
        wider.append(width(after.person_years) / width(before.person_years))
    assert min(wider) > 0.95
    assert np.mean(np.array(wider) > 1) > 0.9
    assert np.median(wider) > 1.03


def test_no_category_is_claimed_to_be_known_within_twice(averages):
    """Even answered in full: the square root of high over low is at least two."""
    for code in averages:
        answered = fm.estimate(
            fm.Consumption(code, spend_per_year={c: usual_spend(code, c) for c in CATEGORIES})
        )
        for row in answered.by_category:
            if row.person_years.central > 0:
                assert math.sqrt(width(row.person_years)) >= 2, (code, row.category)


def test_the_average_resident_is_known_better_than_an_unknown_one(averages):
    """The average carries the world's doubt, a person who answered nothing their own besides."""
    for code, average in averages.items():
        assert average.average_person_years.central == average.person_years.central
        assert span(average.average_person_years) < span(average.person_years), code


# --- more draws -----------------------------------------------------------------------------------


@given(people(), st.sampled_from([2000, 5000, 10_000]))
@settings(max_examples=20)
def test_more_draws_move_no_centre_and_the_ends_only_by_their_grain(person, draws):
    usual, finer = fm.estimate(person), fm.estimate(person, draws=draws)
    assert finer.person_years.central == usual.person_years.central
    assert finer.average_person_years == usual.average_person_years
    assert finer.in_your_name == usual.in_your_name
    for row in (finer.person_years, *(row.person_years for row in finer.by_category)):
        assert 0 <= row.low <= row.central <= row.high < math.inf
    if usual.person_years.central > 0:
        # A thousand draws know the logarithm of an end to about 0.05 where it spreads by one.
        for end in ("low", "high"):
            ratio = getattr(finer.person_years, end) / getattr(usual.person_years, end)
            assert abs(math.log(ratio)) < 0.35


def test_the_world_spreads_as_before(averages):
    """Ends of the total with ten times as many answers, over all countries: no shift, no trend."""
    moved = []
    for code in list(averages)[::8]:
        usual = averages[code].person_years
        finer = fm.estimate(fm.Consumption(code), draws=10_000).person_years
        moved.append([math.log(finer.low / usual.low), math.log(finer.high / usual.high)])
    assert np.abs(np.mean(moved, axis=0)) == pytest.approx(0, abs=0.05)
    assert np.abs(moved).max() < 0.25


def test_without_doubt_about_answers_more_draws_change_nothing():
    """Each world is there as often as before; only where it meets answers is there more."""
    i = 7
    central = np.ones(len(CATEGORIES))
    nothing = [0.0] * len(CATEGORIES)
    usual = uncertainty.person_draws(i, central, nothing)
    finer = uncertainty.person_draws(i, central, nothing, sets=10)
    assert finer.shape == (len(CATEGORIES), 10 * usual.shape[1])
    assert (finer.reshape(len(usual), 10, -1) == usual[:, np.newaxis]).all()


def test_the_stored_draws_are_the_first_of_the_finer_ones():
    central = np.linspace(0.1, 1, len(CATEGORIES))
    spread = [0.3] * len(CATEGORIES)
    usual = uncertainty.person_draws(3, central, spread)
    finer = uncertainty.person_draws(3, central, spread, sets=2)
    assert finer[:, : usual.shape[1]] == pytest.approx(usual, rel=1e-5)


def test_further_answers_are_normal_and_unrelated():
    steps = uncertainty.further_answers().astype(float) * uncertainty.STEP
    assert steps.shape == (len(CATEGORIES), 10, fm.manifest().draws)
    assert steps.mean() == pytest.approx(0, abs=0.01)
    assert steps.std() == pytest.approx(1, abs=0.01)
    sets = np.corrcoef(steps.transpose(1, 0, 2).reshape(10, -1))
    assert np.abs(sets - np.eye(10)).max() < 0.03


@given(people())
@settings(max_examples=5)
def test_the_same_draws_again_give_the_same_bytes(person):
    first = as_bytes(fm.estimate(person, draws=3000))
    uncertainty.further_answers.cache_clear()
    assert as_bytes(fm.estimate(person, draws=3000)) == first
    assert as_bytes(fm.estimate(person, draws=1000)) == as_bytes(fm.estimate(person))


@pytest.mark.parametrize("draws", [0, -1000, 1, 999, 1500, 11_000, 1000.0, True, "1000", None])
def test_a_number_of_draws_that_cannot_be_made_is_refused(draws):
    with pytest.raises(fm.OutOfRange) as error:
        fm.estimate(fm.Consumption("USA"), draws=draws)
    assert error.value.field == "draws"
    assert error.value.accepted == "a multiple of 1000 from 1000 to 10000"


def test_further_draws_are_not_made_unless_asked_for():
    uncertainty.further_answers.cache_clear()
    fm.estimate(fm.Consumption("USA"))
    fm.totals([fm.Consumption("USA")])
    assert uncertainty.further_answers.cache_info().currsize == 0


QUICK = (
    "coffee_cups",
    "chocolate_bars",
    "prawn_meals",
    "snack_packs",
    "tops",
    "phones",
    "computers",
    "gold_pieces",
    "building_work_usd",
    "domestic_help_hours",
    "takeaway_meals",
)


@pytest.mark.parametrize("code", ["USA", "GBR", "IND"])
def test_the_range_narrows_from_nothing_to_the_quick_path_to_everything(code):
    """The same amounts, said or not: only what is known changes, so only the width does."""
    size = tables.parameter_values()["household_size_unknown"]
    shared = {item.id for item in fm.items() if item.per_household}
    quick = {
        item: amount * (size if item in shared else 1)
        for item in QUICK
        if (amount := fm.average_quantity(code, item))
    }
    usual = {category: usual_spend(code, category) for category in USUAL}
    found = [
        fm.estimate(person).person_years
        for person in (
            fm.Consumption(code),
            fm.Consumption(code, quantities_per_year=quick),
            fm.Consumption(code, spend_per_year=usual),
        )
    ]
    assert [years.central for years in found] == pytest.approx([found[0].central] * 3)
    widths = [years.high - years.low for years in found]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[1] > widths[2]


@given(st.floats(0, 2), st.integers(0, 51))
def test_a_spread_between_two_steps_mixes_their_draws(sd, category):
    """Near the draws of that very spread, to some thousandths in all but the outermost."""
    exact = np.exp(sd * uncertainty.answer_logs()[category].astype(float))
    mixed = uncertainty.answers_noise([sd], [category])[0]
    usual = np.abs(uncertainty.answer_logs()[category]) < 2
    assert mixed[usual] == pytest.approx(exact[usual], rel=2e-3)
    assert mixed == pytest.approx(exact, rel=2e-2)


@given(st.floats(0, 1.9), st.floats(0, 0.1))
def test_more_spread_moves_every_draw_outwards(sd, more):
    logs = uncertainty.answer_logs()[0]
    less, wider = (uncertainty.answers_noise([one], [0])[0] for one in (sd, sd + more))
    assert (wider[logs > 0] >= less[logs > 0] * (1 - 1e-6)).all()
    assert (wider[logs < 0] <= less[logs < 0] * (1 + 1e-6)).all()
