"""A campaign's figures in words and bars, in the reader's language."""

from __future__ import annotations

import math
from typing import NamedTuple

from flask_babel import get_locale
from flask_babel import gettext as _

from app.campaigns.told import Days, Pledge, Share, Told, Way
from app.charts import level
from app.durations import DAYS_PER_YEAR, between, duration, significant
from app.durations import number as written
from app.i18n import number, percent
from app.results.breakdown import (
    Bar,
    OriginRow,
    category_names,
    country_names,
    length,
)
from app.results.headline import people

ONE_PERSON = 0.95  # from here on a sum is told in people, below in days of a life
FEWEST_DOTS = 2
TOP = 8


class Headline(NamedTuple):
    """The first words of the page, in three sizes, and the range."""

    kicker: str
    amount: str
    of: str
    range: str

    @property
    def sentence(self) -> str:
        """All of it in one go."""
        return f"{self.kicker} {self.amount} {self.of}."


class Field(NamedTuple):
    """A field that fills as people join: so many dots keep one person in forced labour.

    whole : fields that are full; filled : dots of the one that is filling
    """

    needed: int
    whole: int
    filled: int


def headline(found: Told) -> Headline:
    """What all of them together take."""
    counted = number(found.people or 0)
    if found.persons < ONE_PERSON:
        return Headline(
            _("Each year, what these %(people)s people buy takes about", people=counted),
            duration(found.days_per_year),
            _("of somebody’s life in forced labour"),
            between(found.low * DAYS_PER_YEAR, found.high * DAYS_PER_YEAR),
        )
    return Headline(
        _("Together, these %(people)s people have about", people=counted),
        people(found.persons),
        _("in forced labour working for them"),
        _(
            "between %(low)s and %(high)s people",
            low=written(found.low),
            high=written(found.high),
        ),
    )


def field(found: Told) -> Field | None:
    """The picture for it; none where so few people are enough that there is nothing to fill."""
    if not found.people or not found.persons:
        return None
    needed = round(significant(found.people / found.persons))
    if needed < FEWEST_DOTS:
        return None
    whole = math.floor(found.persons)
    joined = round((found.persons - whole) * needed) if whole else found.people
    return Field(needed, whole, min(joined, needed - 1))


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
    return category_names(str(get_locale()))


def countries() -> dict[str, str]:
    """Names of countries in the reader's language."""
    return country_names(str(get_locale()))


def pledge_count(row: Pledge) -> str:
    """How many people, or that they are few."""
    return _("fewer than 5") if row.people is None else number(row.people)


def way_name(row: Way) -> str:
    """How people came."""
    if row.kind == "via":
        return row.name
    if row.kind == "other":
        return _("other ways")
    return _("a frame on another site") if row.name == "embed" else _("this page")
