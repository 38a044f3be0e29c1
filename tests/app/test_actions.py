"""The actions: sourced, dated, fitting, and mostly not shopping."""

from __future__ import annotations

import re
from datetime import date

import pytest

import footprint_model as fm
from app.actions import GROUPS, KINDS, Action, actions, actions_for
from tests.pages import Pages

CATEGORIES = {category.id for category in fm.categories()}
COUNTRIES = {country.iso3 for country in fm.countries()}
NO_PERSON_IS = re.compile(
    r"\b(slaves?|prostitutes?|illegals|illegal (workers?|migrants?))\b", re.IGNORECASE
)


@pytest.mark.parametrize("action", actions(), ids=lambda action: action.id)
def test_each_action_is_complete(action: Action):
    assert set(action.categories) <= CATEGORIES | {"*"}
    assert set(action.scope) <= COUNTRIES | {"*"}
    assert action.title
    assert action.action
    assert action.summary
    assert action.source
    assert action.url == "" or action.url.startswith("https://")
    assert action.last_checked < action.review_by
    assert action.year is None or 2000 < action.year <= action.last_checked.year
    assert isinstance(action.last_checked, date)


@pytest.mark.parametrize("action", actions(), ids=lambda action: action.id)
def test_words_are_kind_and_hold_no_telephone_number(action: Action):
    text = f"{action.title} {action.action} {action.summary}"
    assert not NO_PERSON_IS.search(text)
    assert "!" not in text
    assert not re.search(r"\+?\d[\d ()-]{7,}\d", text)


def test_ids_are_used_once():
    ids = [action.id for action in actions()]
    assert len(ids) == len(set(ids))
    assert {action.kind for action in actions()} == set(KINDS)
    assert {kind for group in GROUPS for kind in group} == set(KINDS)


@pytest.mark.parametrize("country", sorted(COUNTRIES))
@pytest.mark.parametrize("category", ["clothing", "coffee", "car_wash", "tobacco"])
def test_nobody_is_left_without_an_action(country: str, category: str):
    found = actions_for([category], country)
    assert len(found) >= 6
    assert found[0].kind in ("survivor", "worker")
    assert all(action.kind != "own_buying" for action in found[:3])
    assert sum(action.kind == "own_buying" for action in found[:6]) <= 3
    assert len({action.id for action in found}) == len(found)
    assert all(action.is_for(country) for action in found)


def test_nothing_bought_still_has_actions():
    assert len(actions_for([], "USA")) >= 3


def test_the_largest_category_decides():
    prawns = actions_for(["shrimp", "clothing"], "GBR")
    clothes = actions_for(["clothing", "shrimp"], "GBR")
    assert prawns[0].id == "issara"
    assert clothes[0].id == "accord"


def test_the_country_decides():
    assert "us_border_report" in {action.id for action in actions_for(["coffee"], "USA")}
    assert "us_border_report" not in {action.id for action in actions_for(["coffee"], "FRA")}
    assert actions_for(["vegetables"], "USA")[0].id == "fair_food_program"
    assert "domestic_workers" not in {a.id for a in actions_for(["household_services"], "DEU")}


def test_the_page_shows_every_action_with_its_source(page: Pages):
    soup = page("/en/actions")
    shown = {tag["id"] for tag in soup.select(".action")}
    assert shown == {action.id for action in actions()}
    text = soup.get_text()
    for action in actions():
        assert action.source in text
    assert text.count("What is known:") == len(actions())


def test_the_page_can_be_narrowed_to_a_country(page: Pages):
    soup = page("/en/actions?country=NOR")
    shown = {tag["id"] for tag in soup.select(".action")}
    assert "norway_ask" in shown
    assert "us_border_report" not in shown
    assert soup.select_one("option[selected]")["value"] == "NOR"


def test_an_unknown_country_shows_all(page: Pages):
    soup = page("/en/actions?country=<script>")
    assert len(soup.select(".action")) == len(actions())
