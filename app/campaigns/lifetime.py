"""How long a campaign is there, and while it counts people."""

from __future__ import annotations

from app.groups.owners import kept
from app.groups.today import today
from app.models import Campaign


def find(slug: str) -> Campaign | None:
    """The campaign of this short name, unless it was deleted or never was."""
    return kept(Campaign, Campaign.slug == slug)


def counts_now(campaign: Campaign) -> bool:
    """Whether people can be counted: not paused, and not over."""
    return not campaign.paused and today() <= campaign.ends_on
