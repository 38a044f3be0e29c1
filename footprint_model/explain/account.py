"""From the account's cell to commodities, origins and people in forced labour."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from footprint_model import tables
from footprint_model.commodities import parts
from footprint_model.explain.amount import SPENDING
from footprint_model.explain.trace import Step
from footprint_model.footprint import Estimate
from footprint_model.lookup import categories_by_id, countries_by_code, sectors_by_id
from footprint_model.parts import CategoryPart, Interval

LARGEST = 3  # kinds of work that a sentence names
ORIGINS = 5  # countries that a sentence names
LEAST_SHARE = 0.005  # a commodity that is less of its category is not told
ACCOUNT = ("wiod_2013", "wdi_gdp", "wdi_trade", "wto_2015", "exiobase_3", "employment_45")
SATELLITE = ("ilo_2022", "gsi_2023", "ilab_2024")

Array = NDArray[np.float64]


def total_step(result: Estimate) -> Step:
    """The whole number, of which a figure is a part."""
    years = result.person_years
    return Step(
        "total",
        years.central,
        "person-years a year",
        "derived",
        SPENDING + ACCOUNT + SATELLITE,
        factor=True,
        times={"time": years.central},
    )


def world_step() -> Step:
    """The people that the account shares out among all buyers."""
    row = next(row for row in tables.parameters() if row.name == "total_people")
    return Step(
        "world",
        row.central,
        "people in forced labour, of the kind counted",
        row.basis,
        (row.source,),
        numbers={"people": row.central},
    )


def result_step(years: Interval, *, alone: bool = False) -> Step:
    """What the steps lead to; `alone`: a part whose range is not estimated."""
    return Step(
        "result_middle" if alone else "result",
        years.central,
        "person-years a year",
        "derived",
        (),
        times={"time": years.central, "low": years.low, "high": years.high},
    )


def largest_names(rows: Iterable[CategoryPart]) -> tuple[str, ...]:
    """Names of the first few categories."""
    return tuple(categories_by_id()[row.category][1].name for row in list(rows)[:LARGEST])


def cell_step(country: str, category: str) -> Step:
    """People behind one average resident's purchases of a category."""
    i, row = countries_by_code()[country]
    k, about = categories_by_id()[category]
    people = float(np.asarray(tables.array("people_by_origin.npy")[i, k], dtype=float).sum())
    years = people / row.population
    return Step(
        "cell",
        years,
        "person-years per resident",
        "derived",
        ACCOUNT + SATELLITE,
        factor=True,
        times={"time": years},
        names={"category": (about.name,)},
        countries={"country": (country,)},
    )


def commodity_steps(i: int, category: str) -> list[Step]:
    """The commodities of a category, with their origins."""
    steps = []
    for part in parts(i, category):
        if part.share < LEAST_SHARE:
            continue
        row = tables.commodities()[part.commodity]
        steps.append(
            Step(
                f"commodity_{part.known_by}",
                part.share,
                "share of the category's people",
                "assumed" if part.known_by == "cell" else row.basis,
                _commodity_sources(i, part.commodity, part.known_by),
                shares={"share": part.share},
                names={"commodity": (row.name,)},
                **_largest(part.origins),
            )
        )
    return steps


def _commodity_sources(i: int, commodity: str, known_by: str) -> tuple[str, ...]:
    if known_by == "cell":
        return ("own_concordances",)
    if known_by == "reported":
        importers = ("", tables.countries()[i].iso3)
        told = [row for row in tables.origin_shares() if row.commodity == commodity]
        return (*(row.source for row in told if row.importer in importers), "ilab_2024")
    return tables.commodities()[commodity].source, "ilab_2024"


def origin_shares(result: Estimate, category: str | None) -> Array:
    """(162,) shares of the person's people by origin, of the total or of one category."""
    people = result.people_by_origin(category)
    total = people.sum()
    return people / total if total else people


def origins_step(shares: Array) -> Step:
    """Where most of the people work."""
    if not shares.any():
        return Step("nobody", 0.0, "people", "derived", ())
    return Step(
        "origins",
        float(np.sort(shares)[::-1][:ORIGINS].sum()),
        "share of the people, named countries together",
        "derived",
        ACCOUNT + SATELLITE,
        **_largest(shares),
    )


def share_step(origin: str, share: float) -> Step:
    """The part of the people who work in one country."""
    return Step(
        "origin_share",
        share,
        "share of the people",
        "derived",
        ACCOUNT,
        factor=True,
        shares={"share": share},
        countries={"origin": (origin,)},
    )


def satellite_step(origin: str) -> Step:
    """People in forced labour in a country, as the account has them."""
    producer = tables.array(f"variant_{tables.manifest().account}_by_producer.npy")
    people = float(producer[countries_by_code()[origin][0]])
    return Step(
        "satellite",
        people,
        "people in forced labour, of the kind counted",
        "derived",
        SATELLITE,
        numbers={"people": people},
        countries={"origin": (origin,)},
    )


def sector_share_step(sector: str, share: float) -> Step:
    """The part of the people who do one kind of work."""
    return Step(
        "sector_share",
        share,
        "share of the people",
        "derived",
        ACCOUNT + SATELLITE,
        factor=True,
        shares={"share": share},
        names={"sector": (sectors_by_id()[sector][1].name,)},
    )


def sector_world_step(sector: str) -> Step:
    """People in forced labour in one kind of work, as published for the world."""
    row = sectors_by_id()[sector][1]
    people = row.ilo_people_million * 1e6
    return Step(
        "sector_world",
        people,
        "adults in forced labour, as published",
        row.basis,
        (row.source,),
        numbers={"people": people},
        names={"sector": (row.name,)},
    )


def sector_step(result: Estimate, category: str | None) -> Step:
    """In which kinds of work."""
    i = countries_by_code()[result.country][0]
    if category is None:
        rows = {row.sector: row.person_years for row in result.by_sector}
        values = np.array([rows[sector.id] for sector in tables.sectors()])
        values = values / values.sum() if values.sum() else values
    else:
        k = categories_by_id()[category][0]
        values = np.asarray(tables.array("people_by_sector.npy")[i, k], dtype=float)
    order = np.argsort(-values, kind="stable")[:LARGEST]
    names = tuple(tables.sectors()[j].name for j in order if values[j] > 0)
    return Step(
        "sectors",
        float(values[order].sum()),
        "share of the people, named sectors together",
        "derived",
        SATELLITE,
        names={"sectors": names},
    )


def _largest(values: Array) -> dict[str, Any]:
    """The field ``origins`` of a sentence: the largest countries with their shares."""
    order = [r for r in np.argsort(-values, kind="stable")[:ORIGINS] if values[r] > 0]
    total = float(values.sum())
    return {
        "countries": {"origins": tuple(tables.countries()[r].iso3 for r in order)},
        "country_shares": {"origins": tuple(float(values[r]) / total for r in order)},
    }
