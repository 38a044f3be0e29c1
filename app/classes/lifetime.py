"""How long a class is there, and while it takes answers."""

from __future__ import annotations

from datetime import date, timedelta

from app.groups.owners import kept
from app.models import Classroom

USUAL_DAYS, MOST_DAYS = 30, 90


def find(code: str) -> Classroom | None:
    """The class of this code, unless it was deleted or never was."""
    return kept(Classroom, Classroom.code == code)


def last_day(row: Classroom) -> date:
    """The last day on which it is there."""
    return row.delete_on - timedelta(days=1)
