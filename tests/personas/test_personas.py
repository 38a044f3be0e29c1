"""Readable households with what the model says about each.

A persona changes only on purpose. When new data or a new rule moves one, the message shows
what it was and what it is: look whether that is meant, then copy the new figures.
"""

import tomllib
from pathlib import Path

import msgspec
import pytest

import footprint_model as fm

HOURS = 365 * 24


class Expected(msgspec.Struct, forbid_unknown_fields=True):
    """Hours of somebody's life a year, each within ``tolerance``; what leads, in order."""

    low: float
    central: float
    high: float
    tolerance: float
    largest_categories: list[str]
    largest_origins: list[str]


class Persona(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    about: str
    consumption: dict
    expected: Expected


def read(path):
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), type=Persona)


PERSONAS = {path.stem: read(path) for path in sorted(Path(__file__).parent.glob("*.toml"))}


def asked(name):
    return fm.estimate(fm.Consumption(**PERSONAS[name].consumption))


def hours(name):
    return asked(name).person_years.times(HOURS)


def mismatch(persona, found):
    """Why a persona is not as expected, in words; empty when it is."""
    wanted = persona.expected
    years = found.person_years.times(HOURS)
    lines = []
    for end in ("low", "central", "high"):
        before, after = getattr(wanted, end), getattr(years, end)
        if abs(after - before) > wanted.tolerance * before:
            change = f"{after / before - 1:+.1%}" if before else "was nothing"
            lines.append(f"  {end}: expected {before:g} hours a year, found {after:.4g} ({change})")
    rows = [row.category for row in found.by_category if row.person_years.central > 0]
    origins = [row.country for row in found.by_origin]
    for what, before, after in (
        ("categories", wanted.largest_categories, rows),
        ("origins", wanted.largest_origins, origins),
    ):
        if after[: len(before)] != before:
            lines.append(f"  largest {what}: expected {before}, found {after[: len(before)]}")
    if not lines:
        return ""
    largest = [
        f"  {row.category:24} {row.person_years.central * HOURS:9.3g} hours"
        f"  {'answered' if row.answered else 'average'}"
        for row in found.by_category[:6]
    ]
    return "\n".join(
        [
            f"{persona.title} ({found.country}) is not as expected:",
            *lines,
            "Where it comes from now:",
            *largest,
            f"Data {found.data_version}, model {found.model_version}. If the change is meant, put:",
            f"  low = {years.low:.4g}\n  central = {years.central:.4g}\n  high = {years.high:.4g}",
        ]
    )


@pytest.mark.parametrize("name", PERSONAS)
def test_a_persona_is_as_expected(name):
    problem = mismatch(PERSONAS[name], asked(name))
    assert not problem, problem


def test_there_are_personas_rich_and_poor_in_many_countries():
    given = [persona.consumption for persona in PERSONAS.values()]
    countries = {consumption["country"] for consumption in given}
    assert len(PERSONAS) >= 26
    assert len(countries) >= 16
    assert {"USA", "GBR", "DEU", "IND", "BRA", "NGA", "JPN"} <= countries
    assert {consumption.get("income_band") for consumption in given} >= set(fm.INCOME_BANDS)
    assert {consumption.get("age_band") for consumption in given} >= set(fm.AGE_BANDS)


def test_every_rule_has_a_persona():
    used = {
        name
        for persona in PERSONAS.values()
        for rules in persona.consumption.get("modifiers", {}).values()
        for name in rules
    }
    assert used == {rule.name for rule in fm.MODIFIERS}


@pytest.mark.parametrize("name", PERSONAS)
def test_a_persona_says_who_it_is_and_claims_no_precision(name):
    persona = PERSONAS[name]
    assert persona.title
    assert persona.about.endswith(".")
    assert 0 < persona.expected.tolerance <= 0.05
    assert persona.expected.low <= persona.expected.central <= persona.expected.high


def test_a_mismatch_is_explained_in_words():
    persona = PERSONAS["american_suburb"]
    wrong = msgspec.structs.replace(
        persona,
        expected=msgspec.structs.replace(
            persona.expected, central=persona.expected.central * 2, largest_categories=["coffee"]
        ),
    )
    found = asked("american_suburb")
    told = mismatch(wrong, found)
    assert persona.title in told
    assert "central: expected" in told
    assert "largest categories: expected ['coffee']" in told
    assert "low: expected" not in told
    assert f"central = {found.person_years.central * HOURS:.4g}" in told


# --- personas against each other ------------------------------------------------------------------


def test_zero_consumption_is_zero():
    assert hours("needs_nothing") == fm.Interval(0, 0, 0)
    assert asked("needs_nothing").one_in is None


def test_nobody_is_above_who_buys_everything():
    most = hours("buys_everything")
    for name in PERSONAS:
        assert hours(name).central <= most.central
        assert hours(name).high <= most.high


def test_the_flat_share_would_weigh_more_if_all_were_bought_new():
    given = {
        k: v for k, v in PERSONAS["british_flat_share"].consumption.items() if k != "modifiers"
    }
    new = fm.estimate(fm.Consumption(**given)).person_years
    assert new.central > asked("british_flat_share").person_years.central


def test_the_labelled_coffee_of_the_german_couple_saves_nothing_that_is_known():
    given = PERSONAS["german_retired_couple"].consumption
    rules = {name: rule for name, rule in given["modifiers"].items() if name != "coffee"}
    without = fm.estimate(fm.Consumption(**(given | {"modifiers": rules}))).person_years
    assert without.central == asked("german_retired_couple").person_years.central


def without(name, category, *rules):
    """A persona's purchases with some rules of a category left out."""
    given = PERSONAS[name].consumption
    left = {k: v for k, v in given["modifiers"][category].items() if k not in rules}
    return fm.estimate(
        fm.Consumption(**given | {"modifiers": given["modifiers"] | {category: left}})
    ).person_years


def test_labels_lower_nothing_but_widen_for_who_buys_by_them():
    found = asked("canadian_who_buys_labels").person_years
    plain = without("canadian_who_buys_labels", "clothing", "certified_share", "label")
    assert plain.central == found.central
    assert plain.high / plain.low <= found.high / found.low


@pytest.mark.parametrize("category", ["vegetables", "dairy_eggs"])
def test_the_two_programmes_lower_what_they_cover(category):
    found = asked("american_fair_food_shopper").person_years
    plain = without("american_fair_food_shopper", category, "certified_share", "label")
    assert found.central < plain.central


def test_mending_and_passing_on_lower_the_clothes_of_the_french_couple():
    found = asked("french_couple_who_repair").person_years.central
    for rule in ("repaired", "passed_on"):
        assert found < without("french_couple_who_repair", "clothing", rule).central


def test_amounts_in_any_currency_are_the_same_money():
    given = PERSONAS["polish_student"].consumption
    rate = fm.rate(given["currency"])
    dollars = {name: amount / rate for name, amount in given["spend_per_year"].items()}
    same = fm.estimate(fm.Consumption(**given | {"currency": "USD", "spend_per_year": dollars}))
    assert same.person_years.central == pytest.approx(asked("polish_student").person_years.central)


def test_who_answers_nothing_is_the_average_of_the_country():
    found = asked("kenyan_who_does_not_know")
    assert found.person_years.central == pytest.approx(found.average_person_years.central)
    assert not any(row.answered for row in found.by_category)
