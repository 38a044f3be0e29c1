"""The same answers, the same result; and average amounts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import footprint_model as fm
from tests.footprint_model.people import CATEGORIES, CODES, as_bytes, like, people

# --- the same answers, the same result ------------------------------------------------------------


@given(people())
@settings(max_examples=20)
def test_the_same_answers_give_the_same_bytes(person):
    again = like(person)
    assert as_bytes(fm.estimate(again)) == as_bytes(fm.estimate(person))


def test_the_result_names_the_model_and_the_data_that_made_it():
    estimate = fm.average("USA")
    assert estimate.model_version == fm.MODEL_VERSION
    assert estimate.data_version == fm.data_version() == fm.manifest().data_version


@given(people())
@settings(max_examples=20)
def test_the_order_of_answers_does_not_matter(person):
    backwards = like(
        person,
        spend_per_year=dict(reversed(person.spend_per_year.items())),
        quantities_per_year=dict(reversed(person.quantities_per_year.items())),
        modifiers={
            name: dict(reversed(rules.items()))
            for name, rules in reversed(person.modifiers.items())
        },
    )
    assert as_bytes(fm.estimate(backwards)) == as_bytes(fm.estimate(person))


def test_whole_numbers_and_fractions_are_the_same_answer():
    whole = fm.Consumption("USA", 2, {"clothing": 900}, {"coffee_cups": 500})
    fraction = fm.Consumption("USA", 2.0, {"clothing": 900.0}, {"coffee_cups": 500.0})
    assert as_bytes(fm.estimate(whole)) == as_bytes(fm.estimate(fraction))


def test_one_estimate_leaves_no_trace_in_the_next():
    before = as_bytes(fm.average("KEN"))
    fm.estimate(fm.Consumption("KEN", spend_per_year=dict.fromkeys(CATEGORIES, 9_999)))
    assert as_bytes(fm.average("KEN")) == before


# --- many at once ---------------------------------------------------------------------------------


@given(st.lists(people(), max_size=8))
@settings(max_examples=25)
def test_many_at_once_are_the_same_as_one_by_one(group):
    low, central, high = fm.totals(group)
    singly = [fm.estimate(person).person_years for person in group]
    assert central == pytest.approx([years.central for years in singly], rel=1e-12)
    assert low == pytest.approx([years.low for years in singly], rel=1e-4)
    assert high == pytest.approx([years.high for years in singly], rel=1e-4)
    assert (low <= central).all()
    assert (central <= high).all()


def test_more_people_than_fit_in_one_step_keep_their_order():
    group = [
        fm.Consumption(
            "USA" if i % 2 else "NGA", spend_per_year={"clothing": float(i), "coffee": 10}
        )
        for i in range(4_100)
    ]
    low, central, high = fm.totals(group)
    for i in (0, 1, 1999, 2001, 4_000, 4_097, 4_098, 4_099):
        years = fm.estimate(group[i]).person_years
        assert (low[i], central[i], high[i]) == pytest.approx(
            (years.low, years.central, years.high), rel=1e-4
        )


# --- what an average person takes -----------------------------------------------------------------


def test_average_quantities_refuse_what_is_unknown():
    with pytest.raises(fm.UnknownCountry):
        fm.average_quantity("ATL", "coffee_cups")
    with pytest.raises(fm.UnknownItem):
        fm.average_quantity("USA", "spaceships")


def test_an_average_amount_is_one_that_may_be_given():
    """Else the average resident of some country could not answer for themselves."""
    too_much = [
        (code, item.id, amount)
        for code in CODES
        for item in fm.items()
        if (amount := fm.average_quantity(code, item.id)) is not None and amount > item.maximum
    ]
    assert too_much == []


def test_average_quantities_are_plausible():
    """A cup of coffee a day or so in the US; a phone every two to four years anywhere."""
    assert 100 < fm.average_quantity("USA", "coffee_cups") < 700
    for code in CODES:
        assert 0.2 < fm.average_quantity(code, "phones") < 0.5
