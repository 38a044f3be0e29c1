"""The rest of the world split into its countries: nothing is added, nothing is lost."""

import numpy as np
import pytest

from footprint_model.build.classification import GOODS, PRODUCTS
from footprint_model.build.rest_of_world import split
from footprint_model.leontief import output
from tests.footprint_model.build.miniature import ADDED, COUNTRIES, GDP_2021, KEPT, N

N_KEPT, N_ADDED = len(KEPT), len(ADDED)
CLOTHES = PRODUCTS.index("c4")
SERVICES = [p for p in range(N) if p not in GOODS]


@pytest.fixture(scope="module")
def inputs(account):
    """(country, product, user country, user product)"""
    return account.A.reshape(len(COUNTRIES), N, len(COUNTRIES), N)


@pytest.fixture(scope="module")
def table_inputs(table):
    return table.A.reshape(N_KEPT + 1, N, N_KEPT + 1, N)


@pytest.fixture(scope="module")
def bought(account):
    """(country, product, consumer) household final demand"""
    return account.household.reshape(len(COUNTRIES), N, len(COUNTRIES))


@pytest.fixture(scope="module")
def table_bought(table):
    return table.household.reshape(N_KEPT + 1, N, N_KEPT + 1)


def test_final_demand_is_kept_by_kind_and_product(account, table):
    for kind in ("household", "other"):
        after = getattr(account, kind).reshape(len(COUNTRIES), N, -1)
        before = getattr(table, kind).reshape(N_KEPT + 1, N, -1)
        assert after.sum() == pytest.approx(before.sum())
        assert after.sum(axis=(0, 2)) == pytest.approx(before.sum(axis=(0, 2)))
        assert after[:, :, :N_KEPT].sum(axis=(0, 1)) == pytest.approx(
            before[:, :, :N_KEPT].sum(axis=(0, 1))
        )


def test_final_demand_of_table_countries_for_each_other_is_untouched(bought, table_bought):
    assert bought[:N_KEPT, :, :N_KEPT] == pytest.approx(table_bought[:N_KEPT, :, :N_KEPT])


def test_trade_between_table_countries_is_untouched(inputs, table_inputs):
    assert inputs[:N_KEPT, :, :N_KEPT] == pytest.approx(table_inputs[:N_KEPT, :, :N_KEPT])


def test_suppliers_of_a_table_country_add_up_to_the_region(
    inputs, table_inputs, bought, table_bought
):
    assert inputs[N_KEPT:, :, :N_KEPT].sum(axis=0) == pytest.approx(table_inputs[-1, :, :N_KEPT])
    assert bought[N_KEPT:, :, :N_KEPT].sum(axis=0) == pytest.approx(table_bought[-1, :, :N_KEPT])


def test_split_countries_use_the_regions_technology(inputs, table_inputs):
    for i in range(N_KEPT, len(COUNTRIES)):
        assert inputs[:N_KEPT, :, i] == pytest.approx(table_inputs[:N_KEPT, :, -1])
        assert inputs[N_KEPT:, :, i].sum(axis=0) == pytest.approx(table_inputs[-1, :, -1])


def test_what_a_country_buys_from_itself_is_no_import(inputs, table_inputs, parameters):
    """Of the region's products it buys 1 − δ at home and exactly δ from the others."""
    goods, services = (
        parameters("row_import_share_goods"),
        parameters("row_import_share_services"),
    )
    assert 0 < services < goods < 1
    for i in range(N_KEPT, len(COUNTRIES)):
        own = inputs[i, :, i]
        others = inputs[N_KEPT:, :, i].sum(axis=0) - own
        whole = table_inputs[-1, :, -1]
        assert own[list(GOODS)] == pytest.approx((1 - goods) * whole[list(GOODS)])
        assert own[SERVICES] == pytest.approx((1 - services) * whole[SERVICES])
        assert others[list(GOODS)] == pytest.approx(goods * whole[list(GOODS)])


def test_nobody_imports_when_the_import_share_is_zero(raw, table, employment, parameters):
    alone = split(
        raw,
        table,
        COUNTRIES,
        employment,
        parameters.replaced(row_import_share_goods=0.0, row_import_share_services=0.0),
        quiet=True,
    )
    flows = alone.A.reshape(len(COUNTRIES), N, len(COUNTRIES), N)[N_KEPT:, :, N_KEPT:]
    for i in range(N_ADDED):
        for j in range(N_ADDED):
            assert flows[i, :, j].any() == (i == j)


def test_foreign_products_go_to_split_countries_by_gdp(bought, table_bought):
    gdp = np.array([GDP_2021[code] for code in ADDED])
    share = gdp / gdp.sum()
    expected = table_bought[:N_KEPT, :, -1][:, :, np.newaxis] * share
    assert bought[:N_KEPT, :, N_KEPT:] == pytest.approx(expected)


def test_own_products_go_to_every_split_country_and_add_up(bought, table_bought):
    by_consumer = bought[N_KEPT:, :, N_KEPT:].sum(axis=0)
    assert by_consumer.sum(axis=1) == pytest.approx(table_bought[-1, :, -1])
    assert (by_consumer > 0).all()


def test_output_per_worker_follows_gdp_per_worker(raw, table, employment, parameters):
    """At an exponent of 0 a product is made where its workers are."""
    flat = split(
        raw,
        table,
        COUNTRIES,
        employment,
        parameters.replaced(output_exponent=0.0, output_exponent_agriculture=0.0),
        quiet=True,
    )
    bought = flat.household.reshape(len(COUNTRIES), N, -1)[N_KEPT:, :, N_KEPT:].sum(axis=0)
    workers = employment[N_KEPT:].T
    assert bought / bought.sum(axis=1, keepdims=True) == pytest.approx(
        workers / workers.sum(axis=1, keepdims=True)
    )


def test_exporters_are_as_large_as_their_exports(inputs):
    """All three belong to one region of the flows, so exports alone decide (Hong Kong × 0.05)."""
    usa = inputs[N_KEPT:, CLOTHES, KEPT.index("USA")].sum(axis=1)
    expected = np.array([26_000, 0.05 * 29_000, 13_000])
    assert usa / usa.sum() == pytest.approx(expected / expected.sum())


def test_goods_that_pass_through_hong_kong_are_not_made_there(
    raw, table, employment, parameters, inputs
):
    whole = split(
        raw,
        table,
        COUNTRIES,
        employment,
        parameters.replaced(hong_kong_own_exports=1.0),
        quiet=True,
    )
    hong_kong = COUNTRIES.index("HKG")
    as_recorded = whole.A.reshape(inputs.shape)[hong_kong, CLOTHES, 0].sum()
    assert as_recorded > 5 * inputs[hong_kong, CLOTHES, 0].sum()


def test_columns_of_the_account_leave_room_for_value_added(account):
    assert (account.A >= 0).all()
    assert account.A.sum(axis=0).max() < 1


def test_world_output_stays_close_to_that_of_the_table(account, table):
    """Splitting moves output between countries, hardly between products."""
    after = output(account.A, (account.household + account.other).sum(axis=1)).reshape(-1, N)
    before = output(table.A, (table.household + table.other).sum(axis=1)).reshape(-1, N)
    assert after.sum(axis=0) == pytest.approx(before.sum(axis=0), rel=1e-9)
    assert after[:N_KEPT] == pytest.approx(before[:N_KEPT], rel=1e-9)
