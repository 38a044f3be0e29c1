"""Who works for whom: every producing cell's people are shared out once."""

import numpy as np
import pytest

from footprint_model.build.classification import DOMESTIC_WORK, PRODUCTS
from footprint_model.build.embodied import embodied
from footprint_model.build.rest_of_world import Account
from footprint_model.leontief import intensity, leontief_inverse, multipliers, output
from tests.footprint_model.build.miniature import COUNTRIES, N

OTHERS = [p for p in range(N) if p != DOMESTIC_WORK]


def test_cells_without_output_are_found(cells):
    assert cells[COUNTRIES.index("USA"), PRODUCTS.index("c5")] == 0
    assert cells.sum() == cells.size - 1


def test_shares_of_every_producing_cell_add_up_to_one(shares, cells):
    sums = shares.weights.sum(axis=(2, 3), dtype=float) + shares.other.sum(axis=2, dtype=float)
    assert sums == pytest.approx(cells, abs=1e-6)
    assert shares.weights.min() >= -1e-9


def test_footprints_of_everybody_add_up_to_the_satellite(shares, people):
    household = np.einsum("rs,rscp->", people, shares.weights)
    other = np.einsum("rs,rsc->", people, shares.other)
    assert household + other == pytest.approx(people.sum(), rel=1e-6)
    assert min(household, other) > 0


def test_people_of_each_origin_are_kept(shares, people):
    household = np.einsum("rs,rscp->r", people, shares.weights)
    other = np.einsum("rs,rsc->r", people, shares.other)
    assert household + other == pytest.approx(people.sum(axis=1), rel=1e-6)


def test_work_in_homes_stays_in_its_country(shares):
    for r in range(len(COUNTRIES)):
        to_consumers = shares.weights[r, DOMESTIC_WORK].sum(axis=1)
        assert to_consumers.tolist() == [float(c == r) for c in range(len(COUNTRIES))]
        assert shares.weights[r, DOMESTIC_WORK, r, DOMESTIC_WORK] == 1
    assert not shares.other[:, DOMESTIC_WORK].any()


def test_the_shares_are_those_of_the_textbook(account, shares):
    """One cell's people, taken through multipliers M = S L, as a footprint of each consumer."""
    F = np.zeros((len(COUNTRIES), N))
    F[COUNTRIES.index("BGD"), PRODUCTS.index("c4")] = 1000
    x = output(account.A, (account.household + account.other).sum(axis=1))
    M = multipliers(intensity(F.ravel(), x), leontief_inverse(account.A))
    by_textbook = M @ account.household
    by_shares = np.einsum("rs,rscp->c", F, shares.weights)
    assert by_shares == pytest.approx(by_textbook, rel=1e-5)


def test_every_country_works_for_others_too(shares):
    for r in range(len(COUNTRIES)):
        home = shares.weights[r, OTHERS, r].sum(axis=1) + shares.other[r, OTHERS, r]
        assert (home < 1).all()


def test_a_world_without_trade_keeps_everybody_at_home(account, people):
    n = len(COUNTRIES)
    same = np.kron(np.eye(n), np.ones((N, N)))
    to_own = np.kron(np.eye(n), np.ones((N, 1)))
    closed = Account(
        COUNTRIES, account.A * same, account.household * to_own, account.other * to_own
    )
    shares = embodied(closed)
    by_consumer = np.einsum("rs,rscp->rc", people, shares.weights)
    by_consumer += np.einsum("rs,rsc->rc", people, shares.other)
    assert by_consumer == pytest.approx(np.diag(people.sum(axis=1)), rel=1e-6)
