"""Random numbers of launches: each counts once, whichever worker of the site sees it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.models import UsedNonce

MINUTES = 10  # a launch is refused after that anyhow


def use(nonce: str) -> bool:
    """Whether it comes for the first time."""
    purge()
    db.session.add(
        UsedNonce(
            nonce_hash=hashlib.sha256(nonce.encode()).hexdigest(),
            forget_at=datetime.now(UTC) + timedelta(minutes=2 * MINUTES),
        )
    )
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return False
    return True


def purge() -> None:
    """Forget those that are too old to be accepted."""
    db.session.execute(
        delete(UsedNonce)
        .where(UsedNonce.forget_at < datetime.now(UTC))
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
