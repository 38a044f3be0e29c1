"""Comparing with an earlier result: then and now, the reason per line, and whatever is uploaded."""

from __future__ import annotations

import io
import json
import logging
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import footprint_model as fm
from app.quiz import state
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.results.changes import two_amounts
from app.results.result_file import MOST_BYTES, written
from tests.answered import everything_at, visitor
from tests.pages import Pages

ADDRESS = "/en/result/compare"
THEN: dict[str, Any] = {"country": "GBR", "household": 2, "tops": 12, "phones": [1, 3]}
NOW: dict[str, Any] = {**THEN, "tops": 6}
OLD = "2018.balanced.0123456789"


def file_of(values: dict[str, Any], data_version: str = "") -> bytes:
    answers = Answers(values)
    found = json.loads(written(answers, fm.estimate(to_consumption(answers))))
    if data_version:
        found["estimate"]["data_version"] = data_version
    return json.dumps(found).encode()


def doubled(data: bytes, data_version: str = "") -> bytes:
    """The same with every number of the estimate twice as large."""
    found = json.loads(data)
    estimate = found["estimate"]
    estimate["data_version"] = data_version or estimate["data_version"]
    for years in (estimate["person_years"], *(r["person_years"] for r in estimate["by_category"])):
        for name in years:
            years[name] *= 2
    return json.dumps(found).encode()


