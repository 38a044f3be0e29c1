"""Numbers of a table whose rows, as printed, add up to the total, as printed.

Every row is rounded down, and what is then missing from the rounded total goes, one unit of the
last digit each, to the rows that lost most (the method of largest remainders). So no row is
further than one unit from its value, and who adds up the column finds the total.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from flask_babel import gettext

from app.durations import UNITS_PER_DAY
from app.i18n import number, reader_language

CACHED = 1000  # numbers of a table below this are written once per language


def digits_for(total: float) -> int:
    """How many decimals the rows of a table need that add up to this much."""
    return 2 if total < 100 else 1 if total < 1000 else 0


def adding_up(values: Sequence[float], digits: int) -> list[int]:
    """The values in units of the last digit, rounded so that they add up to their rounded sum.

    >>> adding_up([0.333, 0.333, 0.334], 2)
    [33, 33, 34]
    """
    scaled = [value * 10**digits for value in values]
    rounded = [math.floor(value) for value in scaled]
    missing = round(math.fsum(scaled)) - sum(rounded)
    if missing > 0:
        most_lost = sorted(range(len(scaled)), key=lambda row: rounded[row] - scaled[row])
        for row in most_lost[:missing]:
            rounded[row] += 1
    return rounded


class Column:
    """Writes the numbers of one table: all in one unit, with the same decimals."""

    def __init__(self, unit: str, total_days: float) -> None:
        self.per_day = UNITS_PER_DAY[unit]
        self.digits = digits_for(total_days * self.per_day)
        self.small = _small(reader_language(), self.digits)
        self.least = gettext("< %(n)s", n=self.small[1])

    def add_up(self, days: Sequence[float]) -> list[int]:
        """Rows that add up, in units of the last digit."""
        return adding_up([value * self.per_day for value in days], self.digits)

    def write(self, units: int, *, some: bool = False) -> str:
        """So many units of the last digit; `some`: nought means very little, not nothing."""
        if units < CACHED:
            return self.least if some and not units else self.small[units]
        return number(units / 10**self.digits, self.digits)

    def alone(self, days: float) -> str:
        """A number that is not added to others."""
        return self.write(round(days * self.per_day * 10**self.digits), some=days > 0)


@cache
def _small(_language: str, digits: int) -> tuple[str, ...]:
    return tuple(number(units / 10**digits, digits) for units in range(CACHED))
