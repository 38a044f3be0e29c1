"""What the estimate is made of, row by row, ready to draw and to read out as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from flask_babel import gettext

import footprint_model as fm
from app.charts import LEVELS, level
from app.durations import DAYS_PER_YEAR, list_numbers, list_unit, with_short_unit
from app.geography import is_dot, world_map
from app.i18n import country_name, reader_language
from app.quiz import questions as q
from app.quiz.ranking import open_questions
from footprint_model import Consumption, Estimate

BARS = 8
ORIGINS_IN_LIST = 6
ORIGINS_NAMED_ON_MAP = 12


class Bar(NamedTuple):
    """One row of a bar chart. Lengths are per cent of the drawing's width."""

    id: str
    name: str
    amount: str
    central: float
    low: float | None = None
    high: float | None = None
    average: float | None = None


class CategoryRow(NamedTuple):
    """One category; texts are numbers in the list's unit."""

    id: str
    name: str
    central: str
    low: str
    high: str
    average: str


class OriginRow(NamedTuple):
    """One country of work."""

    iso3: str
    name: str
    amount: str
    share: float
    level: int


class Shade(NamedTuple):
    """Countries of one shade of the map: what has a name of its own, and one path for the rest.

    `codes` are the countries of `named`.
    """

    level: int
    named: tuple[tuple[str, str], ...]
    rest: str
    codes: tuple[str, ...] = ()


class Narrowing(NamedTuple):
    """An open question and the category whose range its answer would narrow."""

    question_id: str
    text: str
    category: str


@dataclass(frozen=True)
class Breakdown:
    """Everything under the first screen."""

    unit: str
    bars: tuple[Bar, ...]
    shown_share: float
    origins: tuple[OriginRow, ...]
    origin_bars: tuple[Bar, ...]
    shades: tuple[Shade, ...]
    home_share: float
    sector_bars: tuple[Bar, ...]


@cache
def category_names(_language: str) -> dict[str, str]:
    """Names by category id in this, the reader's, language."""
    return {category.id: gettext(category.name) for category in fm.categories()}


@cache
def sector_names(_language: str) -> dict[str, str]:
    """Names by sector id in this, the reader's, language."""
    return {sector.id: gettext(sector.name) for sector in fm.sectors()}


@cache
def country_names(_language: str) -> dict[str, str]:
    """Names by ISO 3166-1 alpha-3 in this, the reader's, language."""
    return {country.iso3: country_name(country.iso3) for country in fm.countries()}


def category_name(category: str) -> str:
    """The category's name in the reader's language."""
    return category_names(reader_language())[category]


def sector_name(sector: str) -> str:
    """The sector's name in the reader's language."""
    return sector_names(reader_language())[sector]


def country_name_of(iso3: str) -> str:
    """The country's name in the reader's language, looked up once."""
    return country_names(reader_language())[iso3]


def breakdown(estimate: Estimate) -> Breakdown:
    """Rows and lengths for one estimate."""
    total = estimate.days_per_year.central
    unit = list_unit(total)
    origins = origin_rows(estimate, unit)
    works = sector_names(reader_language())
    shown = estimate.by_category[:BARS]
    return Breakdown(
        unit=unit,
        bars=category_bars(estimate, unit),
        shown_share=share(
            sum(row.person_years.central for row in shown), estimate.person_years.central
        ),
        origins=origins,
        origin_bars=plain_bars(
            [(row.iso3, row.name, row.share * total) for row in origins[:ORIGINS_IN_LIST]], unit
        ),
        shades=shades(origins),
        home_share=next((row.share for row in origins if row.iso3 == estimate.country), 0.0),
        sector_bars=plain_bars(
            [
                (row.sector, works[row.sector], row.person_years * DAYS_PER_YEAR)
                for row in sorted(estimate.by_sector, key=lambda row: -row.person_years)
                if row.person_years > 0
            ],
            unit,
        ),
    )


def share(part: float, whole: float) -> float:
    """part / whole, and nothing of nothing is nothing."""
    return part / whole if whole else 0.0


