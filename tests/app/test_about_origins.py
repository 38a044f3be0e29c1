"""The method page on commodities, typical people, prices, and how answers narrow a range."""

from __future__ import annotations

import inspect
import re
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

import footprint_model as fm
from app.about_origins import EXAMPLES, examples, how_known
from app.about_typical import THINGS, example_countries, spreads
from footprint_model import schema
from footprint_model.typical import typical
from tests.app.test_about import text_of
from tests.pages import Pages

# Where the page shows each kind of row that says what it rests on: anchor and words to find.
SHOWN = {
    schema.Commodity: lambda: [
        (f"commodity-{row.id}", row, [row.name, row.note]) for row in fm.commodity_table().values()
    ],
    schema.CommodityCell: lambda: [
        (f"cell-{row.category}-{row.commodity}", row, [f"{row.share:.0%}", row.reason])
        for row in fm.commodity_cells()
    ],
    schema.OriginShare: lambda: [
        (f"reported-{row.commodity}-{row.importer or 'all'}", row, [f"{row.share:.0%}", row.note])
        for row in fm.origin_shares()
    ],
    schema.Currency: lambda: [
        (f"currency-{row.code}", row, [str(row.year), row.note]) for row in fm.currencies().values()
    ],
    schema.Label: lambda: [
        (f"label-{row.id}", row, [row.name, row.reason]) for row in fm.labels().values()
    ],
    schema.Lifetime: lambda: [
        (f"lifetime-{row.category}", row, [row.note]) for row in fm.lifetimes().values()
    ],
    schema.Sector: lambda: [(f"sector-{row.id}", row, [row.name]) for row in fm.sectors()],
    schema.Item: lambda: [
        (f"item-{row.id}", row, [row.name, row.note])
        for row in fm.items()
        if row.scales != "list" or row.basis == "assumed"
    ],
}
# Shown elsewhere on the page, each with a test of its own.
OTHERWISE = {schema.Parameter, schema.TypicalRow, schema.StateImposed, schema.Country}


@pytest.fixture
def method(page: Pages) -> BeautifulSoup:
    return page("/en/method")


def found(soup: BeautifulSoup, selector: str) -> Tag:
    tag = soup.select_one(selector)
    assert tag is not None, selector
    return tag


def test_every_kind_of_row_with_a_basis_has_its_place_on_the_page():
    kinds = {
        kind
        for _name, kind in inspect.getmembers(schema, inspect.isclass)
        if any(field.endswith("basis") for field in getattr(kind, "__struct_fields__", ()))
    }
    assert kinds == set(SHOWN) | OTHERWISE


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_every_row_is_on_the_page_with_its_basis_and_its_reason(method, kind):
    for anchor, row, words in SHOWN[kind]():
        shown = text_of(found(method, f"[id='{anchor}']"))
        assert row.basis in shown, anchor
        for text in words:
            assert re.sub(r"\s+", " ", text) in shown, anchor


def test_every_assumed_row_says_why():
    for kind, rows in SHOWN.items():
        for anchor, row, words in rows():
            if row.basis == "assumed" and kind is not schema.Sector:
                assert words[-1], anchor


def test_every_source_of_a_row_is_linked(method):
    for kind, rows in SHOWN.items():
        for anchor, row, _words in rows():
            links = {tag["href"].split("#")[1] for tag in method.find(id=anchor).select("a")}
            assert row.source in links, (kind, anchor)


def test_the_average_home_of_every_country_is_there_with_its_basis(method):
    rows = method.select("#home-sizes tbody tr")
    assumed = {c.household_size for c in fm.countries() if c.household_size_basis == "assumed"}
    assert sum("assumed" in text_of(row) for row in rows) == len(assumed)
    names = [name for row in rows for name in text_of(row.select("td")[2]).split(", ")]
    assert len(names) >= len(fm.countries())


def test_ratios_of_surveys_are_summed_up_with_all_their_rows(method):
    text = text_of(found(method, "#surveys"))
    counts = [int(number.replace(",", "")) for number in re.findall(r"([\d,]+) ratios", text)]
    assert sum(counts) == len(fm.typical_rows())
    assert text.count("derived") == len(counts)
    assert {row.basis for row in fm.typical_rows()} == {"derived"}


@pytest.mark.parametrize(("country", "category"), EXAMPLES)
def test_a_worked_example_is_the_estimate_of_the_average_resident(
    app: Flask, country: str, category: str
):
    rows = [r for r in fm.average(country).by_category_origin if r.category == category]
    total = sum(row.person_years for row in rows)
    with app.test_request_context("/en/"):
        shown = examples()[[pair[1] for pair in EXAMPLES].index(category)]
    largest = max(row.person_years for row in rows) / total
    assert shown.origins[0][1] == pytest.approx(largest)
    assert shown.named == pytest.approx(sum(share for _name, share in shown.origins))
    assert 0 < sum(part.share for part in shown.parts) < 1
    assert all(sum(share for _name, share in part.origins) <= 1.0001 for part in shown.parts)


def test_worked_examples_are_told(method):
    text = text_of(found(method, "#origins"))
    cocoa = next(row for row in method.select(".example tr") if "Cocoa" in text_of(row))
    assert "Côte d’Ivoire" in text_of(cocoa)
    assert "Chocolate, United States, average resident." in text
    assert "Clothes, Germany, average resident." in text


def test_ways_of_knowing_are_counted_once_each(app: Flask):
    with app.test_request_context("/en/"):
        rows = how_known()
    assert sum(row.pairs for row in rows) == len(fm.commodity_cells()) * len(fm.countries())
    assert sum(row.share for row in rows) == pytest.approx(1)


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
    assert f"amounts in {len(fm.currencies())} currencies" in text
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
