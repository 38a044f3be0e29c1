"""What has been published about forced labour in one trade of one country, sentence by sentence.

Facts of sectors and facts of commodities together. A country without any is a country of which we
hold no source, not one without forced labour.
"""

from functools import cache

from evidence.claims import ClaimStatus, Confidence, Subject
from evidence.commodity_facts import commodity_facts
from evidence.rows import Row, read_rows

SHARPEST = ("high", "medium", "low")


class SectorFact(Row, frozen=True):
    """One figure about one trade in one country.

    ``topic`` names the trade; ``category`` is the model's, where one fits.
    """

    id: str
    iso3: str
    topic: str
    category: str
    about: Subject
    claim_status: ClaimStatus
    confidence: Confidence
    sentence: str
    caution: str
    publisher: str
    title: str
    year: int | None


@cache
def sector_facts() -> tuple[SectorFact, ...]:
    """Every row of sector_facts.csv."""
    return read_rows("sector_facts.csv", SectorFact, ("id",))


@cache
def facts_by_country() -> dict[str, tuple[SectorFact, ...]]:
    """Facts by country: on forced labour first, then the better read, then the newer."""
    found: dict[str, list[SectorFact]] = {}
    for row in sector_facts():
        found.setdefault(row.iso3, []).append(row)
    for fact in commodity_facts():
        for code in filter(None, fact.countries.split("|")):
            found.setdefault(code, []).append(
                SectorFact(
                    id=fact.id,
                    iso3=code,
                    topic=fact.topic,
                    category=fact.category,
                    about=fact.about,
                    claim_status=fact.claim_status,
                    confidence=fact.confidence,
                    sentence=fact.sentence,
                    caution=fact.reply,
                    publisher=fact.publisher,
                    title=fact.title,
                    year=fact.year,
                )
            )
    return {code: tuple(sorted(rows, key=_place)) for code, rows in found.items()}


def _place(fact: SectorFact) -> tuple[bool, bool, int, int]:
    return (
        fact.about == "child_labour",
        fact.about != "forced_labour",
        SHARPEST.index(fact.confidence),
        -(fact.year or 0),
    )
