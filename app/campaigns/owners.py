"""Make a campaign, change it, stop it for a while."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.campaigns.settings import Settings, encode
from app.extensions import db
from app.groups.owners import purge
from app.groups.secret_links import hashed, new_phrase, new_token
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
    purge(Campaign)
    made = Made(new_token(), new_phrase())
    db.session.add(
        Campaign(
            slug=slug,
            owner_hash=hashed(made.token),
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
