"""The account as a whole: every consuming country, and that nothing is lost or made."""

from functools import cache
from typing import Any

import msgspec
import numpy as np

from footprint_model import tables


class Consumer(msgspec.Struct, frozen=True):
    """One consuming country; people per 100,000 residents.

    ``imported_per_100k`` counts people working abroad for all of the country's final demand.
    ``domestic_work_per_100k`` is the part of ``household_per_100k`` that works in private
    homes, so the households' figure can be read with and without it.
    """

    country: str
    population: int
    household_per_100k: float
    domestic_work_per_100k: float
    all_final_demand_per_100k: float
    imported_per_100k: float
    share_abroad: float
    low_confidence: str


class World(msgspec.Struct, frozen=True):
    """Totals in person-years per year."""

    total_person_years: float
    allocated_person_years: float
    household_person_years: float
    cross_border_share: float
    consumers: tuple[Consumer, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


@cache
def world() -> World:
    """Every consuming country, largest household footprint per head first."""
    people = np.asarray(tables.array("people_by_origin.npy"), dtype=float)
    counted = np.array([row.in_average for row in tables.categories()] + [True])
    people = people[:, counted]
    shares = np.asarray(tables.array("people_by_sector.npy"), dtype=float)[:, counted]
    homes = [row.id for row in tables.sectors()].index("domestic_work")
    rows = []
    for i, country in enumerate(tables.countries()):
        by_origin = people[i].sum(axis=0)
        per_100k = 1e5 / country.population
        domestic = (people[i, :-1].sum(axis=1) * shares[i, :-1, homes]).sum()
        abroad = by_origin.sum() - by_origin[i]
        rows.append(
            Consumer(
                country=country.iso3,
                population=country.population,
                household_per_100k=float(people[i, :-1].sum() * per_100k),
                domestic_work_per_100k=float(domestic * per_100k),
                all_final_demand_per_100k=float(by_origin.sum() * per_100k),
                imported_per_100k=float(abroad * per_100k),
                share_abroad=float(abroad / by_origin.sum()),
                low_confidence=country.low_confidence,
            )
        )
    allocated = float(people.sum())
    at_home = float(np.trace(people.sum(axis=1)))
    return World(
        total_person_years=tables.manifest().total_person_years,
        allocated_person_years=allocated,
        household_person_years=float(people[:, :-1].sum()),
        cross_border_share=1 - at_home / allocated,
        consumers=tuple(sorted(rows, key=lambda row: -row.household_per_100k)),
    )
