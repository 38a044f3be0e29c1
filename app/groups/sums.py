"""What is counted of many people together, by name: whole numbers that add up, and shares of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

import msgspec

from app.durations import significant
from app.groups.small_groups import merged

PARTS = 1_000_000_000  # figures are whole billionths of a person, so that sums are exact
# Days of somebody's life a year at which a new bin begins: closest where most people are.
EDGES = (
    *(hours / 24 for hours in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, 24, 30, 36)),
    *(2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0, 14.0, 21.0, 30.0, 45.0, 60.0, 90.0, 180.0, 365.0),
)


class Days(msgspec.Struct, frozen=True):
    """People by their own result: days of somebody's life a year; the last range has no end."""

    at_least: float
    less_than: float | None
    people: int


class Share(msgspec.Struct, frozen=True):
    """Of a category or a country in everything."""

    id: str
    share: float


def parts(persons: float) -> int:
    """So many people as they are summed."""
    return round(persons * PARTS)


def bin_of(days: float) -> int:
    """Which bin a result falls into: bin 0 ends where EDGES begin, the last one never."""
    return bisect_right(EDGES, days)


def some(rows: Iterable[tuple[str, float]]) -> dict[str, int]:
    """As they are summed, without those that are nothing."""
    return {key: whole for key, persons in rows if (whole := parts(persons)) > 0}


def days(sums: Counter[str]) -> tuple[Days, ...]:
    """People by their own result, in ranges of enough people; none when there is only one range."""
    ranges = merged([sums[f"bin:{number}"] for number in range(len(EDGES) + 1)])
    if len(ranges) < 2:  # everybody: that says nothing
        return ()
    return tuple(
        Days(
            EDGES[one.first - 1] if one.first else 0.0,
            EDGES[one.last] if one.last < len(EDGES) else None,
            one.people,
        )
        for one in ranges
    )


def shares(sums: Counter[str], kind: str) -> tuple[Share, ...]:
    """Parts of one kind in the whole, largest first."""
    whole = sums["persons"]
    rows = of_kind(sums, kind).most_common() if whole else ()
    return tuple(Share(key, significant(value / whole)) for key, value in rows if value)


def of_kind(sums: Counter[str], kind: str) -> Counter[str]:
    """The sums whose names begin with it, by the rest of their names."""
    return Counter(
        {name.removeprefix(kind): value for name, value in sums.items() if name.startswith(kind)}
    )
