"""Tables. Answers are not among them: they never reach the database."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
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


class Owned:
    """What is made without an account: it belongs to whoever has its secret link, or twelve words.

    Both are known to them alone; only what can recognise them is kept.
    """

    owner_hash: Mapped[str] = mapped_column(String(64), unique=True)
    phrase_hash: Mapped[str] = mapped_column(String(64), unique=True)
    delete_on: Mapped[date] = mapped_column(Date, index=True)


class Campaign(Owned, Base):
    """A campaign's page and frame."""

    __tablename__ = "campaign"

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=_new_id)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    settings: Mapped[str] = mapped_column(Text)
    logo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    # Changes with the settings, the logo and each gathering: what caches compare.
    version: Mapped[int] = mapped_column(Integer, default=1)
    paused: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=_now)
    ends_on: Mapped[date] = mapped_column(Date)  # the last day on which people can be counted


class CampaignEntry(Base):
    """One person counted. Its figures wait here until five or more are gathered together."""

    __tablename__ = "campaign_entry"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    # Of a random number made for this once: the same person sent twice is counted once.
    once_hash: Mapped[str] = mapped_column(String(64))
    # Emptied when gathered: nobody's figures remain.
    figures: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("campaign_id", "once_hash", name="uq_campaign_entry_once"),
        Index(
            "ix_campaign_entry_waiting",
            "campaign_id",
            postgresql_where=text("figures IS NOT NULL"),
            sqlite_where=text("figures IS NOT NULL"),
        ),
    )


class CampaignTotal(Base):
    """One sum over everybody gathered: people, billionths of persons by kind, pledges, bins."""

    __tablename__ = "campaign_total"

    campaign_id: Mapped[str] = mapped_column(
        ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True
    )
    # Such as "people", "persons", "bin:12", "category:clothing", "origin:CHN", "pledge:repair".
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger, default=0)


class Classroom(Owned, Base):
    """A class that answers together."""

    __tablename__ = "classroom"

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=_new_id)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    settings: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(String(10))
    round: Mapped[int] = mapped_column(Integer, default=1)
    revealed: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)
    # Changes with each of these and with each snapshot: what caches compare.
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=_now)


class ClassEntry(Base):
    """One pupil's figures in one round; a new submission takes the place of the one before."""

    __tablename__ = "class_entry"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    class_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"))
    round: Mapped[int] = mapped_column(Integer)
    # Of a random number in the pupil's own browser.
    once_hash: Mapped[str] = mapped_column(String(64))
    figures: Mapped[str] = mapped_column(Text)
    # Equal figures have equal marks.
    mark: Mapped[str] = mapped_column(String(12))
    # Not in a snapshot as it is now.
    waiting: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        UniqueConstraint("class_id", "round", "once_hash", name="uq_class_entry_once"),
        # The screen counts every few seconds, and must not read the figures for it.
        Index("ix_class_entry_waiting", "class_id", "round", "waiting"),
    )


class ClassSnapshot(Base):
    """What is shown of a round: sums over all who had answered when it was taken."""

    __tablename__ = "class_snapshot"

    class_id: Mapped[str] = mapped_column(
        ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True
    )
    round: Mapped[int] = mapped_column(Integer, primary_key=True)
    people: Mapped[int] = mapped_column(Integer)
    persons: Mapped[int] = mapped_column(BigInteger)
    sums: Mapped[str] = mapped_column(Text)
    # Results one by one, rounded and shuffled, where the teacher chose that.
    rows: Mapped[str | None] = mapped_column(Text)


class ClassView(Base):
    """The marks of those whom one snapshot was of: no later one may be too close to it."""

    __tablename__ = "class_view"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    class_id: Mapped[str] = mapped_column(
        ForeignKey("classroom.id", ondelete="CASCADE"), index=True
    )
    marks: Mapped[str] = mapped_column(Text)


class CourseClass(Base):
    """The class of a course on a learning platform. Only this site's own key can make the hash."""

    __tablename__ = "course_class"

    course_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    class_id: Mapped[str] = mapped_column(
        ForeignKey("classroom.id", ondelete="CASCADE"), index=True
    )


class UsedNonce(Base):
    """A random number of a launch from a learning platform that must not come twice."""

    __tablename__ = "used_nonce"

    nonce_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    forget_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
