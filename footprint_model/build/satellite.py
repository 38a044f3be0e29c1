"""Step 3: the satellite account, people in forced labour by country and product.

Country totals (Walk Free) and sector totals (ILO) are both published; employment, tilted
towards goods on the US list of goods made with forced labour, fills the cells between them.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.classification import (
    DOMESTIC_WORK,
    GROUPS,
    PRODUCTS,
    concordance,
    group_matrix,
)
from footprint_model.build.parameters import Parameters
from footprint_model.build.raw import Raw, number
from footprint_model.leontief import Array, proportional_fit

ILO_ROWS = {
    "agriculture": "agriculture",
    "mining": "mining and quarrying",
    "manufacturing": "manufacturing",
    "construction": "construction",
    "services": "services (excluding domestic work)",
    "domestic_work": "of which: domestic work",
}
ILO_OTHER = "other, including domestic work"


@dataclass(frozen=True)
class Margins:
    """What the satellite must add up to, in persons.

    Attributes
    ----------
    country : (162,) zero for the two countries without an estimate
    group : (7,)
    listed : (162, 35) one where a good of the product from the country is on the ILAB list
    employment : (162, 35)
    """

    country: Array
    group: Array
    listed: Array
    employment: Array

    @property
    def total(self) -> float:
        """All people in the account."""
        return float(self.country.sum())


def margins(
    raw: Raw, countries: tuple[str, ...], employment: Array, parameters: Parameters
) -> Margins:
    """Published margins scaled to the account's total of 17.3 million."""
    total = parameters("total_people")
    gsi = raw.by_country("gsi_2023_country.csv")
    country = np.array(
        [
            number(gsi[code]["derived_forced_labour_number"])
            if code in gsi and gsi[code]["derived_forced_labour_number"]
            else 0.0
            for code in countries
        ]
    )
    check(
        "forced labour of all countries before scaling, million",
        float(country.sum()) / 1e6,
        27.4,
        27.7,
    )
    country *= total / country.sum()
    group = group_people(raw)
    check("ILO sectors, million adults", float(group.sum()), 15.69, 15.71)
    group *= total / group.sum()
    return Margins(country, group, listed(raw, countries), employment)


def group_people(raw: Raw) -> Array:
    """Million adults by sector group as published; "other" less domestic work is personal services."""
    published = {
        row["category"]: number(row["people_million"])
        for row in raw.rows("ilo_2021_forced_labour_sector.csv")
        if row["breakdown"] == "sector_adults"
    }
    values = {group: published[row] for group, row in ILO_ROWS.items()}
    values["personal_services"] = published[ILO_OTHER] - values["domestic_work"]
    return np.array([values[group] for group in GROUPS])


def listed(raw: Raw, countries: tuple[str, ...]) -> Array:
    """(162, 35) ones where the ILAB list names a good for forced labour."""
    with (Path(__file__).parent / "listed_goods.toml").open("rb") as file:
        manufactured = tomllib.load(file)
    matrix = np.zeros((len(countries), len(PRODUCTS)))
    pairs = 0
    for row in raw.rows("evidence/ilab_goods_2024_partial.csv"):
        if row["forced_labor"] != "1" or row["iso3"] not in countries:
            continue
        product = {"Agriculture": "c1", "Mining": "c2"}.get(row["sector"])
        product = product or manufactured.get(row["good"])
        if product:
            matrix[countries.index(row["iso3"]), PRODUCTS.index(product)] = 1
            pairs += 1
    check("listed pairs of good and country", pairs, 128, 133)
    return matrix


def satellite(
    given: Margins, producing: Array, tilt: float, seed_factor: Array | None = None
) -> Array:
    """People in forced labour by country and product, (162, 35).

    Parameters
    ----------
    given : Margins
    producing : (162, 35) true where the cell has output; domestic work needs none
    tilt : how much more likely per worker a listed cell is (seed × (1 + tilt))
    seed_factor : optional (162, 35) multiplier of the seed

    Returns
    -------
    (162, 35) array whose rows add up to the country totals.
    """
    seed = given.employment * (1 + tilt * given.listed) * producing
    if seed_factor is not None:
        seed = seed * seed_factor
    groups = group_matrix()
    by_group = seed @ groups
    # Columns of the fit are countries, so the country totals hold exactly.
    fitted = proportional_fit(by_group.T, given.group, given.country).T
    scale = np.divide(fitted, by_group, out=np.zeros_like(fitted), where=by_group > 0)
    return seed * (scale @ groups.T)


def report_satellite(codes: tuple[str, ...], given: Margins, people: Array) -> None:
    """Print and check both margins."""
    by_group = people @ group_matrix()
    check("satellite total over T, relative error", abs(people.sum() / given.total - 1), 0, 1e-9)
    missed = np.abs(people.sum(axis=1) - given.country) / given.total
    worst = int(missed.argmax())  # a country with people and nowhere to put them would show here
    check(f"country totals, largest error over T ({codes[worst]})", float(missed[worst]), 0, 1e-9)
    for name, fitted, published in zip(GROUPS, by_group.sum(axis=0), given.group, strict=True):
        check(f"people in {name}, fitted over published", fitted / published, 0.999, 1.001)
    report("people in domestic work", float(people[:, DOMESTIC_WORK].sum()))


def shilling(raw: Raw, countries: tuple[str, ...], given: Margins, producing: Array) -> Array:
    """The other published account, Shilling et al. 2021, on our countries and products.

    Returns
    -------
    (162, 35) array scaled to the same total.
    """
    with (Path(__file__).parent / "gtap_composites.toml").open("rb") as file:
        composites = {key: codes.split() for key, codes in tomllib.load(file).items()}
    bridge = concordance(raw, "mrio/conc_gtap57_to_wiod35.csv")
    people = np.zeros((len(countries), len(PRODUCTS)))
    placed = lost = 0.0
    for row in raw.rows("shilling_2021_forced_labour_gtap.csv"):
        persons = number(row["forced_labour_persons"])
        members = [row["iso3"]] if row["iso3"] else composites.get(row["gtap_region"], [])
        members = [code for code in members if code in countries]
        where = [countries.index(code) for code in members]
        weights = given.country[where] if len(where) > 1 else np.ones(len(where))
        if not where or weights.sum() == 0:
            lost += persons
            continue
        placed += persons
        products = [product for product, _ in bridge[row["gtap_sector"]]]
        for i, weight in zip(where, weights / weights.sum(), strict=True):
            split = given.employment[i, products] * producing[i, products]
            split = split if split.sum() > 0 else np.ones(len(products))
            people[i, products] += persons * weight * split / split.sum()
    # People in cells without output go to the country's other cells, or they would be lost.
    homeless = (people * (1 - producing)).sum(axis=1)
    people = people * producing
    rest = people.sum(axis=1)
    people *= np.divide(rest + homeless, rest, out=np.ones_like(rest), where=rest > 0)[
        :, np.newaxis
    ]
    check("Shilling people in regions outside the account, share", lost / (lost + placed), 0, 0.01)
    return np.asarray(people * given.total / people.sum())
