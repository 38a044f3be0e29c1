"""What the model says about one country, as a place of buying and as a place of work."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_compact_decimal
from flask_babel import get_locale, gettext

import footprint_model as fm
from app.durations import DAYS_PER_YEAR, between, duration, list_unit
from app.i18n import number, significant
from app.links import category_link, country_link
from app.results.breakdown import Bar, length, plain_bars, sector_name
from app.results.headline import whole
from footprint_model.world import World, world

BARS = 6
COMPACT_FROM = 1_000_000


@dataclass(frozen=True)
class Buying:
    """The average resident's purchases; bars in `unit` per person and year."""

    amount: str
    range: str
    one_in: int
    world_amount: str
    at_home: float
    in_name: str
    in_name_range: str
    categories: tuple[Bar, ...]
    origins: tuple[Bar, ...]
    largest_categories: tuple[str, ...]
    unit: str
    doubt: str
    gaps: str


@dataclass(frozen=True)
class Working:
    """Everybody who works here; bars in people."""

    people: str
    stays: float
    in_name: str
    sectors: tuple[Bar, ...]
    buyers: tuple[Bar, ...]
    categories: tuple[Bar, ...]


def country_row(code: str) -> fm.Country | None:
    """The model's row, if it has the country."""
    return next((row for row in fm.countries() if row.iso3 == code), None)


def buying(country: fm.Country) -> Buying:
    """What people there buy, on average."""
    estimate = fm.average(country.iso3)
    average = estimate.average_person_years
    total = average.central * DAYS_PER_YEAR
    unit = list_unit(total)
    origins = [(row.country, row.person_years * DAYS_PER_YEAR) for row in estimate.by_origin]
    categories = [row for row in estimate.by_category if row.person_years.central > 0]
    named = estimate.in_your_name.days_per_year
    return Buying(
        amount=duration(total),
        range=between(average.low * DAYS_PER_YEAR, average.high * DAYS_PER_YEAR),
        one_in=whole(1 / average.central),
        world_amount=duration(world_average(world()) * DAYS_PER_YEAR),
        at_home=dict(origins).get(country.iso3, 0.0) / sum(days for _, days in origins),
        in_name=duration(named.central),
        in_name_range=between(named.low, named.high),
        categories=plain_bars(
            [
                (
                    row.category,
                    category_link(row.category, country.iso3),
                    row.person_years.central * DAYS_PER_YEAR,
                )
                for row in categories[:BARS]
            ],
            unit,
        ),
        origins=plain_bars(
            [(code, linked(code, country.iso3), days) for code, days in origins[:BARS]], unit
        ),
        largest_categories=tuple(row.category for row in categories[:BARS]),
        unit=unit,
        doubt=gettext(country.low_confidence) if country.low_confidence else "",
        gaps=gettext(country.gaps) if country.gaps else "",
    )


def world_average(account: World) -> float:
    """Person-years per head of all households of the account."""
    people = sum(row.household_per_100k * row.population / 1e5 for row in account.consumers)
    return people / sum(row.population for row in account.consumers)


def working(code: str) -> Working | None:
    """Who works there and for whom; None where the account counts nobody."""
    origin = fm.origin(code)
    if not origin.person_years:
        return None
    abroad = [(buyer, people) for buyer, people in origin.consumers if buyer != code]
    return Working(
        people=people_words(origin.person_years),
        stays=origin.stays,
        in_name=people_words(origin.in_your_name),
        sectors=people_bars([(key, sector_name(key), n) for key, n in origin.sectors]),
        buyers=people_bars([(key, linked(key, code), n) for key, n in abroad[:BARS]]),
        categories=people_bars(
            [(key, category_link(key), n) for key, n in origin.categories[:BARS]]
        ),
    )


def linked(code: str, here: str) -> str:
    """A country's name that leads to its page; the one whose page this is says so."""
    if code == here:
        return gettext("In the country itself")
    return country_link(code)


def people_words(people: float) -> str:
    """A number of people as exact as an estimate may look: "3.6 million", "130,000"."""
    if people >= COMPACT_FROM:
        return published_words(people)
    if people < 10:
        return gettext("fewer than ten")
    return significant(people)


def published_words(value: float) -> str:
    """A published number: millions in words, smaller ones to the last digit."""
    if value < COMPACT_FROM:
        return number(value)
    return format_compact_decimal(value, format_type="long", locale=get_locale(), fraction_digits=1)


def people_bars(rows: list[tuple[str, str, float]]) -> tuple[Bar, ...]:
    """Bars of numbers of people."""
    longest = max((people for _, _, people in rows), default=0.0)
    return tuple(
        Bar(id=key, name=name, amount=people_words(people), central=length(people, longest))
        for key, name, people in rows
    )
