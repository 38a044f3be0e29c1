"""Every fact about what people buy: those of commodities and services, and those of trades."""

from functools import cache

from evidence.commodity_facts import SHARPEST, CommodityFact, commodity_facts
from evidence.country_facts import SectorFact, sector_facts
from footprint_model import TableError

FIRST = ("survey", "official_finding", "court_outcome")
# Topic of a sector fact -> commodity of the model ("" for services). Facts about a whole country's
# work, without a category, are for the country's page alone.
COMMODITY = {
    "Bricks": "bricks",
    "Carpets": "carpets",
    "Cattle and beef": "cattle",
    "Cobalt": "cobalt",
    "Cocoa": "cocoa",
    "Coffee": "coffee",
    "Construction": "",
    "Cotton": "cotton",
    "Domestic work": "",
    "Making of electronics": "electronics",
    "Farm work": "vegetables",
    "Fish": "fish",
    "Onions": "vegetables",
    "Seafood processing": "fish",
    "Sugar cane": "sugar",
}


@cache
def product_facts() -> tuple[CommodityFact, ...]:
    """Every fact: on forced labour first; counts and findings first; the better read; the newer.

    Raises
    ------
    TableError
        If a sector fact has a category, but a topic that is not known here.
    """
    of_trades = [_of_trade(fact) for fact in sector_facts() if fact.category]
    return tuple(sorted([*commodity_facts(), *of_trades], key=_place))


def _of_trade(fact: SectorFact) -> CommodityFact:
    if fact.topic not in COMMODITY:
        raise TableError(
            f"sector_facts.csv: topic {fact.topic!r}, expected one of product_facts.py"
        )
    return CommodityFact(
        id=fact.id,
        topic=fact.topic,
        commodity=COMMODITY[fact.topic],
        category=fact.category,
        about=fact.about,
        claim_status=fact.claim_status,
        confidence=fact.confidence,
        countries=fact.iso3,
        sentence=fact.sentence,
        reply=fact.caution,
        debt=False,
        publisher=fact.publisher,
        title=fact.title,
        year=fact.year,
    )


def _place(fact: CommodityFact) -> tuple[bool, bool, int, int]:
    return (
        fact.about != "forced_labour",
        fact.claim_status not in FIRST or fact.confidence == "low",
        SHARPEST.index(fact.confidence),
        -(fact.year or 0),
    )
