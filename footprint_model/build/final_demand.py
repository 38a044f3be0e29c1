"""Step 1: the world table of 2011, its final demand brought to 2021."""

from dataclasses import dataclass

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.raw import Raw, number
from footprint_model.errors import RawFileDamaged
from footprint_model.leontief import Array, input_coefficients

ROW = "ROW"
TABLE = "mrio/wiod2013_wiot2011.npz"
HOUSEHOLD_KINDS = ("hh", "npish")


@dataclass(frozen=True)
class WorldTable:
    """The 41-region table with final demand of 2021.

    Attributes
    ----------
    regions : 41 codes, the rest of the world last
    A : (1435, 1435) input coefficients of 2011
    household, other : (1435, 41) final demand 2021, million US$ at basic prices
    gdp : GDP 2021 by country, million US$, for the 40 and every split country
    imports_2011, exports_2011 : (41,) of the table as published, million US$
    """

    regions: tuple[str, ...]
    A: Array
    household: Array
    other: Array
    gdp: dict[str, float]
    imports_2011: Array
    exports_2011: Array


def gdp_2021(raw: Raw) -> dict[str, float]:
    """GDP 2021 in million US$; the Factbook's official-rate value where the World Bank has none."""
    world_bank = {
        row["code"]: number(row["gdp_usd_2021"])
        for row in raw.rows("macro/world_bank_gdp_current_usd.csv")
    }
    factbook = {
        iso3: number(row["gdp_official_rate_usd"])
        for iso3, row in raw.by_country("macro/factbook_macro.csv").items()
    }
    values = {}
    for iso3 in factbook | world_bank:
        value = world_bank.get(iso3, float("nan"))
        value = value if value == value else factbook.get(iso3, float("nan"))
        if value == value:
            values[iso3] = value / 1e6
    return values


def split_countries(raw: Raw, regions: tuple[str, ...]) -> tuple[str, ...]:
    """Countries with a forced-labour estimate that the table keeps in its rest of the world."""
    return tuple(
        sorted(
            iso3
            for iso3, row in raw.by_country("gsi_2023_country.csv").items()
            if row["ms_number"] and iso3 not in regions
        )
    )


def world_table(raw: Raw) -> WorldTable:
    """Read the table and scale each region's final demand with its GDP growth 2011–2021."""
    Z, Y, x, names, fd = raw.arrays(TABLE, "Z", "Y", "x", "regions", "fd")
    Z, Y, x = Z.astype(float), Y.astype(float), x.astype(float)
    regions = tuple(str(code) for code in names)
    kinds = [str(kind) for kind in fd]
    check(
        "row balance of the 2011 table, relative",
        abs(Z.sum() + Y.sum() - x.sum()) / x.sum(),
        0,
        1e-3,
    )
    Y = Y.reshape(len(x), len(regions), len(kinds)).clip(min=0)

    trade = Z.reshape(len(regions), -1, len(regions), len(x) // len(regions)).sum(axis=(1, 3))
    trade += Y.sum(axis=2).reshape(len(regions), -1, len(regions)).sum(axis=1)
    abroad = trade - np.diag(np.diag(trade))

    gdp = gdp_2021(raw)
    for code in (*(code for code in regions if code != ROW), *split_countries(raw, regions)):
        if code not in gdp:
            raise RawFileDamaged(
                f"macro/world_bank_gdp_current_usd.csv: no GDP of 2021 for {code}, and no "
                "gdp_official_rate_usd in macro/factbook_macro.csv; expected one of them"
            )
    value_added = (x - Z.sum(axis=0)).reshape(len(regions), -1).sum(axis=1)
    growth = np.array([_growth(raw, code, gdp, value_added[i]) for i, code in enumerate(regions)])
    for code in ("USA", "CHN", "TWN", ROW):
        report(f"growth of final demand 2011–2021, {code}", float(growth[regions.index(code)]))
    Y *= growth[np.newaxis, :, np.newaxis]
    households = [kinds.index(kind) for kind in HOUSEHOLD_KINDS]
    others = [i for i in range(len(kinds)) if i not in households]
    return WorldTable(
        regions=regions,
        A=input_coefficients(Z, x),
        household=Y[:, :, households].sum(axis=2),
        other=Y[:, :, others].sum(axis=2),
        gdp=gdp,
        imports_2011=abroad.sum(axis=0),
        exports_2011=abroad.sum(axis=1),
    )


def _growth(raw: Raw, code: str, gdp: dict[str, float], value_added_2011: float) -> float:
    rows = {row["code"]: row for row in raw.rows("macro/world_bank_gdp_current_usd.csv")}
    if code == ROW:
        regions = tuple(str(region) for region in raw.arrays(TABLE, "regions")[0])
        both = [
            (number(rows[k]["gdp_usd_2011"]), number(rows[k]["gdp_usd_2021"]))
            for k in split_countries(raw, regions)
            if k in rows and rows[k]["gdp_usd_2011"] and rows[k]["gdp_usd_2021"]
        ]
        return sum(late for _, late in both) / sum(early for early, _ in both)
    if code in rows:
        return number(rows[code]["gdp_usd_2021"]) / number(rows[code]["gdp_usd_2011"])
    return gdp[code] / value_added_2011  # Taiwan: not in the World Bank's table
