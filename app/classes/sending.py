"""Pupils' figures on their way into a class: one submission for each browser and round."""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

from app.classes.figures import Pupil, encode, mark_of
from app.classes.snapshots import refresh, waiting
from app.extensions import db
from app.models import ClassEntry, Classroom

MOST = 1000  # in one round


class Full(Exception):
    """So many have answered that it can be no class."""


class Gone(Exception):
    """The class was deleted in the meantime."""


def once_hash(class_id: str, once: str) -> str:
    """Another one in each class, so that nobody can be followed from one to the next."""
    return hashlib.sha256(f"{class_id} {once}".encode()).hexdigest()


def has_sent(row: Classroom, once: str) -> bool:
    """Whether this browser has sent answers in this round."""
    return _entry(row, once) is not None


def send(row: Classroom, once: str, counted: Pupil) -> None:
    """Keep a pupil's figures, in place of any they sent before in this round.

    Raises Full or Gone.
    """
    text = encode(counted)
    entry = _entry(row, once)
    if entry is None:
        if waiting(row)[0] >= MOST:
            raise Full
        entry = _insert(row, once, text)
    if entry is not None and entry.mark != mark_of(text):
        entry.figures, entry.mark, entry.waiting = text, mark_of(text), True
    try:
        db.session.commit()
        refresh(row)
    except (StaleDataError, ObjectDeletedError) as error:
        db.session.rollback()
        raise Gone from error


def _entry(row: Classroom, once: str) -> ClassEntry | None:
    return db.session.scalar(
        select(ClassEntry).where(
            ClassEntry.class_id == row.id,
            ClassEntry.round == row.round,
            ClassEntry.once_hash == once_hash(row.id, once),
        )
    )


def _insert(row: Classroom, once: str, text: str) -> ClassEntry | None:
    """Add an entry; the other one if a second tab was faster."""
    class_id = row.id
    db.session.add(
        ClassEntry(
            class_id=class_id,
            round=row.round,
            once_hash=once_hash(class_id, once),
            figures=text,
            mark=mark_of(text),
        )
    )
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        if db.session.get(Classroom, class_id) is None:
            raise Gone from None
        return _entry(row, once)
    return None
