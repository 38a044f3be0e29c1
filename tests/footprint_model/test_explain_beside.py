"""Traces of kinds of work and of the figures beside the total: average, one in N, range, in your name."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model.explain.spread import assumptions
from tests.footprint_model.people import codes, people

KEYS = {source.key for source in fm.sources()}
BESIDE = (fm.explain_average, fm.explain_people, fm.explain_range, fm.explain_in_your_name)
sectors = st.sampled_from([row.id for row in fm.sectors()])
NOTHING = fm.Consumption("USA", spend_per_year={row.id: 0 for row in fm.categories()})


def step(trace, name):
    return next(found for found in trace.steps if found.id == name)


def product(trace):
    return math.prod(found.value for found in trace.steps if found.factor)


@given(people(), sectors)
def test_a_kind_of_work_is_its_share_of_the_total(person, sector):
    trace = fm.explain(person, sector=sector)
    rows = {row.sector: row.person_years for row in fm.estimate(person).by_sector}
    assert trace.person_years.central == pytest.approx(rows[sector], rel=1e-9, abs=1e-15)
    assert product(trace) == pytest.approx(rows[sector], rel=1e-9, abs=1e-15)
    assert trace.to_dict()["sector"] == sector


@given(people(), codes)
def test_an_origin_is_its_share_of_the_total(person, origin):
    trace = fm.explain(person, origin=origin)
    rows = {row.country: row.person_years for row in fm.estimate(person).by_origin}
    assert trace.person_years.central == pytest.approx(rows.get(origin, 0), rel=1e-9, abs=1e-15)
    assert product(trace) == pytest.approx(trace.person_years.central, rel=1e-9, abs=1e-15)


@given(people(), st.sampled_from(BESIDE))
def test_every_figure_beside_the_total_ends_in_known_sources(person, function):
    trace = function(person)
    assert trace.sources
    assert set(trace.sources) <= KEYS
    assert trace.steps[-1].id == "result"
    for found in trace.steps:
        assert "{" not in fm.sentence(found)
    by_key = {row["key"]: row for row in trace.to_dict()["sources"]}
    assert all(row["title"] and row["year"] and row["where"] for row in by_key.values())


@pytest.mark.parametrize("function", BESIDE)
def test_nothing_bought_can_be_explained_too(function):
    assert function(NOTHING).steps


@given(people())
def test_the_figures_are_those_of_the_estimate(person):
    found = fm.estimate(person)
    assert fm.explain_average(person).person_years == found.average_person_years
    assert fm.explain_people(person).person_years == found.person_years
    assert fm.explain_range(person).person_years == found.person_years
    named = fm.explain_in_your_name(person)
    assert named.person_years == found.in_your_name.person_years
    assert product(named) == pytest.approx(named.person_years.central, rel=1e-9)
    average = fm.explain_average(person)
    assert product(average) == pytest.approx(average.person_years.central, rel=1e-9)


def test_one_in_so_many_is_a_year_divided_by_the_time():
    trace = fm.explain_people(fm.Consumption("USA"))
    hours = trace.person_years.central * 8760
    assert step(trace, "people_one_in").value == pytest.approx(8760 / hours)
    assert step(trace, "people_town").value == pytest.approx(fm.TOWN * hours / 8760)
    years = fm.LONG_LIFE_YEARS * trace.person_years.central
    assert step(trace, "people_lifetime").value == pytest.approx(years)


def test_the_range_names_the_widest_assumptions_of_the_country_first():
    trace = fm.explain_range(fm.Consumption("USA"))
    told = [found.value for found in trace.steps if found.id == "range_assumption"]
    rows = [
        row for row in fm.sensitivity() if (row.country, row.category) == ("USA", "all purchases")
    ]
    largest = sorted((row.spread for row in rows if row.assumption != "all together"), reverse=True)
    assert told == largest[: len(told)]
    assert len(told) >= 3


def test_the_spread_of_a_consuming_country_is_that_of_its_kind():
    table = [parameter.name for parameter, _ in assumptions("USA")]
    split = [parameter.name for parameter, _ in assumptions("KEN")]
    assert "sd_consumer_table" in table
    assert "sd_consumer_split" in split


def test_what_was_not_told_widens_the_range():
    trace = fm.explain_range(fm.Consumption("USA"))
    exact = step(trace, "range_answers").times
    assert exact["high"] - exact["low"] < trace.person_years.high - trace.person_years.low


def test_with_everything_answered_no_open_answer_is_named():
    everything = fm.Consumption("USA", spend_per_year={row.id: 100 for row in fm.categories()})
    assert "range_open" not in [found.id for found in fm.explain_range(everything).steps]
    assert "range_open" in [found.id for found in fm.explain_range(fm.Consumption("USA")).steps]


def test_a_category_says_what_widens_it_and_what_is_average():
    trace = fm.explain(fm.Consumption("USA"), "clothing")
    row = next(
        r for r in fm.estimate(fm.Consumption("USA")).by_category if r.category == "clothing"
    )
    assert step(trace, "average_of").value == row.average_person_years
    years = row.person_years
    assert step(trace, "category_range").value == pytest.approx(years.high / years.low)


@pytest.mark.parametrize(
    "arguments",
    [
        {"sector": "moon"},
        {"sector": "mining", "category": "coffee"},
        {"sector": "mining", "origin": "IND"},
    ],
)
def test_what_cannot_be_explained_is_refused(arguments):
    with pytest.raises(fm.InputError):
        fm.explain(fm.Consumption("USA"), **arguments)


# --- how much of a category is answered -----------------------------------------------------------


def from_answers(category, **given):
    rows = fm.estimate(fm.Consumption("USA", **given)).by_category
    return next(row.from_answers for row in rows if row.category == category)


def test_money_answers_the_whole_category():
    assert from_answers("clothing", spend_per_year={"clothing": 400}) == 1
    assert from_answers("clothing", spend_per_year={"clothing": 0}) == 1


def test_nothing_said_answers_nothing():
    assert from_answers("clothing") == 0
    assert from_answers("clothing", modifiers={"clothing": {"used_share": 0.5}}) == 0


def test_a_part_answers_its_share_of_the_amount():
    part = next(item for item in fm.items() if item.scales == "part" and 0.1 < item.share < 0.9)
    usual = fm.average_quantity("USA", part.id)
    amount = usual * 2.5 if part.per_household else usual
    given = {"household_size": 2.5, "quantities_per_year": {part.id: amount}}
    little = from_answers(part.category, **given)
    much = from_answers(
        part.category, household_size=2.5, quantities_per_year={part.id: amount * 3}
    )
    assert 0 < little < much < 1


@given(people())
def test_what_is_from_answers_is_a_share_and_only_of_what_was_answered(person):
    for row in fm.estimate(person).by_category:
        assert 0 <= row.from_answers <= 1
        assert row.answered or row.from_answers == 0
