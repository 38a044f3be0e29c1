"""From an account to people by consumer, category and origin: steps 3 to 5 for any variant."""

from dataclasses import dataclass

import numpy as np

from footprint_model import tables
from footprint_model.build.average_resident import AverageResident, average_resident
from footprint_model.build.bridge import Bridge, bridge
from footprint_model.build.checks import check, report, step
from footprint_model.build.classification import PRODUCTS, group_matrix
from footprint_model.build.commodities import Split, split_commodities
from footprint_model.build.embodied import Embodied, embodied, producing
from footprint_model.build.items import hours_in_homes, item_prices
from footprint_model.build.parameters import Parameters
from footprint_model.build.prices import PriceLevels
from footprint_model.build.raw import Raw
from footprint_model.build.rest_of_world import Account
from footprint_model.build.satellite import Margins, margins, report_satellite, satellite
from footprint_model.identities import EXPECTED_PER_1000
from footprint_model.leontief import Array
from footprint_model.schema import Category

HELP = [item.id for item in tables.items()].index("domestic_help_hours")


@dataclass(frozen=True)
class Solved:
    """One variant of the account, solved.

    Attributes
    ----------
    given : margins of the satellite
    cells : (162, 35) ones where a product is made
    people : (162, 35) the satellite
    shares : who works for whom, by product
    bridged : products to categories
    resident : the average resident as surveys know it
    weights : (162, 35, 162, 53) shares of each producing cell's people
    spend, reference : (162, 52) average spending; spending that the people answer for
    by_origin : (162 consumers, 53, 162 origins) people
    in_average : (53,) false for reference columns, which no sum counts
    split : commodities
    """

    account: Account
    given: Margins
    cells: Array
    people: Array
    shares: Embodied
    bridged: Bridge
    resident: AverageResident
    weights: np.ndarray
    spend: Array
    reference: Array
    by_origin: Array
    in_average: np.ndarray
    split: Split


def solve(
    raw: Raw,
    account: Account,
    workers: Array,
    population: Array,
    categories: tuple[Category, ...],
    parameters: Parameters,
) -> Solved:
    """Satellite, inverse, bridge; prints and checks conservation."""
    codes = account.countries
    step("satellite account")
    cells = producing(account)
    given = margins(raw, codes, workers, parameters)
    people = satellite(given, cells, parameters("listed_tilt"))
    report_satellite(codes, given, people)

    step("Leontief inverse and embodied forced labour")
    shares = embodied(account)

    step("average residents and the bridge to categories")
    per_head = account.household.sum(axis=0) * 1e6 / population
    resident = average_resident(raw, codes, categories, parameters, per_head)
    bridged = bridge(raw, account, categories, resident, parameters)
    weights = _by_category(shares, bridged, categories)
    hours = hours_in_homes(workers, population, parameters)
    paid = hours * item_prices(tables.items(), codes, PriceLevels(raw, parameters))[:, HELP]
    reference = _reference_spend(account, bridged, categories, resident.spend, population, paid)
    check("smallest reference spending, US$", float(reference.min()), 1e-9, 1e3)
    spend = resident.spend.copy()
    staff = [category.id for category in categories].index("household_services")
    spend[:, staff] = reference[:, staff]

    step("commodities inside the categories")
    split = split_commodities(
        raw,
        account,
        people,
        weights,
        categories,
        tables.commodities(),
        tables.commodity_cells(),
        parameters,
    )
    by_origin = np.einsum("rs,rsck->ckr", people, weights, optimize=True)
    in_average = np.array([category.in_average for category in categories] + [True])
    solved = Solved(
        account,
        given,
        cells,
        people,
        shares,
        bridged,
        resident,
        weights,
        spend,
        reference,
        by_origin,
        in_average,
        split,
    )
    _check_world(solved, population)
    return solved


def sector_shares(solved: Solved) -> Array:
    """(162, 53, 7) shares of each consumer's category by producing sector group."""
    sectors = np.stack(
        [
            np.einsum("rs,rsck->ck", solved.people * in_group, solved.weights, optimize=True)
            for in_group in group_matrix().T
        ],
        axis=2,
    )
    sums = sectors.sum(axis=2, keepdims=True)
    return np.asarray(np.divide(sectors, sums, out=np.zeros_like(sectors), where=sums > 0))


