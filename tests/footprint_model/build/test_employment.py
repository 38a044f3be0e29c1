"""Employment by country and product: own figures first, then coarser ones, then neighbours'."""

import numpy as np
import pytest

from footprint_model import tables
from footprint_model.build.classification import PRODUCTS, subregions
from footprint_model.build.employment import employment
from footprint_model.errors import CheckFailed
from tests.footprint_model.build.miniature import write_rows

SECTORS = {"D01T02": "c1", "D05T06": "c2", "D13T15": "c4:0.75|c5:0.25", "D97T98": "c35"}
COARSE = {"Agriculture": "c1", "Mining": "c2", "Manufacturing": "c4|c5", "Other services": "c35"}
TOTAL_THOUSANDS = 20_300  # a country, so that the world has 3.3 billion
FARMS, CLOTHES, SHOES, HOMES = (PRODUCTS.index(code) for code in ("c1", "c4", "c5", "c35"))
WITHOUT = ("PAK", "NPL")  # southern Asia's others report


@pytest.fixture(scope="module")
def codes():
    return tuple(country.iso3 for country in tables.countries())


@pytest.fixture
def folder(own_raw, codes):
    """Every country but two reports by sector; Pakistan by four coarse ones, Nepal not at all."""
    names = {country.iso3: country.name for country in tables.countries()}
    write_rows(
        own_raw.path("spend/ppp_fx_cpi.csv"),
        [{"iso3": code, "country": names[code]} for code in codes],
    )
    write_rows(
        own_raw.path("gsi_2023_country.csv"),
        [{"iso3": code, "country": names[code]} for code in codes],
    )
    write_rows(
        own_raw.path("labour/employment_total_iso3.csv"),
        [{"iso3": code, "employed_thousands_2021": TOTAL_THOUSANDS} for code in codes],
    )
    write_rows(
        own_raw.path("labour/employment_by_sector45_141countries.csv"),
        [
            {"country": names[code], "D01T02": 400, "D05T06": 100, "D13T15": 400, "D97T98": 100}
            for code in codes
            if code not in WITHOUT
        ]
        + [{"country": "Atlantis", "D01T02": 9, "D05T06": 9, "D13T15": 9, "D97T98": 9}],
    )
    for name, bridge in (("oecd45", SECTORS), ("etd12", COARSE)):
        write_rows(
            own_raw.path(f"mrio/conc_{name}_to_wiod35.csv"),
            [{name: sector, "wiod35": products} for sector, products in bridge.items()],
        )
    write_rows(
        own_raw.path("labour/etd2021_12sectors_2011_2018.csv"),
        [
            {"cnt": "PAK", "var": var, "year": year, **values, "Total": 1}
            for var, year, values in (
                ("EMP", "2011", dict.fromkeys(COARSE, 5)),
                ("VA", "2018", dict.fromkeys(COARSE, 7)),
                (
                    "EMP",
                    "2018",
                    {"Agriculture": 10, "Mining": 10, "Manufacturing": 80, "Other services": 0},
                ),
            )
        ],
    )
    return own_raw


def shares(workers, codes, code):
    row = workers[codes.index(code)]
    return row / row.sum()


def test_totals_are_those_of_2021(folder, codes):
    workers = employment(folder, codes)
    assert workers.sum(axis=1) == pytest.approx(np.full(len(codes), TOTAL_THOUSANDS * 1000))


def test_own_sectors_are_spread_over_products_by_the_concordance(folder, codes):
    india = shares(employment(folder, codes), codes, "IND")
    assert india[[FARMS, CLOTHES, SHOES, HOMES]] == pytest.approx([0.4, 0.3, 0.1, 0.1])


def test_coarse_sectors_of_the_latest_year_are_spread_like_the_neighbours(folder, codes):
    pakistan = shares(employment(folder, codes), codes, "PAK")
    assert pakistan[[FARMS, CLOTHES, SHOES, HOMES]] == pytest.approx([0.1, 0.6, 0.2, 0.0])


def test_a_country_without_figures_takes_its_subregions_mean(folder, codes):
    rows = folder.rows("labour/employment_by_sector45_141countries.csv")
    for row in rows:
        if row["country"] == "India":
            row["D01T02"] = "1400"
    write_rows(folder.path("labour/employment_by_sector45_141countries.csv"), rows)
    workers = employment(folder, codes)
    region = subregions()
    neighbours = [code for code in codes if region[code] == region["NPL"] and code not in WITHOUT]
    mean = np.mean([shares(workers, codes, code) for code in neighbours], axis=0)
    assert shares(workers, codes, "NPL") == pytest.approx(mean)
    assert shares(workers, codes, "NPL")[FARMS] > 0.4


def test_every_country_of_the_account_has_a_subregion(codes):
    assert [code for code in codes if code not in subregions()] == []


def test_too_few_countries_of_their_own_stop_the_build(folder, codes):
    """Ninety-nine report, at least one in each subregion."""
    name = "labour/employment_by_sector45_141countries.csv"
    region = subregions()
    code_of = {country.name: country.iso3 for country in tables.countries()}
    rows = [row for row in folder.rows(name) if row["country"] in code_of]
    first = {region[code_of[row["country"]]]: row for row in rows}
    kept = list(first.values())
    kept += [row for row in rows if row not in kept][: 99 - len(kept)]
    write_rows(folder.path(name), kept)
    with pytest.raises(CheckFailed, match="employment by sector of their own is 99"):
        employment(folder, codes)
