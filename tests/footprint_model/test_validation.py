"""Rows written by hand that do not fit are refused, with file, line, value and expectation."""

import csv
import io
import re

import pytest

import footprint_model as fm
from footprint_model import tables

HEADER = {
    name: (tables.DATA / name).read_text(encoding="utf-8").splitlines()[0].split(",")
    for name in (
        "items.csv",
        "categories.csv",
        "lifetimes.csv",
        "commodity_cells.csv",
        "low_confidence.csv",
    )
}


def edited(folder, name, line, column, value):
    """The file's text with one cell (lines counted from 1) changed."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    cells = next(csv.reader([lines[line - 1]]))
    cells[HEADER[name].index(column)] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    lines[line - 1] = out.getvalue()
    return ("\n".join(lines) + "\n").encode()


LISTED_LINE = 2 + next(i for i, item in enumerate(fm.items()) if item.id == "mens_jeans")


@pytest.mark.parametrize(
    ("name", "line", "column", "value", "message"),
    [
        ("items.csv", LISTED_LINE, "id", "tops", "id 'tops' is already on line 6, expected once"),
        ("lifetimes.csv", 3, "category", "clothing", "category 'clothing' is already on line 2"),
        ("categories.csv", 4, "id", "rice", "id 'rice' is already on line 2, expected once"),
        ("low_confidence.csv", 3, "iso3", "CUB", "iso3 'CUB' is already on line 2, expected once"),
        ("low_confidence.csv", 3, "offered", "maybe", "bool"),
        ("items.csv", 3, "source", "", "source '' is empty, expected a key of sources.toml"),
        ("items.csv", 3, "source", "gossip", "source 'gossip' is unknown, expected a key of"),
        ("lifetimes.csv", 2, "source", "", "source '' is empty"),
        ("commodity_cells.csv", 2, "source", "hearsay", "source 'hearsay' is unknown"),
        ("items.csv", 3, "share", "1.2", "share 1.2, expected 0 to 1"),
        ("items.csv", 3, "share", "-0.1", "share -0.1, expected 0 to 1"),
        ("commodity_cells.csv", 2, "share", "nan", "share nan, expected 0 to 1"),
        ("items.csv", 3, "category", "magic", "category 'magic' is unknown, expected an id of"),
        ("items.csv", 3, "category", "", "category '' is empty, expected an id of"),
        ("lifetimes.csv", 3, "category", "magic", "category 'magic' is unknown"),
        ("commodity_cells.csv", 3, "category", "magic", "category 'magic' is unknown"),
        ("items.csv", LISTED_LINE, "price_usd", "", "'mens_jeans' has scales 'list' and no price"),
        ("items.csv", LISTED_LINE, "price_usd", "0", "price_usd 0.0 of 'mens_jeans', expected a"),
        ("items.csv", LISTED_LINE, "price_country", "ATL", "price_country 'ATL' is unknown"),
        ("items.csv", LISTED_LINE, "material_source", "", "material_source '' is empty"),
        ("items.csv", LISTED_LINE, "material_source", "hearsay", "material_source 'hearsay' is"),
        ("items.csv", LISTED_LINE, "lifetime_source", "", "lifetime_source '' is empty"),
        ("items.csv", LISTED_LINE, "material_amount", "", "material 'cotton fibre' of"),
        ("categories.csv", 2, "wiod_products", "c3:0.63|c1:0.3", "'rice' sum to 0.93, expected 1"),
        ("categories.csv", 2, "wiod_products", "c3:0.9|c1:many", "wiod_products 'c1:many' of"),
        ("categories.csv", 2, "wiod_products", "c3:1.5|c1:-0.5", "wiod_products 'c3:1.5' of"),
        ("categories.csv", 2, "wiod_products", "", "wiod_products '' of 'rice', expected"),
    ],
)
def test_a_row_that_does_not_fit_is_named_with_line_value_and_expectation(
    own_data, replace, name, line, column, value, message
):
    read = {
        "items.csv": fm.items,
        "categories.csv": fm.categories,
        "lifetimes.csv": fm.lifetimes,
        "commodity_cells.csv": tables.commodity_cells,
        "low_confidence.csv": tables.low_confidence,
    }[name]
    replace(name, edited(own_data, name, line, column, value))
    with pytest.raises(fm.TableError, match=rf"^{re.escape(name)}:{line}: .*{re.escape(message)}"):
        read()
