"""Why a figure is what it is: a trace from the answer to the sources, step by step.

A trace is plain data: each step has a number with its unit, what it rests on and the sources
it was taken from, and a sentence with fields that a page fills in the reader's language. The
steps marked as factors multiply to the result. Every figure of an estimate has its trace: the
total and its parts (`explain`), and what is said beside it (`explain_average`, `explain_range`,
`explain_people`, `explain_in_your_name`).
"""

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.errors import InputError
from footprint_model.explain.account import (
    cell_step,
    commodity_steps,
    largest_names,
    origin_shares,
    origins_step,
    result_step,
    satellite_step,
    sector_share_step,
    sector_step,
    sector_world_step,
    share_step,
    total_step,
    world_step,
)
from footprint_model.explain.amount import SPENDING, amount_steps
from footprint_model.explain.beside import (
    LONG_LIFE_YEARS,
    TOWN,
    explain_average,
    explain_in_your_name,
    explain_people,
)
from footprint_model.explain.spread import category_spread_steps, explain_range
from footprint_model.explain.trace import Step, Subject, Trace, sentence
from footprint_model.footprint import Estimate, estimate
from footprint_model.lookup import (
    categories_by_id,
    check_category,
    check_country,
    check_sector,
    countries_by_code,
)
from footprint_model.parts import CategoryPart, Interval

__all__ = [
    "LONG_LIFE_YEARS",
    "TOWN",
    "Step",
    "Subject",
    "Trace",
    "explain",
    "explain_average",
    "explain_in_your_name",
    "explain_people",
    "explain_range",
    "sentence",
]


def explain(
    consumption: Consumption,
    category: str | None = None,
    origin: str | None = None,
    sector: str | None = None,
) -> Trace:
    """Trace the total, a category, an origin, what a category has from an origin, a kind of work.

    Raises
    ------
    UnknownCategory, UnknownCountry, UnknownSector
    InputError
        If a kind of work is asked for together with a category or an origin: it is estimated
        for the total only.
    """
    if category is not None:
        check_category("category", category)
    if origin is not None:
        check_country("origin", origin)
    if sector is not None:
        check_sector("sector", sector)
        if category is not None or origin is not None:
            raise InputError("sector", "given with a category or an origin", "a kind of work alone")
    result = estimate(consumption)
    if sector is not None:
        steps, years = _sector(result, sector)
    elif category is None and origin is None:
        steps, years = _total(result)
    elif category is None:
        steps, years = _origin(result, str(origin))
    else:
        steps, years = _category(consumption, result, category, origin)
    return Trace(consumption.country, category, origin, years, tuple(steps), sector)


def _total(result: Estimate) -> tuple[list[Step], Interval]:
    rows = [row for row in result.by_category if row.person_years.central > 0]
    answered = sum(row.answered for row in result.by_category)
    steps = [
        Step(
            "categories",
            float(len(rows)),
            "categories",
            "derived",
            SPENDING,
            numbers={"count": len(rows), "answered": answered},
            names={"categories": largest_names(rows)},
        ),
        world_step(),
        origins_step(origin_shares(result, None)),
        sector_step(result, None),
        result_step(result.person_years),
    ]
    return steps, result.person_years


def _origin(result: Estimate, origin: str) -> tuple[list[Step], Interval]:
    share = float(origin_shares(result, None)[countries_by_code()[origin][0]])
    central = result.person_years.central * share
    names = {row.id: row.name for row in tables.categories()}
    rows = [names[row.category] for row in result.by_category_origin if row.country == origin]
    steps = [total_step(result), share_step(origin, share)]
    if rows:
        steps.append(_ends_up_in(rows[:3], central))
    steps += [satellite_step(origin), result_step(_middle(central), alone=True)]
    return steps, _middle(central)


def _sector(result: Estimate, sector: str) -> tuple[list[Step], Interval]:
    central = next(row.person_years for row in result.by_sector if row.sector == sector)
    whole = result.person_years.central
    names = {row.id: row.name for row in tables.categories()}
    steps = [
        total_step(result),
        sector_share_step(sector, central / whole if whole else 0.0),
        sector_world_step(sector),
    ]
    rows = [names[category] for category in result.categories_of_sector(sector)]
    if rows:
        steps.append(_ends_up_in(rows[:3], central))
    steps.append(result_step(_middle(central), alone=True))
    return steps, _middle(central)


def _category(
    consumption: Consumption, result: Estimate, category: str, origin: str | None
) -> tuple[list[Step], Interval]:
    row = next(row for row in result.by_category if row.category == category)
    steps = amount_steps(consumption, category)
    steps.append(cell_step(consumption.country, category))
    steps += commodity_steps(countries_by_code()[consumption.country][0], category)
    shares = origin_shares(result, category)
    if origin is None:
        steps += [origins_step(shares), sector_step(result, category)]
        steps += [_average_of(row), *category_spread_steps(row)]
        return [*steps, result_step(row.person_years)], row.person_years
    share = float(shares[countries_by_code()[origin][0]])
    years = _middle(row.person_years.central * share)
    steps += [share_step(origin, share), satellite_step(origin), result_step(years, alone=True)]
    return steps, years


def _average_of(row: CategoryPart) -> Step:
    """What the average resident has in a category."""
    return Step(
        "average_of",
        row.average_person_years,
        "person-years a year",
        "derived",
        SPENDING,
        times={"time": row.average_person_years},
        names={"category": (categories_by_id()[row.category][1].name,)},
    )


def _ends_up_in(categories: list[str], years: float) -> Step:
    return Step(
        "ends_up_in",
        years,
        "person-years a year",
        "derived",
        (),
        names={"categories": tuple(categories)},
    )


def _middle(central: float) -> Interval:
    return Interval(central, central, central)
