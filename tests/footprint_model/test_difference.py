"""The difference of two estimates: exact in the middle, and its range on the same draws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import footprint_model as fm
from tests.footprint_model.people import codes, spending

FEW = settings(max_examples=60, deadline=None)


def person(country="GBR", **quantities):
    return fm.estimate(fm.Consumption(country, 2, quantities_per_year=quantities))


def test_nothing_differs_from_itself():
    found = fm.difference(person(tops=12.0), person(tops=12.0))
    assert found == fm.Difference(fm.Interval(0, 0, 0), ())


@FEW
@given(codes, codes, spending, spending)
def test_the_middle_is_the_difference_of_the_middles(home, other, before, after):
    a, b = (
        fm.estimate(fm.Consumption(c, spend_per_year=s))
        for c, s in ((home, before), (other, after))
    )
    found = fm.difference(a, b)
    assert found.person_years.central == b.person_years.central - a.person_years.central
    assert found.person_years.low <= found.person_years.central <= found.person_years.high
    rows = {row.category: row.person_years.central for row in found.by_category}
    first = {row.category: row.person_years.central for row in a.by_category}
    for row in b.by_category:
        expected = row.person_years.central - first[row.category]
        assert rows.get(row.category, 0.0) == expected


@FEW
@given(st.floats(0.5, 50), st.sampled_from([0.1, 0.5, 0.9]))
def test_less_of_one_thing_is_less_in_every_world(tops, factor):
    found = fm.difference(person(tops=tops), person(tops=tops * factor))
    assert found.person_years.high < 0
    assert [row.category for row in found.by_category] == ["clothing"]


def test_the_range_is_that_of_the_differences():
    """Half of a thing: in each world the difference is minus half of what there was."""
    before, after = person(tops=10.0, phones=0.5), person(tops=5.0, phones=0.5)
    years = next(r for r in before.by_category if r.category == "clothing").person_years
    found = fm.difference(before, after).person_years
    for end, mirrored in ((found.low, years.high), (found.high, years.low)):
        assert end == pytest.approx(-mirrored / 2, rel=1e-5)
    # Two ranges subtracted end by end would say that it could be more as well.
    assert after.person_years.high - before.person_years.low > 0 > found.high


def test_there_and_back_is_the_same_with_the_other_sign():
    before, after = person(tops=10.0), person("IND", tops=10.0)
    there = fm.difference(before, after).person_years
    back = fm.difference(after, before).person_years
    assert there.central == -back.central
    assert np.allclose([there.low, there.high], [-back.high, -back.low], rtol=1e-4)


def test_a_label_that_only_widens_moves_no_middle():
    plain = fm.Consumption("GBR", quantities_per_year={"coffee_cups": 700})
    rules = {"coffee": {"certified_share": 1.0, "label": "fairtrade"}}
    labelled = fm.Consumption("GBR", quantities_per_year={"coffee_cups": 700}, modifiers=rules)
    found = fm.difference(fm.estimate(plain), fm.estimate(labelled))
    assert found.person_years.central == 0
    assert found.person_years.low < 0 < found.person_years.high


def test_what_differs_most_comes_first():
    found = fm.difference(person(), person("IND"))
    sizes = [abs(row.person_years.central) for row in found.by_category]
    assert sizes == sorted(sizes, reverse=True)
    assert found.days_per_year.central == pytest.approx(found.person_years.central * fm.DAYS)
