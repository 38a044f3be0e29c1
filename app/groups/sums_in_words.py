"""Sums of many people in words and bars, in the reader's language."""

from __future__ import annotations

import math

from flask_babel import gettext as _

from app.charts import level
from app.durations import between, duration
from app.groups.sums import Days, Share
from app.i18n import number, percent, reader_language
from app.results.breakdown import Bar, OriginRow, category_names, country_names, length

TOP = 8


def day_bars(rows: tuple[Days, ...]) -> tuple[Bar, ...]:
    """People by their own result."""
    most = max((row.people for row in rows), default=0)
    return tuple(
        Bar(str(place), range_name(row), number(row.people), length(row.people, most))
        for place, row in enumerate(rows)
    )


def range_name(row: Days) -> str:
    """Such as "between 5 and 8 hours"."""
    if row.less_than is None:
        return _("%(time)s or more", time=duration(row.at_least))
    if not row.at_least:
        return _("less than %(time)s", time=duration(row.less_than))
    return between(row.at_least, row.less_than)


def share_bars(rows: tuple[Share, ...], names: dict[str, str]) -> tuple[Bar, ...]:
    """The largest categories or countries."""
    most = max((row.share for row in rows), default=0.0)
    return tuple(
        Bar(row.id, names.get(row.id, row.id), share_text(row.share), length(row.share, most))
        for row in rows[:TOP]
    )


def share_text(share: float) -> str:
    """A share as it is rounded, such as 12 % or 3.4 %."""
    digits = 1 - math.floor(math.log10(share * 100)) if share else 0
    return percent(share, max(0, digits))


def origin_rows(rows: tuple[Share, ...]) -> tuple[OriginRow, ...]:
    """For the map."""
    names = countries()
    return tuple(
        OriginRow(
            row.id, names.get(row.id, row.id), share_text(row.share), row.share, level(row.share)
        )
        for row in rows
    )


def categories() -> dict[str, str]:
    """Names of categories in the reader's language."""
    return category_names(reader_language())


def countries() -> dict[str, str]:
    """Names of countries in the reader's language."""
    return country_names(reader_language())
