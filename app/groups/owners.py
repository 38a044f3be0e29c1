"""Campaigns and classes as whoever made them reaches them: by a secret link, or by twelve words."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import ColumnElement, delete, select

from app.extensions import db
from app.groups.secret_links import TOKEN_LENGTH, hashed, new_phrase, new_token
from app.groups.today import today
from app.models import Campaign, Classroom

Kind = TypeVar("Kind", Campaign, Classroom)


def owned(kind: type[Kind], token: str) -> Kind | None:
    """What a secret link belongs to, unless it was deleted, expired or the link was replaced."""
    if len(token) != TOKEN_LENGTH:
        return None
    return kept(kind, kind.owner_hash == hashed(token))


def of_phrase(kind: type[Kind], phrase: str) -> Kind | None:
    """What twelve words belong to."""
    return kept(kind, kind.phrase_hash == hashed(phrase))


def kept(kind: type[Kind], condition: ColumnElement[bool]) -> Kind | None:
    """The one that fits and is neither deleted nor past its time."""
    return db.session.scalar(select(kind).where(condition, kind.delete_on > today()))


def new_link(row: Campaign | Classroom) -> str:
    """A new link's secret; the one before stops working."""
    token = new_token()
    row.owner_hash = hashed(token)
    db.session.commit()
    return token


def new_words(row: Campaign | Classroom) -> str:
    """Twelve new words; the ones before stop working."""
    phrase = new_phrase()
    row.phrase_hash = hashed(phrase)
    db.session.commit()
    return phrase


def remove(row: Campaign | Classroom) -> None:
    """Delete it with all that was counted, at once."""
    db.session.delete(row)
    db.session.commit()


def purge(kind: type[Kind]) -> int:
    """Delete those whose time is over, with all that is theirs; return how many."""
    result = db.session.execute(
        delete(kind).where(kind.delete_on <= today()).execution_options(synchronize_session=False)
    )
    db.session.commit()
    return result.rowcount
