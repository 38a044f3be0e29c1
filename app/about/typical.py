"""What is typical for somebody, prices moved between countries, and how answers narrow."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from babel.numbers import get_currency_name
from flask_babel import get_locale, gettext
from flask_babel import gettext as _

import footprint_model as fm
from app.about.names import about_you, band_name
from app.i18n import money
from footprint_model.scaling import usual_spread
from footprint_model.typical import typical

SIZES = (1, 2, 3, 4, 5, 6)  # people in a home
THINGS = ("mens_haircut", "mens_jeans", "smartphone")  # a service, a good, a world price
NEXT_QUESTIONS = 8


class Fifth(NamedTuple):
    """A fifth by income: spending against the average, and in each example country its bound."""

    name: str
    level: float
    bounds: tuple[str, ...]


class Survey(NamedTuple):
    """The ratios of one characteristic, in short."""

    name: str
    groups: int
    rows: int
    low: float
    high: float
    level: bool
    basis: str
    source: str


class Spread(NamedTuple):
    """How far people differ once so much is known, in each example country."""

    known: str
    values: tuple[float, ...]


class Thing(NamedTuple):
    """A price where it was seen, and moved to the example countries."""

    item: fm.Item
    prices: tuple[float, ...]


class Next(NamedTuple):
    """What answering one question would take off the range of somebody who said nothing."""

    question: str
    share: float


def example_countries(most_populous: Iterable[str]) -> tuple[fm.Country, ...]:
    """Three of these countries: the smallest average home, the middle one and the largest."""
    wanted = set(most_populous)
    rows = [country for country in fm.countries() if country.iso3 in wanted]
    rows.sort(key=lambda row: (row.household_size, -row.population))
    largest = max(rows, key=lambda row: (row.household_size, row.population))
    return rows[0], rows[len(rows) // 2], largest


def position(country: fm.Country) -> int:
    return [row.iso3 for row in fm.countries()].index(country.iso3)


def levels_by_size(countries: tuple[fm.Country, ...]) -> list[tuple[int, tuple[float, ...]]]:
    """Spending per person against the country's average, by people in the home."""
    return [
        (size, tuple(typical(position(row), household_size=size).level for row in countries))
        for size in SIZES
    ]


def fifths(countries: tuple[fm.Country, ...]) -> list[Fifth]:
    """The fifths with their levels and, for one person alone, the most they have a month."""
    bounds = [fm.income_bounds(row.iso3) for row in countries]
    return [
        Fifth(
            band_name(band),
            typical(position(countries[0]), income_band=band).level,
            tuple(
                _("up to %(amount)s", amount=money(bound[j], row.currency))
                if j < len(bound)
                else _("more")
                for row, bound in zip(countries, bounds, strict=True)
            ),
        )
        for j, band in enumerate(fm.INCOME_BANDS)
    ]


def surveys() -> list[Survey]:
    """The table of ratios, one line for each characteristic and what it rests on."""
    groups: dict[tuple[str, str, str], list[fm.TypicalRow]] = {}
    for row in fm.typical_rows():
        groups.setdefault((row.dimension, row.source, row.basis), []).append(row)
    return [
        Survey(
            about_you(dimension),
            len({row.group for row in rows}),
            len(rows),
            min(row.ratio for row in rows if row.category),
            max(row.ratio for row in rows if row.category),
            any(not row.category for row in rows),
            basis,
            source,
        )
        for (dimension, source, basis), rows in groups.items()
    ]


def spreads(countries: tuple[fm.Country, ...]) -> list[Spread]:
    """The middle category's spread between people, the more is known of them the smaller."""
    steps: list[tuple[str, dict[str, object]]] = [
        (_("nothing but the country"), {}),
        (_("people in the home too"), {"household_size": 2}),
        (_("income too"), {"income_band": fm.INCOME_BANDS[0]}),
        (_("age too"), {"age_band": fm.AGE_BANDS[0]}),
    ]
    given: dict[str, object] = {}
    found = []
    for known, more in steps:
        given |= more
        found.append(
            Spread(
                known,
                tuple(
                    median(usual_spread(fm.Consumption(row.iso3, **given), position(row))[0])  # type: ignore[arg-type]
                    for row in countries
                ),
            )
        )
    return found


def next_questions(country: fm.Country) -> list[Next]:
    """What would narrow the range of somebody there who answered nothing, most first."""
    names = {row.id: row.name for row in fm.categories()}
    rows = fm.value_of_answering(fm.Consumption(country.iso3))[:NEXT_QUESTIONS]
    return [
        Next(gettext(names[row.name]) if row.kind == "category" else about_you(row.name), row.share)
        for row in rows
    ]


def things(countries: tuple[fm.Country, ...]) -> list[Thing]:
    """Prices moved to the example countries."""
    by_id = {item.id: item for item in fm.items()}
    return [
        Thing(by_id[key], tuple(fm.price(key, row.iso3) or 0.0 for row in countries))
        for key in THINGS
    ]


def currency_name(code: str) -> str:
    """A currency in the reader's language."""
    return get_currency_name(code, locale=get_locale())
