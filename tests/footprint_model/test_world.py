"""The account as a whole: it conserves, and the world it shows is a plausible one."""

from collections import Counter

import pytest

import footprint_model as fm
from footprint_model import tables
from footprint_model.world import world

# What competent accounts find per 1,000 residents; ours must be within twice.
PER_1000 = {"USA": 2.0, "GBR": 1.2, "DEU": 1.1, "IND": 1.2, "BRA": 1.0}


@pytest.fixture(scope="module")
def consumers():
    return {row.country: row for row in world().consumers}


@pytest.fixture(scope="module")
def foreign_origins():
    """Category -> one list per importer: where its people work abroad, largest first."""
    found = {"clothing": [], "phones_computers": []}
    for country in fm.countries():
        rows = fm.average(country.iso3).by_category_origin
        for category, lists in found.items():
            lists.append(
                [r.country for r in rows if r.category == category and r.country != country.iso3]
            )
    return found


def test_what_is_allocated_is_the_total():
    result = world()
    assert result.total_person_years == pytest.approx(17.3e6)
    assert result.allocated_person_years == pytest.approx(result.total_person_years, rel=1e-6)


def test_countries_add_up_to_the_total(consumers):
    total = sum(row.all_final_demand_per_100k * row.population / 1e5 for row in consumers.values())
    households = sum(row.household_per_100k * row.population / 1e5 for row in consumers.values())
    imported = sum(row.imported_per_100k * row.population / 1e5 for row in consumers.values())
    assert total == pytest.approx(world().total_person_years, rel=1e-6)
    assert households == pytest.approx(world().household_person_years, rel=1e-6)
    assert imported / total == pytest.approx(world().cross_border_share, rel=1e-6)


def test_households_and_what_is_bought_in_their_name_are_the_whole(consumers):
    for code, row in consumers.items():
        average = fm.average(code)
        own = average.person_years.central * 1e5
        in_name = average.in_your_name.person_years.central * 1e5
        assert own == pytest.approx(row.household_per_100k, rel=1e-6)
        assert own + in_name == pytest.approx(row.all_final_demand_per_100k, rel=1e-6)


def test_at_least_160_consumers_and_160_origins():
    origins = {row.country for code in ("USA", "IND") for row in fm.average(code).by_origin}
    assert len(world().consumers) >= 160
    assert len(origins) >= 160


def test_the_part_whose_consumer_is_abroad():
    assert 0.05 <= world().cross_border_share <= 0.20


@pytest.mark.parametrize("country", PER_1000)
def test_known_countries_are_within_twice_of_what_others_find(consumers, country):
    row = consumers[country]
    expected = PER_1000[country]
    with_homes = row.household_per_100k / 100
    without = (row.household_per_100k - row.domestic_work_per_100k) / 100
    assert expected / 2 <= with_homes <= expected * 2
    assert expected / 2 <= without <= expected * 2


def test_china_comes_first_for_most_importers_of_electronics(foreign_origins):
    first = Counter(origins[0] for origins in foreign_origins["phones_computers"])
    assert first["CHN"] > sum(first.values()) / 2, first.most_common(3)


@pytest.mark.parametrize("products", ["c4+c5", "c14"])
def test_china_exports_most_clothes_and_electronics_by_value(products):
    """By value China comes first; by people India does for clothes, where more are forced per dollar."""
    rows = [row for row in fm.margins().rows if row.group == products]
    assert max(rows, key=lambda row: row.published).country == "CHN"
    assert max(rows, key=lambda row: row.balanced).country == "CHN"


def test_china_is_one_of_the_first_two_origins_of_clothes_for_most_importers(foreign_origins):
    among = ["CHN" in origins[:2] for origins in foreign_origins["clothing"]]
    assert sum(among) > len(among) / 2


def test_work_in_private_homes_is_part_of_the_households_figure(consumers):
    for row in consumers.values():
        assert 0 <= row.domestic_work_per_100k <= row.household_per_100k
    people = sum(r.domestic_work_per_100k * r.population / 1e5 for r in consumers.values())
    published = {sector.id: sector.ilo_people_million for sector in fm.sectors()}
    share = published["domestic_work"] / sum(published.values())
    assert people / world().total_person_years == pytest.approx(share, rel=1e-3)


def test_shares_and_figures_are_in_range(consumers):
    for row in consumers.values():
        assert 0 <= row.share_abroad <= 1
        assert 0 < row.imported_per_100k <= row.all_final_demand_per_100k
        assert row.household_per_100k < row.all_final_demand_per_100k


def test_the_list_runs_from_the_largest_to_the_smallest():
    values = [row.household_per_100k for row in world().consumers]
    assert values == sorted(values, reverse=True)


def test_countries_that_deserve_doubt_say_so(consumers):
    for country in fm.countries():
        assert consumers[country.iso3].low_confidence == country.low_confidence
        if not country.consumer:
            assert country.low_confidence
    hidden = {country.iso3 for country in fm.countries() if not country.consumer}
    assert {"PRK", "ERI", "MRT", "TKM"} <= hidden


def test_every_category_has_somebody_somewhere():
    people = tables.array("people_by_origin.npy").sum(axis=(0, 2), dtype=float)
    assert (people > 0).all()
