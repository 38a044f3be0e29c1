"""Commodities: where a category's main ingredients come from, inside the account's cells.

A commodity only shares out people whom the account already puts into a category; it never
adds any. What is left of the category keeps the origins of the account.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from footprint_model import tables
from footprint_model.lookup import check_country, countries_by_code
from footprint_model.schema import CommodityCell

Array = NDArray[np.float64]

# How the origins of a commodity are known, by the number in commodity_trade.npy.
KNOWN_BY = ("cell", "trade", "mirror", "listed", "reported")
LEAST_PART = 0.005
TINY = float(np.finfo(float).tiny)


@dataclass(frozen=True)
class CommodityPart:
    """One commodity's part of a category.

    Attributes
    ----------
    commodity : id
    share : part of the category's people
    known_by : "trade" (the importer's own trade figures), "mirror" (its partners'), "listed"
        (values of imports from listed origins), "reported" (a report names their share) or
        "cell" (the account's own origins)
    origins : (162,) part of the category's people by origin, adds up to ``share``
    """

    commodity: str
    share: float
    known_by: str
    origins: Array


@dataclass(frozen=True)
class OriginEffect:
    """A named origin: the part of the category it speaks of, and what that part is multiplied by."""

    part: float
    ratio: float


def parts(i: int, category: str) -> tuple[CommodityPart, ...]:
    """The commodities of a category for consuming country ``i``, largest first."""
    shares, known = tables.array("commodity_share.npy"), tables.array("commodity_trade.npy")
    found = []
    for j, row in cells_of(category):
        origins = np.asarray(shares[i, j], dtype=float)
        found.append(
            CommodityPart(row.commodity, float(origins.sum()), KNOWN_BY[int(known[i, j])], origins)
        )
    return tuple(sorted(found, key=lambda part: -part.share))


@dataclass(frozen=True)
class WorldPart:
    """One commodity behind what the world's households buy.

    Without the countries whose figures as buyers are artefacts of tiny trade.

    Attributes
    ----------
    commodity : id
    categories : its part of each category's people in the world, largest first; of categories
        outside the average only where it is in no other
    origins : (162,) where its people work, adds up to one
    """

    commodity: str
    categories: tuple[tuple[str, float], ...]
    origins: Array


@cache
def world_parts() -> dict[str, WorldPart]:
    """Every commodity that households of the world buy, by id."""
    buyers = np.array([row.consumer for row in tables.countries()])
    every = np.asarray(tables.array("people_by_origin.npy")[buyers], dtype=float).sum(axis=2)
    shares = tables.array("commodity_share.npy")[buyers]
    places = {row.id: (k, row.in_average) for k, row in enumerate(tables.categories())}
    found: dict[str, list[tuple[bool, str, float, Array]]] = {}
    for j, row in enumerate(tables.commodity_cells()):
        k, counted = places[row.category]
        people = every[:, k] @ np.asarray(shares[:, j], dtype=float)
        part = float(people.sum() / every[:, k].sum())
        found.setdefault(row.commodity, []).append((counted, row.category, part, people))
    world = {}
    for commodity, cells in found.items():
        usual = [cell for cell in cells if cell[0]] or cells
        people = np.sum([cell[3] for cell in usual], axis=0)
        if people.sum() > 0:
            categories = sorted(((c, part) for _, c, part, _ in usual), key=lambda pair: -pair[1])
            world[commodity] = WorldPart(commodity, tuple(categories), people / people.sum())
    return world


@cache
def cells_of(category: str) -> tuple[tuple[int, CommodityCell], ...]:
    """Positions and rows of a category's commodities."""
    return tuple(
        (j, row) for j, row in enumerate(tables.commodity_cells()) if row.category == category
    )


def cells_known_by() -> tuple[str, ...]:
    """How origins are known, for every commodity cell of every consuming country."""
    known = np.asarray(tables.array("commodity_trade.npy")).ravel()
    return tuple(KNOWN_BY[number] for number in known.tolist())


@cache
def named_cell(category: str) -> int | None:
    """Position of the commodity that a named origin of the category speaks of."""
    return next((j for j, row in cells_of(category) if row.named), None)


def commodity_share(i: int, category: str, commodities: tuple[str, ...]) -> float:
    """Part of a category's people that works on any of the commodities."""
    shares = tables.array("commodity_share.npy")
    return float(
        sum(
            np.asarray(shares[i, j], dtype=float).sum()
            for j, row in cells_of(category)
            if row.commodity in commodities
        )
    )


def origin_effect(i: int, category: str, origin: str) -> OriginEffect:
    """What buying a category's named commodity from one country only does to it.

    The money that went to all origins goes to this one, where each dollar carries that
    country's people per dollar; the ratio is bounded, since some countries sell next to none.
    """
    j = named_cell(category)
    if j is None:
        return OriginEffect(0.0, 1.0)
    people, risk, money = _bought(i, j)
    part = float(people.sum())
    if part <= 0 or money.sum() <= 0:
        return OriginEffect(0.0, 1.0)
    r = countries_by_code()[origin][0]
    bounds = next(row for row in tables.parameters() if row.name == "origin_ratio")
    ratio = float(risk[r] * money.sum() / people[risk > 0].sum())
    return OriginEffect(part, min(max(ratio, bounds.low), bounds.high))


def usual_origins(country: str, category: str) -> tuple[str, ...]:
    """Countries from which a country has a category's named commodity, most money first.

    Only where trade figures or reports say so, and only those with a part of the money and of the
    people that is more than the grain of the fit; empty where no such figures are held.

    Raises
    ------
    UnknownCountry
        If the account has no such country.
    """
    i = countries_by_code()[check_country("country", country)][0]
    j = named_cell(category)
    if j is None or KNOWN_BY[int(tables.array("commodity_trade.npy")[i, j])] == "cell":
        return ()
    people, _risk, money = _bought(i, j)
    part = np.minimum(people / max(people.sum(), TINY), money / max(money.sum(), TINY))
    order = np.argsort(-money, kind="stable")
    return tuple(tables.countries()[r].iso3 for r in order if part[r] >= LEAST_PART)


def _bought(i: int, j: int) -> tuple[Array, Array, Array]:
    """People of a commodity by origin, people per dollar there, and so the money; each (162,)."""
    people = np.asarray(tables.array("commodity_share.npy")[i, j], dtype=float)
    risk = np.asarray(tables.array("commodity_risk.npy")[j], dtype=float)
    return people, risk, np.divide(people, risk, out=np.zeros_like(people), where=risk > 0)


def origins_with(i: int, category: str, origin: str, shares: Array) -> Array:
    """(162,) a category's shares by origin when its named commodity comes from one country."""
    j = named_cell(category)
    effect = origin_effect(i, category, origin)
    if j is None or effect.part <= 0:
        return shares
    moved = np.maximum(
        shares - np.asarray(tables.array("commodity_share.npy")[i, j], dtype=float), 0
    )
    moved[countries_by_code()[origin][0]] += effect.part * effect.ratio
    return np.asarray(moved / moved.sum())
