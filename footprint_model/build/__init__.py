"""From raw public tables to the derived tables the site ships with.

Run offline as ``python -m footprint_model build --raw DIR``; one module per step, in order:
``final_demand``, ``rest_of_world``, ``satellite``, ``embodied``, ``average_resident``,
``bridge``, ``draws``, ``write``.
"""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from footprint_model import tables
from footprint_model.build import draws as drawing
from footprint_model.build.average_resident import average_resident
from footprint_model.build.bridge import Bridge, bridge
from footprint_model.build.checks import check, report
from footprint_model.build.classification import PRODUCTS, group_matrix
from footprint_model.build.embodied import Embodied, embodied, producing
from footprint_model.build.employment import employment
from footprint_model.build.final_demand import ROW, WorldTable, split_countries, world_table
from footprint_model.build.items import average_quantities, item_prices
from footprint_model.build.parameters import Parameters, read_parameters
from footprint_model.build.raw import Raw, number
from footprint_model.build.rest_of_world import Account, split
from footprint_model.build.satellite import margins, report_satellite, satellite, shilling
from footprint_model.build.write import write_array, write_countries, write_manifest
from footprint_model.leontief import Array
from footprint_model.schema import Category, Country

ACCOUNT = "first"

# Derived files, each with its unit and its axes.
TABLES = {
    "countries.csv": ("one row per country", "see schema.Country"),
    "people_by_origin.npy": (
        "person-years per year of the whole country",
        "consumer × category (last: bought in your name) × origin",
    ),
    "people_by_sector.npy": (
        "share of the consumer's category, sums to 1",
        "consumer × category (last: bought in your name) × producing sector group",
    ),
    "draws.npy": (
        "logarithm of draw over central, in steps of 1/24",
        "consumer × category (last: bought in your name) × draw",
    ),
    "answer_draws.npy": ("standard normal, in steps of 1/24", "category × draw"),
    "average_spend.npy": ("US$ per person per year, purchaser prices", "consumer × category"),
    "reference_spend.npy": (
        "US$ per person per year that the people in people_by_origin answer for",
        "consumer × category",
    ),
    "spend_known.npy": ("0 measured, 1 split, 2 by income group", "consumer × category"),
    "average_quantity.npy": ("units per person per year", "consumer × item"),
    "item_price.npy": ("US$ per unit, NaN where compared by weight", "consumer × item"),
}

# Written by hand, read at run time: a result depends on them, so the data version does too.
FACTS = {
    "categories.csv": ("one row per category", "see schema.Category"),
    "items.csv": ("one row per item", "see schema.Item"),
    "lifetimes.csv": ("years", "see schema.Lifetime"),
    "parameters.toml": ("as stated per row", "see schema.Parameter"),
}


