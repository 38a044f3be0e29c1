"""Traces of the figures beside the total: the average, one in N, and what is bought in one's name."""

import numpy as np

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.explain.account import (
    ACCOUNT,
    LARGEST,
    SATELLITE,
    largest_names,
    origins_step,
    result_step,
    total_step,
    world_step,
)
from footprint_model.explain.amount import SPENDING
from footprint_model.explain.trace import HOURS, Step, Trace
from footprint_model.footprint import average, estimate
from footprint_model.lookup import countries_by_code
from footprint_model.residents import residents

# Round numbers to say the same amount in: neither is a claim about anybody's town or life.
TOWN = 10_000
LONG_LIFE_YEARS = 80
# Surveys that say what homes of each size, income and age typically spend.
KINDS_OF_PEOPLE = ("bls_ce", "ons_lcf")


def explain_average(consumption: Consumption) -> Trace:
    """Trace the average resident of the person's country."""
    country = consumption.country
    result = average(country)
    years = estimate(consumption).average_person_years
    rows = [row for row in result.by_category if row.average_person_years > 0]
    rows.sort(key=lambda row: -row.average_person_years)
    own = estimate(consumption).person_years.central
    times = own / years.central if years.central else 0.0
    below = residents(country).share_below(own)
    steps = (
        Step(
            "average_amount",
            float(len(rows)),
            "categories",
            "derived",
            SPENDING,
            numbers={"count": len(rows)},
            countries={"country": (country,)},
        ),
        Step(
            "average_cells",
            years.central,
            "person-years a year",
            "derived",
            ACCOUNT + SATELLITE,
            factor=True,
            times={"time": years.central},
            names={"categories": largest_names(rows)},
        ),
        world_step(),
        Step("average_yours", times, "times the average", "derived", (), numbers={"times": times}),
        Step(
            "average_among",
            below,
            "share of residents",
            "assumed",
            (*KINDS_OF_PEOPLE, "own_judgement"),
            shares={"share": below},
            countries={"country": (country,)},
        ),
        result_step(years),
    )
    return Trace(country, None, None, years, steps, subject="average")


def explain_people(consumption: Consumption) -> Trace:
    """Trace one in N, the town and the long life: the same amount in other units."""
    result = estimate(consumption)
    years, one_in = result.person_years, result.one_in
    steps = [total_step(result), _day_and_night()]
    if one_in is not None:
        steps += [
            Step(
                "people_one_in",
                one_in.central,
                "people",
                "derived",
                (),
                numbers={"hours": HOURS, "people": one_in.central},
                times={"time": years.central},
            ),
            Step(
                "people_range",
                one_in.central,
                "people",
                "derived",
                (),
                numbers={"low": one_in.low, "high": one_in.high},
            ),
        ]
    town = years.central * TOWN
    lifetime = years.central * LONG_LIFE_YEARS
    steps += [
        Step(
            "people_moment",
            years.central,
            "people at any moment",
            "derived",
            (),
            numbers={"persons": years.central},
        ),
        Step(
            "people_town",
            town,
            "people",
            "derived",
            (),
            numbers={"town": TOWN, "people": town},
        ),
        Step(
            "people_lifetime",
            lifetime,
            "person-years",
            "derived",
            (),
            numbers={"years": LONG_LIFE_YEARS},
            times={"time": lifetime},
        ),
        world_step(),
        result_step(years),
    ]
    return Trace(consumption.country, None, None, years, tuple(steps), subject="people")


def explain_in_your_name(consumption: Consumption) -> Trace:
    """Trace what governments and investors buy per resident."""
    country = consumption.country
    i, row = countries_by_code()[country]
    by_origin = np.asarray(tables.array("people_by_origin.npy")[i, -1], dtype=float)
    by_sector = np.asarray(tables.array("people_by_sector.npy")[i, -1], dtype=float)
    people = float(by_origin.sum())
    order = np.argsort(-by_sector, kind="stable")[:LARGEST]
    years = estimate(consumption).in_your_name.person_years
    steps = (
        Step(
            "named_people",
            people,
            "people in forced labour",
            "derived",
            ACCOUNT + SATELLITE,
            factor=True,
            numbers={"people": people},
            countries={"country": (country,)},
        ),
        Step(
            "named_share",
            1 / row.population,
            "of that for each resident",
            "derived",
            ("gsi_2023",),
            factor=True,
            numbers={"residents": row.population},
            countries={"country": (country,)},
        ),
        origins_step(by_origin / people if people else by_origin),
        Step(
            "sectors",
            float(by_sector[order].sum()),
            "share of the people, named sectors together",
            "derived",
            SATELLITE,
            names={"sectors": tuple(tables.sectors()[j].name for j in order)},
        ),
        world_step(),
        Step("named_apart", years.central, "person-years a year", "derived", ()),
        result_step(years),
    )
    return Trace(country, None, None, years, steps, subject="in_your_name")


def _day_and_night() -> Step:
    """Why a year of a life is all of its hours."""
    return Step(
        "people_hours",
        float(HOURS),
        "hours a year",
        "assumed",
        ("own_judgement",),
        numbers={"hours": HOURS},
    )
