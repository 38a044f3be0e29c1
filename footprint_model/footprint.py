"""The estimate: a person's purchases held against the average resident's.

footprint[category] = people per head of the account
                    × (the person's amount ÷ the amount those people answer for)
                    × modifiers
"""

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from footprint_model import tables
from footprint_model.commodities import origins_with
from footprint_model.consumption import Consumption
from footprint_model.lookup import (
    categories_by_id,
    check_country,
    countries_by_code,
    find_item,
    sectors_by_id,
)
from footprint_model.parts import (
    CategoryOriginPart,
    CategoryPart,
    Interval,
    OriginPart,
    SectorPart,
)
from footprint_model.scaling import average_quantities, in_average, weigh
from footprint_model.uncertainty import (
    interval,
    person_draws,
    quantile_pair,
    sets_of_answers,
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
    _spread: tuple[float, ...] = field(repr=False)
    _relative: tuple[float | None, ...] = field(repr=False)
    _answered: tuple[bool, ...] = field(repr=False)
    _from_answers: tuple[float, ...] = field(repr=False)
    _origins: dict[str, str] = field(repr=False)

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
                from_answers=self._from_answers[k],
            )
            for k, row in enumerate(tables.categories())
        ]
        return tuple(sorted(rows, key=lambda row: -row.person_years.central))

    @cached_property
    def by_origin(self) -> tuple[OriginPart, ...]:
        """Where the people work, largest first."""
        values = self.category_origin.sum(axis=0)
        order = np.argsort(-values, kind="stable")
        codes = tables.countries()
        return tuple(
            OriginPart(codes[i].iso3, value)
            for i, value in zip(order.tolist(), values[order].tolist(), strict=True)
            if value > 0
        )

    @cached_property
    def by_sector(self) -> tuple[SectorPart, ...]:
        """In which producing sector group, largest first."""
        values = self._central @ self._sector_shares
        rows = [SectorPart(s.id, float(v)) for s, v in zip(tables.sectors(), values, strict=True)]
        return tuple(sorted(rows, key=lambda row: -row.person_years))

    @property
    def category_sector(self) -> Array:
        """(52, 7) person-years in the order of ``categories()`` and ``sectors()``."""
        return np.asarray(self._central[:, np.newaxis] * self._sector_shares)

    @property
    def _sector_shares(self) -> Array:
        i = countries_by_code()[self.country][0]
        return np.asarray(tables.array("people_by_sector.npy")[i, :-1], dtype=float)

    def categories_of_sector(self, sector: str) -> tuple[str, ...]:
        """Ids of the categories that one kind of work ends up in, largest first."""
        i = countries_by_code()[self.country][0]
        j = sectors_by_id()[sector][0]
        shares = np.asarray(tables.array("people_by_sector.npy")[i, :-1, j], dtype=float)
        values = self._central * shares
        rows = tables.categories()
        return tuple(rows[k].id for k in np.argsort(-values, kind="stable") if values[k] > 0)

    @cached_property
    def by_category_origin(self) -> tuple[CategoryOriginPart, ...]:
        """Every category × origin with anybody in it, largest first."""
        values = self.category_origin
        order = np.argsort(-values, axis=None, kind="stable")
        ks, rs = np.unravel_index(order, values.shape)
        names = [row.id for row in tables.categories()]
        codes = [row.iso3 for row in tables.countries()]
        return tuple(
            CategoryOriginPart(names[k], codes[r], float(values[k, r]))
            for k, r in zip(ks, rs, strict=True)
            if values[k, r] > 0
        )

    def people_by_origin(self, category: str | None = None) -> Array:
        """(162,) person-years by origin, in the order of ``countries()``, of all or one category."""
        values = self.category_origin
        if category is None:
            return np.asarray(values.sum(axis=0))
        return np.asarray(values[categories_by_id()[category][0]])

    @cached_property
    def category_origin(self) -> Array:
        """(52, 162) person-years in the order of ``categories()`` and ``countries()``."""
        people = _people(self.country)
        totals = people.sum(axis=1)
        scale = np.divide(self._central, totals, out=np.zeros_like(totals), where=totals > 0)
        values = np.asarray(people * scale[:, np.newaxis])
        i = countries_by_code()[self.country][0]
        for category, origin in self._origins.items():
            k = categories_by_id()[category][0]
            if self._central[k] > 0:
                shares = origins_with(i, category, origin, people[k] / totals[k])
                values[k] = self._central[k] * shares
        return values

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
                    "from_answers": row.from_answers,
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


def estimate(consumption: Consumption, draws: int = 1000) -> Estimate:
    """Estimate the forced labour in one person's purchases of a year.

    Parameters
    ----------
    consumption : Consumption
        Checked when it was made.
    draws : int
        What the intervals rest on: the account's 1,000 draws of the world, each met by one
        draw of the person's answers, or by up to ten (10,000).

    Returns
    -------
    Estimate
        With 5 to 95 % intervals over the draws.

    Raises
    ------
    OutOfRange
        If ``draws`` is not a multiple of 1,000 up to 10,000.
    """
    sets = sets_of_answers(draws)
    i = countries_by_code()[consumption.country][0]
    person = weigh(consumption, i)
    reference = reference_people(consumption.country)
    central = reference * person.factor
    rows = person_draws(i, central, person.spread, sets)
    total = rows.sum(axis=0)
    low, high = quantile_pair(rows)
    total_low, total_high = quantile_pair(total)
    return Estimate(
        country=consumption.country,
        model_version=MODEL_VERSION,
        data_version=tables.data_version(),
        person_years=interval(float(central.sum()), float(total_low), float(total_high)),
        average_person_years=average_person_years(consumption.country),
        in_your_name=InYourName(_in_your_name(consumption.country)),
        notes=person.notes,
        _central=central,
        _low=np.asarray(low, dtype=float),
        _high=np.asarray(high, dtype=float),
        _spread=person.spread,
        _relative=person.relative,
        _answered=person.answered,
        _from_answers=person.from_answers,
        _origins=person.origins,
    )


def central_person_years(consumption: Consumption) -> float:
    """The centre of ``estimate`` alone, without its range: for ranking what one could change."""
    i = countries_by_code()[consumption.country][0]
    central = reference_people(consumption.country) * weigh(consumption, i).factor
    return float(central.sum())


def average(country: str) -> Estimate:
    """The estimate of a person who answered nothing: the country's average resident."""
    return estimate(Consumption(country))


def average_quantity(country: str, item: str) -> float | None:
    """Units per year of the average resident; None where no figure is held.

    Raises
    ------
    UnknownCountry, UnknownItem
    """
    i = countries_by_code()[check_country("country", country)][0]
    row = find_item("item", item)
    if row.scales == "list" or not categories_by_id()[row.category][1].in_average:
        return None
    return average_quantities(i)[item] or None


@cache
def _people(country: str) -> Array:
    """(52, 162) person-years per resident by category and origin."""
    i, row = countries_by_code()[country]
    people = np.asarray(tables.array("people_by_origin.npy")[i], dtype=float)
    return people[:-1] / row.population


@cache
def reference_people(country: str) -> Array:
    """(52,) person-years per resident that each category's reference spending answers for."""
    return np.asarray(_people(country).sum(axis=1))


@cache
def _average_central(country: str) -> Array:
    return np.asarray(reference_people(country) * in_average())


@cache
def average_person_years(country: str) -> Interval:
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
