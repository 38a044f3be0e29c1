"""What the balanced account is fitted to: published totals of 2015 to 2021.

Million US$ at current prices throughout. Every margin is a published figure or follows from
published figures by a rule stated here; where a country lacks one, the rule says what
stands in for it.
"""

from dataclasses import dataclass

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.classification import PRODUCTS, concordance
from footprint_model.build.final_demand import WorldTable
from footprint_model.build.parameters import Parameters
from footprint_model.build.raw import Raw, number
from footprint_model.build.rest_of_world import Account, account_output, exports_of_group
from footprint_model.leontief import Array, proportional_fit

MINING = PRODUCTS.index("c2")
NON_TRADABLE = tuple(PRODUCTS.index(f"c{i}") for i in (17, 18, 19, 21, 29, 31, 32, 33, 35))

# Ten groups of goods: products, and the WTO product groups whose exports seed them.
GOODS_GROUPS = (
    (("c1",), "agricultural_products"),
    (("c2",), "fuels_and_mining"),
    (("c3",), "food"),
    (("c4", "c5"), "textiles+clothing"),
    (("c8",), "fuels"),
    (("c9", "c10"), "chemicals"),
    (("c11", "c12"), "iron_and_steel"),
    (("c14",), "office_and_telecom_eq"),
    (("c15",), "transport_equipment"),
    (
        ("c6", "c7", "c13", "c16"),
        "manufactures-textiles-clothing-chemicals-iron_and_steel"
        "-office_and_telecom_eq-transport_equipment",
    ),
)
TRADABLE_SERVICES, NON_TRADABLES = len(GOODS_GROUPS), len(GOODS_GROUPS) + 1
N_GROUPS = len(GOODS_GROUPS) + 2
OTHER_NAMES = {"TWN": "CHT", "ROU": "ROM"}  # codes the WTO file uses
KEEP_TABLE_EXPORTS = ("NLD", "BEL")  # transit trade: the table's own shares are better


@dataclass(frozen=True)
class Targets:
    """Margins of the balanced account, million US$ of 2021.

    Attributes
    ----------
    imports, exports, goods_imports, household, other : (162,)
    value_added, output : (162, 35)
    exports_by_group : (162, 12) goods groups, tradable services, non-tradable services
    partners : (importer, partner, share of goods imports)
    """

    imports: Array
    exports: Array
    goods_imports: Array
    household: Array
    other: Array
    value_added: Array
    output: Array
    exports_by_group: Array
    partners: tuple[tuple[int, int, float], ...]


def product_groups() -> np.ndarray:
    """(35,) export group of each product."""
    groups = np.full(len(PRODUCTS), TRADABLE_SERVICES)
    for g, (products, _) in enumerate(GOODS_GROUPS):
        for product in products:
            groups[PRODUCTS.index(product)] = g
    groups[list(NON_TRADABLE)] = NON_TRADABLES
    return groups


def targets(
    raw: Raw,
    table: WorldTable,
    first: Account,
    trade: Array,
    final: Array,
    parameters: Parameters,
) -> Targets:
    """Assemble every margin.

    Parameters
    ----------
    first : the first account, for what no publication gives
    trade : (162, 35, 162) deliveries of a product from origin to destination in it
    final : (162, 2) its final demand, household and other
    """
    codes = first.countries
    n_table = len(table.regions) - 1
    gdp = np.array([table.gdp[code] for code in codes])
    imports, exports = _openness(raw, table, codes, gdp, trade)

    demand = np.maximum(gdp + imports - exports, 0.3 * gdp)
    cap = float((imports / demand)[:n_table].max())
    passing = np.clip(imports - cap * demand, 0, None)
    passing[:n_table] = 0
    wdi = raw.by_country("macro/wdi_openness_employment.csv")
    through = codes.index("HKG")  # most of its goods are made elsewhere
    goods_exports = number(wdi["HKG"]["merch_pct_gdp_2021"]) / 100 * gdp[through] / 2
    passing[through] = (1 - parameters("hong_kong_own_exports")) * goods_exports
    passing = np.minimum(passing, 0.95 * np.minimum(imports, exports))
    imports, exports = imports - passing, exports - passing
    imports *= exports.sum() / imports.sum()
    demand = np.maximum(gdp + imports - exports, 0.3 * gdp)
    demand *= gdp.sum() / demand.sum()
    report("imports over final demand, the highest of the table's countries", cap)
    report("countries whose re-exports are taken out", int((passing > 0).sum()))

    share = final[:, 0] / final.sum(axis=1)
    factbook = raw.by_country("macro/factbook_macro.csv")
    for i in range(n_table, len(codes)):
        row = factbook.get(codes[i], {})
        parts = [number(row.get(key)) for key in ("hh_pct_gdp", "gov_pct_gdp", "gfcf_pct_gdp")]
        if all(part == part and part > 0 for part in parts):
            share[i] = parts[0] / sum(parts)

    rest = np.maximum(1 - first.A.sum(axis=0), 0.05).reshape(len(codes), -1)
    value_added = _value_added(raw, first, rest, gdp, n_table, parameters)
    check("value added over GDP, relative error", abs(value_added.sum() / gdp.sum() - 1), 0, 1e-9)

    by_group = _exports_by_group(raw, codes, exports, trade, gdp, parameters)
    goods = _goods_imports(raw, codes, imports, exports, gdp)
    goods *= by_group[:, :TRADABLE_SERVICES].sum() / goods.sum()
    return Targets(
        imports=imports,
        exports=exports,
        goods_imports=np.minimum(goods, 0.98 * imports),
        household=demand * share,
        other=demand * (1 - share),
        value_added=value_added,
        output=value_added / rest,
        exports_by_group=by_group,
        partners=_partners(raw, codes),
    )


