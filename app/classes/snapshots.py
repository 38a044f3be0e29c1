"""What is shown of a class: sums taken at one moment, never the answers as they come in."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable

import msgspec
from sqlalchemy import delete, func, select, update

from app.classes.figures import Pupil, decode, names
from app.classes.settings import decode as settings_of
from app.classes.small_steps import apart, may_show
from app.durations import DAYS_PER_YEAR, significant
from app.extensions import db
from app.groups.small_groups import LEAST
from app.groups.sums import PARTS
from app.models import ClassEntry, Classroom, ClassSnapshot, ClassView

LEAST_ROWS = 10  # results one by one are never of fewer pupils


def waiting(row: Classroom) -> tuple[int, int]:
    """How many have answered in this round, and of how many that is not in the snapshot."""
    answers, left = db.session.execute(
        select(func.count(), func.count().filter(ClassEntry.waiting))
        .select_from(ClassEntry)
        .where(ClassEntry.class_id == row.id, ClassEntry.round == row.round)
    ).one()
    return answers, left


def refresh(row: Classroom) -> bool:
    """Take a snapshot if the class is shown and enough has changed; say whether one was taken."""
    if not row.revealed or waiting(row)[1] < LEAST:
        return False
    return take(row)


def take(row: Classroom) -> bool:
    """Show everybody who has answered, if nobody can be read off by it."""
    class_id, number = row.id, row.round
    _one_at_a_time(class_id)
    entries = db.session.execute(
        select(ClassEntry.figures, ClassEntry.mark).where(
            ClassEntry.class_id == class_id, ClassEntry.round == number
        )
    ).all()
    now = Counter(mark for _figures, mark in entries)
    before = views(class_id)
    settings = settings_of(row.settings)
    if not may_show(now, settings.threshold, before):
        db.session.rollback()
        return False
    if now not in before:
        db.session.add(ClassView(class_id=class_id, marks=_text(sorted(now.elements()))))
    _replace(class_id, number, [decode(figures) for figures, _mark in entries], settings.rows)
    db.session.execute(
        update(ClassEntry)
        .where(ClassEntry.class_id == class_id, ClassEntry.round == number)
        .values(waiting=False)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    return True


def views(class_id: str) -> list[Counter[str]]:
    """The marks of those whom each snapshot was of, in any round."""
    texts = db.session.scalars(select(ClassView.marks).where(ClassView.class_id == class_id))
    return [Counter(msgspec.json.decode(text, type=list[str])) for text in texts]


def too_close(class_id: str, other_id: str) -> bool:
    """Whether two classes are of nearly the same pupils."""
    return any(
        0 < apart(one, other) < LEAST for one in views(class_id) for other in views(other_id)
    )


def _one_at_a_time(class_id: str) -> None:
    """Wait until nobody else takes one; pupils who send their answers do not wait for it."""
    db.session.execute(
        update(Classroom)
        .where(Classroom.id == class_id)
        .values(version=Classroom.version + 1)
        .execution_options(synchronize_session=False)
    )


def _replace(class_id: str, number: int, pupils: list[Pupil], rows: bool) -> None:
    sums: Counter[str] = Counter()
    for one in pupils:
        sums.update(names(one))
    db.session.execute(
        delete(ClassSnapshot)
        .where(ClassSnapshot.class_id == class_id, ClassSnapshot.round == number)
        .execution_options(synchronize_session=False)
    )
    db.session.add(
        ClassSnapshot(
            class_id=class_id,
            round=number,
            people=len(pupils),
            persons=sums["persons"],
            sums=_text(sums),
            rows=_text(one_by_one(pupils)) if rows and len(pupils) >= LEAST_ROWS else None,
        )
    )


def one_by_one(pupils: Iterable[Pupil]) -> list[tuple[float, float, float]]:
    """Days a year of each with the range, in two digits and in an order by chance."""
    rows = [(_days(one.persons), _days(one.low), _days(one.high)) for one in pupils]
    secrets.SystemRandom().shuffle(rows)
    return rows


def _days(persons: int) -> float:
    return significant(persons / PARTS * DAYS_PER_YEAR)


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def by_round(class_id: str) -> dict[int, ClassSnapshot]:
    """What is shown of each round that is shown."""
    rows = db.session.scalars(
        select(ClassSnapshot)
        .where(ClassSnapshot.class_id == class_id)
        .order_by(ClassSnapshot.round)
    )
    return {row.round: row for row in rows}


def sums_of(snapshot: ClassSnapshot) -> Counter[str]:
    """The sums by name; what is not there is zero."""
    return Counter(msgspec.json.decode(snapshot.sums, type=dict[str, int]))


def rows_of(snapshot: ClassSnapshot) -> list[tuple[float, float, float]]:
    """Results one by one, where there are any."""
    if snapshot.rows is None:
        return []
    return msgspec.json.decode(snapshot.rows, type=list[tuple[float, float, float]])


def every_class(path: str) -> tuple[int, float]:
    """Of all classes with these questions: how many are shown, and their mean persons per pupil.

    Of a class with several rounds the first counts: before it has talked about any.
    """
    number, mean = db.session.execute(
        select(func.count(), func.avg(ClassSnapshot.persons * 1.0 / ClassSnapshot.people))
        .select_from(ClassSnapshot)
        .join(Classroom, Classroom.id == ClassSnapshot.class_id)
        .where(Classroom.path == path, ClassSnapshot.round == 1)
    ).one()
    return number, float(mean or 0) / PARTS
