"""The estimate: a person's purchases held against the average resident's.

footprint[category] = people per head of the account
                    × (the person's amount ÷ the amount those people answer for)
                    × modifiers
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from footprint_model import tables
from footprint_model.consumption import (
    Consumption,
    categories_by_id,
    countries_by_code,
    find_item,
    items_by_id,
)
from footprint_model.parts import (
    CategoryOriginPart,
    CategoryPart,
    Interval,
    OriginPart,
    SectorPart,
)
from footprint_model.scaling import defaults_of, weigh
from footprint_model.uncertainty import (
    answer_noise,
    interval,
    quantile_pair,
    world_ratios,
)

MODEL_VERSION = "0.1.0"
DAYS = 365

Array = NDArray[np.float64]


@dataclass(frozen=True)
class InYourName:
    """What government and investment buy per resident; shopping cannot change it."""

    person_years: Interval

    @property
    def days_per_year(self) -> Interval:
        """Days of somebody's life per year."""
        return self.person_years.times(DAYS)


@dataclass(frozen=True, eq=False)
class Estimate:
    """Forced labour embodied in one person's purchases in a year.

    ``person_years`` are people working for the person at any moment. Rows are made when
    asked for; plain numbers in origin and sector rows are central values.
    """

    country: str
    model_version: str
    data_version: str
    person_years: Interval
    average_person_years: Interval
    in_your_name: InYourName
    notes: tuple[str, ...]
    _central: Array = field(repr=False)
    _low: Array = field(repr=False)
    _high: Array = field(repr=False)
    _relative: tuple[float | None, ...] = field(repr=False)
    _answered: tuple[bool, ...] = field(repr=False)

    @property
    def days_per_year(self) -> Interval:
        """Days of somebody's life per year."""
        return self.person_years.times(DAYS)

    @property
    def one_in(self) -> Interval | None:
        """It takes this many such people to keep one person in forced labour; None for nothing."""
        years = self.person_years
        if years.low <= 0:
            return None
        return Interval(1 / years.high, 1 / years.central, 1 / years.low)

    @cached_property
    def by_category(self) -> tuple[CategoryPart, ...]:
        """One row per category, largest first."""
        average = _average_central(self.country)
        rows = [
            CategoryPart(
                category=row.id,
                person_years=interval(float(self._central[k]), self._low[k], self._high[k]),
                average_person_years=float(average[k]),
                relative_to_average=self._relative[k],
                answered=self._answered[k],
            )
            for k, row in enumerate(tables.categories())
        ]
        return tuple(sorted(rows, key=lambda row: -row.person_years.central))

    @cached_property
    def by_origin(self) -> tuple[OriginPart, ...]:
        """Where the people work, largest first."""
        values = self._category_origin.sum(axis=0)
        codes = tables.countries()
        return tuple(
            OriginPart(codes[i].iso3, float(values[i]))
            for i in np.argsort(-values, kind="stable")
            if values[i] > 0
        )

    @cached_property
    def by_sector(self) -> tuple[SectorPart, ...]:
        """In which producing sector group, largest first."""
        i = countries_by_code()[self.country][0]
        shares = np.asarray(tables.array("people_by_sector.npy")[i, :-1], dtype=float)
        values = self._central @ shares
        rows = [SectorPart(s.id, float(v)) for s, v in zip(tables.sectors(), values, strict=True)]
        return tuple(sorted(rows, key=lambda row: -row.person_years))

    @cached_property
    def by_category_origin(self) -> tuple[CategoryOriginPart, ...]:
        """Every category × origin with anybody in it, largest first."""
        values = self._category_origin
        order = np.argsort(-values, axis=None, kind="stable")
        ks, rs = np.unravel_index(order, values.shape)
        names = [row.id for row in tables.categories()]
        codes = [row.iso3 for row in tables.countries()]
        return tuple(
            CategoryOriginPart(names[k], codes[r], float(values[k, r]))
            for k, r in zip(ks, rs, strict=True)
            if values[k, r] > 0
        )

    @cached_property
    def _category_origin(self) -> Array:
        people = _people(self.country)
        totals = people.sum(axis=1)
        scale = np.divide(self._central, totals, out=np.zeros_like(totals), where=totals > 0)
        return np.asarray(people * scale[:, np.newaxis])

    def to_dict(self) -> dict[str, Any]:
        """Plain values under stable keys, for JSON."""
        one_in = self.one_in
        return {
            "model_version": self.model_version,
            "data_version": self.data_version,
            "country": self.country,
            "person_years": self.person_years.to_dict(),
            "days_per_year": self.days_per_year.to_dict(),
            "one_in": one_in.to_dict() if one_in else None,
            "average_person_years": self.average_person_years.to_dict(),
            "in_your_name": {
                "person_years": self.in_your_name.person_years.to_dict(),
                "days_per_year": self.in_your_name.days_per_year.to_dict(),
            },
            "by_category": [
                {
                    "category": row.category,
                    "person_years": row.person_years.to_dict(),
                    "average_person_years": row.average_person_years,
                    "relative_to_average": row.relative_to_average,
                    "answered": row.answered,
                }
                for row in self.by_category
            ],
            "by_origin": [
                {"country": row.country, "person_years": row.person_years} for row in self.by_origin
            ],
            "by_category_origin": [
                {"category": row.category, "country": row.country, "person_years": row.person_years}
                for row in self.by_category_origin
            ],
            "by_sector": [
                {"sector": row.sector, "person_years": row.person_years} for row in self.by_sector
            ],
            "notes": list(self.notes),
        }


