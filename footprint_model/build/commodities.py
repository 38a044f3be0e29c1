"""Step 5b: commodities share out the people of a category's cells; they never add any.

A cell is what one producing sector puts into one category for one consuming country. The
account knows farms as one sector, so its chocolate comes from everything its farms grow. Here
the part of a cell that a commodity stands for takes the commodity's own origins: money by
trade figures × people per dollar of the origin's sector × how much likelier forced labour is
where the good is on the list. Then every cell is fitted back to its people, and every origin's
sector to the people it has: nobody is added, moved between categories, or lost.
"""

from dataclasses import dataclass

import numpy as np

from footprint_model import tables
from footprint_model.build.average_resident import quantities
from footprint_model.build.checks import check, report
from footprint_model.build.classification import PRODUCTS
from footprint_model.build.commodity_trade import (
    CELL,
    LISTED,
    MIRROR,
    REPORTED,
    TRADE,
    GoodsTrade,
    trade_of,
)
from footprint_model.build.parameters import Parameters
from footprint_model.build.raw import Raw, number
from footprint_model.build.rest_of_world import Account
from footprint_model.build.satellite import listed
from footprint_model.errors import CheckFailed
from footprint_model.leontief import Array, intensity, output
from footprint_model.schema import Category, Commodity, CommodityCell

AT_MOST = 0.95  # of a cell goes to commodities, so that its own origins can always balance it
ROUNDS, CLOSE = 1000, 1e-6


@dataclass(frozen=True)
class Split:
    """Commodities of every consuming country.

    Attributes
    ----------
    people : (cells, 162 consumers, 162 origins) people by commodity cell
    risk : (cells, 162 origins) people in forced labour per US$ of the commodity, relative
    known : (162 consumers, cells) position in ``commodities.KNOWN_BY``
    """

    people: Array
    risk: Array
    known: np.ndarray


@dataclass(frozen=True)
class Risk:
    """Per origin: people per US$ of a commodity, and how that differs from its whole sector."""

    per_dollar: Array
    tilt: Array


def split_commodities(
    raw: Raw,
    account: Account,
    people: Array,
    weights: np.ndarray,
    categories: tuple[Category, ...],
    commodities: dict[str, Commodity],
    cells: tuple[CommodityCell, ...],
    parameters: Parameters,
) -> Split:
    """Give commodities their origins; ``weights`` (162, 35, 162, 53) are changed in place."""
    n = len(account.countries)
    counted = np.array([category.in_average for category in categories] + [True])
    ids = [category.id for category in categories]
    shares = _shares(raw, account.countries, cells)
    risks = _risks(raw, account, people, commodities, parameters)
    reported = tables.origin_shares()
    trades = {
        key: trade_of(raw, account.countries, row, [r for r in reported if r.commodity == key])
        for key, row in commodities.items()
    }
    found = np.zeros((len(cells), n, n))
    known = np.zeros((n, len(cells)), dtype=np.uint8)
    moved = origin_error = cell_error = 0.0
    for product in sorted({commodities[cell.commodity].product for cell in cells}):
        s = PRODUCTS.index(product)
        made = [j for j, c in enumerate(cells) if commodities[c.commodity].product == product]
        # (origin, consumer, category) people of this sector
        before = people[:, s, np.newaxis, np.newaxis] * weights[:, s].astype(float)
        seed = before.copy()
        for k in sorted({ids.index(cells[j].category) for j in made}):
            members = [j for j in made if cells[j].category == ids[k]]
            total = before[:, :, k].sum(axis=0)
            own = _normalised(before[:, :, k])
            taken = np.array([shares[j] for j in members])
            taken *= np.minimum(1.0, AT_MOST / taken.sum(axis=0))
            seed[:, :, k] *= 1 - taken.sum(axis=0)
            for j, share in zip(members, taken, strict=True):
                key = cells[j].commodity
                origins, known[:, j] = _origins(account, own, trades[key], risks[key], cells[j])
                found[j] = (share * total * origins).T
                seed[:, :, k] += found[j].T
        by_origin, by_cell = np.ones((n, len(ids) + 1)), np.ones((n, len(ids) + 1))
        rows, by_cell[:, counted] = _fit(seed[:, :, counted], before[:, :, counted])
        by_origin[:, counted] = rows[:, np.newaxis]
        after = seed * by_origin[:, np.newaxis, :] * by_cell
        for j in made:
            k = ids.index(cells[j].category)
            found[j] *= by_cell[:, k, np.newaxis] * by_origin[:, k]
        whole = people[:, s].sum()
        kept = after[:, :, counted] - before[:, :, counted]
        origin_error = max(origin_error, np.abs(kept.sum(axis=(1, 2))).max() / whole)
        cell_error = max(cell_error, np.abs(kept.sum(axis=0)).max() / whole)
        moved += np.abs(kept).sum() / 2
        held = people[:, s] > 0
        weights[held, s] = after[held] / people[held, s, np.newaxis, np.newaxis]
    check("people of every origin kept, largest error over the sector", origin_error, 0, 1e-9)
    check("people of every cell kept, largest error over the sector", cell_error, 0, 1e-6)
    report("people who changed origin inside their category", moved)
    return Split(found, np.array([risks[cell.commodity].per_dollar for cell in cells]), known)


