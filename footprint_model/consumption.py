"""What a person buys and uses in a year, checked."""

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
    UnknownModifier,
)
from footprint_model.schema import Category, Country, Item, Modifier

MAX_SPEND_USD = 10_000_000.0
MAX_HOUSEHOLD = 50.0

MODIFIERS = (
    Modifier(
        "used_share",
        0,
        1,
        "share bought used, refurbished or handed down; the first owner carries the life used up",
    ),
    Modifier(
        "years_kept",
        0.1,
        100,
        "years a thing is kept; only where the amount per year is not given, which holds it already",
    ),
    Modifier("shared_with", 1, 50, "people who share the thing, the person included"),
    Modifier(
        "certified_share",
        0,
        1,
        "share with a label; widens the range, never lowers the estimate, since no effect is measured",
    ),
)


class Consumption:
    """One person's purchases and services in a year.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-3 code of the country of residence.
    household_size : float or None
        People in the home, the person included. Divides amounts given for the whole home.
    spend_per_year : mapping
        Category → US$ per person per year at purchaser prices.
    quantities_per_year : mapping
        Item → units per year (per home where the item says so).
    modifiers : mapping
        Category → {modifier: value}.

    A category left out takes the country's average, with the wide interval of a default.

    Raises
    ------
    InputError
        Its ``field`` names what is wrong, its ``accepted`` what would be right.
    """

    __slots__ = (
        "country",
        "household_size",
        "modifiers",
        "quantities_per_year",
        "spend_per_year",
    )

    def __init__(
        self,
        country: str,
        household_size: float | None = None,
        spend_per_year: Mapping[str, float] | None = None,
        quantities_per_year: Mapping[str, float] | None = None,
        modifiers: Mapping[str, Mapping[str, float]] | None = None,
    ) -> None:
        self.country = _country(country)
        self.household_size = (
            None
            if household_size is None
            else _number("household_size", household_size, 1, MAX_HOUSEHOLD)
        )
        self.spend_per_year = _spend({} if spend_per_year is None else spend_per_year)
        self.quantities_per_year = _quantities(
            {} if quantities_per_year is None else quantities_per_year
        )
        self.modifiers = _modifiers({} if modifiers is None else modifiers)
        self._refuse_two_answers()

    def _refuse_two_answers(self) -> None:
        whole: dict[str, str] = dict.fromkeys(self.spend_per_year, "spend_per_year")
        for name in self.quantities_per_year:
            item = items_by_id()[name]
            if item.category in self.spend_per_year or (
                item.scales == "category" and item.category in whole
            ):
                raise InputError(
                    f"quantities_per_year.{name}",
                    f"{item.category} is given twice",
                    "either spending or one count for a category",
                )
            if item.scales == "category":
                whole[item.category] = name


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


def _country(code: Any) -> str:
    if not isinstance(code, str) or code not in countries_by_code():
        raise UnknownCountry(
            "country",
            f"{code!r} is not a country of the account",
            f"one of {len(countries_by_code())} ISO 3166-1 alpha-3 codes such as USA, IND, BRA "
            "(listed by `world --json`)",
        )
    return code


def _number(field: str, value: Any, low: float, high: float) -> float:
    accepted = f"a number from {low:g} to {high:g}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise OutOfRange(field, f"{value!r} is not a number", accepted)
    if isinstance(value, float) and not math.isfinite(value):
        raise OutOfRange(field, f"{value!r} is not finite", accepted)
    if value < low or value > high:
        shown = f"{value:g}" if abs(value) < 1e300 else "a number beyond all measure"
        raise OutOfRange(field, f"{shown} is out of range", accepted)
    return float(value)


def _mapping(field: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(field, f"{type(value).__name__} given", "an object of names and values")
    return value


def _category(field: str, name: str) -> None:
    if name not in categories_by_id():
        raise UnknownCategory(
            field, f"{name!r} is not a category", "one of " + ", ".join(categories_by_id())
        )


def _spend(given: Mapping[str, float]) -> dict[str, float]:
    result = {}
    for name, value in _mapping("spend_per_year", given).items():
        field = f"spend_per_year.{name}"
        _category(field, name)
        result[name] = _number(field, value, 0, MAX_SPEND_USD)
    return result


def find_item(field: str, name: str) -> Item:
    """The item of that id.

    Raises
    ------
    UnknownItem
        Naming ``field`` and every id there is.
    """
    if name not in items_by_id():
        accepted = "one of " + ", ".join(items_by_id())
        raise UnknownItem(field, f"{name!r} is not an item", accepted)
    return items_by_id()[name]


def _quantities(given: Mapping[str, float]) -> dict[str, float]:
    result = {}
    for name, value in _mapping("quantities_per_year", given).items():
        field = f"quantities_per_year.{name}"
        result[name] = _number(field, value, 0, find_item(field, name).maximum)
    return result


def _modifiers(given: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    rules = {rule.name: rule for rule in MODIFIERS}
    result: dict[str, dict[str, float]] = {}
    for category, values in _mapping("modifiers", given).items():
        _category(f"modifiers.{category}", category)
        result[category] = {}
        for name, value in _mapping(f"modifiers.{category}", values).items():
            field = f"modifiers.{category}.{name}"
            if name not in rules:
                raise UnknownModifier(
                    field, f"{name!r} is not a modifier", "one of " + ", ".join(rules)
                )
            if name == "years_kept" and category not in tables.lifetimes():
                raise UnknownModifier(
                    field,
                    f"no usual lifetime is held for {category}",
                    "years_kept for " + ", ".join(tables.lifetimes()),
                )
            result[category][name] = _number(field, value, rules[name].low, rules[name].high)
    return result
