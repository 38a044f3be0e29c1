"""The tables of the result: rows that add up, as printed, to the total, as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.durations import DAYS_PER_YEAR, list_unit
from app.i18n import reader_language
from app.quiz import questions as q
from app.quiz.ranking import asked_categories
from app.results.adding_up import Column
from app.results.breakdown import category_names, country_names, sector_names
from app.results.confidence import rests_on, width
from footprint_model import Estimate

ORIGINS_IN_TABLE = 40

BestOpen = Mapping[str, tuple[float, q.Question]]


class CategoryRow(NamedTuple):
    """One category. `narrow` is the id of the open question that narrows it most, if any."""

    id: str
    name: str
    central: str
    low: str
    high: str
    average: str
    rests: int
    width: int
    narrow: str
    asked: bool


class Row(NamedTuple):
    """One country or kind of work."""

    id: str
    name: str
    amount: str


class Total(NamedTuple):
    """The last row. The ends are those of the whole: ranges do not add up."""

    central: str
    low: str
    high: str
    average: str


@dataclass(frozen=True)
class Tables:
    """What the result shows as tables. `rest` is what is left of the countries, and how many."""

    unit: str
    total: Total
    categories: tuple[CategoryRow, ...]
    origins: tuple[Row, ...]
    rest: str
    rest_count: int
    sectors: tuple[Row, ...]


def tables(estimate: Estimate, best_open: BestOpen) -> Tables:
    """Rows for one estimate."""
    days = estimate.days_per_year
    language = reader_language()
    countries, works = country_names(language), sector_names(language)
    unit = list_unit(days.central)
    column = Column(unit, days.central)
    average = estimate.average_person_years.central * DAYS_PER_YEAR
    origins = [(row.country, row.person_years * DAYS_PER_YEAR) for row in estimate.by_origin]
    parts = column.add_up([value for _, value in origins])
    sectors = [(row.sector, row.person_years * DAYS_PER_YEAR) for row in estimate.by_sector]
    return Tables(
        unit=unit,
        total=Total(
            column.write(sum(column.add_up([days.central]))),
            column.alone(days.low),
            column.alone(days.high),
            column.write(sum(column.add_up([average]))),
        ),
        categories=category_rows(estimate, column, best_open),
        origins=tuple(
            Row(iso3, countries[iso3], column.write(units, some=True))
            for (iso3, _), units in zip(
                origins[:ORIGINS_IN_TABLE], parts[:ORIGINS_IN_TABLE], strict=True
            )
        ),
        rest=column.write(sum(parts[ORIGINS_IN_TABLE:]), some=True),
        rest_count=len(parts[ORIGINS_IN_TABLE:]),
        sectors=tuple(
            Row(sector, works[sector], column.write(units, some=value > 0))
            for (sector, value), units in zip(
                sectors, column.add_up([value for _, value in sectors]), strict=True
            )
        ),
    )


def category_rows(
    estimate: Estimate, column: Column, best_open: BestOpen
) -> tuple[CategoryRow, ...]:
    """Every category, largest first."""
    asked = asked_categories()
    names = category_names(reader_language())
    rows = estimate.by_category
    central = column.add_up([row.person_years.central * DAYS_PER_YEAR for row in rows])
    average = column.add_up([row.average_person_years * DAYS_PER_YEAR for row in rows])
    return tuple(
        CategoryRow(
            id=row.category,
            name=names[row.category],
            central=column.write(own, some=row.person_years.central > 0),
            low=column.alone(row.person_years.low * DAYS_PER_YEAR),
            high=column.alone(row.person_years.high * DAYS_PER_YEAR),
            average=column.write(usual, some=row.average_person_years > 0),
            rests=rests_on(row),
            width=width(row),
            narrow=best_open[row.category][1].id if row.category in best_open else "",
            asked=row.category in asked,
        )
        for row, own, usual in zip(rows, central, average, strict=True)
    )
