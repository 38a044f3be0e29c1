"""Count people: each once, by inserting a row; sums change only by five people or more at a time.

Whoever looks twice therefore never sees a difference that is one person's.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.campaigns.figures import Figures, decode, encode, names
from app.extensions import db
from app.groups.small_groups import LEAST
from app.models import Campaign, CampaignEntry, CampaignTotal

AT_A_TIME = 1000  # entries read at once, so that memory stays small


def once_hash(campaign_id: str, once: str) -> str:
    """Another one in each campaign, so that nobody can be followed from one to the next."""
    return hashlib.sha256(f"{campaign_id} {once}".encode()).hexdigest()


def add(campaign_id: str, once: str, figures: Figures) -> bool:
    """Count somebody; False if they are counted already."""
    db.session.add(
        CampaignEntry(
            campaign_id=campaign_id,
            once_hash=once_hash(campaign_id, once),
            figures=encode(figures),
        )
    )
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return False
    return True


def is_counted(campaign_id: str, once: str) -> bool:
    """Whether somebody with this number is counted, or waits to be."""
    found = select(CampaignEntry.id).where(
        CampaignEntry.campaign_id == campaign_id,
        CampaignEntry.once_hash == once_hash(campaign_id, once),
    )
    return db.session.scalar(found) is not None


def gather(campaign_id: str) -> int:
    """Add up who waits, if they are enough, and forget their figures; return how many."""
    if len(_waiting(campaign_id, LEAST)) < LEAST or not _mine(campaign_id):
        db.session.rollback()
        return 0
    sums: Counter[str] = Counter()
    more = True
    while more:
        entries = _waiting(campaign_id, AT_A_TIME)
        for _number, text in entries:
            sums.update(names(decode(text)))
        _forget(number for number, _text in entries)
        more = len(entries) == AT_A_TIME
    if sums["people"] < LEAST:  # somebody else was faster
        db.session.rollback()
        return 0
    _add_up(campaign_id, sums)
    db.session.commit()
    return sums["people"]


def gather_all() -> int:
    """The same for every campaign."""
    return sum(gather(campaign_id) for campaign_id in db.session.scalars(select(Campaign.id)).all())


def totals(campaign_id: str) -> Counter[str]:
    """The sums by name; what is not there is zero."""
    rows = select(CampaignTotal.name, CampaignTotal.value).where(
        CampaignTotal.campaign_id == campaign_id
    )
    return Counter(dict(map(tuple, db.session.execute(rows))))


def _mine(campaign_id: str) -> bool:
    """Lock the campaign; False if somebody else is adding up just now.

    On PostgreSQL the lock is the one that inserting entries does not wait for. SQLite lets one
    write at a time, from the first change on, so that the change of version comes first.
    """
    if db.engine.dialect.name == "postgresql":
        row = select(Campaign.id).where(Campaign.id == campaign_id)
        if db.session.scalar(row.with_for_update(skip_locked=True, key_share=True)) is None:
            return False
    db.session.execute(
        update(Campaign)
        .where(Campaign.id == campaign_id)
        .values(version=Campaign.version + 1)
        .execution_options(synchronize_session=False)
    )
    return True


def _waiting(campaign_id: str, most: int) -> list[tuple[int, str]]:
    """So many of those whose figures are not added up."""
    rows = (
        select(CampaignEntry.id, CampaignEntry.figures)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.figures.is_not(None))
        .limit(most)
    )
    return [(number, text) for number, text in db.session.execute(rows) if text is not None]


def _forget(numbers: Iterable[int]) -> None:
    db.session.execute(
        update(CampaignEntry)
        .where(CampaignEntry.id.in_(list(numbers)))
        .values(figures=None)
        .execution_options(synchronize_session=False)
    )


def _add_up(campaign_id: str, sums: Counter[str]) -> None:
    known = {
        row.name: row
        for row in db.session.scalars(
            select(CampaignTotal)
            .where(CampaignTotal.campaign_id == campaign_id)
            .execution_options(populate_existing=True)
        )
    }
    for name, value in sums.items():
        if name in known:
            known[name].value += value
        else:
            db.session.add(CampaignTotal(campaign_id=campaign_id, name=name, value=value))
