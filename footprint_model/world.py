"""The account as a whole: every consuming country, and that nothing is lost or made.

The account that ships is the balanced one; the first one is kept beside it for comparison.
"""

from functools import cache
from typing import Any

import msgspec
import numpy as np

from footprint_model import tables


class Consumer(msgspec.Struct, frozen=True):
    """One consuming country; people per 100,000 residents.

    ``imported_per_100k`` counts people working abroad for all of the country's final demand.
    ``domestic_work_per_100k`` is the part of ``household_per_100k`` that works in private
    homes, so the households' figure can be read with and without it; None for a variant
    that keeps no sectors.
    """

    country: str
    population: int
    household_per_100k: float
    domestic_work_per_100k: float | None
    all_final_demand_per_100k: float
    imported_per_100k: float
    share_abroad: float
    largest_origins: tuple[tuple[str, float], ...]
    low_confidence: str


class World(msgspec.Struct, frozen=True):
    """Totals in person-years per year.

    ``largest_error_by_category`` and ``largest_error_by_origin`` say how far the account is
    from conserving each, relative to the total.
    """

    variant: str
    total_person_years: float
    allocated_person_years: float
    household_person_years: float
    cross_border_share: float
    largest_error_by_category: float
    largest_error_by_origin: float
    consumers: tuple[Consumer, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


@cache
def world(variant: str | None = None) -> World:
    """Every consuming country, largest household footprint per head first.

    Parameters
    ----------
    variant : name of an account; the one that ships by default

    Raises
    ------
    UnknownVariant
        If there is no such account.
    """
    shipped = tables.manifest().account
    name = variant or shipped
    by_category, by_origin, by_producer = tables.variant(name)
    homes = _domestic_work() if name == shipped else None
    codes = [country.iso3 for country in tables.countries()]
    rows = []
    for i, country in enumerate(tables.countries()):
        per_100k = 1e5 / country.population
        purchases, together = by_origin[i, 0], by_origin[i].sum(axis=0)
        abroad = together.sum() - together[i]
        largest = np.argsort(-together, kind="stable")[:10]
        rows.append(
            Consumer(
                country=country.iso3,
                population=country.population,
                household_per_100k=float(purchases.sum() * per_100k),
                domestic_work_per_100k=None if homes is None else float(homes[i] * per_100k),
                all_final_demand_per_100k=float(together.sum() * per_100k),
                imported_per_100k=float(abroad * per_100k),
                share_abroad=float(abroad / together.sum()),
                largest_origins=tuple(
                    (codes[k], float(together[k] / together.sum())) for k in largest
                ),
                low_confidence=country.low_confidence,
            )
        )
    total = tables.manifest().total_person_years
    allocated = float(by_origin.sum())
    parts = np.stack([by_category[:, :-1].sum(axis=1), by_category[:, -1]], axis=1)
    return World(
        variant=name,
        total_person_years=total,
        allocated_person_years=allocated,
        household_person_years=float(by_origin[:, 0].sum()),
        cross_border_share=1 - float(np.trace(by_origin.sum(axis=1))) / allocated,
        largest_error_by_category=float(np.abs(parts - by_origin.sum(axis=2)).max() / total),
        largest_error_by_origin=float(
            np.abs(by_origin.sum(axis=(0, 1)) - by_producer).max() / total
        ),
        consumers=tuple(sorted(rows, key=lambda row: -row.household_per_100k)),
    )


def _domestic_work() -> np.ndarray[Any, np.dtype[np.float64]]:
    """(162,) people working in the private homes of each country."""
    people = np.asarray(tables.array("people_by_origin.npy"), dtype=float).sum(axis=2)
    shares = np.asarray(tables.array("people_by_sector.npy"), dtype=float)
    counted = np.array([row.in_average for row in tables.categories()] + [False])
    sector = [row.id for row in tables.sectors()].index("domestic_work")
    return np.asarray((people * shares[:, :, sector] * counted).sum(axis=1))
