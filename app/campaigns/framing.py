"""Who may frame a campaign: only the sites it names, or everybody when it names none."""

from __future__ import annotations

from flask import g
from sqlalchemy.exc import SQLAlchemyError

from app.campaigns.lifetime import find
from app.campaigns.settings import Settings, decode
from app.campaigns.slugs import LONGEST, SLUG

FRAMES = "/embed/c/"
NOBODY, EVERYBODY = "'none'", "*"


def ancestors(path: str) -> str | None:
    """What the policy of a page says of frames around it; None for what is no campaign's frame.

    By the address and not by a view, so that it holds for errors too: also for those before any
    view ran. Where a view has found the campaign, nothing is asked again.
    """
    if not path.startswith(FRAMES):
        return None
    known = g.get("framed_campaign")
    settings = known.settings if known else _settings(path.removeprefix(FRAMES).partition("/")[0])
    if settings is None:
        return NOBODY
    # Our own pages show the frame to whoever made it.
    return " ".join(("'self'", *settings.origins)) if settings.origins else EVERYBODY


def _settings(slug: str) -> Settings | None:
    if len(slug) > LONGEST or not SLUG.fullmatch(slug):
        return None
    try:
        campaign = find(slug)
    except SQLAlchemyError:  # the answer is an error page already
        return None
    return decode(campaign.settings) if campaign else None
