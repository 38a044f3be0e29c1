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
    """Every row, in the order of the file."""
    return read_rows("commodity_facts.csv", CommodityFact, ("id",))