def _openness(
    raw: Raw, table: WorldTable, codes: tuple[str, ...], gdp: Array, trade: Array
) -> tuple[Array, Array]:
    """Imports and exports of goods and services, 2021.

    The table's countries: its own trade of 2011 grown like the World Bank's figures. The
    others: the World Bank's share of GDP, else the Factbook's value, else the first account's.
    """
    wdi = raw.by_country("macro/wdi_openness_employment.csv")
    gdp_rows = {row["code"]: row for row in raw.rows("macro/world_bank_gdp_current_usd.csv")}
    factbook = raw.by_country("macro/factbook_macro.csv")
    n_table = len(table.regions) - 1
    own = np.arange(len(codes))
    abroad = trade.copy()
    abroad[own, :, own] = 0
    result = []
    for flow, word, of_2011, stand_in in (
        ("imp", "imports", table.imports_2011, abroad.sum(axis=(0, 1))),
        ("exp", "exports", table.exports_2011, abroad.sum(axis=(1, 2))),
    ):
        growth = {}
        for i, code in enumerate(codes[:n_table]):
            row, value = wdi.get(code, {}), gdp_rows.get(code)
            late = number(row.get(f"{flow}_pct_gdp_2021"))
            early = number(row.get(f"{flow}_pct_gdp_2011"))
            if value and late == late and early == early:
                growth[i] = (
                    late / early * number(value["gdp_usd_2021"]) / number(value["gdp_usd_2011"])
                )
        median = float(np.median(list(growth.values())))
        values = stand_in.copy()
        for i, code in enumerate(codes):
            published = number(wdi.get(code, {}).get(f"{flow}_pct_gdp_2021")) / 100 * gdp[i]
            reported = number(factbook.get(code, {}).get(f"{word}_usd")) / 1e6
            if i < n_table:
                values[i] = of_2011[i] * growth.get(i, median)
            elif published == published and published > 0:
                values[i] = published
            elif reported == reported and reported > 0:
                values[i] = reported
        result.append(values)
    return result[0], result[1]


def _value_added(
    raw: Raw, first: Account, rest: Array, gdp: Array, n_table: int, parameters: Parameters
) -> Array:
    """(162, 35) value added: sector shares moved to 2018 where published, levels of 2021."""
    base = account_output(first).reshape(rest.shape) * rest
    wto = raw.by_country("trade/wto2015_merchandise_exports_by_group.csv")
    for i in range(n_table, len(base)):  # what a country digs for export it must produce
        dug = number(wto.get(first.countries[i], {}).get("fuels_and_mining"))
        if dug == dug:
            floor = parameters("mining_of_exports") * dug * rest[i, MINING]
            base[i, MINING] = max(base[i, MINING], floor)
    share = base / base.sum(axis=1, keepdims=True)
    codes = first.countries
    bridge = concordance(raw, "mrio/conc_etd12_to_wiod35.csv")
    etd = _etd_shares(raw)
    factbook = raw.by_country("macro/factbook_macro.csv")
    broad = {
        "agri_pct_gdp": list(range(0, 1)),
        "industry_pct_gdp": list(range(1, 18)),
        "services_pct_gdp": list(range(18, len(PRODUCTS))),
    }
    moved = leveled = three = 0
    for i, code in enumerate(codes):
        if code in etd:
            early, late = etd[code]
            for sector, pairs in bridge.items():
                products = [product for product, _ in pairs]
                held = share[i, products].sum()
                if i < n_table:
                    if early[sector] > 0:
                        share[i, products] *= late[sector] / early[sector]
                elif held > 0:
                    share[i, products] *= late[sector] / held
            moved += i < n_table
            leveled += i >= n_table
        elif i >= n_table:
            row = factbook.get(code, {})
            parts = {key: number(row.get(key)) for key in broad}
            if all(part == part and part > 0 for part in parts.values()):
                for key, products in broad.items():
                    held = share[i, products].sum()
                    if held > 0:
                        share[i, products] *= parts[key] / sum(parts.values()) / held
                three += 1
        share[i] = np.maximum(share[i] / share[i].sum(), 1e-7)
        share[i] /= share[i].sum()
    report(
        "sector shares moved 2011 to 2018 / set to 2018 / set by three sectors",
        f"{moved} / {leveled} / {three}",
    )
    return np.asarray(share * gdp[:, np.newaxis])


