"""From raw public tables to the derived tables the site ships with.

Run offline as ``python -m footprint_model build --raw DIR``; one module per step:
``final_demand``, ``rest_of_world`` (the first account), ``targets`` and ``balance`` (the
account balanced to 2021, which ships), ``satellite``, ``embodied``, ``average_resident``
and ``bridge`` (put together in ``solve``, for both), ``typical``, ``margins``, ``draws``,
``sensitivity``, ``write``.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from footprint_model import tables
from footprint_model.build import draws as drawing
from footprint_model.build.average_resident import ENGEL, AverageResident
from footprint_model.build.balance import Flows, balance
from footprint_model.build.checks import report, step
from footprint_model.build.classification import DOMESTIC_WORK
from footprint_model.build.commodities import commodity_tables
from footprint_model.build.employment import (
    employment,
    own_employment,
    with_published_agriculture,
)
from footprint_model.build.final_demand import ROW, WorldTable, split_countries, world_table
from footprint_model.build.items import (
    asked,
    average_quantities,
    check_prices,
    hours_in_homes,
    item_prices,
)
from footprint_model.build.margins import compare_margins
from footprint_model.build.parameters import Parameters, read_parameters
from footprint_model.build.prices import PriceLevels, currencies, own_currency
from footprint_model.build.raw import Raw, number
from footprint_model.build.rest_of_world import Account, split
from footprint_model.build.satellite import shilling
from footprint_model.build.sensitivity import sensitivity
from footprint_model.build.solve import (
    Solved,
    origin_sectors,
    product_shares,
    sector_shares,
    solve,
)
from footprint_model.build.targets import targets
from footprint_model.build.typical import household_sizes, typical_rows
from footprint_model.build.write import Tables
from footprint_model.leontief import Array
from footprint_model.schema import Basis, Country, Currency

NO_BUDGETS = "Spending by category is inferred from countries of like income."
NO_EMPLOYMENT = "Employment by sector is inferred from neighbouring countries."
NO_DOMESTIC_WORK = "Paid work in private homes is missing from its employment figures."


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
    categories, items = tables.categories(), asked(tables.items())
    written = Tables(out_folder)

    step("final demand of 2021")
    table = world_table(raw)
    codes = tuple(code for code in table.regions if code != ROW) + split_countries(
        raw, table.regions
    )
    population = _population(raw, codes)

    step("prices and currencies")
    check_prices(raw, tables.items())
    levels = PriceLevels(raw, parameters)
    rates = currencies(raw, codes, parameters)

    step("FIRST ACCOUNT: the rest of the world, country by country")
    workers = employment(raw, codes)
    first = split(raw, table, codes, workers, parameters)
    solved = solve(raw, first, workers, population, categories, parameters)
    by_category, by_origin = _totals(solved)
    written.array("variant_first_by_category.npy", by_category)
    written.array("variant_first_by_origin.npy", by_origin)
    written.array("variant_first_by_producer.npy", solved.people.sum(axis=1))
    structure = drawing.structural_response(
        first, solved.people, _structural_ends(raw, table, codes, workers, parameters)
    )
    del solved

    step("BALANCED ACCOUNT: fitted to what is published for 2015 to 2021")
    flows = Flows(first)
    trade_before, final_before = flows.trade(), flows.Y.sum(axis=0)
    goal = targets(raw, table, first, trade_before, final_before, parameters)
    account = balance(raw, flows, goal)
    trade_after = flows.trade()
    del flows
    written.json(
        "margins.json",
        compare_margins(raw, goal, (first, trade_before), (account, trade_after)),
    )
    workers = with_published_agriculture(raw, codes, workers)
    solved = solve(raw, account, workers, population, categories, parameters)
    written.array("variant_balanced_by_producer.npy", solved.people.sum(axis=1))

    step("draws")
    second = shilling(raw, codes, solved.given, solved.cells)
    setting = drawing.Setting(
        weights=solved.weights,
        central=solved.by_origin.sum(axis=2),
        structure=structure,
        product_share=product_shares(solved, categories),
        given=solved.given,
        producing=solved.cells,
        second=second,
        split_consumers=np.arange(len(codes)) >= len(table.regions) - 1,
        in_average=solved.in_average,
        parameters=parameters,
    )
    worlds = drawing.draw(setting)

    step("sensitivity: one assumption at a time")
    written.csv("sensitivity.csv", sensitivity(setting, worlds, codes, categories))

    step("typical spending")
    written.csv("typical.csv", typical_rows(raw, categories, parameters))
    homes = household_sizes(raw, codes, parameters)

    step("tables")
    prices = item_prices(items, codes, levels)
    quantities = average_quantities(
        raw,
        items,
        codes,
        categories,
        solved.reference,
        prices,
        hours_in_homes(workers, population, parameters),
        parameters,
    )
    written.csv(
        "countries.csv",
        _countries(raw, codes, population, workers, solved.resident, homes, levels, rates),
    )
    written.csv("currencies.csv", rates)
    written.array("people_by_origin.npy", solved.by_origin.astype(np.float32))
    written.array("people_by_sector.npy", sector_shares(solved).astype(np.float32))
    written.array("origin_sectors.npy", origin_sectors(solved))
    share, risk, known = commodity_tables(solved.split, solved.by_origin, categories)
    written.array("commodity_share.npy", share)
    written.array("commodity_risk.npy", risk)
    written.array("commodity_trade.npy", known)
    written.array("draws.npy", worlds.log_ratio)
    written.array("answer_draws.npy", worlds.answers)
    written.array("average_spend.npy", _rounded(solved.spend))
    written.array("reference_spend.npy", _rounded(solved.reference))
    written.array("spend_known.npy", solved.resident.known)
    written.array("average_quantity.npy", _rounded(quantities))
    version = written.finish(
        raw, account="balanced", total=solved.given.total, draws=drawing.N_DRAWS, seed=drawing.SEED
    )
    report("built in", time.perf_counter() - started, "s")
    return version


def _totals(solved: Solved) -> tuple[Array, Array]:
    """What a variant is compared by: people by category, and by part and origin."""
    counted = solved.by_origin[:, solved.in_average]
    parts = np.stack([counted[:, :-1].sum(axis=1), counted[:, -1]], axis=1)
    return solved.by_origin.sum(axis=2) * solved.in_average, parts


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


def _countries(
    raw: Raw,
    codes: tuple[str, ...],
    population: Array,
    workers: Array,
    resident: AverageResident,
    homes: tuple[tuple[float, Basis], ...],
    levels: PriceLevels,
    rates: tuple[Currency, ...],
) -> tuple[Country, ...]:
    counted = own_employment(raw)
    names = raw.by_country("gsi_2023_country.csv")
    facts = raw.by_country("spend/ppp_fx_cpi.csv")
    doubts = tables.low_confidence()
    rows = []
    for i, code in enumerate(codes):
        offered, reason = doubts.get(code, (True, ""))
        name = names[code]["country"] if code in names else facts[code]["country"]
        rows.append(
            Country(
                iso3=code,
                iso2=facts[code]["iso2"],
                name=name,
                currency=own_currency(facts[code]["currency"], rates),
                population=round(population[i]),
                consumer=offered,
                low_confidence=reason,
                gaps=" ".join(
                    text
                    for missing, text in (
                        ((resident.known[i] == ENGEL).any(), NO_BUDGETS),
                        (code not in counted, NO_EMPLOYMENT),
                        (workers[i, DOMESTIC_WORK] == 0, NO_DOMESTIC_WORK),
                    )
                    if missing
                ),
                household_size=homes[i][0],
                household_size_basis=homes[i][1],
                price_level=levels(code),
            )
        )
    return tuple(rows)
