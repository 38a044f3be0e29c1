"""The signed cookie: kept as it was, or refused with a page that says so."""

from __future__ import annotations

import time

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from app.quiz import state
from app.quiz.answers import Answers
from tests.app.quiz.test_answers import FULL
from tests.pages import Pages


def token(app: Flask, answers: Answers) -> str:
    with app.test_request_context("/"):
        return state.dumps(answers)


def load(app: Flask, cookie: str) -> Answers:
    with app.test_request_context("/", headers={"Cookie": f"{state.COOKIE}={cookie}"}):
        return state.load_answers()


def test_answers_come_back_as_they_were(app: Flask):
    answers = Answers(FULL)
    assert load(app, token(app, answers)) == answers


def test_all_answers_fit_into_a_cookie_with_room_to_spare(app: Flask):
    assert len(token(app, Answers(FULL))) < 700


def test_no_cookie_means_no_answers(app: Flask):
    assert len(load(app, "")) == 0


def test_a_changed_character_is_noticed(app: Flask):
    """Not the very last one: two of its bits say nothing, so another letter can mean the same."""
    good = token(app, Answers(FULL))
    for place in (0, len(good) // 2, len(good) - 2):
        other = "A" if good[place] != "A" else "B"
        with pytest.raises(state.Tampered):
            load(app, good[:place] + other + good[place + 1 :])


@pytest.mark.parametrize("cookie", ["x", "a.b.c", "." * 50, "%00", "{}", "A" * 4000])
def test_rubbish_is_refused(app: Flask, cookie: str):
    with pytest.raises(state.Tampered):
        load(app, cookie)


@pytest.mark.parametrize("payload", [[], 5, {"v": 1}, {"v": 1, "a": []}, {"v": 1, "a": {}, "x": 1}])
def test_a_signed_payload_of_another_shape_is_refused(app: Flask, payload: object):
    with app.test_request_context("/"):
        cookie = state.serializer().dumps(payload)
    with pytest.raises(state.Tampered):
        load(app, cookie)


def test_a_token_signed_for_something_else_is_refused(app: Flask):
    from itsdangerous import URLSafeTimedSerializer

    other = URLSafeTimedSerializer(app.secret_key, salt="something else")
    with pytest.raises(state.Tampered):
        load(app, other.dumps({"v": 1, "a": {}}))


def test_an_older_version_counts_as_expired(app: Flask):
    with app.test_request_context("/"):
        cookie = state.serializer().dumps({"v": 0, "a": {}})
    with pytest.raises(state.Expired):
        load(app, cookie)


def test_after_a_day_answers_expire(app: Flask, monkeypatch: pytest.MonkeyPatch):
    cookie = token(app, Answers(FULL))
    now = time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + state.MAX_AGE - 5)
    assert load(app, cookie) == Answers(FULL)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + state.MAX_AGE + 5)
    with pytest.raises(state.Expired):
        load(app, cookie)


def test_the_cookie_is_hidden_from_scripts_and_other_sites(app: Flask):
    response = Response()
    with app.test_request_context("/"):
        state.save(response, Answers(FULL))
    header = response.headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Expires" not in header
    assert "Max-Age" not in header


def test_the_cookie_is_only_sent_encrypted_in_production(app: Flask, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    response = Response()
    with app.test_request_context("/"):
        state.save(response, Answers(FULL))
    assert "Secure" in response.headers["Set-Cookie"]


@pytest.mark.parametrize("path", ["/en/quiz/", "/en/quiz/coffee", "/en/quiz/review", "/en/result"])
def test_tampered_answers_get_a_page_and_a_fresh_start(page: Pages, path: str):
    page.client.set_cookie(state.COOKIE, "not.ours.at-all")
    soup = page(path, 400)
    assert "could not be read" in soup.h1.text
    assert soup.select_one("main a.button")["href"] == "/en/quiz/"
    assert f"{state.COOKIE}=;" in page.response.headers["Set-Cookie"]
    assert page.response.headers["Cache-Control"] == "no-store"
    page("/en/quiz/country")  # the cookie is gone: everything works again


def test_expired_answers_are_named_as_such(app: Flask, page: Pages):
    with app.test_request_context("/"):
        page.client.set_cookie(state.COOKIE, state.serializer().dumps({"v": 0, "a": {}}))
    assert "expired" in page("/en/quiz/review", 410).h1.text


def test_an_oversized_cookie_does_not_break_the_page(client: FlaskClient):
    client.set_cookie(state.COOKIE, "A" * 3900)
    assert client.get("/en/quiz/coffee").status_code == 400
