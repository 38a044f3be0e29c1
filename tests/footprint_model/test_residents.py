"""Where a person lies among the people of a country."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import footprint_model as fm
from tests.footprint_model.people import codes

COUNTRIES = ("USA", "GBR", "DEU", "IND", "BRA", "KEN", "VNM", "CIV")


@given(codes, st.floats(0, 1), st.floats(0, 1))
def test_more_is_more_than_more_people(code, first, second):
    people = fm.residents(code)
    low, high = sorted((first, second))
    assert 0 <= people.share_below(low) <= people.share_below(high) <= 1


@given(codes, st.floats(0.001, 0.999))
def test_the_quantile_is_where_that_share_lies_below(code, share):
    people = fm.residents(code)
    assert people.share_below(people.quantile(share)) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize("code", COUNTRIES)
def test_residents_together_are_the_average_resident(code):
    """The mean of all kinds of people, each at the mean of its spread, is the country's."""
    people = fm.residents(code)
    shares = (np.arange(200) + 0.5) / 200
    mean = np.mean([people.quantile(share) for share in shares])
    assert mean == pytest.approx(fm.average(code).person_years.central, rel=0.03)


def test_the_same_each_time():
    once = fm.residents("IND")
    fm.residents.cache_clear()
    assert fm.residents("IND").quantile(0.3) == once.quantile(0.3)


def test_a_wider_spread_puts_more_people_at_both_ends():
    narrow, wide = fm.residents("GBR", 0.2), fm.residents("GBR", 0.5)
    assert wide.quantile(0.05) < narrow.quantile(0.05)
    assert wide.quantile(0.95) > narrow.quantile(0.95)


def test_the_spread_is_the_parameter_that_is_listed_as_assumed():
    row = next(row for row in fm.parameters() if row.name == "sd_within_groups")
    assert row.basis == "assumed"
    assert fm.residents("GBR").spread == row.central


def test_nobody_has_less_than_nothing():
    assert fm.residents("GBR").share_below(0) == 0
    assert fm.residents("GBR").share_below(1e9) == pytest.approx(1)


@pytest.mark.parametrize("share", [0, 1, -1, 2])
def test_a_share_that_nobody_reaches_is_refused(share):
    with pytest.raises(fm.OutOfRange):
        fm.residents("GBR").quantile(share)


def test_what_is_not_known_is_refused():
    with pytest.raises(fm.UnknownCountry):
        fm.residents("XXX")
    with pytest.raises(fm.OutOfRange):
        fm.residents("GBR", 0)
