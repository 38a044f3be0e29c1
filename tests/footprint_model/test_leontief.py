"""Matrix functions against the textbook, then properties of random multi-regional accounts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint_model.errors import ShapeError
from footprint_model.leontief import (
    input_coefficients,
    intensity,
    leontief_inverse,
    multipliers,
    output,
    proportional_fit,
)

# Miller & Blair (2009), chapter 2: agriculture and manufactures.
Z = np.array([[150.0, 500.0], [200.0, 100.0]])
FINAL_DEMAND = np.array([350.0, 1700.0])
X = np.array([1000.0, 2000.0])
A = np.array([[0.15, 0.25], [0.20, 0.05]])
L = np.array([[1.2541, 0.3300], [0.2640, 1.1221]])
NEW_DEMAND = np.array([600.0, 1500.0])
NEW_OUTPUT = np.array([1247.5, 1841.6])  # as rounded in the book


# --- the textbook ---------------------------------------------------------------------------------


def test_the_textbook_table_balances():
    assert Z.sum(axis=1) + FINAL_DEMAND == pytest.approx(X)


def test_input_coefficients_of_the_textbook():
    assert input_coefficients(Z, X) == pytest.approx(A)


def test_leontief_inverse_of_the_textbook():
    assert np.round(leontief_inverse(A), 4) == pytest.approx(L)


def test_output_for_the_textbooks_new_final_demand():
    x = output(A, NEW_DEMAND)
    assert np.round(x, 1) == pytest.approx(NEW_OUTPUT)


def test_output_agrees_with_the_inverse_and_with_the_given_table():
    assert output(A, FINAL_DEMAND) == pytest.approx(X)
    assert output(A, NEW_DEMAND) == pytest.approx(leontief_inverse(A) @ NEW_DEMAND)


def test_output_of_several_demands_at_once():
    both = output(A, np.stack([FINAL_DEMAND, NEW_DEMAND], axis=1))
    assert both[:, 0] == pytest.approx(output(A, FINAL_DEMAND))
    assert both[:, 1] == pytest.approx(output(A, NEW_DEMAND))


def test_multipliers_of_the_textbook_table():
    # 30 people in agriculture, 10 in manufactures: 0.03 and 0.005 per unit of output.
    S = intensity(np.array([30.0, 10.0]), X)
    assert pytest.approx([0.03, 0.005]) == S
    M = multipliers(S, leontief_inverse(A))
    assert (
        pytest.approx([0.03 * 1.2541 + 0.005 * 0.2640, 0.03 * 0.33 + 0.005 * 1.1221], abs=2e-6) == M
    )
    assert pytest.approx(40) == M @ FINAL_DEMAND


def test_multipliers_of_several_satellites():
    S = np.array([[0.03, 0.005], [0.0, 0.01]])
    M = multipliers(S, leontief_inverse(A))
    assert M.shape == (2, 2)
    assert M[1] == pytest.approx(multipliers(S[1], leontief_inverse(A)))


def test_sectors_without_output_take_nothing_and_give_nothing():
    x = np.array([1000.0, 0.0])
    assert input_coefficients(Z, x)[:, 1] == pytest.approx([0, 0])
    assert intensity(np.array([30.0, 10.0]), x) == pytest.approx([0.03, 0])


# --- matrices that do not fit ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        lambda: input_coefficients(np.ones((2, 3)), np.ones(3)),
        lambda: input_coefficients(Z, np.ones(3)),
        lambda: leontief_inverse(np.ones((2, 3))),
        lambda: leontief_inverse(np.ones(4)),
        lambda: output(A, np.ones(3)),
        lambda: intensity(np.ones(2), np.ones(3)),
        lambda: multipliers(np.ones(3), L),
        lambda: multipliers(np.ones(2), np.ones((2, 3))),
        lambda: proportional_fit(np.ones((2, 3)), np.ones(3), np.ones(2)),
    ],
)
def test_matrices_that_do_not_fit_are_refused(call):
    with pytest.raises(ShapeError):
        call()


def test_the_shape_error_says_both_shapes():
    with pytest.raises(ShapeError, match=r"\(2,\).*\(3,\)"):
        intensity(np.ones(2), np.ones(3))


def test_an_economy_that_eats_all_it_makes_has_no_inverse():
    with pytest.raises(np.linalg.LinAlgError):
        leontief_inverse(np.array([[1.0, 0.0], [0.0, 0.5]]))


# --- proportional fitting -------------------------------------------------------------------------

positive = st.floats(0.1, 100)


@st.composite
def seeds_with_margins(draw):
    """A positive seed and two margins with one sum, made from another positive table."""
    m, n = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    cells = st.lists(positive, min_size=m * n, max_size=m * n)
    seed = np.array(draw(cells)).reshape(m, n)
    wanted = np.array(draw(cells)).reshape(m, n)
    return seed, wanted.sum(axis=1), wanted.sum(axis=0)


@given(seeds_with_margins())
def test_both_margins_hold(case):
    seed, rows, columns = case
    fitted = proportional_fit(seed, rows, columns)
    assert fitted.sum(axis=1) == pytest.approx(rows, rel=1e-6)
    assert fitted.sum(axis=0) == pytest.approx(columns, rel=1e-12)
    assert (fitted > 0).all()


@given(seeds_with_margins())
def test_cross_product_ratios_of_the_seed_are_kept(case):
    """Fitting changes how much, never which cells go together."""
    seed, rows, columns = case
    fitted = proportional_fit(seed, rows, columns)
    before = seed[0, 0] * seed[1, 1] / (seed[0, 1] * seed[1, 0])
    after = fitted[0, 0] * fitted[1, 1] / (fitted[0, 1] * fitted[1, 0])
    assert after == pytest.approx(before, rel=1e-9)


def test_zeros_of_the_seed_stay_zero():
    seed = np.array([[1.0, 0.0, 2.0], [3.0, 1.0, 0.0], [1.0, 1.0, 1.0]])
    fitted = proportional_fit(seed, np.array([3.0, 4.0, 5.0]), np.array([4.0, 5.0, 3.0]))
    assert ((fitted == 0) == (seed == 0)).all()
    assert fitted.sum(axis=0) == pytest.approx([4, 5, 3])
    assert fitted.sum(axis=1) == pytest.approx([3, 4, 5])


def test_an_empty_row_or_column_stays_empty():
    seed = np.array([[0.0, 0.0], [1.0, 2.0]])
    fitted = proportional_fit(seed, np.array([7.0, 3.0]), np.array([1.0, 2.0]))
    assert fitted[0].tolist() == [0, 0]
    assert fitted[1] == pytest.approx([1, 2])


def test_a_total_of_zero_empties_its_column():
    fitted = proportional_fit(np.ones((2, 2)), np.array([1.0, 2.0]), np.array([3.0, 0.0]))
    assert fitted[:, 1].tolist() == [0, 0]
    assert fitted[:, 0] == pytest.approx([1, 2])


def test_the_seed_is_left_as_it_was():
    seed = np.ones((2, 2))
    proportional_fit(seed, np.array([1.0, 2.0]), np.array([2.0, 1.0]))
    assert (seed == 1).all()


# --- random multi-regional accounts ---------------------------------------------------------------


@st.composite
def accounts(draw):
    """A (regions × sectors) account: A with columns below one, final demand, a satellite."""
    regions, sectors = draw(st.integers(2, 4)), draw(st.integers(1, 4))
    n = regions * sectors
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    A = rng.random((n, n))
    A *= rng.uniform(0.1, 0.9, n) / A.sum(axis=0)
    y = rng.random((n, regions)) * 100
    F = rng.random(n) * 1000
    return A, y, F


def footprints(A, y, F):
    """People embodied in each column of final demand y, for the account's own output."""
    x = output(A, y.sum(axis=1))
    return multipliers(intensity(F, x), leontief_inverse(A)) @ y


