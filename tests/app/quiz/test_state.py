"""The signed cookie: kept as it was, or refused with a page that says so."""

from __future__ import annotations

import time
from secrets import token_hex

import pytest
from bs4 import BeautifulSoup
from flask import Flask, session
from flask.testing import FlaskClient

from app.quiz import state
from app.quiz.answers import Answers
from tests.answered import SOME, signed, visitor
from tests.app.quiz.test_answers import FULL
from tests.pages import Pages


def load(app: Flask, cookie: str) -> Answers:
    with app.test_request_context("/", headers={"Cookie": f"{state.COOKIE}={cookie}"}):
        return state.load_answers()


def test_answers_come_back_as_they_were(app: Flask):
    answers = Answers(FULL)
    assert load(app, signed(app, answers)) == answers


def test_all_answers_fit_into_a_cookie_with_room_to_spare(app: Flask):
    assert len(signed(app, Answers(FULL))) < 700


def test_no_cookie_means_no_answers(app: Flask):
    assert len(load(app, "")) == 0


def test_a_changed_character_is_noticed(app: Flask):
    """Not the very last one: two of its bits say nothing, so another letter can mean the same."""
    good = signed(app, Answers(FULL))
    for place in (0, len(good) // 2, len(good) - 2):
        other = "A" if good[place] != "A" else "B"
        with pytest.raises(state.Tampered):
            load(app, good[:place] + other + good[place + 1 :])


@pytest.mark.parametrize("cookie", ["x", "a.b.c", "." * 50, "%00", "{}", "A" * 4000])
def test_rubbish_is_refused(app: Flask, cookie: str):
    with pytest.raises(state.Tampered):
        load(app, cookie)


@pytest.mark.parametrize(
    "held",
    [
        [],
        5,
        *({"answers": one} for one in ([], {"v": 1}, {"v": 1, "a": []}, {"v": 1, "a": {}, "x": 1})),
    ],
)
def test_what_is_signed_but_of_another_shape_is_refused(app: Flask, held: object):
    with app.test_request_context("/"):
        cookie = state.serializer().dumps(held)
    with pytest.raises(state.Tampered):
        load(app, cookie)


def test_a_token_signed_for_something_else_is_refused(app: Flask):
    from itsdangerous import URLSafeTimedSerializer

    other = URLSafeTimedSerializer(app.secret_key, salt="something else")
    with pytest.raises(state.Tampered):
        load(app, other.dumps({"answers": {"v": 1, "a": {}}}))


def of_an_older_version(app: Flask) -> str:
    with app.test_request_context("/"):
        return str(state.serializer().dumps({"answers": {"v": 0, "a": {}}}))


def test_an_older_version_counts_as_expired(app: Flask):
    with pytest.raises(state.Expired):
        load(app, of_an_older_version(app))


def test_after_a_day_answers_expire(app: Flask, monkeypatch: pytest.MonkeyPatch):
    cookie = signed(app, Answers(FULL))
    now = time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + state.MAX_AGE - 5)
    assert load(app, cookie) == Answers(FULL)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + state.MAX_AGE + 5)
    with pytest.raises(state.Expired):
        load(app, cookie)


def written(client: FlaskClient) -> str:
    """The Set-Cookie header of an answer that was kept."""
    soup = BeautifulSoup(client.get("/en/quiz/country").data, "html.parser")
    token = soup.select_one("input[name=csrf_token]")["value"]
    sent = {"csrf_token": token, "country": "GBR"}
    [header] = client.post("/en/quiz/country", data=sent).headers.getlist("Set-Cookie")
    assert header.startswith(f"{state.COOKIE}=")
    return header


def test_the_cookie_is_hidden_from_scripts_and_other_sites(client: FlaskClient):
    header = written(client)
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Path=/" in header
    for part in ("Expires", "Max-Age", "Secure", "Domain"):
        assert part not in header