def origin_sectors(solved: Solved) -> np.ndarray:
    """(162, 162, 7) in which sector groups each origin's people work for a consumer's households.

    Shares of the people of one consumer and origin in 65,535ths, over all household purchases
    that the average counts; nothing where the consumer takes nothing from the origin.
    """
    purchases = solved.weights[..., :-1][..., solved.in_average[:-1]].sum(axis=3, dtype=float)
    work = np.einsum("rs,rsc,sg->crg", solved.people, purchases, group_matrix(), optimize=True)
    sums = work.sum(axis=2, keepdims=True)
    shares = np.divide(work, sums, out=np.zeros_like(work), where=sums > 0)
    return np.asarray(np.rint(shares * np.iinfo(np.uint16).max), dtype=np.uint16)


def product_shares(solved: Solved, categories: tuple[Category, ...]) -> Array:
    """(162, 53, 36) through which product a category's people come; the last is "other"."""
    household = np.einsum("rs,rscp->cp", solved.people, solved.shares.weights, optimize=True)
    n, n_products = household.shape
    result = np.zeros((n, len(categories) + 1, n_products + 1))
    result[:, :-1, :-1] = solved.bridged.share * household[:, np.newaxis, :]
    for k, category in enumerate(categories):
        if not category.in_average:
            result[:, k] = 0
            result[np.arange(n), k, solved.bridged.cell_product[:, k]] = 1
    result[:, -1, -1] = 1
    sums = result.sum(axis=2, keepdims=True)
    return np.asarray(np.divide(result, sums, out=np.zeros_like(result), where=sums > 0))


def _by_category(shares: Embodied, bridged: Bridge, categories: tuple[Category, ...]) -> np.ndarray:
    """(162, 35, 162, 53) shares of each producing cell's people by consumer and category.

    Categories outside the average (no survey has a line for them) carry the whole of their
    product's cell for reference; they are left out of every sum.
    """
    n = len(shares.weights)
    weights = np.empty((n, len(PRODUCTS), n, len(categories) + 1), dtype=np.float32)
    for c in range(n):
        weights[:, :, c, :-1] = shares.weights[:, :, c] @ bridged.share[c].T.astype(np.float32)
    consumers = np.arange(n)
    for k, category in enumerate(categories):
        if not category.in_average:
            weights[:, :, :, k] = shares.weights[:, :, consumers, bridged.cell_product[:, k]]
    weights[:, :, :, -1] = shares.other
    return weights


def _reference_spend(
    account: Account,
    bridged: Bridge,
    categories: tuple[Category, ...],
    spend: Array,
    population: Array,
    paid_at_home: Array,
) -> Array:
    """US$ per head that a category's people answer for.

    The average spending where surveys have it; the account's own purchases of the cell, at
    purchaser prices, for categories no survey has. For household staff the larger of that
    and the hours worked in homes at their price: national accounts hold little of what
    homes pay, and a small sum would make an hour of help carry more than an hour.
    """
    n = len(population)
    bought = account.household.reshape(n, len(PRODUCTS), n).sum(axis=0).T * 1e6
    bought = bought / population[:, np.newaxis]  # (consumer, product)
    reference = spend.copy()
    for k, category in enumerate(categories):
        if not category.in_average:
            cell = bought[np.arange(n), bridged.cell_product[:, k]]
            reference[:, k] = cell / bridged.basic_share[:, k]
        elif category.id == "household_services":
            cell = (bridged.share[:, k] * bought).sum(axis=1)
            reference[:, k] = np.maximum(cell / bridged.basic_share[:, k], paid_at_home)
    return reference


def _check_world(solved: Solved, population: Array) -> None:
    codes, total = solved.account.countries, solved.given.total
    counted = solved.by_origin[:, solved.in_average]
    error = abs(counted.sum() / total - 1)
    check("conservation: all footprints over T, relative error", float(error), 0, 1e-6)
    by_producer = counted.sum(axis=(0, 1))
    error = np.abs(by_producer - solved.people.sum(axis=1)).max() / total
    check("conservation by origin, largest error over T", float(error), 0, 1e-6)
    kept = counted.sum(axis=1)  # consumer × origin
    abroad = 1 - np.trace(kept) / total
    check("share of the account whose consumer is abroad", float(abroad), 0.05, 0.20)
    household = counted[:, :-1].sum(axis=(1, 2)) / population * 1000
    for code, value in EXPECTED_PER_1000.items():
        found = float(household[codes.index(code)])
        check(f"households of {code}, per 1,000 residents", found, value / 2, value * 2)
    report("household part of the account", float(counted[:, :-1].sum() / total))
