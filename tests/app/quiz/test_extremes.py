"""What the site itself says for one changed answer, and for all answers at one extreme.

Every number is compared as the site gives it, with nothing rounded away.
"""

from __future__ import annotations

import csv
import io
import math
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.model_input import items_by_id
from tests.answered import SOME, everything_at, visitor
from tests.pages import Pages

COUNTRIES = ["USA", "IND", "SLE"]
# What nobody can choose: no question is about it.
NOT_CHOSEN = {"rent_housing", "health_goods", "education", "energy_water", "insurance_finance"}


def downloaded(client: FlaskClient, values: dict[str, Any]) -> list[dict[str, str]]:
    """The result as the site gives it to take away."""
    visitor(client, values)
    text = client.get("/en/result.csv").text.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def rows(client: FlaskClient, values: dict[str, Any], part: str = "category") -> dict[str, float]:
    found = {
        row["id"]: float(row["person_years"])
        for row in downloaded(client, values)
        if row["part"] == part
    }
    assert found
    return found


def covered() -> dict[str, float]:
    """Which part of each category the questions count: 1 is all of it."""
    parts: dict[str, float] = {}
    for question in q.by_id().values():
        for target in map(q.read_target, {*question.targets, *q.as_tuple(question.refined_sets)}):
            if target.kind != "quantity":
                continue
            item = items_by_id()[target.name]
            more = 1.0 if item.scales == "category" else item.share
            before = parts.get(item.category, 0.0)
            whole_is_refined = question.refined_by and item.scales == "category"
            parts[item.category] = before + (0.0 if whole_is_refined else more)
    return parts


def say(page: Pages, question_id: str, **data: str) -> None:
    token = page(f"/en/quiz/{question_id}").select_one("input[name=csrf_token]")["value"]
    sent = page.client.post(f"/en/quiz/{question_id}", data={"csrf_token": token, **data})
    assert sent.status_code == 303


def table(page: Pages) -> dict[str, list[str]]:
    """The breakdown of the result's page: the numbers of each row."""
    return {
        row.th.contents[0].strip(): [cell.text for cell in row.select("td:not(.no-print)")]
        for row in page("/en/result").select("#categories tbody tr")
    }


@pytest.mark.parametrize("answers", [{"country": "USA"}, SOME, everything_at("max")])
@pytest.mark.parametrize(
    ("service", "category", "none", "more"),
    [
        ("car_wash", "car_wash", 0, 4),
        ("home_help", "household_services", 0, 8),
        ("hotels", "hotels", 0, 7),
        ("nails", "beauty_services", 0, 1),
        ("parcels", "delivery", 0, 10),
    ],
)
def test_a_service_changes_its_own_row_and_nothing_else(
    client: FlaskClient, answers: dict[str, Any], service: str, category: str, none: int, more: int
):
    before = rows(client, {**answers, service: none})
    after = rows(client, {**answers, service: more})
    assert after.pop(category) > before.pop(category)
    assert after == before


def test_a_car_wash_moves_its_own_row_on_the_page(page: Pages):
    say(page, "country", country="USA")
    say(page, "car_wash", amount="0")
    before = table(page)
    say(page, "car_wash", amount="4")
    after = table(page)
    assert len(before) > 40
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == ["Hand car wash"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_dont_know_everywhere_is_the_typical_profile(client: FlaskClient, country: str):
    nothing_said, unknown = (
        [row for row in downloaded(client, values) if row["part"] != "answer"]
        for values in ({"country": country}, everything_at("usual", country))
    )
    assert len(nothing_said) > 200
    assert unknown == nothing_said
    average = {r.category: r.person_years.central for r in fm.average(country).by_category}
    assert rows(client, everything_at("usual", country)) == pytest.approx(average, rel=1e-12)


@pytest.mark.parametrize("country", COUNTRIES)
def test_none_everywhere_leaves_only_what_cannot_be_chosen(client: FlaskClient, country: str):
    usual = rows(client, {"country": country})
    left = rows(client, everything_at("none", country))
    parts = covered()
    assert NOT_CHOSEN.isdisjoint(parts)
    assert min(left[category] for category in NOT_CHOSEN) > 0
    for category, amount in left.items():
        part = parts.get(category, 0.0)
        if part >= 1 - 1e-9:
            assert amount == 0, category
        else:  # what no question counts stays as it is usual, to the last digit
            assert amount == pytest.approx(usual[category] * (1 - part), rel=1e-9), category


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_bought_in_ones_name_stays_whatever_is_answered(client: FlaskClient, country: str):
    named = [
        [row for row in downloaded(client, answers) if row["part"] == "in_your_name"]
        for answers in (
            {"country": country},
            everything_at("none", country),
            everything_at("max", country),
        )
    ]
    assert named[0]
    assert named[0] == named[1] == named[2]


@pytest.mark.parametrize("extreme", ["max", "none", "usual"])
@pytest.mark.parametrize("country", COUNTRIES)
def test_extremes_are_finite_and_shown_everywhere(page: Pages, country: str, extreme: str):
    visitor(page.client, everything_at(extreme, country))
    for row in downloaded(page.client, everything_at(extreme, country)):
        for column in ("person_years", "person_years_low", "person_years_high"):
            value = float(row[column] or 0)
            assert math.isfinite(value)
            assert value >= 0
        if row["person_years_low"]:
            low, central, high = (float(row[f"person_years{end}"]) for end in ("_low", "", "_high"))
            assert low <= central <= high
    for path in ("/en/result", "/en/quiz/map", "/en/quiz/review", "/en/quiz/coffee"):
        said = page(path).get_text(" ")
        assert not re.search(r"\b(nan|inf|infinity|none\b.*hours)\b", said, re.IGNORECASE), path


def test_most_of_everything_is_more_and_none_is_less(client: FlaskClient):
    most, usual, none = (
        sum(rows(client, answers).values())
        for answers in (everything_at("max"), {"country": "USA"}, everything_at("none"))
    )
    assert 0 < none < usual < most < 1000
