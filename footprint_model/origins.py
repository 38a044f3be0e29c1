"""A country as a place of work: how many people, for whose purchases, behind what."""

from functools import cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from footprint_model import tables
from footprint_model.lookup import check_country, countries_by_code


class Origin(msgspec.Struct, frozen=True):
    """People in forced labour who work in one country, in person-years per year.

    ``consumers`` add up to ``person_years``. So do ``categories`` with ``in_your_name``, which is
    what governments and investors buy, and so do ``sectors`` with it: in which kind of work people
    are is known for what households buy. Each is sorted, largest first.
    """

    country: str
    person_years: float
    consumers: tuple[tuple[str, float], ...]
    categories: tuple[tuple[str, float], ...]
    sectors: tuple[tuple[str, float], ...]
    in_your_name: float

    @property
    def stays(self) -> float:
        """The share that serves buyers in the country itself; zero where nobody is counted."""
        if not self.person_years:
            return 0.0
        return dict(self.consumers).get(self.country, 0.0) / self.person_years


@cache
def origin(country: str) -> Origin:
    """Everybody the account counts as working in that country.

    Categories outside the average repeat people of others and are not counted.

    Raises
    ------
    UnknownCountry
        If the account has no such country.
    """
    j = countries_by_code()[check_country("country", country)][0]
    counted = np.array([row.in_average for row in tables.categories()] + [True])
    people = np.asarray(tables.array("people_by_origin.npy")[:, :, j], dtype=float) * counted
    work = np.asarray(tables.array("origin_sectors.npy")[:, j], dtype=float)  # consumer × sector
    shares = work / np.maximum(work.sum(axis=1, keepdims=True), 1)
    by_consumer, by_category = people.sum(axis=1), people.sum(axis=0)
    return Origin(
        country=country,
        person_years=float(people.sum()),
        consumers=_ranked([row.iso3 for row in tables.countries()], by_consumer),
        categories=_ranked([row.id for row in tables.categories()], by_category[:-1]),
        sectors=_ranked([row.id for row in tables.sectors()], people[:, :-1].sum(axis=1) @ shares),
        in_your_name=float(by_category[-1]),
    )


def _ranked(names: list[str], people: NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-people, kind="stable")
    return tuple((names[i], float(people[i])) for i in order if people[i] > 0)
