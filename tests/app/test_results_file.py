"""The file of a result: what is written, what is read back, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings

import footprint_model as fm
from app.config import PROJECT
from app.quiz import questions as q
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.results.result_file import (
    MOST_BYTES,
    FileProblem,
    ResultFile,
    read,
    same_numbers,
    schema,
    written,
)
from tests.answered import SOME, everything_at, visitor
from tests.app.quiz.test_model_input import people

WHOLE = {
    **SOME,
    "country": "GBR",
    "used_share": 10,
    "food_labels": [50, "fairtrade"],
    "age": "usual",
}


def file_of(values: dict[str, Any] | None = None, **items: float) -> bytes:
    answers = Answers(values or WHOLE, items)
    return written(answers, fm.estimate(to_consumption(answers)), date(2026, 11, 25))


def edited(change: Any) -> bytes:
    found = json.loads(file_of())
    change(found)
    return json.dumps(found).encode()


@pytest.fixture
def refused(app: Flask) -> Any:
    """The problem that reading these bytes ends in."""

    def reading(data: bytes) -> FileProblem:
        with app.test_request_context("/en/"), pytest.raises(FileProblem) as caught:
            read(data)
        return caught.value

    return reading


@settings(max_examples=60, deadline=None)
@given(values=people)
def test_what_is_written_is_read_back(app: Flask, values: dict[str, Any]):
    answers = Answers(values)
    estimate = fm.estimate(to_consumption(answers))
    found = read(written(answers, estimate))
    assert found.readable() == answers
    assert same_numbers(found, estimate)
    assert found.is_current
    assert not found.unreadable()
    assert read(found.to_carry().encode()).by_category() == found.by_category()


def test_the_longest_answers_fit_many_times(app: Flask):
    data = file_of(everything_at("max"))
    assert len(data) < MOST_BYTES / 4
    assert read(data).readable() == Answers(everything_at("max"))


def test_listed_things_and_the_path_are_kept(app: Flask):
    item = next(one.id for one in fm.items() if one.scales == "list")
    answers = Answers({"country": "GBR"}, {item: 2}, "youth")
    found = read(written(answers, fm.estimate(to_consumption(answers))))
    assert found.readable() == answers


def test_the_download_is_such_a_file(client: FlaskClient):
    response = visitor(client, WHOLE).get("/en/result.json")
    found = read(response.data)
    assert found.readable() == Answers(WHOLE)
    assert f'filename="footprint-{found.made_on}.json"' in response.headers["Content-Disposition"]


def test_old_names_of_questions_are_known(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(q, "renamed", lambda: {"shirts": "tops"})
    data = edited(lambda f: f["answers"].update(shirts=f["answers"].pop("tops")))
    found = read(data)
    assert found.readable() == Answers(WHOLE)
    assert found.unreadable() == 0


def test_questions_we_do_not_ask_are_counted_and_left_out(app: Flask):
    found = read(edited(lambda f: f["answers"].update(zeppelins=3, airships="none")))
    assert found.readable() == Answers(WHOLE)
    assert found.unreadable() == 2


def test_a_category_we_do_not_have_is_read(app: Flask):
    def rename(found: Any) -> None:
        found["estimate"]["by_category"][0]["category"] = "zeppelins"

    assert "zeppelins" in read(edited(rename)).by_category()


def test_a_file_with_a_mark_of_its_encoding_is_read(app: Flask):
    assert read(b"\xef\xbb\xbf" + file_of()).readable() == Answers(WHOLE)


def put(path: str, value: Any) -> Any:
    """A change of one value, by its place."""

    def change(found: Any) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in way:
            found = found[part]
        found[last] = value

    return change


WRONG = [
    ("format", "other/result"),
    ("format_version", 2),
    ("format_version", "1"),
    ("made_on", "yesterday"),
    ("extra", 1),
    ("path", "../../etc/passwd"),
    ("answers", []),
    ("answers.<script>alert(1)</script>", 1),
    ("answers.tops", {"a": {"b": 1}}),
    ("answers.tops", True),
    ("answers.tops", None),
    ("answers.tops", "x" * 5000),
    ("answers.tops", [1] * 500),
    ("answers.tops", 1e300),
    ("answers.country", "ATL"),
    ("answers.country", "USA"),  # not the country of the estimate
    ("items.x", -1),
    ("estimate.model_version", "<b>1</b>"),
    ("estimate.data_version", "x" * 500),
    ("estimate.country", "gb"),
    ("estimate.person_years.central", -1),
    ("estimate.person_years.low", 9),
    ("estimate.person_years.central", "1"),
    ("estimate.by_category", []),
    ("estimate.by_category.0.category", "<img src=x>"),
    ("estimate.by_category.0.category", "Clothes"),
    ("estimate.by_category.0.answered", "yes"),
    ("estimate.by_category.0.person_years.high", 1e12),
    ("estimate.by_category.0.person_years", None),
    ("estimate.notes", ["x" * 9000]),
    ("estimate", None),
]


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_a_wrong_value_anywhere_is_refused(refused: Any, path: str, value: Any):
    problem = refused(edited(put(path, value)))
    assert problem.status == 422
    assert problem.message


def test_numbers_that_do_not_add_up_are_refused(refused: Any):
    def half(found: Any) -> None:
        for name in ("low", "central", "high"):
            found["estimate"]["person_years"][name] /= 2

    assert "contradict" in refused(edited(half)).message


def test_the_same_category_twice_is_refused(refused: Any):
    def twice(found: Any) -> None:
        rows = found["estimate"]["by_category"]
        rows[1]["category"] = rows[0]["category"]

    assert "contradict" in refused(edited(twice)).message


def test_the_place_of_a_mistake_is_named(refused: Any):
    problem = refused(edited(put("estimate.by_category.3.answered", 7)))
    assert "estimate.by_category[3].answered" in problem.message


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"null",
        b"[]",
        b"{}",
        b"nonsense",
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04\x14\x00\xff\xfe",
        "{}".encode("utf-16"),
        b"[" * 90_000,
        b'{"a":' * 30_000,
        b'{"format":"slavery-footprint/result","format_version":1,"answers":'
        + b'{"a":' * 20_000
        + b"1"
        + b"}" * 20_000
        + b"}",
        file_of()[:-40],
        file_of().replace(b'"low":', b'"low":NaN,"x":', 1),
        file_of().replace(b'"low":', b'"low":Infinity,"x":', 1),
        file_of().replace(b'"low":', b'"low":1e999,"x":', 1),
        file_of() + b"}",
    ],
    ids=range(17),
)
def test_what_is_no_result_is_refused(refused: Any, data: bytes):
    assert refused(data).status == 422


def test_a_file_too_large_is_not_read(refused: Any):
    assert refused(b" " * (MOST_BYTES + 1)).status == 413


def test_numbers_that_were_changed_are_noticed(app: Flask):
    def double(found: Any) -> None:
        estimate = found["estimate"]
        for years in (
            estimate["person_years"],
            *(r["person_years"] for r in estimate["by_category"]),
        ):
            for name in years:
                years[name] *= 2

    found = read(edited(double))
    assert not same_numbers(found, fm.estimate(to_consumption(found.readable())))


# --- the published form -----------------------------------------------------------------------------


def test_the_schema_is_published(client: FlaskClient):
    response = client.get("/en/result/file-format.json")
    assert response.mimetype == "application/schema+json"
    assert response.data == schema()
    found = json.loads(response.data)
    fields = set(found["$defs"]["ResultFile"]["properties"])
    assert fields == set(json.loads(file_of()))
    assert found["$defs"]["ResultFile"]["additionalProperties"] is False
    estimate = set(found["$defs"]["EstimateInFile"]["properties"])
    assert estimate == set(json.loads(file_of())["estimate"])


def test_every_struct_refuses_what_it_does_not_know():
    parts = [msgspec.inspect.type_info(ResultFile)]
    while parts:
        info = parts.pop()
        if isinstance(info, msgspec.inspect.StructType):
            assert info.forbid_unknown_fields, info.cls
            parts += [field.type for field in info.fields]
        else:
            parts += [getattr(info, name) for name in ("item_type", "type") if hasattr(info, name)]
            parts += getattr(info, "types", ())


def test_the_form_is_documented():
    text = (PROJECT / "docs" / "result-file.md").read_text(encoding="utf-8")
    for field in json.loads(file_of()):
        assert f"| `{field}` |" in text
    assert f"{MOST_BYTES:,}" in text