def length(value: float, longest: float) -> float:
    """Per cent of the drawing's width, with one digit."""
    return round(100 * share(value, longest), 1)


def category_bars(estimate: Estimate, unit: str, most: int = BARS) -> tuple[Bar, ...]:
    """The largest categories with range and average."""
    rows = [row for row in estimate.by_category[:most] if row.person_years.high > 0]
    write = list_numbers(unit)
    names = category_names(reader_language())
    longest = max(
        (max(row.person_years.high, row.average_person_years) for row in rows), default=0.0
    )
    return tuple(
        Bar(
            id=row.category,
            name=names[row.category],
            amount=with_short_unit(write(row.person_years.central * DAYS_PER_YEAR), unit),
            central=length(row.person_years.central, longest),
            low=length(row.person_years.low, longest),
            high=length(row.person_years.high, longest),
            average=length(row.average_person_years, longest),
        )
        for row in rows
    )


def category_rows(estimate: Estimate, unit: str) -> tuple[CategoryRow, ...]:
    """Every category, for the table beside the charts one can turn over."""
    names = category_names(reader_language())
    write = list_numbers(unit)

    def text(person_years: float) -> str:
        return write(person_years * DAYS_PER_YEAR)

    return tuple(
        CategoryRow(
            id=row.category,
            name=names[row.category],
            central=text(row.person_years.central),
            low=text(row.person_years.low),
            high=text(row.person_years.high),
            average=text(row.average_person_years),
        )
        for row in estimate.by_category
    )


def plain_bars(rows: list[tuple[str, str, float]], unit: str) -> tuple[Bar, ...]:
    """Bars without a range, from (id, name, days)."""
    write = list_numbers(unit)
    longest = max((days for _, _, days in rows), default=0.0)
    return tuple(
        Bar(
            id=key,
            name=name,
            amount=with_short_unit(write(days), unit),
            central=length(days, longest),
        )
        for key, name, days in rows
    )


def origin_rows(estimate: Estimate, unit: str) -> tuple[OriginRow, ...]:
    """Countries of work, largest first; the estimate has none without anybody."""
    total = estimate.person_years.central
    names = country_names(reader_language())
    write = list_numbers(unit)
    return tuple(
        OriginRow(
            row.country,
            names[row.country],
            write(row.person_years * DAYS_PER_YEAR),
            part := row.person_years / total,
            level(part),
        )
        for row in estimate.by_origin
    )


def shades(origins: tuple[OriginRow, ...]) -> tuple[Shade, ...]:
    """The map in six layers: land without any (0), then the five shades."""
    level_of = {row.iso3: row.level for row in origins}
    titles = {row.iso3: f"{row.name}: {row.amount}" for row in origins[:ORIGINS_NAMED_ON_MAP]}
    named: list[list[tuple[str, str]]] = [[] for _ in range(len(LEVELS) + 2)]
    rest: list[list[str]] = [[] for _ in named]
    codes: list[list[str]] = [[] for _ in named]
    for iso3, path in world_map().paths.items():
        shade = level_of.get(iso3, 0)
        if iso3 in titles:
            named[shade].append((titles[iso3], path))
            codes[shade].append(iso3)
        elif shade or not is_dot(path):
            rest[shade].append(path)
    return tuple(
        Shade(
            level=shade,
            named=tuple(named[shade]),
            rest="".join(rest[shade]),
            codes=tuple(codes[shade]),
        )
        for shade in range(len(named))
    )


def narrowing(
    best_open: Mapping[str, tuple[float, q.Question]], most: int = 3
) -> tuple[Narrowing, ...]:
    """Open questions whose answers would narrow the range most, best first."""
    names = category_names(reader_language())
    return tuple(
        Narrowing(question.id, gettext(question.text), names.get(about) or gettext("About you"))
        for question, about in open_questions(best_open, most)
    )


def low_confidence(consumption: Consumption) -> str:
    """Why numbers for this country are weak; empty when they are not weaker than others."""
    return next((c.low_confidence for c in fm.countries() if c.iso3 == consumption.country), "")
