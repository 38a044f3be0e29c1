"""A campaign's count: entries are only ever appended, and gathered into one total now and then.

Nobody waits for anybody: each result or pledge is a row of its own. Gathering takes the total's
row, adds what has come since, and deletes those rows in the same transaction, so nothing is
counted twice or lost. Entries have no time and no mark of who sent them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import CampaignEntry, CampaignTotal
from footprint_model import Estimate

GATHER_AT = 50  # entries; below, they are added up when somebody looks
SHOWN_FROM = 5  # people; a figure about fewer could be about somebody
HOURS = 365 * 24
EDGES = (0.0, 4.0, 8.0, 12.0, 16.0, 24.0, 48.0, 96.0)  # hours a year; the last bin is open
DIGITS = 3


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One visitor's totals, rounded: person-years by low, central, high; by category and origin."""

    years: tuple[float, float, float]
    categories: dict[str, float]
    origins: dict[str, float]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row: a result, or what somebody pledged to do."""

    result: Result | None = None
    pledge: str = ""


class Totals(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What has been counted: people, their person-years, and in how many results each part is."""

    people: int = 0
    years: tuple[float, float, float] = (0.0, 0.0, 0.0)
    bins: list[int] = msgspec.field(default_factory=lambda: [0] * len(EDGES))
    categories: dict[str, tuple[int, float]] = {}
    origins: dict[str, tuple[int, float]] = {}
    pledges: dict[str, int] = {}

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        if entry.pledge:
            self.pledges[entry.pledge] = self.pledges.get(entry.pledge, 0) + 1
        if (result := entry.result) is None:
            return
        self.people += 1
        low, central, high = (a + b for a, b in zip(self.years, result.years, strict=True))
        self.years = (low, central, high)
        self.bins[bin_of(result.years[1] * HOURS)] += 1
        for counted, parts in (
            (self.categories, result.categories),
            (self.origins, result.origins),
        ):
            for key, years in parts.items():
                people, before = counted.get(key, (0, 0.0))
                counted[key] = (people + 1, before + years)


def bin_of(hours: float) -> int:
    """Which bar of the distribution."""
    return sum(1 for edge in EDGES[1:] if hours >= edge)


def bounds() -> list[tuple[float, float | None]]:
    """From and to of each bar, in hours a year; the last has no end."""
    return [*pairwise(EDGES), (EDGES[-1], None)]


def result_of(estimate: Estimate) -> Result:
    """What a visitor adds: totals only, with as many digits as matter to a sum."""
    years = estimate.person_years
    return Result(
        years=(_short(years.low), _short(years.central), _short(years.high)),
        categories=_parts((r.category, r.person_years.central) for r in estimate.by_category),
        origins=_parts((r.country, r.person_years) for r in estimate.by_origin),
    )


def _parts(rows: Iterable[tuple[str, float]]) -> dict[str, float]:
    return {key: _short(years) for key, years in rows if years > 0}


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def append(slug: str, entry: Entry) -> None:
    """Add one entry, and wait for nobody."""
    db.session.add(CampaignEntry(slug=slug, entry=msgspec.json.encode(entry).decode()))
    db.session.commit()


def totals(slug: str) -> Totals:
    """Everything counted up to now; gathers the entries when there are many."""
    rows = db.session.scalars(select(CampaignEntry).where(CampaignEntry.slug == slug)).all()
    if len(rows) >= GATHER_AT:
        return gather(slug)
    found = _stored(db.session, slug)
    for row in rows:
        found.add(msgspec.json.decode(row.entry, type=Entry))
    return found


def gather(slug: str) -> Totals:
    """Take the entries into the total, all or none of them."""
    db.session.commit()  # what was read before must not stand in the way
    # The lock: who else gathers waits here, and then finds these entries gone.
    row = db.session.scalar(
        select(CampaignTotal).where(CampaignTotal.slug == slug).with_for_update()
    )
    if row is None:
        return Totals()
    found = msgspec.json.decode(row.totals, type=Totals)
    entries = db.session.scalars(select(CampaignEntry).where(CampaignEntry.slug == slug)).all()
    for entry in entries:
        found.add(msgspec.json.decode(entry.entry, type=Entry))
    if entries:
        ids = [entry.id for entry in entries]
        db.session.execute(delete(CampaignEntry).where(CampaignEntry.id.in_(ids)))
        row.totals = msgspec.json.encode(found).decode()
    db.session.commit()
    return found


def _stored(session: Session, slug: str) -> Totals:
    text = session.scalar(select(CampaignTotal.totals).where(CampaignTotal.slug == slug))
    return msgspec.json.decode(text, type=Totals) if text else Totals()


def shown(counted: Mapping[str, tuple[int, float]]) -> list[tuple[str, float]]:
    """Parts that enough people have, largest first."""
    rows = [(key, years) for key, (people, years) in counted.items() if people >= SHOWN_FROM]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def suppressed(numbers: Iterable[int]) -> list[int | None]:
    """Counts; None where one to four people could be picked out."""
    return [None if 0 < number < SHOWN_FROM else number for number in numbers]


def public(found: Totals) -> dict[str, Any]:
    """The figures everybody may see, as page, table and API show them.

    Nothing but whether there is a count while fewer than five have taken part.
    """
    if found.people < SHOWN_FROM:
        return {"people": None, "shown_from": SHOWN_FROM}
    low, central, high = found.years
    return {
        "people": found.people,
        "shown_from": SHOWN_FROM,
        "person_years": {"low": low, "central": central, "high": high},
        "hours_per_person": central / found.people * HOURS,
        "distribution": [
            {"from_hours": start, "to_hours": end, "people": count}
            for (start, end), count in zip(bounds(), suppressed(found.bins), strict=True)
        ],
        "categories": [
            {"category": key, "person_years": years} for key, years in shown(found.categories)
        ],
        "origins": [{"country": key, "person_years": years} for key, years in shown(found.origins)],
        "pledges": [
            {"action": key, "people": count}
            for key, count in sorted(found.pledges.items(), key=lambda row: (-row[1], row[0]))
            if count >= SHOWN_FROM
        ],
    }
