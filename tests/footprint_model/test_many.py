"""Many people at once give what each alone gives."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import footprint_model as fm
from footprint_model import many
from footprint_model.typical import typical, typical_factors
from tests.footprint_model.people import CATEGORIES, UNUSUAL, codes, people, usual_spend

WIDTH = len(CATEGORIES)


def one_by_one(crowd):
    years = [fm.estimate(person).person_years for person in crowd]
    return np.array([(row.low, row.central, row.high) for row in years]).reshape(-1, 3).T


@given(st.lists(people(), max_size=12))
@settings(max_examples=30)
def test_totals_are_what_each_estimate_gives(crowd):
    assert np.stack(fm.totals(crowd)) == pytest.approx(one_by_one(crowd), rel=1e-5, abs=1e-12)


@given(st.lists(people(), min_size=2, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_people_does_not_matter(crowd, dice):
    order = list(range(len(crowd)))
    dice.shuffle(order)
    shuffled = np.stack(fm.totals([crowd[index] for index in order]))
    assert shuffled == pytest.approx(np.stack(fm.totals(crowd))[:, order], rel=1e-5)


def crowd_of_one_country(n):
    dice = random.Random(1)
    return [
        fm.Consumption(
            "USA",
            dice.choice([None, 1, 2.5, 4]),
            {name: dice.uniform(0, 3000) for name in dice.sample(CATEGORIES, 5)},
            income_band=dice.choice([None, *fm.INCOME_BANDS]),
            age_band=dice.choice([None, *fm.AGE_BANDS]),
        )
        for _ in range(n)
    ]


def test_more_people_than_are_worked_on_at_a_time(monkeypatch):
    crowd = crowd_of_one_country(2 * many.ROWS + 3)
    whole = np.stack(fm.totals(crowd))
    monkeypatch.setattr(many, "ROWS", 7)
    assert np.stack(fm.totals(crowd)) == pytest.approx(whole, rel=1e-5)
    assert whole[:, ::50] == pytest.approx(one_by_one(crowd[::50]), rel=1e-5)


def test_nobody_and_somebody_who_buys_nothing():
    assert [len(column) for column in fm.totals([])] == [0, 0, 0]
    nothing = fm.Consumption("FRA", spend_per_year=dict.fromkeys(CATEGORIES, 0))
    assert np.stack(fm.totals([nothing])) == pytest.approx(0)


def test_kinds_of_people_together_are_the_kinds_alone():
    kinds = [
        (size, income, age)
        for size in (None, 1, 2.5, 7, 50)
        for income in (None, "lowest", "highest")
        for age in (None, "under_25", "75_plus")
    ]
    for i in (0, 77, 161):
        alone = [typical(i, *kind).factor for kind in kinds]
        assert typical_factors(i, kinds) == pytest.approx(np.array(alone), rel=1e-12)
    assert (typical_factors(3, [(None, None, None)]) == 1).all()


# --- central values only --------------------------------------------------------------------------


def said(country, amounts):
    """The person who says these amounts in money; NaN says nothing."""
    spend = {
        name: float(times) * usual_spend(country, name)
        for name, times in zip(CATEGORIES, amounts, strict=True)
        if not np.isnan(times)
    }
    return fm.Consumption(country, spend_per_year=spend)


@given(
    codes,
    arrays.arrays(
        np.float64,
        st.tuples(st.integers(1, 4), st.just(WIDTH)),
        elements=st.floats(0, 20, allow_subnormal=False) | st.just(np.nan),
    ),
)
@settings(max_examples=40)
def test_point_estimates_are_the_centre_of_the_estimate(country, relative):
    expected = [fm.estimate(said(country, row)).person_years.central for row in relative]
    assert fm.point_estimates(country, relative) == pytest.approx(expected, rel=1e-9, abs=1e-15)


def test_who_answers_nothing_is_the_average_resident():
    blank = np.full((3, WIDTH), np.nan)
    usual = fm.average("BRA").person_years.central
    assert fm.point_estimates("BRA", blank) == pytest.approx(usual)
    assert UNUSUAL  # 1 stands there for what the account's people answer for, NaN for nothing
    assert (fm.point_estimates("BRA", np.ones((1, WIDTH))) > usual).all()


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.int64])
@pytest.mark.parametrize("order", ["C", "F"])
def test_any_kind_of_array_and_any_number_of_rows(kind, order):
    rows = 2 * many.POINT_ROWS + 5
    amounts = np.arange(rows * WIDTH).reshape(rows, WIDTH) % 7
    given = np.array(amounts, dtype=kind, order=order)
    before = given.copy()
    expected = amounts @ many.reference_people("USA")
    assert fm.point_estimates("USA", given) == pytest.approx(expected, rel=1e-6)
    assert (given == before).all()


def test_gaps_in_some_pieces_only():
    rows = 3 * many.POINT_ROWS
    amounts = np.ones((rows, WIDTH))
    amounts[many.POINT_ROWS + 1, 4] = np.nan
    result = fm.point_estimates("USA", amounts)
    assert np.ptp(result) == pytest.approx(0)
    assert fm.point_estimates("USA", amounts[:0]).shape == (0,)


def test_several_threads_give_what_one_gives(monkeypatch):
    amounts = np.random.default_rng(2).random((1000, WIDTH))
    amounts[amounts < 0.5] = np.nan
    alone = fm.point_estimates("USA", amounts)
    monkeypatch.setattr(many, "POINT_ROWS", 8)
    monkeypatch.setattr(many, "PIECES", 3)
    assert fm.point_estimates("USA", amounts) == pytest.approx(alone, rel=1e-12)
    amounts[[500, 700], 3] = -1
    with pytest.raises(fm.OutOfRange, match="row 500 "):
        fm.point_estimates("USA", amounts)


@pytest.mark.parametrize("bad", [-1e-9, -5, np.inf, -np.inf])
@pytest.mark.parametrize("beside", [1.0, np.nan])
def test_an_impossible_amount_is_refused_with_its_row_and_category(bad, beside):
    amounts = np.full((many.POINT_ROWS + 9, WIDTH), beside)
    amounts[many.POINT_ROWS + 2, 18] = bad
    with pytest.raises(fm.OutOfRange, match=f"row {many.POINT_ROWS + 2} ") as error:
        fm.point_estimates("USA", amounts)
    assert error.value.field == f"relative.{CATEGORIES[18]}"


@pytest.mark.parametrize(
    "bad", [np.ones(WIDTH), np.ones((2, WIDTH + 1)), np.ones((2, WIDTH), bool), [["a"] * WIDTH]]
)
def test_something_else_than_amounts_by_category_is_refused(bad):
    with pytest.raises(fm.OutOfRange) as error:
        fm.point_estimates("USA", bad)
    assert error.value.field == "relative"


def test_an_unknown_country_is_refused():
    with pytest.raises(fm.UnknownCountry):
        fm.point_estimates("ATL", np.ones((1, WIDTH)))