def test_the_cookie_is_only_sent_encrypted_in_production(app: Flask, client, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    assert "Secure" in client.get("/en/quiz/country").headers["Set-Cookie"]


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
    page.client.set_cookie(state.COOKIE, of_an_older_version(app))
    assert "expired" in page("/en/quiz/review", 410).h1.text


def test_an_oversized_cookie_does_not_break_the_page(client: FlaskClient):
    client.set_cookie(state.COOKIE, "A" * 3900)
    assert client.get("/en/quiz/coffee").status_code == 400


# --- beside the token for forms -------------------------------------------------------------------


def form_token(page: Pages, path: str) -> str:
    return str(page(path).select_one("input[name=csrf_token]")["value"])


def send(page: Pages, question: str, token: str, **fields: str) -> int:
    sent = {"csrf_token": token, **fields}
    return page.client.post(f"/en/quiz/{question}", data=sent).status_code


def kept(client: FlaskClient) -> Answers:
    return load(client.application, client.get_cookie(state.COOKIE).value)


def test_a_form_stays_good_while_another_tab_saves_and_deletes(page: Pages):
    first = form_token(page, "/en/quiz/country")
    second = form_token(page, "/en/quiz/coffee")
    assert send(page, "coffee", second, amount="2") == 303
    assert send(page, "country", first, country="GBR") == 303
    assert set(kept(page.client)) == {"coffee", "country"}
    page.post("/en/quiz/forget", form_at="/en/quiz/review")
    assert len(kept(page.client)) == 0
    assert send(page, "country", first, country="GBR") == 303
    assert set(kept(page.client)) == {"country"}


def test_deleted_answers_are_not_in_the_cookie(app: Flask, page: Pages):
    visitor(page.client)
    page.post("/en/quiz/forget", form_at="/en/quiz/review")
    left = page.client.get_cookie(state.COOKIE).value
    with app.test_request_context("/"):
        assert set(state.serializer().loads(left)) == {"csrf_token"}


def test_a_day_later_the_answers_are_gone_and_forms_can_be_sent(page: Pages, monkeypatch):
    token = form_token(page, "/en/quiz/country")
    assert send(page, "country", token, country="GBR") == 303
    now = time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + state.MAX_AGE + 5)
    page("/en/report")  # asks for no answers, and must not sign the old ones anew
    assert "expired" in page("/en/result", 410).h1.text
    assert send(page, "country", token, country="GBR") == 303
    assert set(kept(page.client)) == {"country"}


def test_only_a_change_of_the_answers_gives_them_another_day(page: Pages):
    """A link that saves answers comes before any form; the form must find its token there."""
    page.client.get("/en/quiz/?for=school")
    before = page.client.get_cookie(state.COOKIE).value
    for path in ("/en/quiz/country", "/en/report", "/en/quiz/review"):
        page(path)
        assert "Set-Cookie" not in page.response.headers
    assert page.client.get_cookie(state.COOKIE).value == before


def test_answers_from_before_the_token_was_beside_them(app: Flask, page: Pages):
    with app.test_request_context("/"):
        old = state.serializer().dumps(state.payload_of(Answers(SOME)))
    page.client.set_cookie(state.COOKIE, old)
    token = form_token(page, "/en/quiz/coffee")
    assert send(page, "coffee", token, amount="3") == 303
    assert kept(page.client).get("coffee") == 3
    assert set(kept(page.client)) == set(SOME)


def test_the_token_stays_in_the_browser(app: Flask):
    """Neither a link to come back nor the state of a frame carries it."""
    from app.embed.quiz import write_state
    from app.quiz.private_link import SALT, link_token

    with app.test_request_context("/"):
        state.save(Answers(SOME))
        answers = state.load_answers()
        assert session["csrf_token"]
        link = state.serializer(SALT).loads(link_token(answers))
        frame = state.serializer("embed-quiz").loads(write_state(answers, "coffee"))
    assert set(link) == {"v", "a"}
    assert set(frame) == {"v", "a", "q"}


def test_a_cookie_longer_than_we_write_is_refused_though_signed(app: Flask):
    with app.test_request_context("/"):
        cookie = state.serializer().dumps({"answers": {"v": 1, "a": {"x": token_hex(3000)}}})
    with pytest.raises(state.Tampered):
        load(app, cookie)


def test_saving_or_deleting_mends_what_could_not_be_read(app: Flask):
    broken = {"Cookie": f"{state.COOKIE}=not.ours"}
    with app.test_request_context("/", headers=broken):
        state.save(Answers(SOME))
        assert state.load_answers() == Answers(SOME)
    with app.test_request_context("/", headers=broken):
        state.forget()
        assert state.load_answers() == Answers()


@pytest.mark.parametrize("text", ["not.ours", "A" * 3900])
def test_what_cannot_be_read_stops_only_pages_with_answers(client: FlaskClient, text: str):
    client.set_cookie(state.COOKIE, text)
    assert client.get("/en/help").status_code == 200
    assert client.get("/en/result").status_code == 400
    assert client.get_cookie(state.COOKIE) is None
