"""Rows by their id, and the checks that a given name or number is one we know."""

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from footprint_model import tables
from footprint_model.errors import (
    InputError,
    OutOfRange,
    UnknownCategory,
    UnknownCountry,
    UnknownItem,
    UnknownSector,
)
from footprint_model.schema import Category, Country, Item, Sector


@cache
def countries_by_code() -> dict[str, tuple[int, Country]]:
    """Code -> (position on the consumer axis, row)."""
    return {row.iso3: (i, row) for i, row in enumerate(tables.countries())}


@cache
def categories_by_id() -> dict[str, tuple[int, Category]]:
    """Id -> (position on the category axis, row)."""
    return {row.id: (k, row) for k, row in enumerate(tables.categories())}


@cache
def items_by_id() -> dict[str, Item]:
    """Id -> row."""
    return {row.id: row for row in tables.items()}


def find_item(field: str, name: str) -> Item:
    """The item of that id.

    Raises
    ------
    UnknownItem
        Naming ``field`` and the ids that are nearest.
    """
    if name not in items_by_id():
        raise UnknownItem(
            field,
            f"{name!r} is not an item",
            f"one of {len(items_by_id())} ids (`items WORD` finds them), such as "
            + ", ".join(list(items_by_id())[:5]),
        )
    return items_by_id()[name]


def check_country(field: str, code: Any) -> str:
    """A country code of the account.

    Raises
    ------
    UnknownCountry
    """
    if not isinstance(code, str) or code not in countries_by_code():
        raise UnknownCountry(
            field,
            f"{code!r} is not a country of the account",
            f"one of {len(countries_by_code())} ISO 3166-1 alpha-3 codes such as USA, IND, BRA "
            "(listed by `world --json`)",
        )
    return code


def check_category(field: str, name: Any) -> str:
    """A category's id.

    Raises
    ------
    UnknownCategory
    """
    if name not in categories_by_id():
        raise UnknownCategory(
            field, f"{name!r} is not a category", "one of " + ", ".join(categories_by_id())
        )
    return str(name)


@cache
def sectors_by_id() -> dict[str, tuple[int, Sector]]:
    """Id -> (position on the sector axis, row)."""
    return {row.id: (j, row) for j, row in enumerate(tables.sectors())}


def check_sector(field: str, name: Any) -> str:
    """A producing sector group's id.

    Raises
    ------
    UnknownSector
    """
    if name not in sectors_by_id():
        raise UnknownSector(
            field, f"{name!r} is not a kind of work", "one of " + ", ".join(sectors_by_id())
        )
    return str(name)


def check_number(field: str, value: Any, low: float, high: float) -> float:
    """A finite number inside its bounds.

    Raises
    ------
    OutOfRange
    """
    accepted = f"a number from {low:g} to {high:g}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise OutOfRange(field, f"{value!r} is not a number", accepted)
    if isinstance(value, float) and not math.isfinite(value):
        raise OutOfRange(field, f"{value!r} is not finite", accepted)
    if value < low or value > high:
        shown = f"{value:g}" if abs(value) < 1e300 else "a number beyond all measure"
        raise OutOfRange(field, f"{shown} is out of range", accepted)
    return float(value)


def check_mapping(field: str, value: Any) -> Mapping[str, Any]:
    """An object of names and values.

    Raises
    ------
    InputError
    """
    if not isinstance(value, Mapping):
        raise InputError(field, f"{type(value).__name__} given", "an object of names and values")
    return value
