"""Step 2: the rest of the world split into its countries.

The table's rest-of-world region holds 122 of our countries. Unsplit, it would lend every
rich consumer the average of them all. The split uses the region's technology for each,
and three facts per country: employment, GDP, and what it exports to whom.
"""

from dataclasses import dataclass

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.classification import GOODS, PRODUCTS
from footprint_model.build.final_demand import ROW, WorldTable
from footprint_model.build.parameters import Parameters
from footprint_model.build.raw import Raw, number
from footprint_model.leontief import Array, output

# The WTO product group(s) whose exports stand for each product; "a-b" is a difference.
EXPORT_GROUPS = {
    "c1": "agricultural_products",
    "c2": "fuels_and_mining",
    "c3": "food",
    "c4": "textiles+clothing",
    "c5": "clothing",
    "c6": "agricultural_products-food",
    "c7": "manufactures",
    "c8": "fuels",
    "c9": "chemicals",
    "c10": "manufactures",
    "c11": "manufactures",
    "c12": "iron_and_steel",
    "c13": "machinery_and_transport_eq-office_and_telecom_eq",
    "c14": "office_and_telecom_eq",
    "c15": "transport_equipment",
    "c16": "manufactures",
}


@dataclass(frozen=True)
class Account:
    """The world account: 162 countries × 35 products.

    Attributes
    ----------
    countries : codes; the table's 40 first, then the split ones
    A : (5670, 5670) input coefficients, country-major
    household, other : (5670, 162) final demand 2021, million US$ at basic prices
    """

    countries: tuple[str, ...]
    A: Array
    household: Array
    other: Array


def split(
    raw: Raw,
    table: WorldTable,
    countries: tuple[str, ...],
    employment: Array,
    parameters: Parameters,
    *,
    quiet: bool = False,
) -> Account:
    """Split the rest of the world.

    Parameters
    ----------
    countries : the 162 codes, the table's 40 first
    employment : (162, 35) persons employed by country and product
    parameters : exponents of output, import shares δ, the re-export discount

    Returns
    -------
    Account
    """
    kept = [code for code in table.regions if code != ROW]
    added = list(countries[len(kept) :])
    n_kept, n_added, n_products = len(kept), len(added), len(PRODUCTS)
    gdp = np.array([table.gdp[code] for code in added])

    sigma = _output_shares(employment[n_kept:], gdp, parameters)
    share = _export_shares(raw, kept, added, gdp, parameters)  # (product, exporter, destination)
    delta = np.full(n_products, parameters("row_import_share_services"))
    delta[list(GOODS)] = parameters("row_import_share_goods")
    # Origins of what each split country uses of the region's own products: mostly itself.
    origin = share[:, :, n_kept:] * delta[:, np.newaxis, np.newaxis]
    origin[:, np.arange(n_added), np.arange(n_added)] = 1 - delta[:, np.newaxis]

    n = n_products
    A4 = table.A.reshape(n_kept + 1, n, n_kept + 1, n)
    A = np.zeros((n_kept + n_added, n, n_kept + n_added, n))
    A[:n_kept, :, :n_kept] = A4[:n_kept, :, :n_kept]
    A[:n_kept, :, n_kept:] = A4[:n_kept, :, n_kept][:, :, np.newaxis, :]
    A[n_kept:, :, :n_kept] = np.einsum(
        "skd,sdq->ksdq", share[:, :, :n_kept], A4[n_kept, :, :n_kept]
    )
    A[n_kept:, :, n_kept:] = np.einsum("skd,sq->ksdq", origin, A4[n_kept, :, n_kept])

    def consumers(demand: Array) -> Array:
        y = demand.reshape(n_kept + 1, n, n_kept + 1)
        whole = np.zeros((n_kept + n_added, n, n_kept + n_added))
        whole[:n_kept, :, :n_kept] = y[:n_kept, :, :n_kept]
        whole[:n_kept, :, n_kept:] = y[:n_kept, :, n_kept][:, :, np.newaxis] * (gdp / gdp.sum())
        whole[n_kept:, :, :n_kept] = np.einsum(
            "skd,sd->ksd", share[:, :, :n_kept], y[n_kept, :, :n_kept]
        )
        whole[n_kept:, :, n_kept:] = np.einsum(
            "skd,sd->ksd", origin, y[n_kept, :, n_kept][:, np.newaxis] * sigma.T
        )
        return whole.reshape(-1, n_kept + n_added)

    account = Account(
        countries=countries,
        A=A.reshape(len(countries) * n, -1),
        household=consumers(table.household),
        other=consumers(table.other),
    )
    if not quiet:
        before = table.household.sum() + table.other.sum()
        after = account.household.sum() + account.other.sum()
        check("final demand kept by the split, relative error", abs(after / before - 1), 0, 1e-9)
        check("largest column sum of A", float(account.A.sum(axis=0).max()), 0, 1.0)
        report("countries", len(countries))
    return account


