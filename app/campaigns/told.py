"""Everything a campaign tells in public, as numbers: page, table and API print these and no others."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from app.campaigns import counts
from app.campaigns.pledges import pledges_of
from app.campaigns.settings import Settings
from app.durations import DAYS_PER_YEAR, significant
from app.groups.small_groups import at_least, folded
from app.groups.sums import PARTS, Days, Share, days, of_kind, shares
from app.models import Campaign


class Pledge(msgspec.Struct, frozen=True):
    """People who want to do something; None for fewer than five."""

    id: str
    people: int | None


class Way(msgspec.Struct, frozen=True):
    """People who came by one of the campaign's own ways, or without: by its page or its frame."""

    kind: Literal["via", "place", "other"]
    name: str
    people: int


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Rounded as the site rounds; nothing at all while fewer than five people are counted.

    persons : people in forced labour who work for all of them together, at any moment
    low, high : both ends of everybody's range, added up
    """

    people: int | None
    persons: float = 0
    low: float = 0
    high: float = 0
    days_per_year: float = 0
    days: tuple[Days, ...] = ()
    categories: tuple[Share, ...] = ()
    origins: tuple[Share, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    ways: tuple[Way, ...] = ()


def told(campaign: Campaign, settings: Settings) -> Told:
    """What everybody may know of a campaign."""
    sums = counts.totals(campaign.id)
    people = at_least(sums["people"])
    if people is None:
        return Told(people=None)
    persons = sums["persons"] / PARTS
    return Told(
        people=people,
        persons=significant(persons),
        low=significant(sums["low"] / PARTS),
        high=significant(sums["high"] / PARTS),
        days_per_year=significant(persons * DAYS_PER_YEAR),
        days=days(sums),
        categories=shares(sums, "category:"),
        origins=shares(sums, "origin:"),
        pledges=tuple(Pledge(key, at_least(sums[f"pledge:{key}"])) for key in pledges_of(settings)),
        ways=_ways(sums),
    )


def _ways(sums: Counter[str]) -> tuple[Way, ...]:
    groups = {f"via:{key}": people for key, people in of_kind(sums, "via:").items()}
    groups |= {f"place:{key}": people for key, people in of_kind(sums, "place:").items()}
    found = folded(groups)
    rows = [_way(name, people) for name, people in found.shown]
    return (*rows, Way("other", "", found.other)) if found.other else tuple(rows)


def _way(name: str, people: int) -> Way:
    kind, _colon, label = name.partition(":")
    return Way("via" if kind == "via" else "place", label, people)
