"""How answers narrow the interval, stage by stage."""

import pytest
from hypothesis import given

import footprint_model as fm
from tests.footprint_model.people import codes, people


@given(people())
def test_every_stage_is_the_estimate_of_what_was_said(person):
    start = fm.Consumption(person.country)
    found = fm.narrowing([start, person])
    for stage, interval in zip((start, person), found.stages, strict=True):
        expected = fm.estimate(stage).person_years
        assert interval.low == pytest.approx(expected.low, rel=1e-5)
        assert interval.central == pytest.approx(expected.central, rel=1e-9)
        assert interval.high == pytest.approx(expected.high, rel=1e-5)


@given(codes)
def test_what_is_left_when_all_is_said_is_the_spread_of_the_world(code):
    """The average resident's range holds no doubt about a person's own answers."""
    found = fm.narrowing([fm.Consumption(code)])
    world = fm.average(code).average_person_years
    assert found.world.low == pytest.approx(world.low, rel=1e-5)
    assert found.world.high == pytest.approx(world.high, rel=1e-5)


@given(codes)
def test_answering_everything_leaves_little_but_the_world(code):
    spend = {row.id: 100.0 for row in fm.categories()}
    found = fm.narrowing([fm.Consumption(code), fm.Consumption(code, spend_per_year=spend)])
    answered, world = found.stages[-1], found.world
    assert answered.high / answered.low == pytest.approx(world.high / world.low, rel=0.1)


def test_nothing_bought_has_no_range():
    nothing = fm.Consumption(
        "USA", spend_per_year=dict.fromkeys((c.id for c in fm.categories()), 0)
    )
    assert fm.narrowing([nothing]).world == fm.Interval(0, 0, 0)


def test_no_stage_is_refused():
    with pytest.raises(fm.OutOfRange):
        fm.narrowing([])
