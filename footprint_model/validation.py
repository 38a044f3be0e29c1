"""What every row of a data file must fulfil; a bad one stops the loading.

Each error names file, line, value and what was expected. Line 1 is the header.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import msgspec

from footprint_model.errors import TableError
from footprint_model.schema import Category, Item

# File -> the columns whose values together are on one row only.
KEYS: dict[str, tuple[str, ...]] = {
    "categories.csv": ("id",),
    "commodities.csv": ("id",),
    "commodity_cells.csv": ("category", "commodity"),
    "countries.csv": ("iso3",),
    "currencies.csv": ("code",),
    "items.csv": ("id",),
    "labels.csv": ("id",),
    "lifetimes.csv": ("category",),
    "low_confidence.csv": ("iso3",),
    "origin_shares.csv": ("commodity", "importer", "origins"),
    "typical.csv": ("dimension", "group", "category"),
}
# Files whose `category`, where not empty, is one of categories.csv.
OF_CATEGORIES = ("commodity_cells.csv", "items.csv", "lifetimes.csv", "typical.csv")
SUM_TOLERANCE = 1e-9

Lookups = Mapping[str, Callable[[], Collection[str]]]


def check_rows(name: str, rows: Sequence[msgspec.Struct], lookups: Lookups) -> None:
    """Check decoded rows of a CSV file, in the order of the file.

    Parameters
    ----------
    name : name of the file
    rows : its rows; the first stands on line 2
    lookups : "sources", "categories" and "countries": functions that give the known keys

    Raises
    ------
    TableError
    """
    for line, row in enumerate(rows, start=2):
        problem = _problem(name, row, lookups)
        if problem:
            raise TableError(f"{name}:{line}: {problem}")
    columns = KEYS.get(name, ())
    if columns:
        _check_unique(name, columns, rows)


def _check_unique(name: str, columns: tuple[str, ...], rows: Sequence[msgspec.Struct]) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for line, row in enumerate(rows, start=2):
        key = tuple(getattr(row, column) for column in columns)
        if key in seen:
            shown = ", ".join(
                f"{column} {value!r}" for column, value in zip(columns, key, strict=True)
            )
            raise TableError(
                f"{name}:{line}: {shown} is already on line {seen[key]}, expected once"
            )
        seen[key] = line


def _problem(name: str, row: Any, lookups: Lookups) -> str | None:
    """What is wrong with one row, or nothing."""
    fields = row.__struct_fields__
    if "source" in fields and row.source not in lookups["sources"]():
        return _unknown("source", row.source, "a key of sources.toml")
    if "share" in fields and not 0 <= row.share <= 1:
        return f"share {row.share!r}, expected 0 to 1"
    if name in OF_CATEGORIES and row.category and row.category not in lookups["categories"]():
        return _unknown("category", row.category, "an id of categories.csv")
    if isinstance(row, Category):
        return _category_problem(row)
    if isinstance(row, Item):
        return _item_problem(row, lookups)
    return None


def _unknown(column: str, value: str, expected: str) -> str:
    return f"{column} {value!r} is {'unknown' if value else 'empty'}, expected {expected}"


def _category_problem(row: Category) -> str | None:
    total = 0.0
    for part in row.wiod_products.split("|"):
        product, _, share = part.partition(":")
        try:
            total += float(share)
        except ValueError:
            return f"wiod_products {part!r} of {row.id!r}, expected a product code:share"
        if not product or not 0 <= float(share) <= 1:
            return f"wiod_products {part!r} of {row.id!r}, expected a product code:share of 0 to 1"
    if not abs(total - 1) <= SUM_TOLERANCE:
        return f"shares of wiod_products of {row.id!r} sum to {total:g}, expected 1"
    return None


def _item_problem(row: Item, lookups: Lookups) -> str | None:
    if not row.category:
        return _unknown("category", row.category, "an id of categories.csv")
    if row.price_usd is None and row.scales == "list":
        return f"{row.id!r} has scales 'list' and no price_usd, expected a price above 0"
    if row.price_usd is not None:
        if not row.price_usd > 0:
            return f"price_usd {row.price_usd!r} of {row.id!r}, expected a price above 0"
        if row.price_country not in lookups["countries"]():
            return _unknown("price_country", row.price_country, "a code of countries.csv")
    for column, given, source in (
        ("material_source", row.material, row.material_source),
        ("lifetime_source", row.lifetime_years, row.lifetime_source),
    ):
        if (given or source) and source not in lookups["sources"]():
            return _unknown(column, source, "a key of sources.toml")
    if bool(row.material) != (row.material_amount is not None):
        return f"material {row.material!r} of {row.id!r} and its amount, expected both or none"
    return None
