"""What is typical, prices and currencies, and how answers narrow a range."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask

import footprint_model as fm
from app.about.typical import THINGS, example_countries, spreads
from footprint_model.typical import typical
from tests.app.about import found, text_of


def test_example_countries_have_the_smallest_and_the_largest_homes():
    countries = example_countries(row.iso3 for row in fm.countries() if row.population > 1e8)
    sizes = [row.household_size for row in countries]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_levels_by_home_are_those_of_the_model(method):
    rows = method.select("#sizes tbody tr")
    first = float(rows[0].select("td")[0].text)
    usa = [row.iso3 for row in fm.countries()].index("USA")
    assert first == pytest.approx(typical(usa, household_size=1).level, abs=0.005)
    levels = [float(row.select("td")[0].text) for row in rows]
    assert levels == sorted(levels, reverse=True)


def test_income_bounds_are_those_of_the_model_in_the_country_s_own_money(method):
    cells = [text_of(row.select("td")[1]) for row in method.select("#fifths tbody tr")]
    bounds = [f"up to ${bound:,.0f}" for bound in fm.income_bounds("USA")]
    assert cells == [*bounds, "more"]


def test_prices_are_moved_by_the_model_and_the_weak_ones_are_named(method):
    rows = method.select("#moved-prices tbody tr")
    assert len(rows) == len(THINGS)
    phone = text_of(rows[-1])
    assert f"{fm.price('smartphone', 'USA'):.0f}" in phone
    assert "such as phones" in text_of(found(method, "#prices"))


def test_counts_of_the_catalogue_and_of_currencies_come_from_the_data(method):
    text = text_of(found(method, "#prices"))
    every, *each = fm.catalogue.counts()
    assert f"The catalogue has {every.items} things" in text
    assert len(method.select("#catalogue-counts tbody tr")) == len(each)
    money = text_of(found(method, "#money"))
    assert f"amounts in {len(fm.currencies())} currencies" in money
    assert len(method.select("#price-levels tbody tr")) == len(fm.countries())


def test_the_more_is_known_the_smaller_the_spread(app: Flask):
    with app.test_request_context("/en/"):
        rows = spreads((SimpleNamespace(iso3="USA"),))  # type: ignore[arg-type]
    values = [row.values[0] for row in rows]
    assert values == sorted(values, reverse=True)
    assert values[-1] < values[0]


def test_what_to_ask_next_is_in_order_and_the_model_s_own(method):
    rows = method.select("#next-questions tbody tr")
    shares = [float(text_of(row.td).rstrip("%")) for row in rows]
    assert shares == sorted(shares, reverse=True)
    best = fm.value_of_answering(fm.Consumption("USA"))[0]
    assert shares[0] == pytest.approx(best.share * 100, abs=0.06)


def test_formulas_tell_amount_typical_and_rules(method):
    text = text_of(found(method, "#formulas"))
    for part in ("amount(k) × rules(k)", "rest × typical(k)", "used × shared × kept"):
        assert part in text
