"""People in forced labour by country and product: both published margins hold."""

import numpy as np
import pytest

from footprint_model.build.classification import (
    DOMESTIC_WORK,
    GROUPS,
    PRODUCTS,
    group_matrix,
    group_of_product,
)
from footprint_model.build.satellite import group_people, margins, satellite, shilling
from footprint_model.errors import CheckFailed
from tests.footprint_model.build import miniature
from tests.footprint_model.build.miniature import COUNTRIES, FORCED_LABOUR

TWN, USA, CHN, BGD, PAK = (COUNTRIES.index(code) for code in ("TWN", "USA", "CHN", "BGD", "PAK"))
SHOES, CLOTHES, FARMS = (PRODUCTS.index(code) for code in ("c5", "c4", "c1"))


# --- margins --------------------------------------------------------------------------------------


def test_countries_are_scaled_to_the_accounts_total(given, parameters):
    published = np.array([FORCED_LABOUR.get(code, 0.0) for code in COUNTRIES])
    assert given.total == pytest.approx(parameters("total_people"))
    assert given.country == pytest.approx(published * given.total / published.sum())


def test_sector_groups_have_the_same_total_and_the_published_proportions(given, raw):
    assert given.group.sum() == pytest.approx(given.total)
    assert given.group / given.group.sum() == pytest.approx(
        group_people(raw) / group_people(raw).sum()
    )


def test_personal_services_are_what_domestic_work_leaves_of_other(raw):
    published = dict(zip(GROUPS, group_people(raw), strict=True))
    assert published["personal_services"] == pytest.approx(0.5)
    assert published["domestic_work"] == pytest.approx(1.4)
    assert published["agriculture"] == pytest.approx(2.1)  # the adults' row, not the total's


def test_listed_goods_find_their_country_and_product(given):
    marked = {(COUNTRIES[r], PRODUCTS[s]) for r, s in np.argwhere(given.listed)}
    assert marked == {("BGD", "c4"), ("PAK", "c1")}


@pytest.mark.parametrize(
    ("name", "column", "message"),
    [
        ("gsi_2023_country.csv", "derived_forced_labour_number", "forced labour of all countries"),
        ("ilo_2021_forced_labour_sector.csv", "people_million", "ILO sectors"),
    ],
)
def test_figures_that_do_not_add_up_as_published_stop_the_build(
    own_raw, employment, parameters, name, column, message
):
    rows = own_raw.rows(name)
    rows[0][column] = str(float(rows[0][column]) * 1.5)
    miniature.write_rows(own_raw.path(name), rows)
    with pytest.raises(CheckFailed, match=message):
        margins(own_raw, COUNTRIES, employment, parameters)


def test_a_shortened_list_of_goods_stops_the_build(own_raw, employment, parameters):
    name = "evidence/ilab_goods_2024_partial.csv"
    miniature.write_rows(own_raw.path(name), own_raw.rows(name)[:100])
    with pytest.raises(CheckFailed, match="listed pairs"):
        margins(own_raw, COUNTRIES, employment, parameters)


# --- the fitted account ---------------------------------------------------------------------------


def test_both_margins_hold(people, given):
    assert people.sum(axis=1) == pytest.approx(given.country, rel=1e-9)
    assert (people @ group_matrix()).sum(axis=0) == pytest.approx(given.group, rel=1e-6)
    assert (people >= 0).all()


def test_a_country_without_an_estimate_stays_empty(people):
    assert not people[TWN].any()
    assert (people[[USA, CHN, BGD, PAK]].sum(axis=1) > 0).all()


def test_nobody_works_where_nothing_is_made(people, cells, given):
    assert cells[USA, SHOES] == 0
    assert people[USA, SHOES] == 0
    assert people[USA].sum() == pytest.approx(given.country[USA])


def test_work_in_homes_needs_no_output_but_workers(people, cells, employment):
    assert cells[:, DOMESTIC_WORK].all()
    assert employment[CHN, DOMESTIC_WORK] == 0
    assert people[CHN, DOMESTIC_WORK] == 0
    assert people[USA, DOMESTIC_WORK] > 0


def test_people_follow_employment_inside_a_group(given, cells):
    untilted = satellite(given, cells, 0.0)
    services = np.flatnonzero(group_of_product() == GROUPS.index("services"))
    per_worker = untilted[PAK, services] / given.employment[PAK, services]
    assert per_worker == pytest.approx(per_worker[0])


@pytest.mark.parametrize(("country", "product"), [(BGD, CLOTHES), (PAK, FARMS)])
def test_the_tilt_raises_a_listed_cell(given, cells, country, product):
    cell = [satellite(given, cells, tilt)[country, product] for tilt in (0.0, 2.0, 5.0)]
    assert cell[0] < cell[1] < cell[2]


def test_the_tilt_moves_people_and_makes_none(given, cells):
    before, after = satellite(given, cells, 0.0), satellite(given, cells, 5.0)
    assert after.sum() == pytest.approx(before.sum())
    assert after.sum(axis=1) == pytest.approx(before.sum(axis=1))
    other = [
        p for p in range(miniature.N) if group_of_product()[p] == GROUPS.index("manufacturing")
    ]
    other.remove(CLOTHES)
    assert after[BGD, other].sum() < before[BGD, other].sum()


def test_a_doubled_seed_doubles_a_cell_against_its_neighbours(given, cells, people, parameters):
    factor = np.ones_like(people)
    factor[USA, CLOTHES] = 2
    changed = satellite(given, cells, parameters("listed_tilt"), factor)
    other = PRODUCTS.index("c3")
    assert changed[USA, CLOTHES] / changed[USA, other] == pytest.approx(
        2 * people[USA, CLOTHES] / people[USA, other]
    )


# --- the second published account -----------------------------------------------------------------


def test_people_in_cells_without_output_are_not_lost(raw, given, cells):
    """Each country has 1,100 people in the invented file; US shoemakers go to its other cells."""
    second = shilling(raw, COUNTRIES, given, cells)
    assert second[USA, SHOES] == 0
    assert second[CHN, SHOES] > 0
    assert second.sum() == pytest.approx(given.total)
    assert second.sum(axis=1) == pytest.approx(np.full(len(COUNTRIES), given.total / 6))


def test_a_sector_of_several_products_is_spread_by_employment(raw, given, cells):
    second = shilling(raw, COUNTRIES, given, cells)
    products = [PRODUCTS.index(code) for code in ("c31", "c32", "c33")]
    per_worker = second[PAK, products] / given.employment[PAK, products]
    assert per_worker == pytest.approx(per_worker[0])
    farm, services = second[PAK, FARMS], second[PAK, products].sum()
    assert farm / services == pytest.approx(500 / 300)


def test_too_many_people_in_regions_outside_the_account_stop_the_build(own_raw, given, cells):
    """The composite region of Afghanistan holds none of our countries."""
    name = "shilling_2021_forced_labour_gtap.csv"
    rows = own_raw.rows(name)
    rows.append(rows[0] | {"gtap_region": "XSA", "iso3": "", "forced_labour_persons": "5"})
    miniature.write_rows(own_raw.path(name), rows)
    assert shilling(own_raw, COUNTRIES, given, cells).sum() == pytest.approx(given.total)
    rows.append(rows[-1] | {"forced_labour_persons": "5000"})
    miniature.write_rows(own_raw.path(name), rows)
    with pytest.raises(CheckFailed, match="outside the account"):
        shilling(own_raw, COUNTRIES, given, cells)
