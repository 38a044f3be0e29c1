"""How much of each countable item the average resident of a country takes in a year."""

import numpy as np

from footprint_model.build.average_resident import quantities
from footprint_model.build.checks import report
from footprint_model.build.classification import DOMESTIC_WORK
from footprint_model.build.parameters import Parameters
from footprint_model.build.prices import PriceLevels
from footprint_model.build.raw import Raw, number
from footprint_model.errors import CheckFailed
from footprint_model.leontief import Array
from footprint_model.schema import Category, Item

# What comes before the colon in an item's `raw` -> file, column of the name, column of the price.
PRICE_FILES = {
    "ons": ("spend/uk_item_prices.csv", "ons_item_id", "usd_2024"),
    "unit": ("spend/unit_prices.csv", "item", "usd_per_unit"),
}
SAME_PRICE = 0.01


def asked(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items that questions are about; the others are in lists only."""
    return tuple(item for item in items if item.scales != "list")


def check_prices(raw: Raw, items: tuple[Item, ...]) -> None:
    """Compare every price that is a raw row's with that row.

    Raises
    ------
    CheckFailed
        Naming the item whose raw row is missing or has another price.
    RawFileDamaged
        If a raw price is not a number.
    """
    found = {
        kind: {str(row[name]): row[price] for row in raw.rows(file)}
        for kind, (file, name, price) in PRICE_FILES.items()
    }
    compared = 0
    for item in items:
        if not item.raw:
            continue
        kind, _, name = item.raw.partition(":")
        where = PRICE_FILES.get(kind, (kind,))[0]
        if name not in found.get(kind, {}):
            raise CheckFailed(f"item {item.id!r}: {where} has no row {name!r}")
        published = number(found[kind][name])
        if item.price_usd is None or not abs(item.price_usd / published - 1) <= SAME_PRICE:
            raise CheckFailed(
                f"item {item.id!r}: its price is {item.price_usd} US$, "
                f"the row {name!r} of {where} says {published:g}"
            )
        compared += 1
    report("item prices equal to their raw row", compared)


def item_prices(items: tuple[Item, ...], countries: tuple[str, ...], levels: PriceLevels) -> Array:
    """(162, items) US$ per unit in each country; NaN for items not compared by money."""
    prices = np.full((len(countries), len(items)), np.nan)
    for j, item in enumerate(items):
        if item.price_usd is not None:
            home = levels(item.price_country)
            prices[:, j] = [item.price_usd * levels(code) / home for code in countries]
    return prices


def average_quantities(
    raw: Raw,
    items: tuple[Item, ...],
    countries: tuple[str, ...],
    categories: tuple[Category, ...],
    spend: Array,
    prices: Array,
    hours_at_home: Array,
    parameters: Parameters,
) -> Array:
    """(162, items) units per person and year of the average resident.

    Items eaten are compared by weight (FAO supply over the weight of one unit; a country
    without a balance sheet takes the median country), things owned one each by the years
    until they are replaced, help at home by the hours worked there or, if more, the hours its money
    would pay for. All others by money: the category's spending, the item's share of it, over its price.
    """
    ids = [category.id for category in categories]
    kilograms = quantities(raw)
    result = np.zeros((len(countries), len(items)))
    for j, item in enumerate(items):
        kind, _, rest = item.average.partition(":")
        if kind == "food":
            name, _, weight = rest.rpartition(":")
            table = kilograms[name]
            middle = float(np.median(list(table.values())))
            # A recorded zero is less than can be printed.
            least = parameters("smallest_food_supply")
            kg = [max(table.get(code, middle), least) for code in countries]
            result[:, j] = np.array(kg) / float(weight)
        elif kind == "interval":
            years = _replacement_intervals(raw, rest)
            result[:, j] = [1 / years.get(code, years["WLD"]) for code in countries]
        elif kind == "employment":
            # Where statistics hold few of the people who work in homes, the hours that the
            # category's reference money would pay for: else an hour weighs more than its price.
            k = ids.index(item.category)
            result[:, j] = np.maximum(hours_at_home, spend[:, k] / prices[:, j]) * item.share
        else:
            k = ids.index(item.category)
            result[:, j] = spend[:, k] * item.share / prices[:, j]
    return result


def _replacement_intervals(raw: Raw, name: str) -> dict[str, float]:
    """Years until one is replaced, by country; WLD is the world."""
    return {
        row["iso3"]: number(row["quantity"])
        for row in raw.rows("spend/typical_quantities.csv")
        if row["item"] == name
    }


def hours_in_homes(workers: Array, population: Array, parameters: Parameters) -> Array:
    """(162,) hours of paid work in private homes per resident and year.

    A country whose employment figures leave it out takes the median of the others.
    """
    hours = workers[:, DOMESTIC_WORK] * parameters("hours_per_domestic_worker") / population
    return np.where(hours > 0, hours, np.median(hours[hours > 0]))
