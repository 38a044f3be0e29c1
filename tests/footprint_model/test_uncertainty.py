"""Intervals: in order, as wide as is honest, narrower with answers."""

import math

import numpy as np
import pytest
from hypothesis import given

import footprint_model as fm
from tests.footprint_model.people import (
    CATEGORIES,
    USUAL,
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