def commodity_tables(
    split: Split, by_origin: Array, categories: tuple[Category, ...]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is written: shares of each category's people, risk per origin, how origins are known."""
    ids = [category.id for category in categories]
    share = np.zeros(split.people.shape, dtype=np.float16)
    for j, cell in enumerate(tables.commodity_cells()):
        total = by_origin[:, ids.index(cell.category)].sum(axis=1, keepdims=True)
        share[j] = np.divide(
            split.people[j], total, out=np.zeros_like(split.people[j]), where=total > 0
        )
    named: dict[str, list[int]] = {cell.category: [] for cell in tables.commodity_cells()}
    for j, cell in enumerate(tables.commodity_cells()):
        named[cell.category].append(j)
    most = max(share[rows].astype(float).sum(axis=(0, 2)).max() for rows in named.values())
    check("commodities of one category, largest share", float(most), 0, 1.001)
    mean = split.risk.mean(axis=1, keepdims=True)
    return share.transpose(1, 0, 2), (split.risk / mean).astype(np.float32), split.known


def _origins(
    account: Account, own: Array, trade: GoodsTrade, risk: Risk, cell: CommodityCell
) -> tuple[Array, np.ndarray]:
    """(162 origins, 162 consumers) where a commodity's people work, and how that is known.

    ``own``: the account's origins of the cell, adding up to one. Where no trade row exists they
    serve, tilted by what is listed for this very good instead of for its whole sector.
    """
    n = len(account.countries)
    origins = _normalised(own * risk.tilt[:, np.newaxis])
    known = np.full(n, CELL, dtype=np.uint8)
    for c in np.flatnonzero(trade.known == LISTED).tolist():
        # Values are held for listed origins only: they share what the cell has from them.
        these = trade.money[c] > 0
        people = trade.money[c, these] * risk.per_dollar[these]
        if people.sum() > 0 and own[these, c].sum() > 0:
            origins[:, c] = own[:, c]
            origins[these, c] = own[these, c].sum() * people / people.sum()
            known[c] = LISTED
    for c, these, share in trade.reported:
        _report_share(origins, risk, c, these, share)
        known[c] = REPORTED
    if not np.isin(trade.known, (TRADE, MIRROR)).any():
        return origins, known
    if cell.made_by:
        money, covered = _through_makers(account, trade, cell.made_by)
        people = _normalised((money * risk.per_dollar).T)
        found = (covered > 0.5) & (people.sum(axis=0) > 0)
        origins[:, found] = people[:, found]
        known[found] = np.where(trade.known[found] == CELL, MIRROR, trade.known[found])
        return origins, known
    people = trade.money * risk.per_dollar
    for c in np.flatnonzero((trade.known != CELL) & (people.sum(axis=1) > 0)).tolist():
        # What is grown at home stays as the account has it, unless only growers grow it.
        traced = trade.grown.any()
        home = trade.grown[c] if traced else own[c, c]
        origins[:, c] = (1 - home) * people[c] / people[c].sum()
        origins[c, c] += home
        known[c] = trade.known[c]
    return origins, known


def _report_share(origins: Array, risk: Risk, c: int, these: np.ndarray, share: float) -> None:
    """Give origins the part of a country's imports that a report says they have, in place.

    The report speaks of money (or weight), the cell of people: people are divided by people
    per dollar, shared out anew, and multiplied again. What is made at home stays.
    """
    abroad = np.arange(len(origins)) != c
    if these[c] or origins[abroad, c].sum() <= 0:
        return
    rate = np.where(risk.per_dollar > 0, risk.per_dollar, np.inf)
    money = np.where(abroad, origins[:, c] / rate, 0.0)
    if money[these].sum() <= 0 or money[~these].sum() <= 0:
        return
    money[these] *= share / money[these].sum()
    money[~these] *= (1 - share) / money[~these].sum()
    people = money * risk.per_dollar
    origins[abroad, c] = (people * origins[abroad, c].sum() / people.sum())[abroad]


def _through_makers(account: Account, trade: GoodsTrade, made_by: str) -> tuple[Array, Array]:
    """(162 consumers, 162 origins) money for the commodity in what others make of it; and the
    part of the makers whose purchases are known."""
    n, products = len(account.countries), len(PRODUCTS)
    p = PRODUCTS.index(made_by)
    made = account.household.reshape(n, products, n)[:, p].T  # (consumer, maker)
    made = np.divide(
        made,
        made.sum(axis=1, keepdims=True),
        out=np.zeros_like(made),
        where=made.sum(axis=1, keepdims=True) > 0,
    )
    bought = trade.money.sum(axis=1)
    share = np.divide(
        trade.money,
        bought[:, np.newaxis],
        out=np.zeros_like(trade.money),
        where=bought[:, np.newaxis] > 0,
    )
    home = trade.grown if trade.grown.any() else _home_share(account, p)
    has = bought > 0
    supply = share * (1 - home[:, np.newaxis]) + np.diag(np.where(has, home, 0.0))
    grower = (trade.grown > 0) & ~has  # buys none: uses its own
    supply[grower, grower] = 1.0
    return made @ supply, made @ (has | grower).astype(float)


def _home_share(account: Account, p: int) -> Array:
    """(162,) part of the farm goods that makers of product ``p`` buy at home."""
    n, products = len(account.countries), len(PRODUCTS)
    inputs = account.A.reshape(n, products, n, products)[:, 0, :, p]  # (seller, maker)
    total = inputs.sum(axis=0)
    return np.asarray(np.divide(np.diag(inputs), total, out=np.ones(n), where=total > 0))


def _risks(
    raw: Raw,
    account: Account,
    people: Array,
    commodities: dict[str, Commodity],
    parameters: Parameters,
) -> dict[str, Risk]:
    """Risk of every commodity: its sector's people per US$, tilted by what is listed."""
    codes = account.countries
    demand = account.household.sum(axis=1) + account.other.sum(axis=1)
    per_dollar = intensity(people.ravel(), output(account.A, demand)).reshape(len(codes), -1)
    more = parameters("listed_tilt")
    sectors = listed(raw, codes) > 0
    pairs: dict[str, set[str]] = {}
    for row in raw.rows("evidence/ilab_goods_2024_partial.csv"):
        if row["forced_labor"] == "1":
            pairs.setdefault(row["good"], set()).add(row["iso3"])
    risks = {}
    for key, commodity in commodities.items():
        goods = [good for good in commodity.listed.split("|") if good]
        if unlisted := [good for good in goods if good not in pairs]:
            raise CheckFailed(f"commodities.csv: {key}: {unlisted} are not on the list")
        named = set().union(*(pairs[good] for good in goods))
        this = np.array([code in named for code in codes])
        s = PRODUCTS.index(commodity.product)
        tilt = (1 + more * this) / (1 + more * (sectors[:, s] | this))
        tilt = tilt * _farm_mix(raw, codes, commodity.farm_sector, parameters)
        risks[key] = Risk(per_dollar[:, s] * tilt, tilt)
    return risks


def _farm_mix(
    raw: Raw, countries: tuple[str, ...], farm_sector: str, parameters: Parameters
) -> Array:
    """(162,) how much more of a country's farm people the second satellite has in these sectors.

    The root of the country's share over the world's, between bounds: the table counts people,
    not people per dollar, so a large sector looks risky in it. One where it has no row.
    """
    if not farm_sector:
        return np.ones(len(countries))
    sectors = set(farm_sector.split("|"))
    these: dict[str, float] = {}
    every: dict[str, float] = {}
    for row in raw.rows("shilling_2021_forced_labour_gtap.csv"):
        if row["sector_class"] != "Agriculture":
            continue
        people = number(row["forced_labour_persons"])
        every[row["iso3"]] = every.get(row["iso3"], 0.0) + people
        if row["gtap_sector"] in sectors:
            these[row["iso3"]] = these.get(row["iso3"], 0.0) + people
    world = sum(these.values()) / sum(every.values())
    low, high = parameters.low("farm_mix"), parameters.high("farm_mix")
    power = parameters("farm_mix_power")
    ratios = [
        (these.get(code, 0.0) / every[code] / world) ** power if every.get(code) else 1.0
        for code in countries
    ]
    return np.clip(ratios, low, high)


def _shares(raw: Raw, countries: tuple[str, ...], cells: tuple[CommodityCell, ...]) -> list[Array]:
    """Per cell (162,) part of the cell's people that the commodity stands for."""
    supply = quantities(raw)
    result = []
    for cell in cells:
        share = np.full(len(countries), cell.share)
        if cell.share_of_supply:
            part, whole = (supply[name] for name in cell.share_of_supply.split("/"))
            for c, code in enumerate(countries):
                if part.get(code, 0) > 0 and whole.get(code, 0) > 0:
                    share[c] = min(part[code] / whole[code], AT_MOST)
        result.append(share)
    return result


def _fit(seed: Array, wanted: Array) -> tuple[Array, Array]:
    """Factors per origin (n,) and per consumer and category (n, m) that fit ``seed`` to ``wanted``.

    Both are (origin, consumer, category) arrays; the fit keeps the people of every origin and
    of every cell.
    """
    n = len(seed)
    flat, rows = seed.reshape(n, -1), wanted.sum(axis=(1, 2))
    columns = wanted.sum(axis=0).ravel()
    by_origin = np.ones(n)
    for _round in range(ROUNDS):
        held = by_origin @ flat
        by_cell = np.divide(columns, held, out=np.zeros_like(held), where=held > 0)
        held = flat @ by_cell
        before, by_origin = by_origin, np.divide(rows, held, out=np.ones_like(held), where=held > 0)
        if np.abs(by_origin / before - 1)[rows > 0].max(initial=0) < CLOSE:
            break
    return by_origin, by_cell.reshape(seed.shape[1:])


def _normalised(values: Array) -> Array:
    """Columns that add up to one; empty ones stay empty."""
    sums = values.sum(axis=0)
    return np.asarray(np.divide(values, sums, out=np.zeros_like(values), where=sums > 0))
