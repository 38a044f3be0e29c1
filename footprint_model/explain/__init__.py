"""Why a figure is what it is: a trace from the answer to the sources, step by step.

A trace is plain data: each step has a number with its unit, what it rests on and the sources
it was taken from, and a sentence with fields that a page fills in the reader's language. The
steps marked as factors multiply to the result.
"""

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.explain.account import (
    LARGEST,
    cell_step,
    commodity_steps,
    origin_shares,
    origins_step,
    satellite_step,
    sector_step,
    share_step,
)
from footprint_model.explain.amount import SPENDING, amount_steps
from footprint_model.explain.trace import Step, Trace, sentence
from footprint_model.footprint import Estimate, estimate
from footprint_model.lookup import check_category, check_country, countries_by_code
from footprint_model.parts import Interval

__all__ = ["Step", "Trace", "explain", "sentence"]


def explain(
    consumption: Consumption, category: str | None = None, origin: str | None = None
) -> Trace:
    """Trace the total, a category, an origin, or what a category has from an origin.

    Raises
    ------
    UnknownCategory, UnknownCountry
    """
    if category is not None:
        check_category("category", category)
    if origin is not None:
        check_country("origin", origin)
    result = estimate(consumption)
    if category is None:
        steps = [_total_step(result)]
        years = result.person_years
    else:
        steps = amount_steps(consumption, category)
        steps.append(cell_step(consumption.country, category))
        steps += commodity_steps(countries_by_code()[consumption.country][0], category)
        years = next(r.person_years for r in result.by_category if r.category == category)
    if origin is None:
        shares = origin_shares(result, category)
        steps += [origins_step(shares), sector_step(result, category)]
    else:
        share = float(origin_shares(result, category)[countries_by_code()[origin][0]])
        steps += [share_step(origin, share), satellite_step(origin)]
        central = years.central * share
        years = Interval(central, central, central)
    steps.append(_result_step(years))
    return Trace(consumption.country, category, origin, years, tuple(steps))


def _total_step(result: Estimate) -> Step:
    rows = [row for row in result.by_category if row.person_years.central > 0]
    names = {row.id: row.name for row in tables.categories()}
    largest = tuple(names[row.category] for row in rows[:LARGEST])
    count, answered = len(rows), sum(row.answered for row in result.by_category)
    return Step(
        "categories",
        float(count),
        "categories",
        "derived",
        SPENDING,
        numbers={"count": count, "answered": answered},
        names={"categories": largest},
    )


def _result_step(years: Interval) -> Step:
    return Step(
        "result",
        years.central,
        "person-years a year",
        "derived",
        (),
        times={"time": years.central, "low": years.low, "high": years.high},
    )
