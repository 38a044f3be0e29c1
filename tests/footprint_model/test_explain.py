"""A trace leads from the answer to the sources, and its numbers multiply to the figure."""

import math
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import tables
from tests.footprint_model.people import categories, codes, part, people

KEYS = {source.key for source in fm.sources()}


def product(trace):
    return math.prod(step.value for step in trace.steps if step.factor)


def ids(trace):
    return [step.id for step in trace.steps]


@given(people(), categories)
def test_factors_multiply_to_the_estimate_of_a_category(person, category):
    trace = fm.explain(person, category)
    found = part(fm.estimate(person), category).person_years
    assert trace.person_years == found
    assert product(trace) == pytest.approx(found.central, rel=1e-9, abs=1e-15)


@given(people(), categories, codes)
def test_a_category_from_an_origin_is_its_share(person, category, origin):
    trace = fm.explain(person, category, origin)
    rows = [
        row.person_years
        for row in fm.estimate(person).by_category_origin
        if (row.category, row.country) == (category, origin)
    ]
    assert trace.person_years.central == pytest.approx(sum(rows), rel=1e-6, abs=1e-15)
    assert product(trace) == pytest.approx(trace.person_years.central, rel=1e-9, abs=1e-15)


@given(people(), st.none() | categories, st.none() | codes)
def test_every_trace_ends_in_known_sources_and_tells_every_step(person, category, origin):
    trace = fm.explain(person, category, origin)
    assert set(trace.sources) <= KEYS
    assert {"ilo_2022", "gsi_2023"} <= set(trace.sources)
    for step in trace.steps:
        told = fm.sentence(step)
        assert "{" not in told
        assert told[0].isupper() or told[0].isdigit()
    assert msgspec.json.encode(trace.to_dict())


def test_the_total_names_its_largest_parts():
    trace = fm.explain(fm.Consumption("USA"))
    assert ids(trace) == ["categories", "world", "origins", "sectors", "result"]
    assert trace.person_years == fm.average("USA").person_years or trace.person_years.central > 0


def test_spending_in_another_currency_is_changed_into_dollars_in_sight():
    trace = fm.explain(
        fm.Consumption("DEU", spend_per_year={"clothing": 900}, currency="EUR"), "clothing"
    )
    assert ids(trace)[:2] == ["spend", "spend_in_dollars"]
    assert "900 EUR" in fm.sentence(trace.steps[0])
    assert "ecb_rates" in trace.sources


def test_a_count_is_priced_where_money_is_compared_and_not_where_weight_is():
    priced = fm.explain(fm.Consumption("USA", quantities_per_year={"gold_pieces": 2}), "jewellery")
    assert "price" in ids(priced)
    weighed = fm.explain(fm.Consumption("USA", quantities_per_year={"coffee_cups": 500}), "coffee")
    assert "price" not in ids(weighed)
    assert "reference_quantity" in ids(weighed)


def test_tops_stand_for_clothes_by_their_number():
    trace = fm.explain(fm.Consumption("USA", quantities_per_year={"tops": 10}), "clothing")
    steps = {step.id: step for step in trace.steps}
    assert "price" not in steps
    assert steps["scaling"].value == pytest.approx(10 / steps["reference_quantity"].value)


def test_help_for_a_whole_home_is_shared_in_sight():
    person = fm.Consumption("USA", 4, quantities_per_year={"domestic_help_hours": 48})
    step = fm.explain(person, "household_services").steps[1]
    assert step.id == "quantity_shared"
    assert step.value == 12


def test_no_answer_says_what_stands_in():
    assert "unanswered" in ids(fm.explain(fm.Consumption("USA"), "clothing"))
    assert "typical" in ids(fm.explain(fm.Consumption("USA", income_band="highest"), "clothing"))


def test_modifiers_and_a_named_origin_are_told():
    person = fm.Consumption(
        "USA", modifiers={"coffee": {"origin": "COL"}, "clothing": {"used_share": 1}}
    )
    assert "modifiers" in ids(fm.explain(person, "clothing"))
    assert "origin_named" in ids(fm.explain(person, "coffee"))


def test_chocolate_in_the_united_states_shows_west_african_cocoa():
    trace = fm.explain(fm.Consumption("USA"), "chocolate")
    cocoa = next(step for step in trace.steps if "Cocoa" in step.names.get("commodity", ()))
    assert cocoa.countries["origins"][0] == "CIV"
    assert "GHA" in cocoa.countries["origins"]
    assert "fao_trade" in cocoa.sources


def test_a_reported_share_leads_to_the_report():
    trace = fm.explain(fm.Consumption("USA"), "shrimp")
    step = next(step for step in trace.steps if step.id == "commodity_reported")
    assert step.sources[0] == "commodity_facts"


def test_a_commodity_without_trade_figures_says_so():
    trace = fm.explain(fm.Consumption("GBR"), "shrimp")
    step = next(step for step in trace.steps if step.id.startswith("commodity_"))
    assert step.id == "commodity_cell"
    assert "No trade figures" in fm.sentence(step)


@pytest.mark.parametrize(("category", "origin"), [("moon", None), ("coffee", "XXX")])
def test_what_does_not_exist_is_refused(category, origin):
    with pytest.raises(fm.InputError):
        fm.explain(fm.Consumption("USA"), category, origin)


def test_another_language_gets_its_own_words_and_numbers():
    step = fm.explain(fm.Consumption("USA"), "coffee", "COL").steps[-2]
    told = fm.sentence(
        step, lambda text: text.replace("about", "environ"), lambda v: f"{v:.0f} n", str.lower
    )
    assert "environ" in told
    assert " n" in told
    assert "col" in told


def test_every_sentence_can_be_told():
    for text in tables.explanations().values():
        assert text.strip() == text
        assert text.endswith(".")


def told_origins(country, category, step):
    trace = fm.explain(fm.Consumption(country), category).to_dict()
    return next(one for one in trace["steps"] if one["id"] == step)


def test_origins_are_told_with_the_share_of_each():
    step = told_origins("USA", "chocolate", "commodity_mirror")
    shares = [row["share"] for row in step["countries"]["origins"]]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1
    assert {"CIV", "GHA"} <= {row["country"] for row in step["countries"]["origins"]}
    assert f"{shares[0] * 100:.3g} %" in step["text"]


def test_what_is_not_bought_comes_from_nowhere():
    trace = fm.explain(fm.Consumption("USA", spend_per_year={"coffee": 0}), "coffee")
    assert "origins" not in ids(trace)
    assert "nobody" in ids(trace)


@pytest.mark.parametrize("spend", [7, 77.5, 123456.7])
def test_no_number_of_a_sentence_has_an_exponent(spend):
    trace = fm.explain(fm.Consumption("USA", spend_per_year={"clothing": spend}), "clothing")
    assert not [step for step in trace.steps if re.search(r"\de[+-]?\d", fm.sentence(step))]