def account_output(account: Account) -> Array:
    """(5670,) output that the account's final demand calls for, million US$."""
    demand = account.household.sum(axis=1) + account.other.sum(axis=1)
    return output(account.A, demand)


def _output_shares(employment: Array, gdp: Array, parameters: Parameters) -> Array:
    """(country, product) shares of the region's output: E (GDP/E)^exponent."""
    exponent = np.full(len(PRODUCTS), parameters("output_exponent"))
    exponent[0] = parameters("output_exponent_agriculture")
    per_worker = gdp / employment.sum(axis=1)
    sigma = employment * per_worker[:, np.newaxis] ** exponent
    sums = sigma.sum(axis=0)
    by_gdp = (gdp / gdp.sum())[:, np.newaxis]
    return np.asarray(np.where(sums > 0, sigma / np.where(sums > 0, sums, 1), by_gdp))


def _export_shares(
    raw: Raw, kept: list[str], added: list[str], gdp: Array, parameters: Parameters
) -> Array:
    """(product, exporter, destination): who supplies a destination's imports from the region."""
    exports = np.array([_exports(raw, code, gdp[i], parameters) for i, code in enumerate(added)]).T
    propensity = _propensity(raw, kept, added)
    share = exports[:, :, np.newaxis] * propensity[np.newaxis]
    own = np.arange(len(added))
    share[:, own, len(kept) + own] = 0.0  # what a country buys from itself is not an export
    return np.asarray(share / share.sum(axis=1, keepdims=True))


def exports_of_group(row: dict[str, str], expression: str) -> float:
    """Exports of product groups, million US$: "a+b-c" of the columns of a WTO row."""
    total = 0.0
    for n, part in enumerate(expression.split("-")):
        for name in part.split("+"):
            value = number(row.get(name))
            total += (1 if n == 0 else -1) * (value if value == value else 0.0)
    return max(total, 0.0)


def _exports(raw: Raw, code: str, gdp: float, parameters: Parameters) -> list[float]:
    row = raw.by_country("trade/wto2015_merchandise_exports_by_group.csv").get(code, {})
    factor = parameters("hong_kong_own_exports") if code == "HKG" else 1.0
    values = []
    for product in PRODUCTS:
        expression = EXPORT_GROUPS.get(product)
        values.append(gdp if expression is None else factor * exports_of_group(row, expression))
    return values


def _propensity(raw: Raw, kept: list[str], added: list[str]) -> Array:
    """(exporter, destination) export propensity of the exporter's EXIOBASE region, 2020."""
    region_of = {row["wiod"]: row["exiobase"] for row in raw.rows("mrio/wiod41_regions.csv")}
    region_of |= {
        iso3: row["exiobase3_region"]
        for iso3, row in raw.by_country("labour/employment_total_iso3.csv").items()
        if iso3 in added
    }
    rows = raw.rows("mrio/exiobase3_region_intermediate_flows_2020.csv")
    flows = {
        row["from_region"]: {k: number(v) for k, v in row.items() if k != "from_region"}
        for row in rows
    }
    regions = list(flows)
    foreign = {r: sum(v for d, v in flows[r].items() if d != r) for r in regions}
    propensity = {(r, d): flows[r][d] / foreign[r] for r in regions for d in regions if r != d}
    for r in regions:  # neighbours in one region: as closely tied as the most tied outsider
        propensity[r, r] = max(propensity[q, r] for q in regions if q != r)
    destinations = [region_of[code] for code in kept + added]
    return np.array([[propensity[region_of[k], d] for d in destinations] for k in added])
