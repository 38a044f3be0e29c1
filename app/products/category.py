"""One category: what an average resident's year of it takes, where, in what work, and how sure."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from flask_babel import gettext, ngettext
from flask_babel import gettext as _

import footprint_model as fm
from app.durations import (
    DAYS_PER_YEAR,
    UNITS_PER_DAY,
    between,
    duration,
    rounded,
    significant,
    unit_of,
    with_unit,
)
from app.i18n import country_name, number, percent, reader_language
from app.links import commodity_link, country_link
from app.results.breakdown import Bar, length, sector_name, share
from footprint_model.commodities import parts

TOWN = 10_000
SECONDS_PER_MINUTE = 60
SECONDS_PER_DAY = UNITS_PER_DAY["minutes"] * SECONDS_PER_MINUTE
ORIGINS, SECTORS = 6, 5  # bars of each
LEAST = 0.005  # smallest share with a bar of its own
HUNDRED = 100.0  # US$ a year, where there is no average


class Numbers(NamedTuple):
    """The figures of a category for one country, in words and as bars.

    `per_hundred`: an amount spent stands in for an average that nobody holds. `width`: how many
    times its lower end the upper end of the range is, when that says anything.
    """

    country: str
    country_name: str
    amount: str
    range: str
    per_hundred: bool
    town_people: float | None
    town_time: str
    width: float | None
    share: str
    origins: tuple[Bar, ...]
    sectors: tuple[Bar, ...]
    low_confidence: str


def numbers(category: str, country: str) -> Numbers:
    """Everything the model says about a category where somebody lives."""
    row = next(row for row in fm.countries() if row.iso3 == country)
    usual = next(c for c in fm.categories() if c.id == category).in_average
    spent = {} if usual else {category: HUNDRED}
    estimate = fm.estimate(fm.Consumption(country, spend_per_year=spent))
    part = next(one for one in estimate.by_category if one.category == category)
    years = part.person_years
    town = years.central * TOWN
    return Numbers(
        country=country,
        country_name=country_name(country),
        amount=time(years.central * DAYS_PER_YEAR),
        range=time_range(years.low * DAYS_PER_YEAR, years.high * DAYS_PER_YEAR),
        per_hundred=not usual,
        town_people=significant(town) if town >= 1 else None,
        town_time=duration(significant(town * DAYS_PER_YEAR)),
        width=significant(years.high / years.low) if years.low > 0 else None,
        share=percent(share(years.central, estimate.person_years.central), 1) if usual else "",
        origins=origin_bars(estimate, category),
        sectors=sector_bars(category, country, spent),
        low_confidence=gettext(row.low_confidence) if row.low_confidence else "",
    )


def time(days: float) -> str:
    """Such as "1.5 minutes" or "25 seconds": finer than elsewhere, since these times are short."""
    seconds = days * SECONDS_PER_DAY
    if seconds < 1:
        return _("less than a second") if seconds else duration(0)
    if seconds < SECONDS_PER_MINUTE:
        n = round(seconds)
        return ngettext("%(n)s second", "%(n)s seconds", n, n=number(n))
    unit = unit_of(days)
    return with_unit(rounded(days * UNITS_PER_DAY[unit]), unit)


def time_range(low: float, high: float) -> str:
    """Such as "between 18 seconds and 4.2 minutes"."""
    if low * SECONDS_PER_DAY >= SECONDS_PER_MINUTE:
        return between(low, high)
    return _("between %(low)s and %(high)s", low=time(low), high=time(high))


def origin_bars(estimate: fm.Estimate, category: str) -> tuple[Bar, ...]:
    """Countries in which most of the people work."""
    people = estimate.people_by_origin(category)
    codes = [row.iso3 for row in fm.countries()]
    largest = (-people).argsort(kind="stable")[:ORIGINS]
    rows = [(codes[i], country_link(codes[i]), float(people[i])) for i in largest]
    total = float(people.sum())
    return share_bars([row for row in rows if row[2] >= LEAST * total > 0], total)


def sector_bars(category: str, country: str, spent: dict[str, float]) -> tuple[Bar, ...]:
    """Kinds of work: those of somebody who buys this and nothing else."""
    nothing_else = {row.id: 0.0 for row in fm.categories() if row.id != category}
    alone = fm.estimate(fm.Consumption(country, spend_per_year=nothing_else | spent))
    rows = [(row.sector, sector_name(row.sector), row.person_years) for row in alone.by_sector]
    total = sum(years for _id, _name, years in rows)
    return share_bars([row for row in rows if row[2] >= LEAST * total > 0][:SECTORS], total)


def share_bars(rows: list[tuple[str, str, float]], whole: float) -> tuple[Bar, ...]:
    """Bars whose amounts are shares of the whole, from (id, name, amount)."""
    longest = max((amount for _id, _name, amount in rows), default=0.0)
    return tuple(
        Bar(key, name, share_words(share(amount, whole)), length(amount, longest))
        for key, name, amount in rows
    )


def inside(category: str, country: str) -> tuple[Bar, ...]:
    """Its commodities, the largest part of the people first."""
    rows = [
        (part.commodity, commodity_link(part.commodity), part.share)
        for part in parts(_places()[country], category)
        if part.share > 0
    ]
    return share_bars(rows, 1.0)


def share_words(value: float) -> str:
    """Per cent, with a decimal where a whole number would hide most of it."""
    return percent(value, 0 if value >= 0.1 else 1)


@cache
def _places() -> dict[str, int]:
    return {row.iso3: i for i, row in enumerate(fm.countries())}


@cache
def _buyers(_language: str) -> tuple[tuple[str, str], ...]:
    rows = ((row.iso3, country_name(row.iso3)) for row in fm.countries() if row.consumer)
    return tuple(sorted(rows, key=lambda pair: pair[1]))


def buyers() -> tuple[tuple[str, str], ...]:
    """Countries one can choose to look from, by name."""
    return _buyers(reader_language())
