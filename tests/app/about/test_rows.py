"""Every row that says what it rests on is on one of the pages of the method."""

from __future__ import annotations

import inspect
import re

import pytest
from flask import Flask

import footprint_model as fm
from app.about.assumptions import bases
from footprint_model import schema
from tests.app.about import found, text_of

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
# Shown elsewhere, each with a test of its own.
OTHERWISE = {schema.Parameter, schema.TypicalRow, schema.StateImposed, schema.Country}


def test_every_kind_of_row_with_a_basis_has_its_place_on_a_page():
    kinds = {
        kind
        for _name, kind in inspect.getmembers(schema, inspect.isclass)
        if any(field.endswith("basis") for field in getattr(kind, "__struct_fields__", ()))
    }
    assert kinds == set(SHOWN) | OTHERWISE


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_every_row_is_on_a_page_with_its_basis_and_its_reason(method, kind):
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


def test_rows_are_counted_by_what_they_rest_on(method, app: Flask):
    """Every kind of row with a basis is in the table; the assumed ones are in its first column."""
    table = method.select("#counted tbody tr")
    cells = [[int(cell.text.replace(",", "")) for cell in row.select("td")] for row in table]
    items = fm.items()
    wanted = {kind: len(rows()) for kind, rows in SHOWN.items() if kind is not schema.Item}
    counted = sorted(sum(row) for row in cells)
    others = [len(fm.parameters()), len(fm.typical_rows()), 1, len(fm.countries())]
    asked = sum(item.scales != "list" for item in items)
    assert counted == sorted([*wanted.values(), *others, asked, len(items) - asked])
    with app.test_request_context("/en/"):
        assumed = sum(row.assumed for row in bases())
    assert assumed == sum(row[0] for row in cells) > len(method.select("#assumed tbody tr"))
