"""What a shared page may show: only what was ticked, rounded as it is shown, never an answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import msgspec

from app.durations import significant
from footprint_model import Estimate

Part = Literal["headline", "range", "country", "top", "map"]
PARTS: tuple[Part, ...] = ("headline", "range", "country", "top", "map")
TOP = 3
ORIGINS = 12
DIGITS = 2  # as many as the pages print: more would only tell results apart
MOST_PEOPLE = 200_000_000


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The figures of one shared page; what was not ticked is not there.

    Days of somebody's life a year; ``top`` and ``origins`` are (id or country, share of all).
    """

    days: float | None = None
    one_in: int | None = None
    low: float | None = None
    high: float | None = None
    country: str = ""
    average: float | None = None
    top: tuple[tuple[str, float], ...] = ()
    origins: tuple[tuple[str, float], ...] = ()


def choose(estimate: Estimate, parts: Collection[str]) -> Shown:
    """The figures of an estimate that belong to these parts."""
    days, total = estimate.days_per_year, estimate.person_years.central
    return Shown(
        days=significant(days.central, DIGITS) if "headline" in parts else None,
        one_in=_one_in(estimate) if "headline" in parts else None,
        low=significant(days.low, DIGITS) if "range" in parts else None,
        high=significant(days.high, DIGITS) if "range" in parts else None,
        country=estimate.country if "country" in parts else "",
        average=(
            significant(estimate.average_person_years.times(365).central, DIGITS)
            if "country" in parts
            else None
        ),
        top=_largest([(r.category, r.person_years.central) for r in estimate.by_category], total)[
            :TOP
        ]
        if "top" in parts
        else (),
        origins=_largest([(r.country, r.person_years) for r in estimate.by_origin], total)[:ORIGINS]
        if "map" in parts
        else (),
    )


def _one_in(estimate: Estimate) -> int | None:
    one_in = estimate.one_in
    if one_in is None or not 1.5 <= one_in.central < MOST_PEOPLE:
        return None
    return round(significant(one_in.central, DIGITS))


def _largest(rows: list[tuple[str, float]], total: float) -> tuple[tuple[str, float], ...]:
    return tuple(
        (key, significant(part / total, DIGITS))
        for key, part in sorted(rows, key=lambda row: -row[1])
        if part > 0
    )


def encode(shown: Shown) -> str:
    """As it is stored."""
    return msgspec.json.encode(shown).decode()


def decode(text: str) -> Shown:
    """As it was stored."""
    return msgspec.json.decode(text, type=Shown)
