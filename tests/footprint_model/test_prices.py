"""What things cost where, and what currencies are worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import tables
from footprint_model.prices import price, rate, to_usd

CODES = [country.iso3 for country in fm.countries()]
LEVELS = {country.iso3: country.price_level for country in fm.countries()}
PRICED = [item for item in fm.items() if item.price_usd is not None]


def test_at_home_the_price_is_the_row_s():
    for item in PRICED:
        assert price(item.id, item.price_country) == pytest.approx(item.price_usd), item.id


@given(st.sampled_from(PRICED), st.sampled_from(CODES), st.sampled_from(CODES))
def test_prices_move_with_the_level_of_all_prices(item, one, other):
    ratio = price(item.id, one) / price(item.id, other)
    assert ratio == pytest.approx(LEVELS[one] / LEVELS[other])


def test_an_item_without_a_price_has_none_anywhere():
    assert price("coffee_cups", "USA") is None


def test_the_united_states_are_the_measure_of_levels():
    assert LEVELS["USA"] == 1
    assert all(0.1 <= level <= 2 for level in LEVELS.values())
    assert LEVELS["IND"] < LEVELS["DEU"] < LEVELS["CHE"] if "CHE" in LEVELS else True


@pytest.mark.parametrize(
    ("item", "country", "error"),
    [("spaceship", "USA", fm.UnknownItem), ("bread_rolls", "ATL", fm.UnknownCountry)],
)
def test_unknown_things_and_places_are_refused(item, country, error):
    with pytest.raises(error):
        price(item, country)


# --- currencies -----------------------------------------------------------------------------------


def test_every_country_counts_in_a_currency_with_a_rate():
    for country in fm.countries():
        assert rate(country.currency) > 0, country.iso3


def test_the_dollar_is_one_and_the_rest_is_of_the_right_size():
    assert rate("USD") == 1
    for code, low, high in (
        ("EUR", 0.8, 1.0),
        ("GBP", 0.65, 0.9),
        ("JPY", 120, 170),
        ("INR", 75, 95),
        ("AED", 3.67, 3.68),
        ("XOF", 550, 650),
    ):
        assert low < rate(code) < high, code


def test_dollarised_countries_count_in_dollars():
    currencies = {country.iso3: country.currency for country in fm.countries()}
    for code in ("ECU", "SLV", "PAN", "LBR"):
        assert currencies[code] == "USD", code


@given(st.sampled_from(sorted(fm.currencies())), st.floats(0, 1e9))
def test_an_amount_comes_back(code, amount):
    assert to_usd(amount, code) * rate(code) == pytest.approx(amount)


@pytest.mark.parametrize("code", ["", "usd", "XXX", None, 5, ["USD"]])
def test_an_unknown_currency_is_refused_with_the_known_ones(code):
    with pytest.raises(fm.UnknownCurrency) as caught:
        to_usd(1, code)
    assert caught.value.field == "currency"
    assert "EUR" in caught.value.accepted


def test_rates_say_how_they_were_made():
    for code, row in fm.currencies().items():
        assert row.code == code
        assert row.basis == "measured" or row.note, code
        assert 2020 <= row.year <= 2026, code


def test_a_currency_listed_twice_is_refused(own_data, replace):
    text = (own_data / "currencies.csv").read_bytes()
    last = text.splitlines(keepends=True)[-1]
    replace("currencies.csv", text + last)
    with pytest.raises(fm.TableError, match=r"^currencies\.csv:\d+: code .* is already on line"):
        tables.currencies()