@given(accounts())
def test_footprints_of_all_final_demand_add_up_to_the_satellite(account):
    A, y, F = account
    assert footprints(A, y, F).sum() == pytest.approx(F.sum(), rel=1e-9)


@given(accounts(), st.floats(0, 50))
def test_a_footprint_is_linear_in_what_is_bought(account, times):
    A, y, F = account
    M = multipliers(intensity(F, output(A, y.sum(axis=1))), leontief_inverse(A))
    one, other = y[:, 0], y[:, 1]
    assert M @ (one + other) == pytest.approx(M @ one + M @ other)
    assert M @ (times * one) == pytest.approx(times * (M @ one))


@given(accounts(), st.floats(0.1, 10))
def test_a_footprint_is_linear_in_the_satellite_and_blind_to_the_currency(account, rate):
    A, y, F = account
    assert footprints(A, y, rate * F) == pytest.approx(rate * footprints(A, y, F))
    assert footprints(A, rate * y, F) == pytest.approx(footprints(A, y, F))


@given(accounts(), st.randoms(use_true_random=False))
def test_the_order_of_sectors_does_not_matter(account, random):
    A, y, F = account
    order = list(range(len(F)))
    random.shuffle(order)
    shuffled = footprints(A[np.ix_(order, order)], y[order], F[order])
    assert shuffled == pytest.approx(footprints(A, y, F))