class Visit:
    """A visitor of the page with or without answers; call it with a file."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.pages = Pages(client)

    def __call__(self, data: bytes | None, status: int = 200, **fields: str) -> BeautifulSoup:
        sent: dict[str, Any] = dict(fields)
        if data is not None:
            sent["file"] = (io.BytesIO(data), "footprint.json")
        return self.pages.post(ADDRESS, sent, status)

    def press(self, soup: BeautifulSoup, go: str) -> BeautifulSoup:
        carried = soup.select_one("input[name=carried]")["value"]
        assert soup.select_one(f"button[name=go][value={go}]")
        return self.pages.post(ADDRESS, {"carried": carried, "go": go})

    def kept(self) -> Answers:
        cookie = self.client.get_cookie(state.COOKIE)
        if cookie is None:
            return Answers()
        header = {"Cookie": f"{state.COOKIE}={cookie.value}"}
        with self.client.application.test_request_context("/en/", headers=header):
            return state.load_answers()


@pytest.fixture
def visit(client: FlaskClient) -> Visit:
    return Visit(visitor(client, NOW))


def text_of(tag: Any) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ", strip=True))


def amounts(soup: BeautifulSoup) -> list[str]:
    return [text_of(one) for one in soup.select(".side__amount")]


def in_words(app: Flask, before: float, after: float) -> list[str]:
    with app.test_request_context("/en/"):
        return list(two_amounts(before * 365, after * 365))


def total(values: dict[str, Any]) -> float:
    return fm.estimate(to_consumption(Answers(values))).person_years.central


# --- then and now -----------------------------------------------------------------------------------


def test_then_and_now_with_the_answer_behind_each_line(app: Flask, visit: Visit):
    soup = visit(file_of(THEN))
    assert amounts(soup) == in_words(app, total(THEN), total(NOW))
    (line,) = soup.select(".change")
    assert text_of(line).startswith("Clothes")
    assert "less, most likely" in text_of(line)
    assert text_of(line).endswith("T-shirts and tops: 6 tops a year instead of 12 tops a year.")
    assert not soup.select(".notice")
    assert not soup.select("button[value=recompute]")


def test_the_same_answers_differ_in_nothing(visit: Visit):
    soup = visit(file_of(NOW))
    assert "The answers are the same, so nothing differs." in text_of(soup.main)
    assert not soup.select(".change")


def test_another_version_keeps_its_own_numbers(app: Flask, visit: Visit):
    """Shown as they are, with their label; nothing is recomputed without being asked."""
    data = doubled(file_of(THEN), OLD)
    soup = visit(data)
    assert amounts(soup) == in_words(app, 2 * total(THEN), total(NOW))
    assert f"data {OLD}." in text_of(soup.h1.find_parent("header"))
    assert fm.data_version() in text_of(soup.select_one(".notice"))
    words = text_of(soup.main)
    assert "No answer of yours differs here: it is the model or its data." in words
    assert "T-shirts and tops: 6 tops a year instead of 12 tops a year." in words
    carried = json.loads(soup.select_one("input[name=carried]")["value"])
    original = json.loads(data)
    assert carried["estimate"]["person_years"] == original["estimate"]["person_years"]
    assert carried["estimate"]["by_category"] == original["estimate"]["by_category"]


def test_it_is_counted_anew_only_on_request(app: Flask, visit: Visit):
    soup = visit.press(visit(doubled(file_of(THEN), OLD)), "recompute")
    by_version, by_answers = soup.select("section[aria-labelledby^=step]")
    assert amounts(by_version) == in_words(app, 2 * total(THEN), total(THEN))
    assert amounts(by_answers) == in_words(app, total(THEN), total(NOW))
    assert len(by_answers.select(".change")) == 1
    assert visit.kept() == Answers(NOW)


def test_numbers_changed_by_hand_are_said_to_be(visit: Visit):
    soup = visit(doubled(file_of(THEN)))
    assert "It may have been changed by hand." in text_of(soup.select_one(".notice--mark"))
    assert soup.select("button[value=recompute]")


def test_another_country_is_about_everything(visit: Visit):
    soup = visit(file_of({**THEN, "country": "IND"}))
    assert "Country: United Kingdom instead of India." in text_of(soup.main)
    other = visit(file_of({**THEN, "country": "IND"}, OLD))
    assert "Country: United Kingdom instead of India." in text_of(other.main)
    assert "No answer of yours differs here" not in text_of(other.main)


def test_a_category_and_questions_of_another_time(visit: Visit):
    found = json.loads(file_of(THEN, OLD))
    found["estimate"]["by_category"][0]["category"] = "airship_tickets"
    found["answers"]["airships"] = 3
    soup = visit(json.dumps(found).encode())
    assert "“airship_tickets”, a category we no longer have" in text_of(soup.main)
    assert "1 answer in the file is to a question that we no longer ask." in text_of(soup.main)


def test_without_answers_here_the_file_is_shown_alone(app: Flask, client: FlaskClient):
    visit = Visit(client)
    soup = visit(doubled(file_of(THEN), OLD))
    assert amounts(soup) == in_words(app, 2 * total(THEN), total(THEN))[:1]
    assert len(soup.select(".change")) == 6
    anew = visit.press(soup, "recompute")
    assert len(anew.select("section[aria-labelledby^=step]")) == 1
    assert visit.kept() == Answers()


def test_a_cookie_that_cannot_be_read_does_not_stop_it(client: FlaskClient):
    client.set_cookie(state.COOKIE, "nonsense")
    assert Visit(client)(file_of(THEN)).select(".side")


@pytest.mark.parametrize("extreme", ["max", "none", "usual"])
def test_any_answers_can_be_compared(client: FlaskClient, extreme: str):
    visit = Visit(visitor(client, everything_at(extreme, "DEU")))
    assert visit(file_of(everything_at("max", "GBR"))).select(".change")
    assert visit(file_of(everything_at("none", "GBR"), OLD)).select(".change")


# --- taking the answers on --------------------------------------------------------------------------


def test_the_answers_of_a_file_are_loaded_when_asked(visit: Visit):
    soup = visit(file_of(THEN))
    assert visit.kept() == Answers(NOW)
    assert "They replace the answers that are here now." in text_of(soup.main)
    visit.press(soup, "load")
    assert visit.pages.response.request.path == "/en/quiz/review"
    assert visit.kept() == Answers(THEN)


def test_more_than_a_cookie_holds_is_refused_and_nothing_is_lost(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(state, "MAX_BYTES", 400)
    soup = visit(file_of(everything_at("max", "GBR")))
    carried = soup.select_one("input[name=carried]")["value"]
    refused = visit.pages.post(ADDRESS, {"carried": carried, "go": "load"}, 422)
    assert "more answers than a browser can keep" in text_of(refused.main)
    assert visit.kept() == Answers(NOW)


# --- whatever is uploaded ---------------------------------------------------------------------------

HOSTILE = {
    "nothing": b"",
    "a zip": b"PK\x03\x04\x14\x00\x08\x00\xff\xfe",
    "html": b"<!doctype html><script>alert(1)</script>",
    "other json": b'{"name": "<script>alert(1)</script>"}',
    "a list": b"[1, 2, 3]",
    "deep": b'{"a":' * 30_000,
    "utf-16": "{}".encode("utf-16"),
    "cut off": file_of(THEN)[:5000],
    "not a number": file_of(THEN).replace(b'"low": ', b'"low": NaN, "x": ', 1),
    "newer": file_of(THEN).replace(b'"format_version": 1', b'"format_version": 2'),
    "script as version": file_of(THEN, "<script>alert(1)</script>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_result_gets_a_clear_page(visit: Visit, name: str):
    soup = visit(HOSTILE[name], 422)
    assert "Nothing was stored, and your answers are as they were." in text_of(soup.main)
    assert soup.select_one("#file")["aria-invalid"] == "true"
    assert "alert(1)" not in visit.pages.response.text
    assert visit.kept() == Answers(NOW)


@pytest.mark.parametrize("size", [MOST_BYTES + 1, MOST_BYTES + 30_000, 450_000])
def test_a_file_too_large_is_refused_as_such(visit: Visit, size: int):
    soup = visit(b" " * size, 413)
    assert "larger than any result of this site" in text_of(soup.main)
    assert visit.kept() == Answers(NOW)


def test_a_file_may_be_larger_than_other_forms(visit: Visit):
    assert visit(file_of(THEN) + b" " * 150_000).select(".side")


def test_other_forms_keep_their_limit(visit: Visit):
    sent = {"csrf_token": "x", "mode": "a" * 150_000}
    for path in ("/en/quiz/tops", "/en/result/what-if"):
        response = visit.client.post(path, data=sent)
        assert response.status_code == 413
        assert "That was too much at once" in response.text


def test_no_file_at_all(visit: Visit):
    assert "Choose a file first." in text_of(visit(None, 422).main)


def test_it_needs_the_token(visit: Visit):
    sent = {"file": (io.BytesIO(file_of(THEN)), "f.json"), "go": "load"}
    assert visit.client.post(ADDRESS, data=sent).status_code == 400
    assert visit.kept() == Answers(NOW)


def test_nothing_of_a_file_is_logged(visit: Visit, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        visit(file_of(THEN, "9999.zeppelin.1"))
        visit(b'{"format": "zeppelin"}', 422)
    assert "zeppelin" not in caplog.text
    assert "tops" not in caplog.text


FEW = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**18),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["GBR", "usual", "none", "<b>", "\x00", "youth", "1e9"]),
)
trees = st.recursive(
    leaves, lambda t: st.lists(t, max_size=3) | st.dictionaries(st.text(max_size=5), t, max_size=3)
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real file in which a few values are something else, or gone."""
    found = json.loads(file_of(THEN, draw(st.sampled_from(["", OLD]))))
    for _change in range(draw(st.integers(1, 3))):
        at: Any = found
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(at[key], dict | list) and draw(st.booleans()):
                at = at[key]
                continue
            if draw(st.booleans()):
                at[key] = draw(trees)
            else:
                del at[key]
            break
    return json.dumps(found).encode()


@pytest.fixture
def csrf_off(app: Flask) -> Any:
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


@FEW
@given(
    data=st.one_of(st.binary(max_size=300), st.text(max_size=50).map(str.encode), damaged()),
    go=st.sampled_from(["", "recompute", "load", "x"]),
    carried=st.booleans(),
)
def test_no_upload_is_a_failure_of_ours(
    client: FlaskClient, csrf_off: Any, data: bytes, go: str, carried: bool
):
    visitor(client, NOW)
    sent: dict[str, Any] = {"go": go}
    if carried:
        sent["carried"] = data
    else:
        sent["file"] = (io.BytesIO(data), "f.json")
    response = client.post(ADDRESS, data=sent, content_type="multipart/form-data")
    assert response.status_code in (200, 303, 422)
    if response.status_code != 303:
        assert "answers=" not in " ".join(response.headers.getlist("Set-Cookie"))
