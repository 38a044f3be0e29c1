"""A small made-up world in the layout of the raw files: three table countries, three split ones.

Codes are real ISO codes, because the steps look countries up by code; every figure is invented.
The table holds the United States, China and Taiwan; Bangladesh, Hong Kong and Pakistan sit in
its rest of the world. Taiwan has no forced-labour estimate, and US shoemaking no output.
"""

import csv

import numpy as np

from footprint_model import tables
from footprint_model.build.classification import PRODUCTS
from footprint_model.build.raw import FILES

KEPT = ("USA", "CHN", "TWN")
REGIONS = (*KEPT, "ROW")
ADDED = ("BGD", "HKG", "PAK")
COUNTRIES = KEPT + ADDED
KINDS = ("hh", "npish", "gov", "gfcf", "inventories")
N = len(PRODUCTS)

GDP_2011 = {"USA": 15e12, "CHN": 7e12, "BGD": 1e11, "HKG": 2e11, "PAK": 2e11}
GDP_2021 = {"USA": 23e12, "CHN": 17e12, "BGD": 4e11, "HKG": 4e11, "PAK": 3e11}
TWN_GDP = 8e11
FORCED_LABOUR = {"USA": 1.5e6, "CHN": 12e6, "BGD": 5e6, "HKG": 0.04e6, "PAK": 9e6}
ILO = {
    "agriculture": 2.1,
    "mining and quarrying": 0.2,
    "manufacturing": 3.2,
    "construction": 2.8,
    "services (excluding domestic work)": 5.5,
    "other, including domestic work": 1.9,
    "of which: domestic work": 1.4,
}
LISTED_PAIRS = 130


def write(folder):
    """Write every raw file; those that no tested step reads hold one made-up line."""
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("made_up\n1\n", encoding="utf-8")
    _world_table(folder / "mrio/wiod2013_wiot2011.npz")
    rows = {
        "mrio/wiod41_regions.csv": [
            {"wiod": "USA", "exiobase": "US"},
            {"wiod": "CHN", "exiobase": "CN"},
            {"wiod": "TWN", "exiobase": "TW"},
        ],
        # Of what WA (Bangladesh, Pakistan, Hong Kong) sells abroad, 3/5 goes to the US.
        "mrio/exiobase3_region_intermediate_flows_2020.csv": [
            {"from_region": "US", "US": 900, "CN": 30, "TW": 10, "WA": 20},
            {"from_region": "CN", "US": 80, "CN": 800, "TW": 20, "WA": 40},
            {"from_region": "TW", "US": 20, "CN": 40, "TW": 90, "WA": 10},
            {"from_region": "WA", "US": 30, "CN": 15, "TW": 5, "WA": 300},
        ],
        "macro/world_bank_gdp_current_usd.csv": [
            {"code": code, "gdp_usd_2011": GDP_2011[code], "gdp_usd_2021": GDP_2021[code]}
            for code in GDP_2011
        ],
        "macro/factbook_macro.csv": [{"iso3": "TWN", "gdp_official_rate_usd": TWN_GDP}],
        "gsi_2023_country.csv": [
            {"iso3": code, "ms_number": 2 * people, "derived_forced_labour_number": people}
            for code, people in FORCED_LABOUR.items()
        ],
        "ilo_2021_forced_labour_sector.csv": [
            {"breakdown": "sector_adults", "category": name, "people_million": value}
            for name, value in ILO.items()
        ]
        + [{"breakdown": "total", "category": "agriculture", "people_million": 99}],
        "evidence/ilab_goods_2024_partial.csv": _listed_goods(),
        "labour/employment_total_iso3.csv": [
            {"iso3": code, "exiobase3_region": "WA"} for code in ADDED
        ],
        "trade/wto2015_merchandise_exports_by_group.csv": [
            _exports("BGD", clothing=25_000, textiles=1_000, food=700),
            _exports("HKG", clothing=20_000, textiles=9_000, food=300),
            _exports("PAK", clothing=5_000, textiles=8_000, food=4_000),
        ],
        "mrio/conc_gtap57_to_wiod35.csv": [
            {"gtap57": "PDR", "wiod35": "c1"},
            {"gtap57": "WAP", "wiod35": "c4"},
            {"gtap57": "LEA", "wiod35": "c5"},
            {"gtap57": "OSG", "wiod35": "c31|c32|c33"},
        ],
        "shilling_2021_forced_labour_gtap.csv": [
            {"gtap_region": code, "iso3": code, "gtap_sector": sector, "forced_labour_persons": n}
            for code in COUNTRIES
            for sector, n in (("PDR", 500), ("WAP", 200), ("LEA", 100), ("OSG", 300))
        ],
        "spend/margins_by_category.csv": [
            {
                "category_id": category.id,
                "producer_share": 0.6,
                "transport_share": 0.05,
                "wholesale_share": 0.1,
                "retail_share": 0.25,
            }
            for category in tables.categories()
        ],
        "spend/vat_rates.csv": [
            {"iso3": "USA", "standard_rate": 0, "mean_state_rate": 0.05},
            {"iso3": "CHN", "standard_rate": 0.13, "mean_state_rate": ""},
        ],
    }
    for name, lines in rows.items():
        write_rows(folder / name, lines)


