"""The catalogue: complete, sourced, dated, in kind words, and not too old."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from flask import Flask

import footprint_model as fm
from app.actions.catalogue import (
    FOLDER,
    KINDS,
    MEMBERS,
    Action,
    ActionFile,
    actions,
    by_id,
    countries_in,
    is_for,
    kind_name,
    led_by_name,
)
from app.actions.letters import letters
from app.actions.ranking import binding, evidence
from app.quiz import questions as q

CATEGORIES = {category.id for category in fm.categories()}
COMMODITIES = set(fm.commodity_table())
COUNTRIES = {country.iso3 for country in fm.countries()}
NO_PERSON_IS = re.compile(
    r"\b(slaves?|prostitutes?|illegals|illegal (workers?|migrants?))\b", re.IGNORECASE
)

every_action = pytest.mark.parametrize("action", actions(), ids=lambda action: action.id)


def overdue(found: tuple[Action, ...], today: date) -> list[str]:
    """Ids of actions whose sources should have been read again."""
    return [action.id for action in found if action.review_by < today]


def test_no_action_is_past_its_day_of_review():
    late = overdue(actions(), datetime.now(UTC).date())
    assert not late, f"read the sources of these again: {', '.join(late)}"


def test_a_back_dated_action_is_noticed():
    old = msgspec.structs.replace(actions()[0], review_by=date(2026, 1, 31))
    assert overdue((old, *actions()[1:]), date(2026, 2, 1)) == [old.id]
    assert overdue((old,), date(2026, 1, 31)) == []


@every_action
def test_each_action_is_complete(action: Action):
    assert action.title
    assert action.action.endswith((".", "?"))
    assert action.known.endswith((".", "?"))
    assert action.reason.endswith(".")
    assert 1 <= action.minutes <= 120
    assert action.source
    assert action.last_checked < action.review_by
    for source in action.source:
        assert source.publisher
        assert source.title
        assert source.url == "" or source.url.startswith("https://")
        assert source.year is None or 1999 < source.year <= action.last_checked.year


@every_action
def test_what_it_names_is_there(action: Action):
    assert set(action.categories) <= CATEGORIES | {"*"}
    assert set(action.commodities) <= COMMODITIES
    assert set(action.origins) <= COUNTRIES
    assert {"*"} & set(action.scope) or countries_in(action.scope) - {"EU"} <= COUNTRIES
    assert action.binding in binding()
    assert action.evidence in evidence()
    assert set(action.labels) <= set(fm.labels())
    if action.letter:
        assert action.option in {"", *(one.id for one in letters()[action.letter].option)}
    else:
        assert not action.option
    for need in action.needs:
        question, _dot, option = need.partition(".")
        asked = q.by_id()[question]
        assert isinstance(asked, q.Choice | q.Multi)
        assert option in {"", *(one.id for one in asked.options)}
    if action.changes:
        assert action.changes.question in q.by_id()
        assert "{amount}" in action.changes.text


@every_action
def test_judgements_are_in_bounds_and_say_that_they_are_assumed(action: Action):
    assert 0 < action.touch <= 0.5
    assert action.basis == "assumed"
    if action.works_on == "in_your_name":
        assert action.categories == ("*",)


@every_action
def test_words_are_kind_and_hold_no_telephone_number(action: Action):
    text = f"{action.title} {action.action} {action.known} {action.text} {action.reason}"
    assert not NO_PERSON_IS.search(text)
    assert "!" not in text
    assert not re.search(r"\+?\d[\d ()-]{7,}\d", text)


def test_scopes_name_countries_only():
    named = {code for a in actions() for code in (*a.scope, *a.not_in)} - {"*", "EU"}
    known = {line for line in named if re.fullmatch(r"[A-Z]{3}", line)}
    assert named == known
    assert set(MEMBERS.split()) <= COUNTRIES
    assert len(MEMBERS.split()) == 27


def test_a_union_of_countries_stands_for_its_members():
    assert is_for("FRA", ("EU",))
    assert not is_for("GBR", ("EU",))
    assert not is_for("FRA", ("*",), ("EU",))
    assert is_for("GBR", ("*",), ("EU",))


def test_ids_are_used_once_and_every_kind_has_some():
    assert len(by_id()) == len(actions())
    assert {action.kind for action in actions()} == set(KINDS)
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(KINDS)


def test_buying_comes_last_among_the_verbs():
    """Ask, report and support come before buy: only one kind is about buying."""
    assert {action.kind for action in actions() if action.is_purchase} == {"own_buying"}
    assert all(action.is_purchase for action in actions() if action.kind == "own_buying")
    assert KINDS.index("own_buying") > KINDS.index("company")


def test_nothing_is_called_strong_evidence():
    """The page about choosing says that we found no such study."""
    assert not [action.id for action in actions() if action.evidence == "strong"]


def test_labels_say_that_they_only_widen_the_range():
    labelled = [action for action in actions() if action.labels]
    assert len(labelled) >= 7
    for action in labelled:
        uses = {fm.labels()[name].use for name in action.labels}
        assert "reduce" in uses or "range wider" in action.known or "No effect" in action.known
    named = {name for action in labelled for name in action.labels}
    assert {key for key, row in fm.labels().items() if row.use == "reduce"} <= named


def test_every_route_of_reporting_goods_is_there():
    reporting = {a.id for a in actions() if a.does == "report" and a.works_on == "imports"}
    assert reporting == {"us_border_report", "canada_report", "mexico_petition", "eu_report"}
    # Not read in an official source: no link until it is.
    assert not [source.url for source in by_id()["eu_report"].source if source.url]
    assert "2027" in by_id()["eu_report"].action


@pytest.mark.parametrize(
    ("country", "action"),
    [
        ("GBR", "uk_registry"),
        ("AUS", "australia_register"),
        ("CAN", "canada_reports"),
        ("NOR", "norway_ask"),
        ("FRA", "france_vigilance"),
        ("DEU", "germany_supply_chain_act"),
        ("BRA", "brazil_register"),
    ],
)
def test_registers_of_statements_are_for_their_country(country: str, action: str):
    assert by_id()[action].is_for(country)
    assert sum(by_id()[action].is_for(code) for code in COUNTRIES) == 1


def test_who_leads_and_where_are_said_in_words(app: Flask):
    with app.test_request_context("/en/"):
        assert by_id()["uflpa"].where == "United States"
        assert by_id()["eu_regulation"].where == "European Union"
        assert by_id()["migrant_forum_asia"].where == "15 countries"
        assert by_id()["wikirate"].where == "any country"
        assert by_id()["accord"].led_by_name == "Led by a union"
        assert len({kind_name(kind) for kind in KINDS}) == len(KINDS)
        assert all(led_by_name(action.led_by) for action in actions())


def test_a_typing_error_is_refused(tmp_path: Path):
    text = (FOLDER / "money.toml").read_text(encoding="utf-8")
    with pytest.raises(msgspec.ValidationError, match="minuts"):
        msgspec.toml.decode(text.replace("minutes", "minuts"), type=ActionFile)
