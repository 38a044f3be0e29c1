"""Tables. Answers are not among them: they never reach the database."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import DateTime, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

REPORT_TEXT_LIMIT = 2000
REPORT_PAGE_LIMIT = 200


class Base(DeclarativeBase):
    # Names by rule, so that a migration can drop a constraint on any database.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _new_id() -> str:
    return secrets.token_urlsafe(16)


def _now() -> datetime:
    return datetime.now(UTC)


class ErrorReport(Base):
    """Somebody says that something on a page is wrong. Holds nothing about who says it."""

    __tablename__ = "error_report"

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=_new_id)
    page: Mapped[str] = mapped_column(String(REPORT_PAGE_LIMIT))
    text: Mapped[str] = mapped_column(Text)
    model_version: Mapped[str] = mapped_column(String(40))
    data_version: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=_now, index=True)


class SharedResult(Base):
    """What somebody chose to show of a result. A deleted row leaves nothing behind."""

    __tablename__ = "shared_result"

    key: Mapped[str] = mapped_column(String(22), primary_key=True, default=_new_id)
    # The owner's token itself is known to the owner alone.
    owner_hash: Mapped[str] = mapped_column(String(64))
    shown: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(12))
    model_version: Mapped[str] = mapped_column(String(40))
    data_version: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=_now)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
