"""Price levels: what is plausible is believed, the rest takes the median."""

import pytest

from footprint_model.build.prices import PriceLevels
from tests.footprint_model.build import miniature


@pytest.fixture
def levels(own_raw, parameters):
    rows = [("USA", 1.0), ("IND", 0.25), ("GBR", 0.8), ("ZWE", 0.0004), ("PRK", "")]
    miniature.write_rows(
        own_raw.folder / "spend/ppp_fx_cpi.csv",
        [{"iso3": code, "price_level_2022": level} for code, level in rows],
    )
    return PriceLevels(own_raw, parameters)


def test_published_levels_are_used(levels):
    assert levels("IND") == 0.25


@pytest.mark.parametrize("code", ["ZWE", "PRK", "XXX"])
def test_implausible_and_missing_levels_take_the_median(levels, code):
    assert levels(code) == 0.8
