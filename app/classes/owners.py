"""Make a class; show, hide, close and open it, and begin another round."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError

from app.classes import courses, snapshots
from app.classes.codes import new_code
from app.classes.settings import Settings, encode
from app.extensions import db
from app.groups.owners import owned, purge
from app.groups.secret_links import TOKEN_LENGTH, hashed, new_phrase, new_token
from app.models import Classroom

MOST_ROUNDS = 4
TRIES = 5  # two equal codes in a row never happen; somebody's broken chance must not hang the site


class Made(NamedTuple):
    """What the teacher gets; the secrets nobody can find again."""

    code: str
    token: str
    phrase: str


def make(settings: Settings, last_day: date) -> Made:
    """Store a new class, and delete those whose time is over."""
    purge(Classroom)
    for tries_left in reversed(range(TRIES)):
        made = Made(new_code(), new_token(), new_phrase())
        db.session.add(
            Classroom(
                code=made.code,
                owner_hash=hashed(made.token),
                phrase_hash=hashed(made.phrase),
                settings=encode(settings),
                path=settings.path,
                delete_on=last_day + timedelta(days=1),
            )
        )
        try:
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            if not tries_left:
                raise
        else:
            break
    return made


def reached(token: str) -> Classroom | None:
    """The class of a teacher's link.

    Whoever teaches its course on a learning platform comes with an admission in place of the link.
    """
    if len(token) == TOKEN_LENGTH:
        return owned(Classroom, token)
    return courses.admitted(token)


def reveal(row: Classroom) -> None:
    """Show the class what it adds up to, now or as soon as enough have answered."""
    _change(row, revealed=True)
    snapshots.refresh(row)


def hide(row: Classroom) -> None:
    """Show nothing for now."""
    _change(row, revealed=False)


def close(row: Classroom) -> None:
    """Take no more answers."""
    _change(row, closed=True)


def reopen(row: Classroom) -> None:
    """Take answers again."""
    _change(row, closed=False)


def next_round(row: Classroom) -> None:
    """Begin another round; what was shown of those before stays as it is."""
    if row.round < MOST_ROUNDS:
        _change(row, round=row.round + 1, revealed=False, closed=False)


def _change(row: Classroom, **columns: object) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.version = Classroom.version + 1
    db.session.commit()