def build(raw_folder: Path, out_folder: Path) -> str:
    """Run every step, print every check, write the tables.

    Parameters
    ----------
    raw_folder : where the raw files of ``raw.FILES`` lie
    out_folder : where the derived tables go

    Returns
    -------
    The data version.

    Raises
    ------
    RawFileMissing
        Before anything is read.
    CheckFailed
        When a check does not hold; nothing is written then.
    """
    started = time.perf_counter()
    raw = Raw(raw_folder)
    raw.check()
    parameters = read_parameters()
    categories, items = tables.categories(), tables.items()

    _step("1 final demand of 2021")
    table = world_table(raw)
    codes = tuple(code for code in table.regions if code != ROW) + split_countries(
        raw, table.regions
    )
    n_table = len(table.regions) - 1

    _step("2 the rest of the world, country by country")
    workers = employment(raw, codes)
    account = split(raw, table, codes, workers, parameters)

    _step("3 satellite account")
    cells = producing(account)
    given = margins(raw, codes, workers, parameters)
    people = satellite(given, cells, parameters("listed_tilt"))
    report_satellite(given, people)
    second = shilling(raw, codes, given, cells)

    _step("4 Leontief inverse and embodied forced labour")
    shares = embodied(account)

    _step("5 average residents and the bridge to categories")
    population = _population(raw, codes)
    per_head = account.household.sum(axis=0) * 1e6 / population
    resident = average_resident(raw, codes, categories, parameters, per_head)
    bridged = bridge(raw, account, categories, resident, parameters)
    weights = _by_category(shares, bridged, categories)
    reference = _reference_spend(account, bridged, categories, resident.spend, population)
    spend = resident.spend.copy()
    staff = [category.id for category in categories].index("household_services")
    spend[:, staff] = reference[:, staff]

    by_origin = np.einsum("rs,rsck->ckr", people, weights, optimize=True)
    central = by_origin.sum(axis=2)
    in_average = np.array([category.in_average for category in categories] + [True])
    total = float(central[:, in_average].sum())
    check("smallest reference spending, US$", float(reference.min()), 1e-9, 1e3)
    check(
        "conservation: all footprints over T, relative error", abs(total / given.total - 1), 0, 1e-6
    )
    by_producer = by_origin[:, in_average].sum(axis=(0, 1))
    check(
        "conservation by origin, largest error over T",
        float(np.abs(by_producer - people.sum(axis=1)).max()) / given.total,
        0,
        1e-6,
    )
    _report_world(codes, by_origin, in_average, population, given.total)

    _step("6 draws")
    structure = drawing.structural_response(
        account, people, _structural_ends(raw, table, codes, workers, parameters)
    )
    worlds = drawing.draw(
        weights,
        central,
        structure,
        _product_share(people, shares, bridged, categories),
        given,
        cells,
        second,
        np.arange(len(codes)) >= n_table,
        in_average,
        parameters,
    )

    _step("7 tables")
    out_folder.mkdir(parents=True, exist_ok=True)
    for name in FACTS:
        if not (out_folder / name).exists():
            shutil.copy(tables.DATA / name, out_folder / name)
    sectors = np.stack(
        [
            np.einsum("rs,rsck->ck", people * in_group, weights, optimize=True)
            for in_group in group_matrix().T
        ],
        axis=2,
    )
    sums = sectors.sum(axis=2, keepdims=True)
    sectors = np.divide(sectors, sums, out=np.zeros_like(sectors), where=sums > 0)
    prices = item_prices(raw, items, codes)
    write_countries(out_folder, _countries(raw, codes, population))
    write_array(out_folder, "people_by_origin.npy", by_origin.astype(np.float32))
    write_array(out_folder, "people_by_sector.npy", sectors.astype(np.float32))
    write_array(out_folder, "draws.npy", worlds.log_ratio)
    write_array(out_folder, "answer_draws.npy", worlds.answers)
    write_array(out_folder, "average_spend.npy", _rounded(spend))
    write_array(out_folder, "reference_spend.npy", _rounded(reference))
    write_array(out_folder, "spend_known.npy", resident.known)
    write_array(
        out_folder,
        "average_quantity.npy",
        _rounded(average_quantities(raw, items, codes, categories, reference, prices)),
    )
    write_array(out_folder, "item_price.npy", _rounded(prices))
    version = write_manifest(
        out_folder,
        raw,
        TABLES | FACTS,
        account=ACCOUNT,
        total=given.total,
        draws=drawing.N_DRAWS,
        seed=drawing.SEED,
    )
    report("built in", time.perf_counter() - started, "s")
    return version


def _step(title: str) -> None:
    print(f"\n{title}")


def _rounded(values: Array) -> Array:
    """Nine significant digits: more than any input has, fewer than arithmetic noise."""
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = 9 - np.ceil(np.log10(np.abs(values)))
        scale = 10.0 ** np.where(np.isfinite(digits), digits, 0)
    return np.where(values == 0, 0.0, np.round(values * scale) / scale)


def _population(raw: Raw, codes: tuple[str, ...]) -> Array:
    """Persons; Walk Free's 2021 figures, the World Bank's for the two it leaves out."""
    gsi = raw.by_country("gsi_2023_country.csv")
    other = raw.by_country("spend/ppp_fx_cpi.csv")
    values = []
    for code in codes:
        value = number(gsi[code]["population"]) if code in gsi else float("nan")
        values.append(value if value == value else number(other[code]["population"]))
    return np.array(values)


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
            cell = shares.weights[:, :, consumers, bridged.cell_product[:, k]]
            weights[:, :, :, k] = cell
    weights[:, :, :, -1] = shares.other
    return weights


