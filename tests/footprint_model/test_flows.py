"""Which country does which kind of work: sums that are given stay exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import tables
from footprint_model.errors import ShapeError
from footprint_model.flows import fitted
from tests.footprint_model.people import codes, people

CATEGORIES = [row.id for row in fm.categories()]
SECTORS = [row.id for row in fm.sectors()]
COUNTRIES = [row.iso3 for row in fm.countries()]


@given(people())
def test_the_sums_are_those_of_the_estimate(person):
    estimate = fm.estimate(person)
    found = fm.flows(estimate)
    total = estimate.person_years.central
    assert (found.people >= 0).all()
    assert np.isfinite(found.people).all()
    by_category = {row.category: row.person_years.central for row in estimate.by_category}
    by_sector = {row.sector: row.person_years for row in estimate.by_sector}
    by_origin = {row.country: row.person_years for row in estimate.by_origin}
    slack = 3e-5 * total  # far below what any page shows
    for k, name in enumerate(CATEGORIES):
        assert found.people[k].sum() == pytest.approx(by_category[name], abs=slack)
    for s, name in enumerate(SECTORS):
        assert found.sector_origin[s].sum() == pytest.approx(by_sector[name], abs=slack)
    for r, name in enumerate(COUNTRIES):
        expected = by_origin.get(name, 0.0)
        assert found.sector_origin[:, r].sum() == pytest.approx(expected, rel=1e-9, abs=1e-30)
    assert np.allclose(found.category_sector, estimate.category_sector, rtol=0, atol=slack)


@given(codes)
def test_the_same_for_the_same_answers(code):
    person = fm.Consumption(code, 2)
    first, second = (fm.flows(fm.estimate(person)).people for _ in range(2))
    assert first.tobytes() == second.tobytes()


@given(codes)
def test_the_average_resident_has_the_kinds_of_work_that_are_stored(code):
    """Three tables at once: also which country does which kind of work for everything together."""
    estimate = fm.average(code)
    found = fm.flows(estimate).sector_origin
    stored = np.asarray(tables.array("origin_sectors.npy")[COUNTRIES.index(code)], dtype=float)
    expected = stored.T / np.iinfo(np.uint16).max * estimate.people_by_origin()
    misplaced = np.abs(found - expected).sum() / 2 / estimate.person_years.central
    assert misplaced < 1e-3


def test_twice_the_purchases_twice_the_flows_of_their_category_only():
    once = fm.flows(fm.estimate(fm.Consumption("DEU", spend_per_year={"clothing": 300}))).people
    twice = fm.flows(fm.estimate(fm.Consumption("DEU", spend_per_year={"clothing": 600}))).people
    k = CATEGORIES.index("clothing")
    assert np.allclose(twice[k], 2 * once[k], rtol=1e-9)
    others = [j for j in range(len(CATEGORIES)) if j != k]
    assert np.allclose(twice[others], once[others], rtol=1e-9, atol=0)


def test_nothing_bought_flows_nowhere():
    nothing = fm.Consumption("USA", spend_per_year=dict.fromkeys(CATEGORIES, 0))
    assert not fm.flows(fm.estimate(nothing)).people.any()


def test_a_named_origin_moves_the_flows():
    usual = fm.flows(fm.estimate(fm.Consumption("USA")))
    person = fm.Consumption("USA", modifiers={"coffee": {"origin": "ETH"}})
    named = fm.flows(fm.estimate(person))
    k = CATEGORIES.index("coffee")
    assert named.of_country("ETH")[k].sum() > usual.of_country("ETH")[k].sum()


def test_one_country_is_its_part():
    found = fm.flows(fm.average("USA"))
    assert (found.of_country("CHN") == found.people[:, :, COUNTRIES.index("CHN")]).all()
    with pytest.raises(fm.UnknownCountry):
        found.of_country("XXX")


def test_work_in_private_homes_is_at_home():
    """The table knows what no total says: nobody sends a home help abroad."""
    found = fm.flows(fm.average("GBR"))
    in_homes = found.sector_origin[SECTORS.index("domestic_work")]
    assert in_homes[COUNTRIES.index("GBR")] > 0.999 * in_homes.sum()


def test_the_table_has_a_share_wherever_people_work():
    stored = np.asarray(tables.array("origin_sectors.npy"))
    assert stored.dtype == np.uint16
    assert stored.shape == (len(COUNTRIES), len(COUNTRIES), len(SECTORS))
    counted = np.array([row.in_average for row in fm.categories()])
    taken = np.asarray(tables.array("people_by_origin.npy"))[:, :-1][:, counted].sum(axis=1)
    assert ((stored.sum(axis=2) > 0) == (taken > 0)).all()


# --- fitting --------------------------------------------------------------------------------------


def tables_of(numbers):
    """Tables of up to five rows and columns."""
    sides = st.tuples(st.integers(1, 5), st.integers(1, 5))
    return sides.flatmap(
        lambda size: st.lists(
            st.lists(numbers, min_size=size[1], max_size=size[1]),
            min_size=size[0],
            max_size=size[0],
        )
    )


tables_of_numbers = tables_of(st.floats(0.01, 100))


# Where the seed's numbers lie further apart the rounds do not always suffice.
@given(tables_of(st.floats(0.1, 10)), tables_of_numbers)
def test_sums_are_met_and_nothing_is_negative(seed, other):
    seed = np.array(seed)
    goal = np.resize(np.array(other).ravel(), seed.shape)
    table = fitted(seed, goal.sum(axis=1), goal.sum(axis=0))
    assert (table >= 0).all()
    assert np.allclose(table.sum(axis=0), goal.sum(axis=0), rtol=1e-12)
    assert np.allclose(table.sum(axis=1), goal.sum(axis=1), rtol=0, atol=1e-6 * goal.sum())


@given(tables_of_numbers)
def test_a_table_that_fits_already_is_left_alone(seed):
    seed = np.array(seed)
    assert np.allclose(fitted(seed, seed.sum(axis=1), seed.sum(axis=0)), seed, rtol=1e-12)


def test_odds_of_the_seed_are_kept():
    """What fitting keeps of a table of two by two is its ratio of odds."""
    table = fitted([[4, 1], [1, 1]], [3, 7], [6, 4])
    assert table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]) == pytest.approx(4)


def test_nothing_stays_nothing():
    table = fitted([[0, 1], [1, 1]], [2, 2], [1, 3])
    assert np.allclose(table, [[0, 2], [1, 1]])
    assert table[0, 0] == 0
    assert not fitted([[1.0, 1.0]], [0.0], [0.0, 0.0]).any()


def test_many_tables_at_once_are_each_their_own():
    seeds = np.random.default_rng(1).random((3, 4, 5))
    goals = np.random.default_rng(2).random((3, 4, 5))
    rows, columns = goals.sum(axis=2), goals.sum(axis=1)
    together = fitted(seeds, rows, columns)
    for k in range(3):
        assert np.allclose(together[k], fitted(seeds[k], rows[k], columns[k]), rtol=1e-5)


@pytest.mark.parametrize(("rows", "columns"), [([1.0], [1.0, 1.0]), ([1.0, 1.0], [1.0])])
def test_sums_of_another_shape_are_refused(rows, columns):
    with pytest.raises(ShapeError):
        fitted(np.ones((2, 2)), rows, columns)
