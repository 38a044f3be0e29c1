"""Employment by country and product: the seed of the satellite and of the split."""

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.classification import (
    PRODUCTS,
    code_of_name,
    concordance,
    subregions,
)
from footprint_model.build.raw import Raw, number
from footprint_model.leontief import Array


def employment(raw: Raw, countries: tuple[str, ...]) -> Array:
    """Persons employed, (162, 35).

    Sector shares come from the 45-sector table, else from the 12 sectors of the Economic
    Transformation Database spread like the subregion, else from the subregion's mean;
    totals are those of 2021.
    """
    totals = {
        iso3: 1000 * number(row["employed_thousands_2021"])
        for iso3, row in raw.by_country("labour/employment_total_iso3.csv").items()
    }
    shares = _shares_45(raw)
    own = {code: shares[code] for code in countries if code in shares}
    region_mean = _subregion_means(own)
    region = subregions()
    etd = _shares_12(raw)
    bridge12 = concordance(raw, "mrio/conc_etd12_to_wiod35.csv")
    result = np.zeros((len(countries), len(PRODUCTS)))
    for i, code in enumerate(countries):
        if code in own:
            share = own[code]
        else:
            share = region_mean[region[code]]
            if code in etd:
                share = _spread(etd[code], share, bridge12)
        result[i] = share * totals[code]
    check("countries with employment by sector of their own", len(own), 100, 162)
    report("others by 12 sectors", sum(code in etd and code not in own for code in countries))
    check("employment of all countries, billion", float(result.sum()) / 1e9, 3.2, 3.4)
    return result


def with_published_agriculture(raw: Raw, countries: tuple[str, ...], workers: Array) -> Array:
    """The same workers with agriculture's share of 2021 as the World Bank publishes it."""
    published = raw.by_country("macro/wdi_openness_employment.csv")
    result = workers.copy()
    changed = 0
    for i, code in enumerate(countries):
        share = number(published.get(code, {}).get("agri_emp_pct_2021")) / 100
        if share != share or not 0 < share < 1:
            continue
        total = workers[i].sum()
        rest = total - workers[i, 0]
        result[i] *= (1 - share) * total / rest
        result[i, 0] = share * total
        changed += 1
    check("countries with a published share of farm work, 2021", changed, 140, len(countries))
    return result


def own_employment(raw: Raw) -> set[str]:
    """Countries with employment by sector of their own."""
    return set(_shares_45(raw))


def _shares_45(raw: Raw) -> dict[str, Array]:
    bridge = concordance(raw, "mrio/conc_oecd45_to_wiod35.csv")
    codes = code_of_name(raw)
    shares = {}
    for row in raw.rows("labour/employment_by_sector45_141countries.csv"):
        code = codes.get(row["country"])
        if code is None:
            continue
        values = np.zeros(len(PRODUCTS))
        for sector, pairs in bridge.items():
            for product, weight in pairs:
                values[product] += number(row[sector]) * (1.0 if weight is None else weight)
        shares[code] = values / values.sum()
    return shares


def _subregion_means(own: dict[str, Array]) -> dict[str, Array]:
    region = subregions()
    means = {}
    for name in set(region.values()):
        members = [share for code, share in own.items() if region.get(code) == name]
        if members:
            means[name] = np.mean(members, axis=0)
    return means


def _shares_12(raw: Raw) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for row in raw.rows("labour/etd2021_12sectors_2011_2018.csv"):
        if row["var"] == "EMP" and row["year"] == "2018":
            skip = {"country", "cnt", "var", "year", "Total", "War flag"}
            values = {name: number(value) for name, value in row.items() if name not in skip}
            total = sum(values.values())
            table[row["cnt"]] = {name: value / total for name, value in values.items()}
    return table


def _spread(
    coarse: dict[str, float], fine: Array, bridge: dict[str, list[tuple[int, float | None]]]
) -> Array:
    """A country's 12 sectors, each spread over products like its subregion's mean."""
    result = np.zeros_like(fine)
    for sector, value in coarse.items():
        products = [product for product, _ in bridge[sector]]
        weights = fine[products]
        if weights.sum() == 0:
            weights = np.ones(len(products))
        result[products] += value * weights / weights.sum()
    return result
