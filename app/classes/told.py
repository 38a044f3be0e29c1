"""Everything that is told of a class, as numbers: screen, tables and API print these and no others."""

from __future__ import annotations

from collections import Counter
from functools import cache

import msgspec

import footprint_model as fm
from app.classes import snapshots
from app.classes.settings import Question, Settings
from app.classes.settings import decode as settings_of
from app.classes.what_ifs import what_ifs
from app.durations import DAYS_PER_YEAR, significant
from app.groups.small_groups import LEAST, folded
from app.groups.sums import PARTS, Days, Share, days, of_kind
from app.models import Classroom, ClassSnapshot

CLASSES = 20  # fewer are not put together


class Less(msgspec.Struct, frozen=True):
    """What the class would come to if everybody did something: days a year with their range.

    less : by how many days, worked out before rounding
    """

    id: str
    less: float
    days_per_year: float
    low: float
    high: float


class Split(msgspec.Struct, frozen=True):
    """Answers to a question of the teacher's: people by option, None for those in `other`.

    `other` counts answers too rare to be shown, and those who skipped the question.
    """

    people: tuple[int | None, ...]
    other: int
    shown: bool


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One round as it is shown. Days are of somebody's life a year, in two digits.

    days_per_year, low, high : of all pupils together
    days_each : the mean
    """

    round: int
    people: int
    days_per_year: float
    low: float
    high: float
    days_each: float
    days: tuple[Days, ...]
    categories: tuple[Share, ...]
    origins: tuple[Share, ...]
    what_ifs: tuple[Less, ...]
    questions: tuple[Split, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A class.

    answers : how many have answered in this round; the only figure that is always as of now
    now : what is shown of this round, if anything is
    days_average : of an average resident of the class's country
    days_classes : mean of all classes with the same questions, when there are many
    """

    round: int
    answers: int
    now: Round | None
    before: tuple[Round, ...]
    days_average: float
    days_classes: float | None


def told(row: Classroom, answers: int | None = None) -> Told:
    """What the teacher's pages show of a class; `answers` where they are counted already."""
    settings = settings_of(row.settings)
    if answers is None:
        answers, _waiting = snapshots.waiting(row)
    shown = snapshots.by_round(row.id)
    now = shown.get(row.round) if row.revealed else None
    number, mean = snapshots.every_class(row.path) if now else (0, 0.0)
    return Told(
        round=row.round,
        answers=answers,
        now=one_round(now, settings) if now else None,
        before=tuple(
            one_round(snapshot, settings) for n, snapshot in shown.items() if n < row.round
        ),
        days_average=average(settings.country),
        days_classes=_days(mean * PARTS) if number >= CLASSES else None,
    )


@cache
def average(country: str) -> float:
    """Days a year of an average resident."""
    return significant(fm.average(country).days_per_year.central)


def one_round(snapshot: ClassSnapshot, settings: Settings) -> Round:
    """What is shown of one round."""
    sums = snapshots.sums_of(snapshot)
    return Round(
        round=snapshot.round,
        people=sums["people"],
        days_per_year=_days(sums["persons"]),
        low=_days(sums["low"]),
        high=_days(sums["high"]),
        days_each=_days(sums["persons"] / sums["people"]),
        days=days(sums),
        categories=shares_of_many(sums, "category:"),
        origins=shares_of_many(sums, "origin:"),
        what_ifs=_what_ifs(sums),
        questions=tuple(
            split(sums, place, question) for place, question in enumerate(settings.questions)
        ),
    )


def _days(persons: float) -> float:
    return significant(persons / PARTS * DAYS_PER_YEAR)


def shares_of_many(sums: Counter[str], kind: str) -> tuple[Share, ...]:
    """Parts of the whole that come from enough pupils, largest first.

    Where some are left out, the smallest of the others goes with them: else the rest would tell.
    """
    whole, pupils = sums["persons"], of_kind(sums, f"with:{kind}")
    rows = [(key, value) for key, value in of_kind(sums, kind).most_common() if value]
    shown = [row for row in rows if pupils[row[0]] >= LEAST]
    if len(shown) < len(rows):
        shown = shown[:-1]
    return tuple(Share(key, significant(value / whole)) for key, value in shown)


def _what_ifs(sums: Counter[str]) -> tuple[Less, ...]:
    """Those that would change something for enough pupils."""
    return tuple(
        Less(
            one.id,
            _days(sums[f"less:{one.id}"]),
            _days(sums["persons"] - sums[f"less:{one.id}"]),
            _days(sums["low"] - sums[f"less_low:{one.id}"]),
            _days(sums["high"] - sums[f"less_high:{one.id}"]),
        )
        for one in what_ifs()
        if sums[f"moved:{one.id}"] >= LEAST
    )


def split(sums: Counter[str], place: int, question: Question) -> Split:
    """How the answers to a question split; not shown unless at least two groups are large enough.

    Else it would say of everybody in the class what they chose.
    """
    groups = of_kind(sums, f"choice:{place}:")
    found = folded(groups)
    if len(found.shown) + (found.other > 0) < 2:
        return Split((None,) * len(question.options), 0, False)
    people = dict(found.shown)
    skipped = people.pop("-1", 0)
    return Split(
        tuple(people.get(str(number)) for number in range(len(question.options))),
        found.other + skipped,
        True,
    )
