"""A class's figures in words, bars and a picture, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from app.classes.settings import Question, Settings
from app.classes.told import Less, Round, Split, Told
from app.classes.what_ifs import by_id
from app.durations import DAYS_PER_YEAR, between, duration, number, told_apart
from app.i18n import number as written
from app.results.breakdown import Bar, length
from app.results.headline import people

MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAYS_PER_MONTH = DAYS_PER_YEAR / len(MONTHS)
LARGEST = 5
FEWEST_MONTHS = 1.5  # below, days say it better


class Headline(NamedTuple):
    """The first words on the screen, in three sizes, and what belongs to them."""

    kicker: str
    amount: str
    of: str
    range: str
    months: str

    @property
    def sentence(self) -> str:
        """All of it in one go."""
        return f"{self.kicker} {self.amount} {self.of}."


class Year(NamedTuple):
    """A year of somebody's life as dots, a row for each month: whole years, and days of the next."""

    whole: int
    months: tuple[tuple[int, int], ...]  # (days of the month, of which are filled)
    said: str


class Side(NamedTuple):
    """One of two classes beside each other."""

    settings: Settings
    now: Round


class Largest(NamedTuple):
    """A category with its share in each of several rounds or classes, where it can be told."""

    id: str
    shares: list[float | None]


def headline(now: Round) -> Headline:
    """What all of the class together take."""
    return Headline(
        _("Each year, what these %(people)s people buy takes about", people=written(now.people)),
        duration(now.days_per_year),
        _("of somebody’s life in forced labour"),
        between(now.low, now.high),
        months(now.days_per_year),
    )


def months(days: float) -> str:
    """The same in months, or in people from a year on; nothing for a few days."""
    if days >= DAYS_PER_YEAR:
        return _(
            "As if %(people)s worked for the class all year round.",
            people=people(days / DAYS_PER_YEAR),
        )
    count = round(days / DAYS_PER_MONTH, 1 if days / DAYS_PER_MONTH < 10 else 0)
    if count < FEWEST_MONTHS:
        return ""
    return ngettext(
        "That is about %(n)s month.",
        "That is about %(n)s months.",
        max(2, round(count)),
        n=number(count),
    )


def year(days: float) -> Year:
    """The picture of so many days."""
    whole, left = divmod(round(days), DAYS_PER_YEAR)
    filled = []
    rest = left
    for length_ in MONTHS:
        filled.append((length_, min(rest, length_)))
        rest = max(0, rest - length_)
    said = _(
        "A year of somebody’s life, one dot for each day. %(days)s of %(all)s dots are filled.",
        days=written(left),
        all=written(DAYS_PER_YEAR),
    )
    if whole:
        said = (
            ngettext(
                "%(num)d whole year of a life is full.",
                "%(num)d whole years of lives are full.",
                whole,
            )
            + " "
            + said
        )
    return Year(whole, tuple(filled), said)


def what_if_name(key: str) -> str:
    """Such as "What if everybody kept phones two years longer?"."""
    return _("What if %(what)s?", what=_(by_id()[key].title))


def what_if_short(key: str) -> str:
    """The same for a list of them."""
    return _(by_id()[key].short)


def what_if_bars(now: Round, after: Less) -> tuple[Bar, ...]:
    """Before and after, to one scale."""
    days = (now.days_per_year, after.days_per_year)
    return tuple(
        Bar(str(place), name, told, length(one, max(days)))
        for place, (name, one, told) in enumerate(
            zip((_("As it is now"), _("What if")), days, told_apart(*days), strict=True)
        )
    )


def what_if_range(after: Less) -> str:
    """The range of the changed sum."""
    return between(after.low, after.high)


def difference(after: Less) -> str:
    """How much less, or more, in words."""
    if not after.less:
        return _("Nothing changes.")
    amount = duration(abs(after.less))
    return (
        _("About %(amount)s less.", amount=amount)
        if after.less > 0
        else _("About %(amount)s more.", amount=amount)
    )


def split_bars(question: Question, split: Split) -> tuple[Bar, ...]:
    """Answers to one of the teacher's questions."""
    rows = [
        (str(place), option, count)
        for place, (option, count) in enumerate(zip(question.options, split.people, strict=True))
        if count is not None
    ]
    if split.other:
        rows.append(("other", _("other answers, or skipped"), split.other))
    most = max((count for _place, _name, count in rows), default=0)
    return tuple(Bar(key, name, written(count), length(count, most)) for key, name, count in rows)


def each(days: float) -> str:
    """Days of one pupil."""
    return duration(days)


def rounds(found: Told) -> list[tuple[str, Round]]:
    """Every round that is shown, with its name."""
    every = (*found.before, *((found.now,) if found.now else ()))
    return [(_("Round %(number)s", number=written(one.round)), one) for one in every]


def classes(sides: Iterable[Side]) -> list[tuple[str, Round]]:
    """Two classes with the names their teacher gave them."""
    return [
        (side.settings.name or _("Class %(number)s", number=written(place)), side.now)
        for place, side in enumerate(sides, 1)
    ]


def largest(sides: Sequence[tuple[str, Round]]) -> list[Largest]:
    """The largest categories of the last one, with their shares in each."""
    shares = [{share.id: share.share for share in one.categories} for _name, one in sides]
    return [Largest(key, [side.get(key) for side in shares]) for key in list(shares[-1])[:LARGEST]]