def write_rows(path, rows):
    """A CSV file whose columns are those of the first row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def employment():
    """(6, 35) people employed; nobody is recorded as working in Chinese homes."""
    rng = np.random.default_rng(3)
    workers = rng.uniform(0.2, 2, (len(COUNTRIES), N)) * 1e6
    workers[COUNTRIES.index("CHN"), PRODUCTS.index("c35")] = 0
    return workers


def _world_table(path):
    """A balanced table: coefficients and final demand are drawn, output follows."""
    rng = np.random.default_rng(1)
    n = len(REGIONS) * N
    A = rng.random((n, n))
    own = np.kron(np.eye(len(REGIONS)), np.ones((N, N))) > 0
    A[own] *= 10  # most inputs come from home
    A *= 0.5 / A.sum(axis=0)
    Y = rng.random((n, len(REGIONS), len(KINDS))) * [60, 2, 20, 25, 1] * 1e3
    for i in range(len(REGIONS)):
        Y[i * N : (i + 1) * N, i] *= 10
    Y[::7, :, KINDS.index("inventories")] *= -1
    for dead in (
        REGIONS.index("USA") * N + PRODUCTS.index("c5"),
        REGIONS.index("CHN") * N + PRODUCTS.index("c35"),
    ):
        A[dead], A[:, dead], Y[dead] = 0, 0, 0
    x = np.linalg.solve(np.eye(n) - A, Y.sum(axis=(1, 2)))
    np.savez(
        path,
        Z=A * x,
        Y=Y.reshape(n, -1),
        x=x,
        regions=np.array(REGIONS),
        fd=np.array(KINDS),
    )


def _listed_goods():
    """Garments from Bangladesh, farm goods from Pakistan; Thai goods and child labour don't count."""
    good = {"sector": "Agriculture", "forced_labor": 1}
    garments = {"good": "Garments", "sector": "Manufacturing", "forced_labor": 1, "iso3": "BGD"}
    farm = [good | {"good": f"Crop {i}", "iso3": "PAK"} for i in range(LISTED_PAIRS - 1)]
    return [
        *farm,
        garments,
        good | {"good": "Fish", "iso3": "THA"},
        good | {"good": "Cotton", "iso3": "USA", "forced_labor": 0},
    ]


def _exports(code, **given):
    names = (
        "agricultural_products",
        "food",
        "fuels_and_mining",
        "fuels",
        "manufactures",
        "iron_and_steel",
        "chemicals",
        "machinery_and_transport_eq",
        "office_and_telecom_eq",
        "transport_equipment",
        "textiles",
        "clothing",
    )
    base = {name: 500 + 100 * i for i, name in enumerate(names)}
    base |= {"agricultural_products": 6_000, "machinery_and_transport_eq": 4_000}
    return {"iso3": code} | base | given
