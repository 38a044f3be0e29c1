"""In which kinds of work each origin's people are, for one consumer's households."""

from types import SimpleNamespace

import numpy as np
import pytest

from footprint_model.build.classification import GROUPS, PRODUCTS
from footprint_model.build.solve import origin_sectors


@pytest.fixture
def solved():
    """Two countries; three categories, the last outside the average, and what governments buy."""
    random = np.random.default_rng(5)
    weights = random.random((2, len(PRODUCTS), 2, 4)).astype(np.float32)
    people = random.random((2, len(PRODUCTS)))
    return SimpleNamespace(
        weights=weights, people=people, in_average=np.array([True, True, False, True])
    )


def test_shares_of_an_origin_add_up_to_one(solved):
    table = origin_sectors(solved)
    assert table.shape == (2, 2, len(GROUPS))
    assert table.dtype == np.uint16
    assert np.abs(table.sum(axis=2, dtype=float) / 65535 - 1).max() < 1e-4


def test_only_what_households_buy_and_the_average_counts_is_in_it(solved):
    before = origin_sectors(solved)
    solved.weights[..., 2:] *= 1000
    assert (origin_sectors(solved) == before).all()
    solved.weights[:, 0, :, 0] *= 1000
    assert (origin_sectors(solved) != before).any()


def test_a_share_is_the_people_of_the_group_over_all(solved):
    origin, consumer = 1, 0
    bought = solved.people[origin] * solved.weights[origin, :, consumer, :2].sum(axis=1)
    found = origin_sectors(solved)[consumer, origin] / 65535
    assert found[GROUPS.index("agriculture")] == pytest.approx(bought[0] / bought.sum(), abs=1e-5)
    assert found[GROUPS.index("manufacturing")] == pytest.approx(
        bought[2:16].sum() / bought.sum(), abs=1e-5
    )


def test_an_origin_nothing_is_taken_from_has_no_shares(solved):
    solved.people[1] = 0
    assert not origin_sectors(solved)[:, 1].any()
