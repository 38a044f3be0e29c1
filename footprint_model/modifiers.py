"""Rules that change one category's footprint: how they are given and what they do.

Each rule is published on the methodology page. Buying used, sharing, repairing and keeping
longer can only lower a category; buying new can only raise it. A label lowers it only where a
programme's standard covers forced labour and somebody independent enforces it.
"""

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Any

from footprint_model import tables
from footprint_model.commodities import commodity_share, named_cell, origin_effect
from footprint_model.errors import InputError, UnknownLabel, UnknownModifier
from footprint_model.lookup import check_category, check_country, check_mapping, check_number
from footprint_model.schema import Modifier
from footprint_model.uncertainty import QUANTILES

MODIFIERS = (
    Modifier(
        "used_share",
        "number",
        0,
        1,
        "share bought used, refurbished or handed down; who owned it first carries the life used up",
    ),
    Modifier(
        "passed_on",
        "number",
        0,
        1,
        "share that goes on to somebody else, who carries the life that is left",
    ),
    Modifier(
        "years_kept",
        "number",
        0.1,
        100,
        "years a thing is kept; only where the amount per year is not given, which holds it already",
    ),
    Modifier(
        "repaired",
        "number",
        0,
        1,
        "share repaired instead of replaced; only where the amount per year is not given",
    ),
    Modifier("shared_with", "number", 1, 50, "people who share the thing, the person included"),
    Modifier("certified_share", "number", 0, 1, "share with a label; without `label`, any label"),
    Modifier(
        "label",
        "label",
        0,
        0,
        "which label: it widens the range, and lowers the estimate only for two programmes",
    ),
    Modifier("origin", "country", 0, 0, "country where the category's main commodity is made"),
)

Rules = dict[str, float | str]


def check_modifiers(given: Any) -> dict[str, Rules]:
    """Modifiers by category, each value checked.

    Raises
    ------
    InputError
        Its ``field`` names the category and the modifier.
    """
    result: dict[str, Rules] = {}
    for category, values in check_mapping("modifiers", given).items():
        where = f"modifiers.{category}"
        check_category(where, category)
        result[category] = {
            name: _checked(f"{where}.{name}", category, name, value)
            for name, value in check_mapping(where, values).items()
        }
        if "label" in result[category] and "certified_share" not in result[category]:
            raise InputError(
                f"{where}.label", "a label without a share", "certified_share from 0 to 1 with it"
            )
    return result


def _checked(field: str, category: str, name: str, value: Any) -> float | str:
    rule = _by_name().get(name)
    if rule is None:
        raise UnknownModifier(
            field, f"{name!r} is not a modifier", "one of " + ", ".join(_by_name())
        )
    if rule.kind == "label":
        return _label(field, category, value)
    if rule.kind == "country":
        if named_cell(category) is None:
            raise UnknownModifier(
                field,
                f"no commodity is followed to its origin in {category}",
                "an origin for "
                + ", ".join(row.category for row in tables.commodity_cells() if row.named),
            )
        return check_country(field, value)
    if name in ("years_kept", "repaired") and category not in tables.lifetimes():
        raise UnknownModifier(
            field,
            f"no usual lifetime is held for {category}",
            f"{name} for " + ", ".join(tables.lifetimes()),
        )
    return check_number(field, value, rule.low, rule.high)


def _label(field: str, category: str, value: Any) -> str:
    labels = tables.labels()
    fitting = [
        key
        for key, row in labels.items()
        if not row.categories or category in named(row.categories)
    ]
    accepted = f"for {category} one of " + ", ".join(fitting)
    if not isinstance(value, str) or value not in labels:
        raise UnknownLabel(field, f"{value!r} is not a label we know", accepted)
    if value not in fitting:
        raise UnknownLabel(field, f"{labels[value].name} does not cover {category}", accepted)
    return value


def named(text: str) -> tuple[str, ...]:
    """The ids in a cell of a data file, ``|`` between."""
    return tuple(text.split("|")) if text else ()


@cache
def _by_name() -> dict[str, Modifier]:
    return {rule.name: rule for rule in MODIFIERS}


@dataclass(frozen=True)
class Effect:
    """What the rules do to one category: a factor, added spread (log sd), remarks."""

    factor: float
    spread: float
    notes: tuple[str, ...]


def effect(i: int, category: str, rules: Rules, *, answered: bool) -> Effect:
    """Apply the rules to a category of consuming country ``i``.

    ``answered``: the amount per year is given, so that what shortens or stretches a thing's
    life is in it already.
    """
    values = tables.parameter_values()
    notes: list[str] = []
    factor, variance = _life_carried(rules)
    factor /= _number(rules, "shared_with", 1.0)
    for name, longer in (
        ("years_kept", _kept(category, rules)),
        ("repaired", _repaired(category, rules)),
    ):
        if name in rules and answered:
            notes.append(f"modifiers.{category}.{name}: the amount per year holds it already")
        else:
            factor /= longer
    if share := _number(rules, "certified_share"):
        label = tables.labels().get(str(rules.get("label", "")))
        use = label.use if label else "widen"
        if label and use == "reduce":
            covered = commodity_share(i, category, named(label.commodities))
            factor *= 1 - share * covered * values["label_effect"]
            variance += (share * values["sd_label_reduce"]) ** 2
        elif use == "widen":
            variance += (share * values["sd_label"]) ** 2
        else:
            notes.append(f"modifiers.{category}.label: this label does not change the estimate")
    if "origin" in rules:
        moved = origin_effect(i, category, str(rules["origin"]))
        factor *= 1 - moved.part + moved.part * moved.ratio
        variance += (moved.part * values["sd_origin"]) ** 2
    return Effect(factor, math.sqrt(variance), tuple(notes))


def _life_carried(rules: Rules) -> tuple[float, float]:
    """The part of a new thing's life that its owner carries, and the variance of its log.

    Who has a thing next carries the life that was left in it, who had it before only the life used
    up. Both hold at once for what is bought used and passed on again. Nobody knows how much was
    left: anything in the parameter's range is as likely. Each variance is such that the upper end is
    met, so that neither buying used nor passing on ever raises an end of the range.
    """
    left = next(row for row in tables.parameters() if row.name == "used_life_left")
    least, most = (left.low + share * (left.high - left.low) for share in QUANTILES)
    used, passed_on = (_number(rules, name) for name in ("used_share", "passed_on"))
    carried, variance = 1.0, 0.0
    for usual, at_most in (
        (1 - used + used * left.central, 1 - used + used * most),
        (1 - passed_on * left.central, 1 - passed_on * least),
    ):
        carried *= usual
        variance += (math.log(at_most / usual) / NormalDist().inv_cdf(QUANTILES[-1])) ** 2
    return carried, variance


def _number(rules: Rules, name: str, default: float = 0.0) -> float:
    return float(rules.get(name, default))


def _kept(category: str, rules: Rules) -> float:
    """How many times as long as usual a thing is kept."""
    return _number(rules, "years_kept", 1.0) / (
        tables.lifetimes()[category].years if "years_kept" in rules else 1.0
    )


def _repaired(category: str, rules: Rules) -> float:
    """How many times as long things last when this share of them is repaired."""
    if "repaired" not in rules:
        return 1.0
    life = tables.lifetimes()[category]
    more = (
        tables.parameter_values()["repair_lengthens"]
        if life.repaired_years is None
        else life.repaired_years / life.years
    )
    return 1 + _number(rules, "repaired") * more
