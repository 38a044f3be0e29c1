"""What a campaign counts of one person: figures of a result, never an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from app.groups.sums import bin_of, parts, some
from footprint_model import Estimate

OWN = "own"  # the pledge to do what the campaign itself asks for
Place = Literal["page", "embed"]


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Of one person who wants to be counted."""

    persons: int
    low: int
    high: int
    bin: int
    categories: dict[str, int]
    origins: dict[str, int]
    pledges: tuple[str, ...] = ()
    place: Place = "page"
    via: str = ""  # one of the campaign's ways


def figures(
    estimate: Estimate, pledges: Iterable[str] = (), place: Place = "page", via: str = ""
) -> Figures:
    """What is counted of a result."""
    years = estimate.person_years
    return Figures(
        persons=parts(years.central),
        low=parts(years.low),
        high=parts(years.high),
        bin=bin_of(estimate.days_per_year.central),
        categories=some((row.category, row.person_years.central) for row in estimate.by_category),
        origins=some((row.country, row.person_years) for row in estimate.by_origin),
        pledges=tuple(dict.fromkeys(pledges)),
        place=place,
        via=via,
    )


def encode(counted: Figures) -> str:
    """As it waits in the database."""
    return msgspec.json.encode(counted).decode()


def decode(text: str) -> Figures:
    """As it was put there."""
    return msgspec.json.decode(text, type=Figures)


def names(counted: Figures) -> dict[str, int]:
    """What one person adds to each of the totals, by their names."""
    way = f"via:{counted.via}" if counted.via else f"place:{counted.place}"
    return {
        "people": 1,
        "persons": counted.persons,
        "low": counted.low,
        "high": counted.high,
        f"bin:{counted.bin}": 1,
        way: 1,
        **{f"category:{key}": value for key, value in counted.categories.items()},
        **{f"origin:{key}": value for key, value in counted.origins.items()},
        **{f"pledge:{key}": 1 for key in counted.pledges},
    }
