"""From products to categories: people are shared out among categories, never added."""

import dataclasses

import numpy as np
import pytest

from footprint_model.build.average_resident import AverageResident
from footprint_model.build.bridge import bridge
from footprint_model.build.classification import DOMESTIC_WORK, PRODUCTS
from tests.footprint_model.build.miniature import COUNTRIES, N

USA, CHN, BGD = (COUNTRIES.index(code) for code in ("USA", "CHN", "BGD"))


@pytest.fixture(scope="module")
def ids(categories):
    return [category.id for category in categories]


@pytest.fixture(scope="module")
def resident(categories):
    spend = np.random.default_rng(5).uniform(10, 1000, (len(COUNTRIES), len(categories)))
    spend[:, [k for k, category in enumerate(categories) if not category.in_average]] = 0
    return AverageResident(spend, np.zeros(spend.shape, dtype=np.uint8))


@pytest.fixture(scope="module")
def bridged(raw, account, categories, resident, parameters):
    return bridge(raw, account, categories, resident, parameters)


def test_columns_add_up_to_one(bridged, categories):
    assert bridged.share.shape == (len(COUNTRIES), len(categories), N)
    assert bridged.share.sum(axis=1) == pytest.approx(np.ones((len(COUNTRIES), N)), abs=1e-12)
    assert (bridged.share >= 0).all()


def test_categories_keep_the_people_of_the_products(bridged, shares, people):
    by_product = np.einsum("rs,rscp->cp", people, shares.weights)
    by_category = np.einsum("cp,ckp->ck", by_product, bridged.share)
    assert by_category.sum(axis=1) == pytest.approx(by_product.sum(axis=1))


def test_work_in_homes_belongs_to_household_services_alone(bridged, ids):
    column = bridged.share[:, :, DOMESTIC_WORK]
    assert (column[:, ids.index("household_services")] == 1).all()
    assert (column.sum(axis=1) == 1).all()


def test_a_product_goes_only_where_the_concordance_or_a_margin_sends_it(bridged, ids):
    vehicles = bridged.share[USA, :, PRODUCTS.index("c15")]
    used = {ids[k] for k in np.flatnonzero(vehicles)}
    assert used == {"vehicles", "vehicle_upkeep", "toys_sports_hobbies"}


def test_shops_are_paid_by_every_category_and_cars_by_their_own_trade(bridged, ids, categories):
    sold = [k for k, category in enumerate(categories) if category.in_average]
    retail = bridged.share[USA, :, PRODUCTS.index("c21")]
    motor = bridged.share[USA, :, PRODUCTS.index("c19")]
    cars = [ids.index("vehicles"), ids.index("vehicle_upkeep")]
    assert retail[ids.index("clothing")] > 0
    assert (retail[cars] == 0).all()
    assert {ids[k] for k in np.flatnonzero(motor)} == {"vehicles", "vehicle_upkeep"}
    assert (retail[[k for k in sold if k not in cars]] > 0).all()


def test_categories_outside_the_average_get_nobody(bridged, categories):
    for k, category in enumerate(categories):
        assert bridged.share[:, k].any() == category.in_average


def test_who_spends_more_on_a_category_gets_more_of_its_product(
    raw, account, categories, resident, parameters, bridged, ids
):
    spend = resident.spend.copy()
    k = ids.index("clothing")
    spend[:, k] *= 3
    more = bridge(raw, account, categories, dataclasses.replace(resident, spend=spend), parameters)
    clothes = PRODUCTS.index("c4")
    assert (more.share[:, k, clothes] > bridged.share[:, k, clothes]).all()


def test_the_level_of_spending_does_not_matter(
    raw, account, categories, resident, parameters, bridged
):
    """Money only compares categories, so the currency and the year cancel."""
    doubled = bridge(
        raw,
        account,
        categories,
        dataclasses.replace(resident, spend=resident.spend * 2),
        parameters,
    )
    assert doubled.share == pytest.approx(bridged.share, rel=1e-9)


def test_the_producer_gets_what_taxes_and_margins_leave(bridged, parameters):
    """Sales tax: 5 % mean of regions in the US, 13 % in China, not known for Bangladesh."""
    assert bridged.basic_share[USA] == pytest.approx(0.6 / 1.05)
    assert bridged.basic_share[CHN] == pytest.approx(0.6 / 1.13)
    assert bridged.basic_share[BGD] == pytest.approx(0.6 / (1 + parameters("sales_tax_unknown")))


def test_a_category_points_at_its_main_product_or_at_personal_services(bridged, ids):
    """US shoes are bought abroad, so their cell is shoes; work in Chinese homes is not sold."""
    assert bridged.cell_product[USA, ids.index("footwear")] == PRODUCTS.index("c5")
    k = ids.index("household_services")
    assert bridged.cell_product[USA, k] == DOMESTIC_WORK


def test_what_is_not_bought_leaves_personal_services(
    raw, account, categories, resident, parameters, ids
):
    household = account.household.reshape(len(COUNTRIES), N, -1).copy()
    household[:, DOMESTIC_WORK, CHN] = 0
    changed = dataclasses.replace(account, household=household.reshape(account.household.shape))
    k = ids.index("household_services")
    cell = bridge(raw, changed, categories, resident, parameters).cell_product[:, k]
    assert cell[CHN] == PRODUCTS.index("c34")
    assert cell[USA] == DOMESTIC_WORK
