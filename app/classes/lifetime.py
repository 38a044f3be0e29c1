"""How long a class is there, and while it takes answers."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import delete, select

from app.extensions import db
from app.groups.today import today
from app.models import Classroom

USUAL_DAYS, MOST_DAYS = 30, 90


def find(code: str) -> Classroom | None:
    """The class of this code, unless it was deleted or never was."""
    return db.session.scalar(
        select(Classroom).where(Classroom.code == code, Classroom.delete_on > today())
    )


def last_day(row: Classroom) -> date:
    """The last day on which it is there."""
    return row.delete_on - timedelta(days=1)


def purge() -> int:
    """Delete classes whose time is over, with all that is theirs; return how many."""
    result = db.session.execute(
        delete(Classroom)
        .where(Classroom.delete_on <= today())
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    return result.rowcount