def _reference_spend(
    account: Account,
    bridged: Bridge,
    categories: tuple[Category, ...],
    spend: Array,
    population: Array,
) -> Array:
    """US$ per head that a category's people answer for.

    The average spending where surveys have it; the account's own purchases of the cell,
    at purchaser prices, for household staff and for categories no survey has.
    """
    n = len(population)
    bought = (
        account.household.reshape(n, len(PRODUCTS), n).sum(axis=0).T * 1e6
    )  # (consumer, product)
    bought = bought / population[:, np.newaxis]
    reference = spend.copy()
    for k, category in enumerate(categories):
        if not category.in_average:
            cell = bought[np.arange(n), bridged.cell_product[:, k]]
            reference[:, k] = cell / bridged.basic_share[:, k]
        elif category.id == "household_services":
            cell = (bridged.share[:, k] * bought).sum(axis=1)
            reference[:, k] = np.where(cell > 0, cell / bridged.basic_share[:, k], spend[:, k])
    return reference


def _product_share(
    people: Array, shares: Embodied, bridged: Bridge, categories: tuple[Category, ...]
) -> Array:
    """(162, 53, 36) through which product a category's people come; the last is "other"."""
    household = np.einsum("rs,rscp->cp", people, shares.weights, optimize=True)
    n, n_products = household.shape
    result = np.zeros((n, len(categories) + 1, n_products + 1))
    result[:, :-1, :-1] = bridged.share * household[:, np.newaxis, :]
    for k, category in enumerate(categories):
        if not category.in_average:
            result[:, k] = 0
            result[np.arange(n), k, bridged.cell_product[:, k]] = 1
    result[:, -1, -1] = 1
    sums = result.sum(axis=2, keepdims=True)
    return np.asarray(np.divide(result, sums, out=np.zeros_like(result), where=sums > 0))


def _structural_ends(
    raw: Raw, table: WorldTable, codes: tuple[str, ...], workers: Array, parameters: Parameters
) -> Iterator[tuple[Account, Account]]:
    """The account at the low and the high end of each structural parameter, one pair at a time."""
    for names in drawing.STRUCTURE:
        low = parameters.replaced(**{name: parameters.low(name) for name in names})
        high = parameters.replaced(**{name: parameters.high(name) for name in names})
        yield (
            split(raw, table, codes, workers, low, quiet=True),
            split(raw, table, codes, workers, high, quiet=True),
        )


def _countries(raw: Raw, codes: tuple[str, ...], population: Array) -> tuple[Country, ...]:
    names = raw.by_country("gsi_2023_country.csv")
    facts = raw.by_country("spend/ppp_fx_cpi.csv")
    doubts = tables.low_confidence()
    rows = []
    for code, persons in zip(codes, population, strict=True):
        offered, reason = doubts.get(code, (True, ""))
        name = names[code]["country"] if code in names else facts[code]["country"]
        rows.append(
            Country(
                iso3=code,
                iso2=facts[code]["iso2"],
                name=name,
                currency=facts[code]["currency"],
                population=round(persons),
                consumer=offered,
                low_confidence=reason,
            )
        )
    return tuple(rows)


def _report_world(
    codes: tuple[str, ...],
    by_origin: Array,
    in_average: np.ndarray,
    population: Array,
    total: float,
) -> None:
    kept = by_origin[:, in_average].sum(axis=1)  # consumer × origin
    abroad = 1 - np.trace(kept) / total
    check("share of the account whose consumer is abroad", float(abroad), 0.05, 0.20)
    expected = {"USA": 2.0, "GBR": 1.2, "DEU": 1.1, "IND": 1.2, "BRA": 1.0}
    household = by_origin[:, in_average][:, :-1].sum(axis=(1, 2))
    for code, value in expected.items():
        i = codes.index(code)
        check(
            f"households of {code}, per 1,000 residents",
            float(household[i] / population[i] * 1000),
            value / 2,
            value * 2,
        )
    report("household part of the account", float(household.sum() / total))
