"""The first screen of the result: one number, its range, and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.durations import DAYS_PER_YEAR, between, duration, number, significant
from footprint_model import LONG_LIFE_YEARS, TOWN, Estimate

MOST_PEOPLE_FOR_A_FIELD = 200_000_000


@dataclass(frozen=True)
class Headline:
    """Words and numbers of the first screen, rounded as they are shown.

    `one_in` is None when the footprint is zero, or when it is a whole person or more: then
    `persons` says how many people work for this one person's purchases at any moment.
    """

    amount: str
    range: str
    average: str
    one_in: int | None
    one_in_low: int | None
    one_in_high: int | None
    persons: float | None
    at_any_moment: str
    of_a_life: str
    in_town: str
    town_label: str
    lifetime: str
    lifetime_label: str
    is_zero: bool
    in_your_name: str
    in_your_name_range: str


def headline(estimate: Estimate) -> Headline:
    """The first screen for one estimate."""
    days = estimate.days_per_year
    years = estimate.person_years.central
    one_in = estimate.one_in
    counted = one_in is not None and 1.5 <= one_in.central < MOST_PEOPLE_FOR_A_FIELD
    named = estimate.in_your_name.days_per_year
    return Headline(
        amount=duration(days.central),
        range=between(days.low, days.high),
        average=duration(estimate.average_person_years.central * DAYS_PER_YEAR),
        one_in=whole(one_in.central) if counted and one_in else None,
        one_in_low=whole(one_in.low) if counted and one_in else None,
        one_in_high=whole(one_in.high) if counted and one_in else None,
        persons=significant(years) if years and not counted and years > 0.5 else None,
        at_any_moment=at_any_moment(years, whole(one_in.central) if counted and one_in else None),
        of_a_life=_("%(time)s of a life", time=duration(days.central)),
        in_town=people(years * TOWN),
        town_label=_("A town of %(people)s like you", people=number(TOWN)),
        lifetime=duration(significant(days.central * LONG_LIFE_YEARS)),
        lifetime_label=_("In %(years)s such years", years=number(LONG_LIFE_YEARS)),
        is_zero=years == 0,
        in_your_name=duration(named.central),
        in_your_name_range=between(named.low, named.high),
    )


def whole(value: float) -> int:
    """A number of people with two significant digits, at least one."""
    return max(1, round(significant(value)))


def at_any_moment(years: float, one_in: int | None) -> str:
    """How much of a person works for somebody at any moment: a fraction, or so many people."""
    if one_in is not None:
        return _("1/%(people)s of a person’s time", people=number(one_in))
    return people(years)


def people(count: float) -> str:
    """A number of people with two significant digits, or words for less than one."""
    if count < 0.95:
        return _("less than one person")
    shown = significant(count)
    form = 1 if shown == 1 else max(2, round(shown))
    return ngettext("%(n)s person", "%(n)s people", form, n=number(shown))
