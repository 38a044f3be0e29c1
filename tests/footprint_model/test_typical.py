"""Typical spending by home, income and age: what must hold in every country."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint_model import prices, tables
from footprint_model.errors import OutOfRange, TableError, UnknownBand, UnknownCountry
from footprint_model.typical import AGE_BANDS, INCOME_BANDS, income_bounds, typical

COUNTRIES = range(len(tables.countries()))
CODES = [country.iso3 for country in tables.countries()]
SPEND = np.asarray(tables.array("average_spend.npy"), dtype=float)
COUNTED = np.array([category.in_average for category in tables.categories()])
BOUNDS = next(row for row in tables.parameters() if row.name == "typical_mix")

countries = st.sampled_from(COUNTRIES)
homes = st.none() | st.floats(1, 50)
incomes = st.none() | st.sampled_from(INCOME_BANDS)
ages = st.none() | st.sampled_from(AGE_BANDS)


@pytest.mark.parametrize("i", COUNTRIES)
def test_of_whom_nothing_is_known_is_average_to_the_last_bit(i):
    usual = typical(i)
    assert usual.level == 1
    assert (usual.factor == 1).all()
    assert (usual.explained == 0).all()
    assert usual.factor.shape == usual.explained.shape == (52,)


@given(countries, homes, incomes, ages)
def test_categories_add_up_to_the_level(i, size, income, age):
    usual = typical(i, size, income, age)
    assert SPEND[i] @ usual.factor == pytest.approx(usual.level * SPEND[i].sum())
    assert np.isfinite(usual.factor).all()
    assert (usual.factor > 0).all()


@pytest.mark.parametrize("i", COUNTRIES)
def test_everybody_together_spends_what_the_country_does(i):
    fifths = [typical(i, None, band).level for band in INCOME_BANDS]
    assert np.mean(fifths) == pytest.approx(1)
    assert [typical(i, None, None, band).level for band in AGE_BANDS] == [1] * 7


@given(countries, homes, ages)
def test_a_richer_fifth_spends_more(i, size, age):
    levels = [typical(i, size, band, age).level for band in INCOME_BANDS]
    assert all(low < high for low, high in itertools.pairwise(levels))


@given(countries, incomes, ages, st.floats(1, 50), st.floats(1, 50))
def test_in_a_larger_home_nobody_spends_more(i, income, age, one, other):
    small, large = sorted((one, other))
    assert typical(i, small, income, age).level >= typical(i, large, income, age).level


@given(countries, homes, incomes, ages)
def test_factors_stay_within_the_bounds_of_the_mix(i, size, income, age):
    usual = typical(i, size, income, age)
    shares = usual.factor[COUNTED] / usual.level
    assert shares.max() / shares.min() <= BOUNDS.high / BOUNDS.low * (1 + 1e-9)
    assert shares.min() <= 1 + 1e-9
    assert shares.max() >= 1 - 1e-9


@given(countries, homes, incomes, ages)
def test_knowing_more_explains_more_in_all(i, size, income, age):
    usual = typical(i, size, income, age).explained
    assert (usual >= 0).all()
    assert (usual > 0).any() == ((size, income, age) != (None, None, None))
    for fewer in ((None, income, age), (size, None, age), (size, income, None)):
        assert typical(i, *fewer).explained @ SPEND[i] <= usual @ SPEND[i] * (1 + 1e-9)


@pytest.mark.parametrize("code", ["USA", "IND", "KEN"])
def test_what_income_explains_is_the_spread_between_the_fifths(code):
    i = CODES.index(code)
    fifths = np.array([typical(i, None, band).factor for band in INCOME_BANDS])
    explained = typical(i, None, "second").explained
    assert explained == pytest.approx(np.log(fifths).var(axis=0))
    assert typical(i, None, "highest").explained is explained


def test_homes_of_the_survey_s_own_country_spend_its_average():
    shares = {
        float(row.group): row.people
        for row in tables.typical_rows()
        if row.dimension == "household_size"
    }
    levels = [typical(CODES.index("USA"), size).level for size in shares]
    # Its average home is printed with one decimal, so nearly.
    assert np.dot(levels, list(shares.values())) == pytest.approx(1, abs=0.02)


def test_age_moves_what_is_bought():
    i = CODES.index("USA")
    health = [category.id for category in tables.categories()].index("health_goods")
    young, old = (typical(i, None, None, band).factor[health] for band in ("under_25", "75_plus"))
    assert young < 0.6 < 1.5 < old


def test_a_home_is_held_against_the_country_s_own():
    # Five people are more than usual in the United States, and usual where homes are large.
    assert typical(CODES.index("USA"), 5).level < 0.7
    assert 0.8 < typical(CODES.index("ETH"), 5).level < 1.1


def test_categories_without_an_average_stay_as_they_are():
    usual = typical(CODES.index("KEN"), 1, "highest", "75_plus")
    assert (usual.factor[~COUNTED] == 1).all()
    assert (usual.explained[~COUNTED] == 0).all()


def test_what_is_kept_cannot_be_changed():
    usual = typical(CODES.index("IND"), 4, "middle", "25_34")
    assert typical(CODES.index("IND"), 4, "middle", "25_34") is usual
    for array in (usual.factor, usual.explained):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 2


@pytest.mark.parametrize("band", ["", "rich", "Lowest", "under_25"])
def test_an_unknown_income_band_is_refused(band):
    with pytest.raises(UnknownBand, match="lowest, second, middle, fourth, highest") as refused:
        typical(0, None, band)
    assert refused.value.field == "income_band"


@pytest.mark.parametrize("band", ["", "30", "25-34", "lowest"])
def test_an_unknown_age_band_is_refused(band):
    with pytest.raises(UnknownBand, match="under_25, 25_34") as refused:
        typical(0, None, None, band)
    assert refused.value.field == "age_band"


# --- bounds of the fifths -------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_bounds_ascend_and_grow_with_the_home(code):
    for size in (1, 2.5, 5):
        bounds = income_bounds(code, size)
        assert len(bounds) == 4
        assert all(low < high for low, high in itertools.pairwise(bounds))
        assert all(float(f"{bound:.2g}") == bound > 0 for bound in bounds)
    assert all(
        one < four for one, four in zip(income_bounds(code), income_bounds(code, 4), strict=True)
    )


def test_bounds_are_in_the_country_s_own_currency(monkeypatch):
    before = income_bounds("IND")
    rate = prices.rate
    monkeypatch.setattr(prices, "rate", lambda currency: rate(currency) * 100)
    assert income_bounds("IND") == pytest.approx([bound * 100 for bound in before])


def test_bounds_are_about_what_a_month_costs():
    low, *_, high = (bound / prices.rate("USD") for bound in income_bounds("USA"))
    assert 1000 < low < 4000 < high < 15_000


@pytest.mark.parametrize("code", ["", "usa", "XXX", None, 3])
def test_bounds_of_an_unknown_country_are_refused(code):
    with pytest.raises(UnknownCountry):
        income_bounds(code)


@pytest.mark.parametrize("size", [0, -1, 51, float("nan"), "2", True])
def test_bounds_of_an_impossible_home_are_refused(size):
    with pytest.raises(OutOfRange, match="household_size"):
        income_bounds("USA", size)


# --- the table ------------------------------------------------------------------------------------


def edited(folder, change):
    lines = (folder / "typical.csv").read_text(encoding="utf-8").splitlines()
    lines = [lines[0], *filter(None, map(change, lines[1:]))]
    return ("\n".join(lines) + "\n").encode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda row: row.replace("income,highest,rice,", "income,highest,rice,-"), r"ratio -"),
        (lambda row: None if row.startswith("age,75_plus,rice,") else row, "'75_plus' and 'rice'"),
        (lambda row: None if row.startswith("income,lowest,") else row, "'lowest' and 'rice'"),
        (lambda row: row.replace("age,75_plus,rice,", "age,75_plus,beef,"), "'beef' is already"),
        (lambda row: row.replace("age,", "moon,"), "dimension"),
    ],
)
def test_a_damaged_table_is_refused(own_data, replace, change, told):
    replace("typical.csv", edited(own_data, change))
    with pytest.raises(TableError, match=rf"^typical\.csv.*{told}"):
        typical(0, 2, "lowest", "75_plus")


def test_every_ratio_says_where_it_is_from():
    sources = {source.key for source in tables.sources()}
    categories = {category.id for category in tables.categories()} | {""}
    for row in tables.typical_rows():
        assert row.source in sources
        assert row.category in categories
        assert row.ratio <= BOUNDS.high
        if row.category:
            assert row.ratio >= BOUNDS.low


def test_countries_say_how_many_share_a_home():
    for country in tables.countries():
        assert 2 <= country.household_size <= 8, country.iso3
        measured = country.iso3 in ("USA", "GBR")
        assert country.household_size_basis == ("measured" if measured else "assumed")
