"""What may be shown of a small group, so that nobody's own figures can be read off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

LEAST = 5  # people; fewer are never shown


class Range(NamedTuple):
    """Neighbouring bins shown as one: from `first` up to and with `last`."""

    first: int
    last: int
    people: int


class Folded(NamedTuple):
    """Groups that are large enough, largest first, and everybody else together."""

    shown: tuple[tuple[str, int], ...]
    other: int


def merged(bins: Sequence[int]) -> tuple[Range, ...]:
    """Neighbouring bins put together until each range holds enough people.

    The first range begins and the last one ends where the bins do: where the outermost person is
    stays open. Nothing is shown of fewer people than enough.
    """
    ranges: list[Range] = []
    first = people = 0
    for number, here in enumerate(bins):
        people += here
        if people >= LEAST:
            ranges.append(Range(first, number, people))
            first, people = number + 1, 0
    if not ranges:
        return ()
    last = ranges.pop()
    return (*ranges, Range(last.first, len(bins) - 1, last.people + people))


def folded(groups: Mapping[str, int]) -> Folded:
    """Groups of too few people put together; if they are still too few, with the next larger one."""
    rows = sorted(groups.items(), key=lambda row: (-row[1], row[0]))
    shown = [row for row in rows if row[1] >= LEAST]
    other = sum(people for _name, people in rows[len(shown) :])
    if 0 < other < LEAST and shown:
        other += shown.pop()[1]
    return Folded(tuple(shown), other if other >= LEAST else 0)


def at_least(people: int) -> int | None:
    """A number of people, or None for "fewer than 5", be it none at all."""
    return people if people >= LEAST else None
