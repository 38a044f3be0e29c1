"""A class adds up its worksheets: rows for a table, sums to read off, a worked example."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import footprint_model as fm
from app.durations import DAYS_PER_YEAR, significant
from app.groups.small_groups import LEAST
from app.quiz.paper import MINUTES, sheet

ROWS = 6
STEPS = (10, 20, 25, 50, 100, 200, 250, 500, 1000)
SIZES = (10, 15, 20, 25, 30, 35)  # of classes
SLIPS = 12
MINUTES_PER_DAY = MINUTES / DAYS_PER_YEAR


class Row(NamedTuple):
    """From how many minutes up to below how many; the last row is open."""

    first: int
    end: int | None


class Reading(NamedTuple):
    """For an average in minutes: days of classes of each size, and one in how many people."""

    minutes: int
    days: tuple[float, ...]
    one_in: float


class Example(NamedTuple):
    """A class of average people, added up."""

    pupils: int
    minutes: int
    total: int
    hours: float
    days: float
    one_in: float


class ClassTable(NamedTuple):
    """What a class needs to add up."""

    rows: tuple[Row, ...]
    readings: tuple[Reading, ...]
    example: Example
    least: int
    rest_share: float
    minutes_of_year: int = MINUTES


@cache
def class_table(country: str, which: str) -> ClassTable:
    """The table of a country: its rows lie around what an average person comes to."""
    average = fm.average(country).person_years.central * MINUTES
    rest = sheet(country, which).rest
    step = next(step for step in STEPS if step * 3 >= average - rest)
    first = int(rest // step) * step
    edges = [first + step * number for number in range(ROWS)]
    return ClassTable(
        rows=tuple(Row(edge, edge + step if edge != edges[-1] else None) for edge in edges),
        readings=tuple(_reading(edge) for edge in edges if edge),
        example=_example(round(average)),
        least=LEAST,
        rest_share=rest / average,
    )


def _reading(minutes: int) -> Reading:
    days = tuple(minutes * size / MINUTES_PER_DAY for size in SIZES)
    return Reading(minutes, days, significant(MINUTES / minutes))


def _example(minutes: int) -> Example:
    pupils = 30
    total = pupils * minutes
    return Example(
        pupils,
        minutes,
        total,
        total / 60,
        total / MINUTES_PER_DAY,
        significant(MINUTES / minutes),
    )