def estimate(consumption: Consumption) -> Estimate:
    """Estimate the forced labour in one person's purchases of a year.

    Parameters
    ----------
    consumption : Consumption
        Checked when it was made.

    Returns
    -------
    Estimate
        With 5 to 95 % intervals over the account's draws.
    """
    i = countries_by_code()[consumption.country][0]
    person = weigh(consumption, i)
    reference = _reference(consumption.country)
    central = reference * person.factor
    own = np.stack([answer_noise(sd)[k] for k, sd in enumerate(person.spread)])
    draws = world_ratios(i)[:-1] * own
    draws *= central.astype(np.float32)[:, np.newaxis]
    total = draws.sum(axis=0)
    low, high = quantile_pair(draws)
    total_low, total_high = quantile_pair(total)
    return Estimate(
        country=consumption.country,
        model_version=MODEL_VERSION,
        data_version=tables.data_version(),
        person_years=interval(float(central.sum()), float(total_low), float(total_high)),
        average_person_years=_average_interval(consumption.country),
        in_your_name=InYourName(_in_your_name(consumption.country)),
        notes=person.notes,
        _central=central,
        _low=np.asarray(low, dtype=float),
        _high=np.asarray(high, dtype=float),
        _relative=person.relative,
        _answered=person.answered,
    )


def average(country: str) -> Estimate:
    """The estimate of a person who answered nothing: the country's average resident."""
    return estimate(Consumption(country))


def average_quantity(country: str, item: str) -> float | None:
    """Units per year of the average resident; None where no figure is held.

    Raises
    ------
    UnknownCountry, UnknownItem
    """
    i = countries_by_code()[Consumption(country).country][0]
    row = find_item("item", item)
    j = list(items_by_id()).index(item)
    if not categories_by_id()[row.category][1].in_average:
        return None
    value = float(tables.array("average_quantity.npy")[i, j])
    return value if value > 0 else None


def totals(people: Sequence[Consumption]) -> tuple[Array, Array, Array]:
    """Low, central and high person-years of many people at once.

    Parameters
    ----------
    people : sequence of Consumption

    Returns
    -------
    Three (n,) arrays, person-years; the same values ``estimate`` gives for each.
    """
    n = len(people)
    low, central, high = np.zeros(n), np.zeros(n), np.zeros(n)
    by_country: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        by_country.setdefault(person.country, []).append(index)
    for code, indices in by_country.items():
        i = countries_by_code()[code][0]
        reference = _reference(code)
        weighed = [weigh(people[index], i) for index in indices]
        factors = np.array([row.factor for row in weighed]) * reference
        spreads = np.array([row.spread for row in weighed])
        ratios = world_ratios(i)[:-1]
        for start in range(0, len(indices), 2000):
            rows = slice(start, start + 2000)
            draws = np.zeros((len(factors[rows]), ratios.shape[1]), dtype=np.float32)
            for sd in np.unique(spreads[rows]):
                chosen = np.where(spreads[rows] == sd, factors[rows], 0).astype(np.float32)
                draws += chosen @ (ratios * answer_noise(float(sd)))
            lows, highs = quantile_pair(draws)
            middle = factors[rows].sum(axis=1)
            where = indices[start : start + 2000]
            central[where] = middle
            low[where] = np.minimum(lows, middle)
            high[where] = np.maximum(highs, middle)
    return low, central, high


@cache
def _people(country: str) -> Array:
    """(52, 162) person-years per resident by category and origin."""
    i, row = countries_by_code()[country]
    people = np.asarray(tables.array("people_by_origin.npy")[i], dtype=float)
    return people[:-1] / row.population


@cache
def _reference(country: str) -> Array:
    """(52,) person-years per resident that each category's reference spending answers for."""
    return np.asarray(_people(country).sum(axis=1))


@cache
def _average_central(country: str) -> Array:
    i = countries_by_code()[country][0]
    return np.asarray(_reference(country) * np.array(defaults_of(i).factor))


@cache
def _average_interval(country: str) -> Interval:
    """The average resident: the world's spread without that of a person's own answers."""
    i = countries_by_code()[country][0]
    central = _average_central(country)
    draws = central.astype(np.float32) @ world_ratios(i)[:-1]
    low, high = quantile_pair(draws)
    return interval(float(central.sum()), float(low), float(high))


@cache
def _in_your_name(country: str) -> Interval:
    i, row = countries_by_code()[country]
    people = np.asarray(tables.array("people_by_origin.npy")[i, -1], dtype=float)
    central = float(people.sum()) / row.population
    low, high = quantile_pair(world_ratios(i)[-1] * np.float32(central))
    return interval(central, float(low), float(high))
