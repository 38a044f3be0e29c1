"""The first screen of the result: one number, its range, and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from app.durations import DAYS_PER_YEAR, between, duration, significant
from footprint_model import Estimate

TOWN = 10_000
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
    in_town: float
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
        in_town=significant(years * TOWN),
        is_zero=years == 0,
        in_your_name=duration(named.central),
        in_your_name_range=between(named.low, named.high),
    )


def whole(value: float) -> int:
    """A number of people with two significant digits, at least one."""
    return max(1, round(significant(value)))
