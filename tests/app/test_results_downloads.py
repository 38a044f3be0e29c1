"""One's own result as a file."""

from __future__ import annotations

import csv
import io
import json

import pytest
from flask.testing import FlaskClient

import footprint_model as fm
from app.quiz.answers import Answers
from app.results.downloads import cell
from tests.answered import SOME, answer, visitor


def test_csv_holds_the_whole_estimate(client: FlaskClient):
    response = visitor(client).get("/en/result.csv")
    assert response.mimetype == "text/csv"
    assert 'attachment; filename="footprint.csv"' in response.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))
    total = float(next(row for row in rows if row["part"] == "your_purchases")["person_years"])
    for part in ("category", "origin", "sector"):
        found = [float(row["person_years"]) for row in rows if row["part"] == part]
        assert sum(found) == pytest.approx(total, rel=1e-6)
    assert {row["data_version"] for row in rows} == {fm.data_version()}
    assert {row["model_version"] for row in rows} == {fm.MODEL_VERSION}


def test_csv_holds_the_answers_too(client: FlaskClient):
    item = next(item for item in fm.items() if item.scales == "list")
    answers = Answers({**SOME, "coffee": "usual", "country": "GBR"}, {item.id: 2.5})
    answer(client, answers)
    rows = list(csv.DictReader(io.StringIO(client.get("/en/result.csv").text.lstrip("\ufeff"))))
    said = {row["id"]: row["answer"] for row in rows if row["part"] == "answer"}
    assert said == {
        "country": "United Kingdom",
        "household": "2 people",
        "coffee": "Don’t know: the usual amount",
        "tops": "10 tops a year",
        "phones": "1 phone, kept 3 years",
    }
    (listed,) = (row for row in rows if row["part"] == "listed")
    assert (listed["id"], listed["answer"]) == (item.id, "2.5")
    assert all(row["data_version"] == fm.data_version() for row in rows)
    assert all(row["person_years"] == row["days_per_year"] == "" for row in rows if row["answer"])


def test_json_holds_answers_and_estimate(client: FlaskClient):
    response = visitor(client).get("/en/result.json")
    found = json.loads(response.text)
    assert found["answers"]["country"] == SOME["country"]
    assert found["estimate"]["country"] == "USA"
    assert set(found["estimate"]) >= {
        "person_years",
        "days_per_year",
        "one_in",
        "in_your_name",
        "by_category",
        "by_origin",
        "by_sector",
        "model_version",
        "data_version",
    }


def test_a_download_leaves_no_trace(client: FlaskClient):
    for path in ("/en/result.csv", "/en/result.json", "/en/result"):
        response = visitor(client).get(path)
        cookies = [name.split("=")[0] for name in response.headers.getlist("Set-Cookie")]
        assert "answers" not in cookies


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(text: str):
    assert cell(text) == f"'{text}"
    assert cell("Clothes") == "Clothes"
