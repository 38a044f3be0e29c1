"""Final demand brought from 2011 to 2021."""

import numpy as np
import pytest

from footprint_model.build.classification import PRODUCTS
from footprint_model.build.final_demand import gdp_2021, split_countries, world_table
from footprint_model.errors import CheckFailed
from tests.footprint_model.build import miniature
from tests.footprint_model.build.miniature import GDP_2011, GDP_2021, KINDS, REGIONS, N


@pytest.fixture(scope="module")
def printed(raw):
    with np.load(raw.path("mrio/wiod2013_wiot2011.npz")) as file:
        return {name: file[name] for name in file}


def test_gdp_comes_from_the_world_bank_else_from_the_factbook(raw):
    gdp = gdp_2021(raw)
    assert gdp["USA"] == pytest.approx(GDP_2021["USA"] / 1e6)
    assert gdp["TWN"] == pytest.approx(miniature.TWN_GDP / 1e6)


def test_the_world_bank_comes_first(own_raw):
    miniature.write_rows(
        own_raw.path("macro/factbook_macro.csv"),
        [
            {"iso3": "USA", "gdp_official_rate_usd": 1e6},
            {"iso3": "TWN", "gdp_official_rate_usd": 7e6},
            {"iso3": "BGD", "gdp_official_rate_usd": ""},
        ],
    )
    gdp = gdp_2021(own_raw)
    assert gdp["USA"] == pytest.approx(GDP_2021["USA"] / 1e6)
    assert gdp["BGD"] == pytest.approx(GDP_2021["BGD"] / 1e6)
    assert gdp["TWN"] == pytest.approx(7)


def test_split_countries_are_those_with_an_estimate_that_the_table_lacks(raw):
    assert split_countries(raw, REGIONS) == miniature.ADDED


def test_a_country_without_an_estimate_is_not_split(own_raw):
    rows = own_raw.rows("gsi_2023_country.csv")
    rows.append({"iso3": "AND", "ms_number": "", "derived_forced_labour_number": ""})
    miniature.write_rows(own_raw.path("gsi_2023_country.csv"), rows)
    assert "AND" not in split_countries(own_raw, REGIONS)


def test_each_country_grows_with_its_gdp(table, printed):
    before = printed["Y"].reshape(-1, len(REGIONS), len(KINDS)).clip(min=0).sum(axis=(0, 2))
    after = (table.household + table.other).sum(axis=0)
    growth = dict(zip(REGIONS, after / before, strict=True))
    assert growth["USA"] == pytest.approx(GDP_2021["USA"] / GDP_2011["USA"])
    assert growth["CHN"] == pytest.approx(GDP_2021["CHN"] / GDP_2011["CHN"])


def test_the_rest_of_the_world_grows_with_all_its_countries(table, printed):
    before = printed["Y"].reshape(-1, len(REGIONS), len(KINDS)).clip(min=0).sum(axis=(0, 2))[-1]
    after = (table.household + table.other)[:, -1].sum()
    late = sum(GDP_2021[code] for code in miniature.ADDED)
    early = sum(GDP_2011[code] for code in miniature.ADDED)
    assert after / before == pytest.approx(late / early)


def test_taiwan_grows_from_its_value_added_of_2011(table, printed):
    i = REGIONS.index("TWN")
    own = slice(i * N, (i + 1) * N)
    value_added = (printed["x"] - printed["Z"].sum(axis=0))[own].sum()
    before = printed["Y"].reshape(-1, len(REGIONS), len(KINDS)).clip(min=0).sum(axis=(0, 2))[i]
    after = (table.household + table.other)[:, i].sum()
    assert after / before == pytest.approx(miniature.TWN_GDP / 1e6 / value_added)


def test_households_are_kept_apart_from_government_and_investment(table, printed):
    Y = printed["Y"].reshape(-1, len(REGIONS), len(KINDS)).clip(min=0)
    part = Y[:, 0, :2].sum() / Y[:, 0].sum()
    assert table.household[:, 0].sum() / (table.household + table.other)[
        :, 0
    ].sum() == pytest.approx(part)


def test_shrinking_inventories_are_no_purchase(table, printed):
    assert (printed["Y"] < 0).any()
    assert (table.household >= 0).all()
    assert (table.other >= 0).all()


def test_input_coefficients_are_those_of_2011(table, printed):
    assert table.A * printed["x"] == pytest.approx(printed["Z"])


def test_products_without_output_need_no_input(table):
    dead = REGIONS.index("USA") * N + PRODUCTS.index("c5")
    assert not table.A[:, dead].any()


def test_a_table_that_does_not_balance_stops_the_build(own_raw, printed):
    np.savez(own_raw.path("mrio/wiod2013_wiot2011.npz"), **(printed | {"x": printed["x"] * 1.01}))
    with pytest.raises(CheckFailed, match="row balance"):
        world_table(own_raw)
