"""Classifications of the account: 35 products, 7 producing sector groups, 162 countries."""

import tomllib
from pathlib import Path

import numpy as np

from footprint_model.build.raw import Raw
from footprint_model.leontief import Array

PRODUCTS = tuple(f"c{i}" for i in range(1, 36))
GROUPS = (
    "agriculture",
    "mining",
    "manufacturing",
    "construction",
    "services",
    "personal_services",
    "domestic_work",
)
DOMESTIC_WORK = PRODUCTS.index("c35")
GOODS = tuple(range(16))  # c1 … c16: agriculture, mining, manufacturing

_GROUP_OF_PRODUCT = (
    ["agriculture", "mining"]
    + ["manufacturing"] * 14
    + ["services", "construction"]
    + ["services"] * 15
    + ["personal_services", "domestic_work"]
)

# Names in the employment table that differ from the country table's.
_OTHER_NAMES = {
    "Congo": "COG",
    "Democratic Republic of Congo": "COD",
    "Cote d'Ivoire": "CIV",
    "Gambia": "GMB",
    "Iran": "IRN",
    "Kyrgyzstan": "KGZ",
    "Laos": "LAO",
    "South Korea": "KOR",
    "Turkey": "TUR",
    "Vietnam": "VNM",
    "Venezuela": "VEN",
    "Bolivia": "BOL",
    "Russia": "RUS",
    "Tanzania": "TZA",
    "Yemen": "YEM",
    "Egypt": "EGY",
    "Slovakia": "SVK",
    "Czechia": "CZE",
    "Eswatini": "SWZ",
    "Guinea-Bissau": "GNB",
    "Timor-Leste": "TLS",
    "Syria": "SYR",
    "Moldova": "MDA",
    "North Macedonia": "MKD",
    "Bosnia and Herzegovina": "BIH",
    "United Kingdom": "GBR",
    "United States": "USA",
    "Brunei": "BRN",
}


def group_of_product() -> np.ndarray:
    """Index of the sector group of each of the 35 products."""
    return np.array([GROUPS.index(name) for name in _GROUP_OF_PRODUCT])


def group_matrix() -> Array:
    """(35, 7) zeros and ones: product belongs to sector group."""
    matrix = np.zeros((len(PRODUCTS), len(GROUPS)))
    matrix[np.arange(len(PRODUCTS)), group_of_product()] = 1
    return matrix


def subregions() -> dict[str, str]:
    """UN subregion of each country."""
    with (Path(__file__).parent / "subregions.toml").open("rb") as file:
        table = tomllib.load(file)
    return {iso3: region for region, codes in table.items() for iso3 in codes.split()}


def concordance(raw: Raw, name: str) -> dict[str, list[tuple[int, float | None]]]:
    """A bridge file: code -> products with their weight (None: split by employment)."""
    bridge = {}
    for row in raw.rows(name):
        code, target = list(row.values())[:2]
        pairs: list[tuple[int, float | None]] = []
        for part in target.split("|"):
            product, _, weight = part.partition(":")
            pairs.append((PRODUCTS.index(product), float(weight) if weight else None))
        bridge[code] = pairs
    return bridge


def code_of_name(raw: Raw) -> dict[str, str]:
    """ISO code of a country's English name, for tables that carry names only."""
    names = {row["country"]: iso3 for iso3, row in raw.by_country("spend/ppp_fx_cpi.csv").items()}
    names |= {row["country"]: iso3 for iso3, row in raw.by_country("gsi_2023_country.csv").items()}
    return names | _OTHER_NAMES
