"""Who buys a commodity from whom, in money, as trade tables say."""

from dataclasses import dataclass

import numpy as np

from footprint_model.build.raw import Raw, number
from footprint_model.leontief import Array
from footprint_model.schema import Commodity, OriginShare

FAOSTAT = "trade/faostat_tm_key_crops_bilateral_2018_2022.csv"
WALK_FREE = "gsi_2023_g20_import_risk.csv"
CELL, TRADE, MIRROR, LISTED, REPORTED = range(5)  # positions in commodities.KNOWN_BY


@dataclass(frozen=True)
class GoodsTrade:
    """Purchases of one commodity.

    Attributes
    ----------
    money : (162 buyers, 162 origins) thousand US$ a year; a row of zeros where none is held
    grown : (162,) part of what a country uses that it grows itself; only where re-exports
        are traced, otherwise zero
    known : (162,) how the row is known: CELL (not at all), TRADE, MIRROR or LISTED
    reported : buyer, (162,) origins, part of its imports that a report says comes from them
    """

    money: Array
    grown: Array
    known: np.ndarray
    reported: tuple[tuple[int, np.ndarray, float], ...] = ()


def trade_of(
    raw: Raw, countries: tuple[str, ...], commodity: Commodity, reported: list[OriginShare]
) -> GoodsTrade:
    """The purchases that ``commodity.trade`` names, and the shares that reports give."""
    n = len(countries)
    place = {code: i for i, code in enumerate(countries)}
    table, _, names = commodity.trade.partition(":")
    money, known = np.zeros((n, n)), np.full(n, CELL, dtype=np.uint8)
    if table == "faostat":
        wanted = set(names.split("|"))
        for row in raw.rows(FAOSTAT):
            if row["item"] in wanted and row["importer"] in place and row["origin"] in place:
                buyer = place[row["importer"]]
                money[buyer, place[row["origin"]]] += number(row["thousand_usd_per_year_2018_22"])
                known[buyer] = TRADE if row["basis"] == "importer_reported" else MIRROR
    elif table == "walkfree":
        for row in raw.rows(WALK_FREE):
            if row["product"] == names and {row["importer_iso3"], row["origin_iso3"]} <= set(place):
                buyer = place[row["importer_iso3"]]
                money[buyer, place[row["origin_iso3"]]] += number(row["value_thousand_usd"])
                known[buyer] = LISTED
    np.fill_diagonal(money, 0.0)
    known[money.sum(axis=1) <= 0] = CELL
    if commodity.re_exports == "traced":
        traced, grown = trace_re_exports(money)
        return GoodsTrade(traced, grown, known)
    shares = []
    for told in reported:
        these = np.array([code in told.origins.split("|") for code in countries])
        buyers = [place[told.importer]] if told.importer else range(n)
        shares += [(c, these, told.share) for c in buyers if not these[c]]
    return GoodsTrade(money, np.zeros(n), known, tuple(shares))


def trace_re_exports(money: Array) -> tuple[Array, Array]:
    """Replace sellers that only pass a crop on by those they bought it from.

    Who buys as much as it sells grows none of it; who sells more has grown the difference.
    That holds for crops that few countries grow, such as cocoa; a country that grows a crop
    and buys more than it sells is taken for one that only buys.

    Parameters
    ----------
    money : (n buyers, n sellers)

    Returns
    -------
    The same with growers in the place of sellers, row sums kept where a grower is found; and
    (n,) the part of each country's use that it grows itself.
    """
    bought, sold = money.sum(axis=1), money.sum(axis=0)
    most = np.maximum(bought, sold)
    grown = np.divide(np.maximum(sold - bought, 0), most, out=np.zeros_like(most), where=most > 0)
    share = np.divide(
        money, bought[:, np.newaxis], out=np.zeros_like(money), where=bought[:, np.newaxis] > 0
    )
    # share × grown comes from the seller's own fields, the rest from whoever it bought from.
    passed_on = share * (1 - grown)
    origins = np.linalg.solve(np.eye(len(money)) - passed_on * 0.999, share * grown)
    sums = origins.sum(axis=1, keepdims=True)
    origins = np.divide(origins, sums, out=np.zeros_like(origins), where=sums > 0)
    return np.asarray(origins * bought[:, np.newaxis]), np.asarray(grown)
