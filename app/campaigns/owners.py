"""Campaigns as those who made them reach them: by a secret link, or by twelve words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError

from app.campaigns.lifetime import purge
from app.campaigns.settings import Settings, encode
from app.extensions import db
from app.groups.secret_links import TOKEN_LENGTH, hashed, new_phrase, new_token
from app.groups.today import today
from app.models import Campaign

KEPT_DAYS = 90  # after the last day on which people are counted


class SlugTaken(Exception):
    """Another campaign has this address."""


class Made(NamedTuple):
    """What the maker gets: the secrets, which nobody can find again."""

    token: str
    phrase: str


def make(slug: str, settings: Settings, ends_on: date, logo: bytes | None) -> Made:
    """Store a new campaign, and delete those whose time is over.

    Raises
    ------
    SlugTaken
        If somebody was faster.
    """
    purge()
    made = Made(new_token(), new_phrase())
    db.session.add(
        Campaign(
            slug=slug,
            admin_hash=hashed(made.token),
            phrase_hash=hashed(made.phrase),
            settings=encode(settings),
            logo=logo,
            ends_on=ends_on,
            delete_on=ends_on + timedelta(days=KEPT_DAYS),
        )
    )
    try:
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        raise SlugTaken from error
    return made


def is_taken(slug: str) -> bool:
    """Whether a campaign has this address, also one that waits to be deleted."""
    return db.session.scalar(select(Campaign.id).where(Campaign.slug == slug)) is not None


def owned(token: str) -> Campaign | None:
    """The campaign of an admin link, unless it was deleted, expired or the link was replaced."""
    if len(token) != TOKEN_LENGTH:
        return None
    return _kept(Campaign.admin_hash == hashed(token))


def of_phrase(phrase: str) -> Campaign | None:
    """The campaign of twelve words."""
    return _kept(Campaign.phrase_hash == hashed(phrase))


def _kept(condition: ColumnElement[bool]) -> Campaign | None:
    return db.session.scalar(select(Campaign).where(condition, Campaign.delete_on > today()))


def new_link(row: Campaign) -> str:
    """A new admin link's secret; the one before stops working."""
    token = new_token()
    row.admin_hash = hashed(token)
    db.session.commit()
    return token


def new_words(row: Campaign) -> str:
    """Twelve new words; the ones before stop working."""
    phrase = new_phrase()
    row.phrase_hash = hashed(phrase)
    db.session.commit()
    return phrase


def change(row: Campaign, settings: Settings, ends_on: date) -> None:
    """Store what was edited."""
    row.settings = encode(settings)
    row.ends_on = ends_on
    row.delete_on = ends_on + timedelta(days=KEPT_DAYS)
    row.version = Campaign.version + 1
    db.session.commit()


def pause(row: Campaign, paused: bool) -> None:
    """Stop counting people, or go on."""
    row.paused = paused
    row.version = Campaign.version + 1
    db.session.commit()


def remove(row: Campaign) -> None:
    """Delete a campaign with all that was counted, at once."""
    db.session.delete(row)
    db.session.commit()
