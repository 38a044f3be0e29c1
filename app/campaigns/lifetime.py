"""How long a campaign is there, and while it counts people."""

from __future__ import annotations

from sqlalchemy import delete, select

from app.extensions import db
from app.groups.today import today
from app.models import Campaign


def find(slug: str) -> Campaign | None:
    """The campaign of this short name, unless it was deleted or never was."""
    return db.session.scalar(
        select(Campaign).where(Campaign.slug == slug, Campaign.delete_on > today())
    )


def counts_now(campaign: Campaign) -> bool:
    """Whether people can be counted: not paused, and not over."""
    return not campaign.paused and today() <= campaign.ends_on


def purge() -> int:
    """Delete campaigns whose time is over, with all that is theirs; return how many."""
    result = db.session.execute(
        delete(Campaign)
        .where(Campaign.delete_on <= today())
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    return result.rowcount
