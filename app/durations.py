"""Time out of somebody's life, in words: minutes below an hour, hours below two days, days above."""

from __future__ import annotations

import math
from functools import cache

from flask_babel import gettext as _
from flask_babel import ngettext

from app.i18n import number as written
from app.i18n import reader_language

DAYS_PER_YEAR = 365
HOURS_PER_DAY = 24
MINUTES_PER_HOUR = 60
HOURS_UP_TO_DAYS = 2

UNITS_PER_DAY = {"minutes": HOURS_PER_DAY * MINUTES_PER_HOUR, "hours": HOURS_PER_DAY, "days": 1}


def unit_of(days: float) -> str:
    """The unit in which this much time reads best."""
    if days >= HOURS_UP_TO_DAYS:
        return "days"
    return "hours" if days * HOURS_PER_DAY >= 1 else "minutes"


def rounded(value: float) -> float:
    """As many digits as the estimate can carry: one after the point below ten, none above."""
    return round(value, 1) if abs(value) < 10 else float(round(value))


def significant(value: float, digits: int = 2) -> float:
    """`value` with that many significant digits: 517 becomes 520."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def number(value: float) -> str:
    """A number with the separators of the visitor's language, without a needless zero."""
    return written(value, 2, least=0)


def duration(days: float) -> str:
    """Such as "17 hours"."""
    unit = unit_of(days)
    value = rounded(days * UNITS_PER_DAY[unit])
    if unit == "minutes":
        if 0 < value < 1:
            return _("less than a minute")
        value = round(value)
    return with_unit(value, unit)


def told_apart(one: float, other: float) -> tuple[str, str]:
    """Two durations beside each other, in hours where days would make them look the same."""
    first, second = duration(one), duration(other)
    if first == second and one != other and unit_of(one) == "days":
        return hours(one), hours(other)
    return first, second


def hours(days: float) -> str:
    """Such as "336 hours", however many they are."""
    return with_unit(rounded(days * HOURS_PER_DAY), "hours")


def with_unit(value: float, unit: str) -> str:
    """The number and its unit, in the form the number asks for."""
    form = 1 if value == 1 else max(2, round(value))
    if unit == "minutes":
        return ngettext("%(n)s minute", "%(n)s minutes", form, n=number(value))
    if unit == "hours":
        return ngettext("%(n)s hour", "%(n)s hours", form, n=number(value))
    return ngettext("%(n)s day", "%(n)s days", form, n=number(value))


def between(low: float, high: float) -> str:
    """Such as "between 11 and 26 hours"; below a day the lower end keeps its own unit."""
    unit = unit_of(high)
    if unit_of(low) == unit or (unit == "days" and low >= 1):
        first, last = rounded(low * UNITS_PER_DAY[unit]), rounded(high * UNITS_PER_DAY[unit])
        return _("between %(low)s and %(high)s", low=number(first), high=with_unit(last, unit))
    return _("between %(low)s and %(high)s", low=duration(low), high=duration(high))


def list_unit(days: float) -> str:
    """One unit for every row of a list whose rows add up to `days`: hours or days."""
    return "days" if days >= 10 else "hours"


class ListNumbers:
    """Writes the numbers of one list: two digits, and "< 0.01" below that.

    Belongs to one language, that of the page it is made for, and holds what it has written, since a page has hundreds of numbers and mostly the same few.
    """

    def __init__(self, unit: str) -> None:
        self.per_day = UNITS_PER_DAY[unit]
        self.written: dict[tuple[float, int], str] = {}
        self.least = _("< %(n)s", n=self._write(0.01, 2))

    def __call__(self, days: float) -> str:
        value = days * self.per_day
        if 0 < value < 0.005:
            return self.least
        digits = 0 if value == 0 or value >= 9.95 else 2 if value < 0.995 else 1
        return self._write(round(value, digits), digits)

    def _write(self, value: float, digits: int) -> str:
        if (value, digits) not in self.written:
            self.written[value, digits] = written(value, digits)
        return self.written[value, digits]


@cache
def _list_numbers(_language: str, unit: str) -> ListNumbers:
    return ListNumbers(unit)


def list_numbers(unit: str) -> ListNumbers:
    """The writer of lists in this unit, in the visitor's language."""
    return _list_numbers(reader_language(), unit)


@cache
def _short(_language: str, unit: str) -> str:
    return _("%(amount)s h") if unit == "hours" else _("%(amount)s d")


def with_short_unit(amount: str, unit: str) -> str:
    """Such as "2.9 h"."""
    return _short(reader_language(), unit) % {"amount": amount}
