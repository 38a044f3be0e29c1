"""Every fact about what people buy: those of commodities and services, and those of trades."""

from functools import cache

from evidence.commodity_facts import SHARPEST, CommodityFact, commodity_facts
from evidence.country_facts import SectorFact, sector_facts
from footprint_model import TableError

FIRST = ("survey", "official_finding", "court_outcome")
# Beginning of a sector fact's id -> (topic, commodity), as in commodity_facts.csv. Facts about a
# whole country's work, without a category, are for the country's page alone.
TRADES = {
    "afg_brick": ("Bricks", "bricks"),
    "bra_2024_buildings": ("Construction", ""),
    "bra_2024_coffee": ("Coffee", "coffee"),
    "bra_2024_onions": ("Other vegetables", "vegetables"),
    "bra_cpt_cattle": ("Cattle and beef", "cattle"),
    "bra_cpt_sugarcane": ("Sugar cane", "sugar"),
    "civ_cocoa": ("Cocoa", "cocoa"),
    "cod_cobalt": ("Cobalt", "cobalt"),
    "gha_cocoa": ("Cocoa", "cocoa"),
    "ind_carpet": ("Carpets", "carpets"),
    "mys_domestic": ("Domestic work", ""),
    "mys_electronics": ("Making of electronics", "electronics"),
    "npl_brick": ("Bricks", "bricks"),
    "pak_brick": ("Bricks", "bricks"),
    "sgp_domestic": ("Domestic work", ""),
    "tha_domestic": ("Domestic work", ""),
    "tha_fishing": ("Fish", "fish"),
    "tha_seafood": ("Seafood processing", "fish"),
    "usa_nc_farm": ("Farm work", "vegetables"),
    "uzb_cotton": ("Cotton", "cotton"),
}


@cache
def product_facts() -> tuple[CommodityFact, ...]:
    """Every fact: on forced labour first; counts and findings first; the better read; the newer.

    Raises
    ------
    TableError
        If a sector fact has a category but no trade here.
    """
    of_trades = [_of_trade(fact) for fact in sector_facts() if fact.category]
    return tuple(sorted([*commodity_facts(), *of_trades], key=_place))


def _of_trade(fact: SectorFact) -> CommodityFact:
    trade = next((trade for start, trade in TRADES.items() if fact.id.startswith(start)), None)
    if trade is None:
        raise TableError(f"sector_facts.csv: {fact.id!r}, expected a trade in product_facts.py")
    return CommodityFact(
        id=fact.id,
        topic=trade[0],
        commodity=trade[1],
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
