"""Who may be counted in which campaign, and what they can pledge: on the site and in frames."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import NamedTuple

from flask import current_app
from sqlalchemy.exc import OperationalError

from app.campaigns import counts, lifetime
from app.campaigns.figures import Place, figures
from app.campaigns.pledges import offered
from app.campaigns.settings import decode
from app.extensions import db
from app.models import Campaign
from app.quiz.answers import Answers, Joining
from footprint_model import Estimate


class Offer(NamedTuple):
    """What a person is asked at the end."""

    slug: str
    name: str
    counted: bool
    pledges: tuple[tuple[str, str], ...]


def for_campaign(answers: Answers, slug: str, place: Place, via: str) -> Answers:
    """The answers, which this campaign may then count once; the random number stays the same."""
    once = answers.joining.once if answers.joining else secrets.token_urlsafe(12)
    return answers.joining_with(Joining(slug, once, place, via))


def offer(answers: Answers, country: str) -> Offer | None:
    """The question whether to be counted, if the person came through a campaign that counts.

    The result itself needs no database, so that one out of reach only takes the question away.
    """
    if answers.joining is None or answers.joining.place == "class":
        return None
    try:
        campaign = lifetime.find(answers.joining.slug)
        if campaign is None:
            return None
        counted = counts.is_counted(campaign.id, answers.joining.once)
        if not counted and not lifetime.counts_now(campaign):
            return None
    except OperationalError:
        db.session.rollback()
        return None
    settings = decode(campaign.settings)
    return Offer(campaign.slug, settings.name, counted, offered(settings, country))


def join(campaign: Campaign, joining: Joining, estimate: Estimate, pledged: Iterable[str]) -> bool:
    """Count somebody; False if they are counted already."""
    settings = decode(campaign.settings)
    possible = {key for key, _name in offered(settings, estimate.country)}
    same = joining.slug == campaign.slug  # else the number is theirs, but they came another way
    found = figures(
        estimate,
        (key for key in pledged if key in possible),
        "embed" if same and joining.place == "embed" else "page",
        joining.via if same and joining.via in settings.ways else "",
    )
    new = counts.add(campaign.id, joining.once, found)
    counts.gather(campaign.id)
    return new


def limit() -> str:
    """How often one address may add somebody."""
    return str(current_app.config["JOIN_LIMIT"])
