"""Exposure × reach, and the promises about the first six, for every persona and country."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

import footprint_model as fm
from app.actions.catalogue import actions, by_id
from app.actions.ranking import (
    FIRST,
    MOST_OF_A_KIND,
    Ranked,
    actions_for,
    arranged,
    binding,
    evidence,
    largest_categories,
    ranked,
    reach,
)
from app.actions.reasons import reason
from app.config import PROJECT

COUNTRIES = sorted(country.iso3 for country in fm.countries() if country.consumer)
PERSONAS = sorted((PROJECT / "tests" / "personas").glob("*.toml"))


def estimate_of(path: Path) -> fm.Estimate:
    persona = tomllib.loads(path.read_text(encoding="utf-8"))
    return fm.estimate(fm.Consumption(**persona["consumption"]))


def keeps_its_promises(rows: list[Ranked], country: str) -> None:
    first = [row.action for row in rows[:FIRST]]
    assert len(first) == FIRST
    assert first[0].led_by in ("survivors", "workers", "unions")
    assert sum(action.is_purchase for action in first) <= FIRST / 2
    assert max(Counter(action.kind for action in first).values()) <= MOST_OF_A_KIND
    assert all(row.action.is_for(country) for row in rows)
    assert len({row.action.id for row in rows}) == len(rows)
    assert all(0 <= row.exposure <= 1 + 1e-9 for row in rows)
    rest = [row.score for row in rows[FIRST:]]
    assert rest == sorted(rest, reverse=True)


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
def test_the_first_six_of_every_persona(path: Path, app: Flask):
    estimate = estimate_of(path)
    rows = ranked(estimate)
    keeps_its_promises(rows, estimate.country)
    assert rows == ranked(estimate_of(path))  # the same each time
    with app.test_request_context("/en/"):
        for row in rows[:FIRST]:
            said = reason(row, estimate)
            assert said.endswith(".") == (row.exposure > 0)


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_first_six_of_the_average_resident_of_every_country(country: str):
    keeps_its_promises(ranked(fm.average(country)), country)


@settings(max_examples=40, deadline=None)
@given(
    country=st.sampled_from(COUNTRIES),
    spend=st.dictionaries(
        st.sampled_from([row.id for row in fm.categories()]),
        st.floats(0, 100_000),
        max_size=8,
    ),
)
def test_the_first_six_of_anybody(country: str, spend: dict[str, float]):
    person = fm.Consumption(country, spend_per_year=spend)
    keeps_its_promises(ranked(fm.estimate(person)), country)


def test_reach_is_the_product_of_the_published_judgements():
    action = by_id()["fair_food_program"]
    wanted = action.touch * binding()["enforceable"].factor * evidence()["own_figures"].factor
    assert reach(action) == pytest.approx(wanted)
    assert all(0 < reach(action) <= 1 for action in actions())


def test_factors_fall_as_the_words_grow_weaker():
    for rows in (list(binding().values()), list(evidence().values())):
        factors = [row.factor for row in rows]
        assert factors == sorted(factors, reverse=True)
        assert factors[0] == 1
        assert factors[-1] > 0


def exposures(estimate: fm.Estimate) -> dict[str, Ranked]:
    return {row.action.id: row for row in ranked(estimate)}


def test_exposure_is_the_part_of_the_number_in_which_the_action_works():
    estimate = fm.average("USA")
    found = exposures(estimate)
    own = estimate.person_years.central
    named = estimate.in_your_name.person_years.central
    home = next(row.person_years for row in estimate.by_origin if row.country == "USA")
    dairy = estimate.people_by_origin("dairy_eggs")
    at = [country.iso3 for country in fm.countries()].index("USA")
    assert found["ask_government"].person_years == pytest.approx(home)
    assert found["us_border_report"].person_years == pytest.approx(own - home)
    assert found["ask_a_brand"].person_years == pytest.approx(own)
    assert found["electronics_watch"].person_years == pytest.approx(named)
    assert found["survivor_alliance"].person_years == pytest.approx(own + named)
    assert found["milk_with_dignity"].person_years == pytest.approx(dairy[at])
    assert found["survivor_alliance"].exposure == pytest.approx(1)
    assert found["ask_a_brand"].exposure == pytest.approx(own / (own + named))


def test_who_buys_more_of_something_sees_its_actions_earlier():
    def place(spend: float) -> int:
        person = fm.Consumption("LBN", spend_per_year={"household_services": spend})
        return [row.action.id for row in ranked(fm.estimate(person))].index("kafa_lebanon")

    assert place(5000) < place(10)


def test_with_nothing_bought_there_is_still_what_is_bought_in_ones_name():
    nothing = dict.fromkeys((row.id for row in fm.categories()), 0.0)
    rows = ranked(fm.estimate(fm.Consumption("FRA", spend_per_year=nothing)))
    keeps_its_promises(rows, "FRA")
    assert "public_contracts" in {row.action.id for row in rows[:FIRST]}
    assert {row.exposure for row in rows if row.action.works_on == "purchases"} == {0}


def test_what_answers_rule_out_is_left_out():
    rows = ranked(fm.average("GBR"), {"ask_your_bank", "uk_import_ban"})
    assert not {"ask_your_bank", "uk_import_ban"} & {row.action.id for row in rows}
    keeps_its_promises(rows, "GBR")


def test_two_promises_change_the_order_of_scores():
    shop = [a for a in actions() if a.is_purchase]
    law = [a for a in actions() if a.kind == "law"]
    lead = by_id()["survivor_alliance"]
    others = [by_id()[name] for name in ("ask_a_brand", "wikirate", "ask_your_bank", "canteen")]
    rows = [Ranked(a, 1.0, 1.0, 1.0) for a in shop + law]
    rows += [Ranked(a, 0.1, 0.1, 0.1) for a in [lead, *others]]
    first = [row.action for row in arranged(rows)[:FIRST]]
    assert first[0] == lead
    assert first[1:5] == [shop[0], shop[1], law[0], law[1]]
    assert first[5] in others


# --- why, in one sentence -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("us_border_report", r"^Work in other countries is \d+% of your number\.$"),
        ("ask_government", r"^Work in the country you live in \(United States\) is \d+% of"),
        ("ask_a_brand", r"^It bears on everything that you buy\.$"),
        ("survivor_alliance", r"^It bears on your whole number and on what is bought in your"),
        ("electronics_watch", r"^What is bought in your name takes about .* on top of your"),
        ("wear_longer", r"^\d+% of your number is in: Clothes, Bedding, towels and curtains\.$"),
        ("milk_with_dignity", r"is in: Milk, cheese and eggs \(people who work in: United Sta"),
        ("recruitment_fees", r"of your number is work where you live, in: "),
        ("goodweave", r"^(less than 1%|\d+%) of your number is in: Rugs and flooring\.$"),
    ],
)
def test_the_sentence_on_the_card(app: Flask, action: str, words: str):
    estimate = fm.average("USA")
    with app.test_request_context("/en/"):
        said = reason(exposures(estimate)[action], estimate)
        assert re.search(words, said.striptags())


def test_no_sentence_where_an_action_works_on_nothing(app: Flask):
    person = fm.estimate(fm.Consumption("USA", spend_per_year={"rugs_flooring": 0}))
    with app.test_request_context("/en/"):
        assert reason(exposures(person)["goodweave"], person) == ""


def test_the_categories_named_are_those_with_most_where_it_works():
    estimate = fm.average("USA")
    names = largest_categories(by_id()["recruitment_fees"], estimate)
    at = [country.iso3 for country in fm.countries()].index("USA")
    years = [estimate.people_by_origin(name)[at] for name in names]
    assert years == sorted(years, reverse=True)
    assert set(names) <= set(by_id()["recruitment_fees"].categories)


# --- without a person -----------------------------------------------------------------------------


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("category", ["clothing", "car_wash"])
def test_nobody_is_left_without_an_action(country: str, category: str):
    found = actions_for([category], country)
    assert len(found) >= FIRST
    assert found[0].led_by in ("survivors", "workers", "unions")
    assert sum(action.is_purchase for action in found[:FIRST]) <= FIRST / 2
    assert len({action.id for action in found}) == len(found)
    assert all(action.is_for(country) for action in found)


def test_categories_and_country_decide():
    assert len(actions_for([], "USA")) >= FIRST
    prawns = [action.id for action in actions_for(["shrimp"], "FRA")]
    clothes = [action.id for action in actions_for(["clothing"], "FRA")]
    assert "issara" in prawns
    assert "issara" not in clothes
    assert "us_border_report" in {action.id for action in actions_for(["coffee"], "USA")}
    assert "us_border_report" not in {action.id for action in actions_for(["coffee"], "FRA")}
    assert actions_for(["vegetables"], "USA")[0].id == "fair_food_program"
    assert "domestic_workers" not in {a.id for a in actions_for(["household_services"], "DEU")}


# --- the command ----------------------------------------------------------------------------------


def run(app: Flask, *args: str) -> Result:
    return app.test_cli_runner().invoke(args=["actions", "rank", *args])


def test_the_command_prints_six_with_exposure_reach_and_score(app: Flask):
    found = run(app, "american_suburb", str(PERSONAS[0]))
    assert found.exit_code == 0, found.output
    lines = found.output.splitlines()
    assert len(lines) == 2 * (1 + FIRST)
    assert lines[0].startswith("american_suburb (USA): ")
    rows = ranked(estimate_of(PROJECT / "tests" / "personas" / "american_suburb.toml"))
    for place, (line, row) in enumerate(zip(lines[1:7], rows, strict=False), start=1):
        assert line.split()[:2] == [f"{place}.", row.action.id]
        assert f"{row.exposure:.1%} ×" in line
        assert f"= {row.score:7.3%}" in line


def test_the_command_prints_everybody_when_nobody_is_named(app: Flask):
    assert run(app).output.count("  1. ") == len(PERSONAS)


def test_a_persona_that_is_not_there_is_said(app: Flask, tmp_path: Path):
    found = run(app, "nobody")
    assert found.exit_code == 1
    assert "no such persona; there are: " in found.output
    broken = tmp_path / "broken.toml"
    broken.write_text('[consumption]\ncountry = "Atlantis"\n')
    found = run(app, str(broken))
    assert found.exit_code == 1
    assert "not a persona" in found.output
