"""One person held against the reference of each category: relative scaling.

factor = the person's amount ÷ the amount the account's people answer for × modifiers
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from footprint_model import prices, tables
from footprint_model.consumption import Consumption
from footprint_model.lookup import categories_by_id, items_by_id
from footprint_model.modifiers import effect
from footprint_model.schema import Item
from footprint_model.typical import AGE_BANDS, INCOME_BANDS, typical
from footprint_model.uncertainty import whole_steps

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Weighed:
    """A person against the reference of each category.

    Attributes
    ----------
    factor : (52,) multiplies the reference people
    relative : against the average resident; None where the average has none
    spread : logarithmic standard deviation of the person's own answer or default
    answered : whether the person gave an amount
    from_answers : share of the factor that rests on amounts the person gave
    origins : category → country, where the person named one
    notes : remarks on answers that could not be used as given
    """

    factor: Array
    relative: tuple[float | None, ...]
    spread: tuple[float, ...]
    answered: tuple[bool, ...]
    from_answers: tuple[float, ...]
    origins: dict[str, str]
    notes: tuple[str, ...]


def weigh(consumption: Consumption, i: int) -> Weighed:
    """Hold a person against the references of consuming country ``i``."""
    bands = (consumption.household_size, consumption.income_band, consumption.age_band)
    usual = in_average() * typical(i, *bands).factor
    factor: list[float] = usual.tolist()
    said = answers(consumption, i, factor)
    spread = list(usual_spread(consumption, i)[1])
    relative: list[float | None] = list(factor)
    for k in _without_average():
        relative[k] = None
    answered = [False] * len(factor)
    from_answers = [0.0] * len(factor)
    for k, times in said.factor.items():
        factor[k] = times
        spread[k] = said.spread[k]
        answered[k] = k in said.answered
        from_answers[k] = said.shares.get(k, 0.0)
        if tables.categories()[k].in_average:
            relative[k] = times
    return Weighed(
        np.array(factor),
        tuple(relative),
        tuple(spread),
        tuple(answered),
        tuple(from_answers),
        said.origins,
        tuple(said.notes),
    )


@dataclass(frozen=True)
class Answers:
    """What a person's answers change, by position of the category; the rest is as usual.

    Attributes
    ----------
    factor : multiplies the reference people
    spread : logarithmic standard deviation
    answered : categories whose amount was given; others only have modifiers
    shares : of each answered category's amount, what was given and not taken as usual
    """

    factor: dict[int, float]
    spread: dict[int, float]
    answered: set[int]
    shares: dict[int, float]
    origins: dict[str, str]
    notes: list[str]


def answers(consumption: Consumption, i: int, usual: Sequence[float]) -> Answers:
    """The categories a person said something about, in consuming country ``i``.

    ``usual``: factor of each category for such a person where nothing is answered.
    """
    values = tables.parameter_values()
    positions = categories_by_id()
    factor: dict[int, float] = {}
    spread: dict[int, float] = {}
    for name, usd in consumption.spend_usd.items():
        k = positions[name][0]
        factor[k] = usd / reference_spend(i)[k] if usd else 0.0
        spread[k] = values["sd_answer_spend"]
    given = dict.fromkeys(factor, 1.0)
    counted: dict[int, list[tuple[float, float]]] = {}
    for name, amount in sorted(consumption.quantities_per_year.items()):
        item = items_by_id()[name]
        if item.per_household:
            amount /= consumption.household_size or values["household_size_unknown"]
        share = item.share if item.scales == "part" else 1.0
        k = positions[item.category][0]
        counted.setdefault(k, []).append((share, times_reference(i, item, amount)))
    usual_sd, kept_sd = usual_spread(consumption, i)
    for k, shares in counted.items():
        # What no answer covers stays as it is typically, with a default's spread. Things of a
        # list each stand for the whole category: together they are all of it.
        rest = max(1.0 - sum(share for share, _ in shares), 0.0)
        said = sum(share * times for share, times in shares)
        factor[k] = rest * usual[k] + said
        given[k] = said / factor[k] if factor[k] else 1.0
        spread[k] = math.hypot((1 - rest) * values["sd_answer_quantity"], rest * usual_sd[k])
    answered = set(factor)
    origins = {}
    notes: list[str] = []
    for name, rules in sorted(consumption.modifiers.items()):
        k = positions[name][0]
        done = effect(i, name, rules, answered=k in answered)
        factor[k] = factor.get(k, usual[k]) * done.factor
        spread[k] = math.hypot(spread.get(k, kept_sd[k]), done.spread)
        notes += done.notes
        if "origin" in rules:
            origins[name] = str(rules["origin"])
    return Answers(factor, spread, answered, given, origins, notes)


def usual_spread(consumption: Consumption, i: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Spreads of such a person's defaults by category: as they are, and in whole steps."""
    return _usual_spread(
        i,
        consumption.household_size is not None,
        consumption.income_band is not None,
        consumption.age_band is not None,
    )


@cache
def _usual_spread(
    i: int, home: bool, income: bool, age: bool
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Which home, fifth or age it is does not matter, only that it is known."""
    known = typical(
        i, 1.0 if home else None, INCOME_BANDS[0] if income else None, AGE_BANDS[0] if age else None
    )
    spread = default_spread(i, known.explained)
    return tuple(spread), tuple(whole_steps(sd) for sd in spread)


def times_reference(i: int, item: Item, amount: float) -> float:
    """How many times the reference of its category (or part of it) an amount per year is."""
    if not amount:
        return 0.0
    if item.scales == "list":
        cost = amount * float(prices.price(item.id, tables.countries()[i].iso3) or 0.0)
        return cost / reference_spend(i)[categories_by_id()[item.category][0]]
    return amount / average_quantities(i)[item.id]


def default_spread(i: int, explained: Array) -> list[float]:
    """Spread of each category's default; what is known of the person explains a part of it."""
    sd = _unexplained(i)
    spread: list[float] = np.sqrt(np.maximum(sd**2 - explained, (sd / 2) ** 2)).tolist()
    return spread


@cache
def _unexplained(i: int) -> Array:
    values = tables.parameter_values()
    names = ("sd_default_measured", "sd_default_split", "sd_default_engel")
    return np.array([values[names[int(level)]] for level in tables.array("spend_known.npy")[i]])


@cache
def in_average() -> Array:
    """(52,) the average resident against each reference: one, or nothing where no survey asks."""
    return np.array([1.0 if row.in_average else 0.0 for row in tables.categories()])


@cache
def _without_average() -> tuple[int, ...]:
    return tuple(k for k, row in enumerate(tables.categories()) if not row.in_average)


@cache
def reference_spend(i: int) -> tuple[float, ...]:
    """US$ per person and year that each category's people answer for."""
    return tuple(tables.array("reference_spend.npy")[i].tolist())


@cache
def average_quantities(i: int) -> dict[str, float]:
    """Item → units per person and year of the average resident; asked items only."""
    asked = [row.id for row in tables.items() if row.scales != "list"]
    return dict(zip(asked, tables.array("average_quantity.npy")[i].tolist(), strict=True))
