"""A campaign's figures in words and bars, in the reader's language."""

from __future__ import annotations

import math
from typing import NamedTuple

from flask_babel import gettext as _

from app.campaigns.told import Pledge, Told, Way
from app.durations import DAYS_PER_YEAR, between, duration, significant
from app.durations import number as written
from app.i18n import number
from app.results.headline import people

ONE_PERSON = 0.95  # from here on a sum is told in people, below in days of a life
FEWEST_DOTS = 2


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
