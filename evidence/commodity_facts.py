"""Facts about commodities and services: one sentence each, with who says so and what kind of claim.

Each speaks of the people it names, not of a whole trade: no share is multiplied by a sector, and
no commodity is ranked by them.
"""

from functools import cache

from evidence.claims import ClaimStatus, Confidence, Subject
from evidence.rows import Row, read_rows

SHARPEST = ("high", "medium", "low")


class CommodityFact(Row, frozen=True):
    """One fact. ``topic`` names what it is about more closely than category or commodity.

    ``commodity`` and ``category`` are ids of the model; no commodity for services. ``countries``:
    ISO 3166-1 alpha-3 with ``|`` between. ``reply``: what those concerned say. ``debt``: it tells
    of debts for getting the job.
    """

    id: str
    topic: str
    commodity: str
    category: str
    about: Subject
    claim_status: ClaimStatus
    confidence: Confidence
    countries: str
    sentence: str
    reply: str
    debt: bool
    publisher: str
    title: str
    year: int | None


@cache
def commodity_facts() -> tuple[CommodityFact, ...]:
    """Every fact, those on forced labour first, then the better read, then the newer."""
    rows = read_rows("commodity_facts.csv", CommodityFact, ("id",))
    return tuple(sorted(rows, key=_place))


def _place(fact: CommodityFact) -> tuple[bool, int, int]:
    return (
        fact.about != "forced_labour",
        SHARPEST.index(fact.confidence),
        -(fact.year or 0),
    )


def facts_of_commodity(commodity: str) -> tuple[CommodityFact, ...]:
    """Facts about one commodity of the model."""
    return tuple(fact for fact in commodity_facts() if fact.commodity == commodity)


def facts_of_category(category: str) -> tuple[CommodityFact, ...]:
    """Facts about a category itself, not about the commodities that are also in others."""
    return tuple(fact for fact in commodity_facts() if fact.category == category)
