"""Step 5: from the account's 35 products to the 52 categories people understand.

For each country a 52 × 35 table is fitted: rows are what households spend on a category,
columns what the account says households buy of each product. A category's price holds
taxes (taken out) and the margins of trade and transport, which are services bought in the
buyer's own country. The fit only shares products out; it neither adds nor loses people.
"""

from dataclasses import dataclass

import numpy as np

from footprint_model.build.average_resident import AverageResident
from footprint_model.build.checks import check, report
from footprint_model.build.classification import DOMESTIC_WORK, PRODUCTS
from footprint_model.build.parameters import Parameters
from footprint_model.build.raw import Raw, number
from footprint_model.build.rest_of_world import Account
from footprint_model.leontief import Array, proportional_fit
from footprint_model.schema import Category

WHOLESALE, RETAIL, MOTOR_TRADE, TRANSPORT = (
    PRODUCTS.index(c) for c in ("c20", "c21", "c19", "c23")
)
PERSONAL_SERVICES = PRODUCTS.index("c34")
SOLD_BY_MOTOR_TRADE = ("vehicles", "vehicle_upkeep")


@dataclass(frozen=True)
class Bridge:
    """Shares of each product that belong to each category.

    Attributes
    ----------
    share : (162, 52, 35), sums to one over categories
    cell_product : (162, 52) main product of each category; where a country's households buy
        none of it, other personal services
    basic_share : (162, 52) part of the purchaser's price that pays the producer
    """

    share: Array
    cell_product: np.ndarray
    basic_share: Array


def bridge(
    raw: Raw,
    account: Account,
    categories: tuple[Category, ...],
    resident: AverageResident,
    parameters: Parameters,
) -> Bridge:
    """Fit the table of every country."""
    ids = [category.id for category in categories]
    n_countries, n, n_categories = len(account.countries), len(PRODUCTS), len(ids)
    producer, seed = _price_structure(raw, categories)
    rates = _sales_tax(raw, account.countries, parameters)
    bought = account.household.reshape(n_countries, n, n_countries).sum(
        axis=0
    )  # (product, consumer)
    last = ids.index("other_goods_services")
    special = ids.index("household_services")

    share = np.zeros((n_countries, n_categories, n))
    worst = []
    for i in range(n_countries):
        net = resident.spend[i] / (1 + rates[i])
        columns = bought[:, i]
        rows = net * columns.sum() / net.sum()
        fitted = proportional_fit(seed * (rows > 0)[:, np.newaxis], rows, columns, rounds=200)
        sums = fitted.sum(axis=0)
        homeless = sums <= 0  # a product no category is made of
        fitted[last, homeless] = 1.0
        sums = fitted.sum(axis=0)
        share[i] = fitted / sums
        share[i, :, DOMESTIC_WORK] = 0.0
        share[i, special, DOMESTIC_WORK] = 1.0
        worst.append(np.abs(fitted.sum(axis=1) - rows)[rows > 0].sum() / rows.sum() / 2)
    check(
        "bridge columns add up to one, largest error",
        float(np.abs(share.sum(axis=1) - 1).max()),
        0,
        1e-12,
    )
    report("spending moved between categories by the fit, median country", float(np.median(worst)))
    main = _concordance(categories).argmax(axis=1)
    cell = np.where(bought.T[:, main] > 0, main, PERSONAL_SERVICES)
    basic = producer[np.newaxis] / (1 + rates[:, np.newaxis])
    return Bridge(share, cell, basic)


def _concordance(categories: tuple[Category, ...]) -> Array:
    matrix = np.zeros((len(categories), len(PRODUCTS)))
    for k, category in enumerate(categories):
        for part in category.wiod_products.split("|"):
            product, weight = part.split(":")
            matrix[k, PRODUCTS.index(product)] = float(weight)
    return np.asarray(matrix / matrix.sum(axis=1, keepdims=True))


def _price_structure(raw: Raw, categories: tuple[Category, ...]) -> tuple[Array, Array]:
    """Producer share of the price, and what the whole price consists of by product."""
    margins = {row["category_id"]: row for row in raw.rows("spend/margins_by_category.csv")}
    producer = np.array([number(margins[category.id]["producer_share"]) for category in categories])
    seed = _concordance(categories) * producer[:, np.newaxis]
    for k, category in enumerate(categories):
        row = margins[category.id]
        trade = MOTOR_TRADE if category.id in SOLD_BY_MOTOR_TRADE else RETAIL
        seed[k, trade] += number(row["retail_share"])
        seed[k, WHOLESALE] += number(row["wholesale_share"])
        seed[k, TRANSPORT] += number(row["transport_share"])
    return producer, seed


def _sales_tax(raw: Raw, countries: tuple[str, ...], parameters: Parameters) -> Array:
    """Rate of sales tax per country; regional taxes by their mean."""
    rows = raw.by_country("spend/vat_rates.csv")
    rates = []
    for code in countries:
        if code not in rows:
            rates.append(parameters("sales_tax_unknown"))
            continue
        regional = number(rows[code]["mean_state_rate"])
        rates.append(
            number(rows[code]["standard_rate"]) + (regional if regional == regional else 0.0)
        )
    return np.array(rates)
