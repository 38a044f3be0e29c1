"""Campaigns made through the model, and people counted in them: for tests of several folders."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.campaigns import counts
from app.campaigns.figures import Figures
from app.campaigns.settings import Settings, encode
from app.extensions import db
from app.groups.today import today
from app.models import Campaign

SETTINGS = Settings(
    name="Cleaner phones",
    languages=("en",),
    intro="We are a school.\n\nWe want to know what is behind our phones.",
    actions=("keep_devices", "wear_longer"),
    ways=("poster", "newsletter"),
)
_numbers = itertools.count()


def campaign(settings: Settings = SETTINGS, **columns: Any) -> str:
    """Put a campaign into the database of the application at hand; returns its slug."""
    slug = columns.setdefault("slug", f"cleaner-phones-{next(_numbers)}")
    columns.setdefault("ends_on", today() + timedelta(days=30))
    columns.setdefault("delete_on", today() + timedelta(days=60))
    columns |= {"owner_hash": secrets.token_hex(32), "phrase_hash": secrets.token_hex(32)}
    db.session.add(Campaign(settings=encode(settings), **columns))
    db.session.commit()
    return str(slug)


def id_of(slug: str) -> str:
    """What its entries are kept under."""
    return str(db.session.scalars(select(Campaign.id).where(Campaign.slug == slug)).one())


def somebody(**changed: Any) -> Figures:
    """The figures of a person, by default with two days, half of it clothing, half from China."""
    return Figures(
        **{
            "persons": 5_000_000,
            "low": 2_000_000,
            "high": 11_000_000,
            "bin": 10,
            "categories": {"clothing": 2_500_000, "food": 2_500_000},
            "origins": {"CHN": 2_500_000, "IND": 2_500_000},
        }
        | changed
    )


def join(campaign_id: str, people: int, **changed: Any) -> None:
    """Count so many people with these figures."""
    for _person in range(people):
        assert counts.add(campaign_id, secrets.token_urlsafe(12), somebody(**changed))


@pytest.fixture
def make_campaign(app: Flask) -> Callable[..., str]:
    """make_campaign(settings, paused=True) makes one in the shared site; returns its slug."""

    def make(settings: Settings = SETTINGS, people: int = 0, **columns: Any) -> str:
        with app.app_context():
            slug = campaign(settings, **columns)
            join(id_of(slug), people)
        return slug

    return make