def _etd_shares(raw: Raw) -> dict[str, tuple[dict[str, float], dict[str, float]]]:
    skip = {"country", "cnt", "var", "year", "Total", "War flag"}
    values: dict[str, dict[str, dict[str, float]]] = {}
    for row in raw.rows("labour/etd2021_12sectors_2011_2018.csv"):
        if row["var"] == "VA":
            parts = {name: number(value) for name, value in row.items() if name not in skip}
            total = sum(parts.values())
            values.setdefault(row["cnt"], {})[row["year"]] = {
                name: value / total for name, value in parts.items()
            }
    return {code: (years["2011"], years["2018"]) for code, years in values.items()}


def _exports_by_group(
    raw: Raw,
    codes: tuple[str, ...],
    exports: Array,
    trade: Array,
    gdp: Array,
    parameters: Parameters,
) -> Array:
    """(162, 12) exports by country and group: seeded by the WTO, rows as published, columns
    the composition of world trade in the first account."""
    wdi = raw.by_country("macro/wdi_openness_employment.csv")
    groups = product_groups()
    own = np.arange(len(codes))
    abroad = trade.copy()
    abroad[own, :, own] = 0
    by_product = abroad.sum(axis=2)  # (origin, product)
    held = np.stack([by_product[:, groups == g].sum(axis=1) for g in range(N_GROUPS)], axis=1)
    seed = held.copy()
    wto = raw.by_country("trade/wto2015_merchandise_exports_by_group.csv")
    for i, code in enumerate(codes):
        name = OTHER_NAMES.get(code, code)
        if code in KEEP_TABLE_EXPORTS or name not in wto:
            continue
        factor = parameters("hong_kong_own_exports") if code == "HKG" else 1.0
        goods = [factor * exports_of_group(wto[name], words) for _, words in GOODS_GROUPS]
        if sum(goods) <= 0:
            continue
        seed[i, :TRADABLE_SERVICES] = goods
        merchandise = number(wdi.get(code, {}).get("merch_pct_gdp_2021")) / 100 * gdp[i] / 2
        merchandise *= factor
        services = exports[i] - merchandise if merchandise == merchandise else 0.3 * exports[i]
        services = float(np.clip(services, 0.05 * exports[i], 0.9 * exports[i]))
        table_services = held[i, TRADABLE_SERVICES:]
        split = table_services / table_services.sum() if table_services.sum() > 0 else [1.0, 0.0]
        seed[i, :TRADABLE_SERVICES] *= (exports[i] - services) / sum(goods)
        seed[i, TRADABLE_SERVICES:] = services * np.asarray(split)
    # The kept rows are at the table's scale: bring each group to the scale of the others.
    kept = [codes.index(code) for code in KEEP_TABLE_EXPORTS if code in codes]
    others = np.setdiff1d(np.arange(len(codes)), kept)
    seed[kept] = held[kept] * seed[others].sum(axis=0) / held[others].sum(axis=0)
    columns = held.sum(axis=0) / held.sum() * exports.sum()
    return proportional_fit(np.maximum(seed, 1e-9 * exports[:, np.newaxis]), exports, columns)


def _goods_imports(
    raw: Raw, codes: tuple[str, ...], imports: Array, exports: Array, gdp: Array
) -> Array:
    """Imports × merchandise trade ÷ all trade, the ratio kept between 0.4 and 0.95."""
    wdi = raw.by_country("macro/wdi_openness_employment.csv")
    merchandise = np.array([number(wdi.get(code, {}).get("merch_pct_gdp_2021")) for code in codes])
    ratio = merchandise / 100 * gdp / (imports + exports)
    ratio = np.where(np.isfinite(ratio), ratio, np.nanmedian(ratio))
    return np.asarray(imports * np.clip(ratio, 0.4, 0.95))


def _partners(raw: Raw, codes: tuple[str, ...]) -> tuple[tuple[int, int, float], ...]:
    rows = []
    for row in raw.rows("macro/factbook_top5_partners.csv"):
        pair = (row["iso3"], row["partner_iso3"])
        if row["flow"] == "imp" and pair[0] != pair[1] and all(code in codes for code in pair):
            rows.append(
                (codes.index(pair[0]), codes.index(pair[1]), number(row["share_pct"]) / 100)
            )
    return tuple(rows)
