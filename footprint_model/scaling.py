"""One person held against the reference of each category: relative scaling.

factor = the person's amount ÷ the amount the account's people answer for × modifiers
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from footprint_model import tables
from footprint_model.consumption import Consumption, categories_by_id, items_by_id

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Weighed:
    """A person against the reference of each category.

    ``factor`` multiplies the reference people; ``relative`` is against the average
    resident (None where the average has none); ``spread`` is the logarithmic standard
    deviation of the person's own answer or default.
    """

    factor: Array
    relative: tuple[float | None, ...]
    spread: tuple[float, ...]
    answered: tuple[bool, ...]
    notes: tuple[str, ...]


def weigh(consumption: Consumption, i: int) -> Weighed:
    """Hold a person against the references of consuming country ``i``."""
    defaults = defaults_of(i)
    values = parameter_values()
    factor = list(defaults.factor)
    spread = list(defaults.spread)
    answered = [False] * len(factor)
    notes: list[str] = []
    for name, usd in consumption.spend_per_year.items():
        k = categories_by_id()[name][0]
        factor[k] = usd / defaults.reference_spend[k] if usd else 0.0
        spread[k] = values["sd_answer_spend"]
        answered[k] = True
    parts: dict[int, list[tuple[float, float]]] = {}
    for name, amount in consumption.quantities_per_year.items():
        item = items_by_id()[name]
        k = categories_by_id()[item.category][0]
        if item.per_household:
            amount /= consumption.household_size or values["household_size_unknown"]
        times_average = amount / defaults.average_quantity[name] if amount else 0.0
        parts.setdefault(k, []).append(
            (item.share if item.scales == "part" else 1.0, times_average)
        )
        answered[k] = True
    for k, shares in parts.items():
        # What no answer covers stays as the average resident's, with a default's spread.
        rest = max(1.0 - sum(share for share, _ in shares), 0.0)
        factor[k] = rest + sum(share * times for share, times in shares)
        spread[k] = float(np.hypot((1 - rest) * values["sd_answer_quantity"], rest * spread[k]))
    for name, rules in sorted(consumption.modifiers.items()):
        k = categories_by_id()[name][0]
        if "used_share" in rules:
            factor[k] *= 1 - rules["used_share"] * (1 - values["used_life_left"])
        if "shared_with" in rules:
            factor[k] /= rules["shared_with"]
        if "years_kept" in rules:
            if answered[k]:
                notes.append(f"modifiers.{name}.years_kept: the amount per year holds it already")
            else:
                factor[k] *= tables.lifetimes()[name].years / rules["years_kept"]
        if rules.get("certified_share"):
            added = values["sd_label"] * rules["certified_share"]
            spread[k] = float(np.hypot(spread[k], added))
    relative = tuple(
        times if row.in_average else None
        for row, times in zip(tables.categories(), factor, strict=True)
    )
    return Weighed(np.array(factor), relative, tuple(spread), tuple(answered), tuple(notes))


@dataclass(frozen=True)
class Defaults:
    """A country's average resident."""

    factor: tuple[float, ...]
    spread: tuple[float, ...]
    reference_spend: tuple[float, ...]
    average_quantity: dict[str, float]


@cache
def defaults_of(i: int) -> Defaults:
    """The average resident of consuming country ``i``, read once."""
    values = parameter_values()
    names = ("sd_default_measured", "sd_default_split", "sd_default_engel")
    known = tables.array("spend_known.npy")[i]
    quantities = tables.array("average_quantity.npy")[i].tolist()
    return Defaults(
        factor=tuple(1.0 if row.in_average else 0.0 for row in tables.categories()),
        spread=tuple(values[names[int(level)]] for level in known),
        reference_spend=tuple(tables.array("reference_spend.npy")[i].tolist()),
        average_quantity=dict(zip(items_by_id(), quantities, strict=True)),
    )


@cache
def parameter_values() -> dict[str, float]:
    """Central value of every parameter, by name."""
    return {row.name: row.central for row in tables.parameters()}
