"""The day it is, by the world's clock: people come from many places."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """In UTC."""
    return datetime.now(UTC).date()
