"""Traces of ranges: what is drawn, which assumptions widen most, and what is left to say."""

import math

import numpy as np

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.explain.account import SATELLITE, result_step
from footprint_model.explain.trace import Step, Trace
from footprint_model.footprint import estimate, reference_people
from footprint_model.lookup import categories_by_id, countries_by_code
from footprint_model.parts import CategoryPart
from footprint_model.scaling import weigh
from footprint_model.schema import Parameter
from footprint_model.uncertainty import interval, person_draws, quantile_pair
from footprint_model.value import value_of_answering

NAMED = 4  # assumptions told one by one
TOGETHER = "all together"
WORLD = "world"
ALL_PURCHASES = "all purchases"
# The spread of a consuming country's own total has one of two sizes.
CONSUMER = ("sd_consumer_table", "sd_consumer_split")


def explain_range(consumption: Consumption) -> Trace:
    """Trace the two ends of the total: from the draws to the assumptions behind them."""
    result = estimate(consumption)
    years = result.person_years
    draws = tables.manifest().draws
    steps = [
        Step(
            "range_draws",
            float(draws),
            "draws",
            "derived",
            SATELLITE,
            numbers={"draws": draws},
        ),
        Step(
            "range_ends",
            years.central,
            "person-years a year",
            "derived",
            (),
            times={"low": years.low, "high": years.high},
        ),
        *[_assumption_step(row, spread) for row, spread in assumptions(consumption.country)],
        _answers_step(consumption),
        *_open_steps(consumption),
        result_step(years),
    ]
    return Trace(consumption.country, None, None, years, tuple(steps), subject="range")


def assumptions(country: str, category: str = ALL_PURCHASES) -> list[tuple[Parameter, float]]:
    """What moves a country's total most, largest first, with the spread each makes alone.

    For a category the spreads are those of the world's purchases of it.
    """
    where = country if category == ALL_PURCHASES else WORLD
    rows = [
        (_parameter(row.assumption, row.spread), row.spread)
        for row in tables.sensitivity()
        if (row.country, row.category) == (where, category) and row.assumption != TOGETHER
    ]
    return sorted(rows, key=lambda pair: -pair[1])[:NAMED]


def category_spread_steps(row: CategoryPart) -> list[Step]:
    """How far apart a category's ends are, and the assumption that does most of it."""
    years = row.person_years
    if years.low <= 0:
        return []
    times = years.high / years.low
    parameter, _spread = assumptions("", row.category)[0]
    return [
        Step(
            "category_range",
            times,
            "times from the low to the high end",
            parameter.basis,
            (parameter.source,),
            numbers={"times": times},
            times={"low": years.low, "high": years.high},
            names={"assumption": (parameter.label,)},
        )
    ]


def _parameter(name: str, spread: float) -> Parameter:
    rows = {row.name: row for row in tables.parameters()}
    if name in rows:
        return rows[name]
    return min((rows[one] for one in CONSUMER), key=lambda row: abs(row.central - spread))


def _assumption_step(parameter: Parameter, spread: float) -> Step:
    return Step(
        "range_assumption",
        spread,
        "spread of the logarithm, alone",
        parameter.basis,
        (parameter.source,),
        shares={"share": math.expm1(spread)},
        names={"assumption": (parameter.label,)},
    )


def _answers_step(consumption: Consumption) -> Step:
    """The range if every amount were known exactly: the rest is what was not told."""
    i = countries_by_code()[consumption.country][0]
    central = reference_people(consumption.country) * weigh(consumption, i).factor
    low, high = quantile_pair(person_draws(i, central, [0.0] * len(central)).sum(axis=0))
    exact = interval(float(np.sum(central)), float(low), float(high))
    return Step(
        "range_answers",
        exact.central,
        "person-years a year",
        "derived",
        (),
        times={"low": exact.low, "high": exact.high},
    )


def _open_steps(consumption: Consumption) -> list[Step]:
    """The category whose answer would narrow most, if any is open."""
    for row in value_of_answering(consumption):
        if row.kind == "category" and row.narrows_by > 0:
            name = categories_by_id()[row.name][1].name
            return [
                Step(
                    "range_open",
                    row.share,
                    "of the range",
                    "derived",
                    (),
                    shares={"share": row.share},
                    names={"category": (name,)},
                )
            ]
    return []
