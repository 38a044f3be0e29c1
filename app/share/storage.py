"""Keep a shared page for a year, find it, and delete it so that nothing remains."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, delete, select

import footprint_model as fm
from app.extensions import db
from app.models import SharedResult
from app.share.shown import Shown, encode

Found = Row[Any]  # the columns of SharedResult

KEPT_DAYS = 365
KEY_LENGTH = 22


# Found without a session: previews and frames ask often, and never change what they find.
TABLE = SharedResult.__table__
FIND = select(*TABLE.columns).where(TABLE.c.key == bindparam("wanted"))


class Kept(NamedTuple):
    """What its owner gets: the key anybody may see, and the token that deletes."""

    key: str
    owner: str


def keep(shown: Shown, language: str) -> Kept:
    """Store what is shown, and delete what has expired."""
    purge()
    owner = secrets.token_urlsafe(16)
    row = SharedResult(
        owner_hash=_hash(owner),
        shown=encode(shown),
        language=language,
        model_version=fm.MODEL_VERSION,
        data_version=fm.data_version(),
        expires_at=datetime.now(UTC) + timedelta(days=KEPT_DAYS),
    )
    db.session.add(row)
    db.session.commit()
    return Kept(row.key, owner)


def find(key: str) -> Found | None:
    """The page of this key, unless it has expired, was deleted or never was."""
    if len(key) != KEY_LENGTH:
        return None
    with db.engine.connect() as connection:
        row = connection.execute(FIND, {"wanted": key}).first()
    return row if row and _utc(row.expires_at) > datetime.now(UTC) else None


def owned(key: str, owner: str) -> Found | None:
    """The same, for somebody with its owner's token."""
    row = find(key)
    return row if row and hmac.compare_digest(row.owner_hash, _hash(owner)) else None


def remove(key: str) -> None:
    """Delete a page at once."""
    db.session.execute(delete(SharedResult).where(SharedResult.key == key))
    db.session.commit()


def purge() -> int:
    """Delete what has expired; return how many."""
    result = db.session.execute(
        delete(SharedResult).where(SharedResult.expires_at <= datetime.now(UTC))
    )
    db.session.commit()
    return result.rowcount


def _hash(owner: str) -> str:
    return hashlib.sha256(owner.encode()).hexdigest()


def _utc(moment: datetime) -> datetime:
    """SQLite gives times back without their zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
