"""Launches that are not what they should be: a clear page, the right status, and nothing kept."""

import logging
import time

import jwt
import pytest
from werkzeug.wrappers import Response

from app.extensions import db
from app.lti import key_sets, state
from app.models import Base
from tests.learning_platform import LTI, TRACES, new_key
from tests.pages import Pages


@pytest.fixture
def refused(site, visitor, platform, caplog):
    """refused(reason, status, …) launches in a wrong way and checks what comes of it."""

    def check(reason, status, sign=None, change=None, someone=None, **claims):
        caplog.set_level(logging.INFO)
        someone = someone or visitor()
        asked = someone.begin()
        made = platform.claims(asked["nonce"], **claims)
        token = sign(made) if sign else platform.token(made)
        sent = {"state": asked["state"], "id_token": token} | (change or {})
        page = Pages(someone.client)
        soup = page.send("/lti/launch", {k: v for k, v in sent.items() if v is not None}, status)
        assert soup.h1.get_text() == "This could not be opened from your course"
        assert reason in soup.main.get_text()
        assert page.response.headers["Cache-Control"] == "no-store"
        assert f"launch refused: {reason}" in caplog.text
        assert [trace for trace in TRACES if trace in caplog.text] == []
        assert [trace for trace in TRACES if trace in soup.get_text()] == []
        with site.app_context():
            rows = [db.session.execute(t.select()).all() for t in Base.metadata.sorted_tables]
        assert not any(rows)
        return soup

    return check


def test_a_wrong_signature(refused, platform):
    other = new_key()
    refused("signature", 403, sign=lambda claims: platform.token(claims, key=other))


def test_a_key_that_the_platform_does_not_have(refused, platform):
    refused("signature", 403, sign=lambda claims: platform.token(claims, kid="key-2"))


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_another_way_of_signing(refused, platform, algorithm):
    def sign(claims):
        key = None if algorithm == "none" else "a shared secret that is long enough for it"
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": platform.kid})

    refused("signature", 403, sign=sign)


def test_claims_changed_on_the_way(refused, platform):
    def sign(claims):
        head, _body, signature = platform.token(claims).split(".")
        _head, body, _signature = platform.token(claims | {f"{LTI}roles": ["Instructor"]}).split(
            "."
        )
        return f"{head}.{body}.{signature}"

    refused("signature", 403, sign=sign)


def test_an_old_one(refused):
    soup = refused("expired", 403, exp=int(time.time()) - 90)
    assert "clock" in soup.main.get_text()


def test_clocks_may_differ_by_a_little(visitor):
    now = int(time.time())
    assert visitor().open(iat=now + 30, exp=now - 30).status_code == 404


@pytest.mark.parametrize("missing", ["exp", "iat"])
def test_one_without_times(refused, missing):
    refused("signature", 403, **{missing: None})


@pytest.mark.parametrize(
    "audience",
    ["client-8", ["client-8"], ["client-7", "client-8"], []],
    ids=["other", "list", "two", "none"],
)
def test_a_foreign_audience(refused, audience):
    refused("audience", 403, aud=audience)


def test_one_of_two_audiences_that_it_was_made_for(visitor, refused):
    refused("audience", 403, aud=["client-7"], azp="client-8")
    assert visitor().open(aud=["client-8", "client-7"], azp="client-7").status_code == 404


def test_a_foreign_issuer(refused):
    refused("audience", 403, iss="https://other.example")


@pytest.mark.parametrize("deployment", ["2", "", None])
def test_an_unknown_deployment(refused, deployment):
    refused("deployment", 403, deployment_id=deployment)


def test_a_nonce_of_somebody_else(refused):
    refused("nonce", 400, nonce="x" * 32)


@pytest.mark.parametrize("context", [None, {"id": ""}])
def test_no_course(refused, context):
    refused("context", 422, context=context)


@pytest.mark.parametrize(
    "claims",
    [
        {"message_type": "LtiDeepLinkingRequest"},
        {"message_type": "DataPrivacyLaunchRequest"},
        {"message_type": "Something"},
        {"message_type": None},
        {"version": "1.1"},
        {"resource_link": {}},
        {"sub": ""},
    ],
    ids=str,
)
def test_something_else_than_opening_a_link(refused, claims):
    refused("message", 422, **claims)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": 5},
        {"nonce": {"a": 1}},
        {"roles": "Instructor"},
        {"roles": [1]},
        {"context": "course-8b"},
        {"resource_link": ["link-1"]},
        {"deployment_id": 1},
    ],
    ids=str,
)
def test_claims_of_another_shape(refused, claims):
    refused("malformed", 400, **claims)


@pytest.mark.parametrize(
    "token", ["", None, "a", "a.b.c", "é.é.é", "e30.e30.e30", "W10.W10.W10", "." * 9000]
)
def test_no_token(refused, token):
    refused("malformed", 400, change={"id_token": token})


@pytest.mark.parametrize("name", ["", None, "x", "x" * 22, "é" * 22, "../../x", "x" * 3000])
def test_another_state(refused, name):
    soup = refused("state", 400, change={"state": name})
    assert "open the link again, in a new window" in soup.main.get_text()


def test_the_state_of_another_browser(refused, visitor):
    refused("state", 400, change={"state": visitor().begin()["state"]})


def test_a_cookie_that_was_changed(refused, visitor):
    someone = visitor()
    begin = someone.begin

    def begin_and_change(**changed):
        asked = begin(**changed)
        name = f"lti-{asked['state']}"
        cookie = someone.client.get_cookie(name, path=state.PATH)
        someone.client.set_cookie(name, "A" + cookie.value[1:], path=state.PATH)
        return asked

    someone.begin = begin_and_change
    refused("state", 400, someone=someone)


def test_a_launch_that_took_more_than_ten_minutes(refused, monkeypatch):
    signer = state.URLSafeTimedSerializer.default_signer
    times = iter([int(time.time()), int(time.time()) + 601])
    monkeypatch.setattr(signer, "get_timestamp", lambda _signer: next(times))
    refused("state", 400)


def test_the_same_launch_twice(site, visitor, platform):
    """Loading the page again, and somebody who kept the cookie as well."""
    someone = visitor()
    asked = someone.begin()
    name = f"lti-{asked['state']}"
    cookie = someone.client.get_cookie(name, path=state.PATH).value
    token = platform.token(platform.claims(asked["nonce"]))
    assert someone.arrive(asked["state"], token).status_code == 404
    again = someone.arrive(asked["state"], token)
    assert (again.status_code, "10 minutes" in again.text) == (400, False)
    assert '<span lang="en">state</span>' in again.text
    someone.client.set_cookie(name, cookie, path=state.PATH)
    third = someone.arrive(asked["state"], token)
    assert third.status_code == 400
    assert '<span lang="en">used</span>' in third.text


@pytest.mark.parametrize(
    ("changed", "reason", "status"),
    [
        ({"iss": "https://other.example"}, "platform", 403),
        ({"iss": ""}, "platform", 403),
        ({"client_id": "client-8"}, "platform", 403),
        ({"login_hint": ""}, "malformed", 400),
    ],
)
def test_a_login_of_nobody_we_know(site, platform, changed, reason, status):
    page = Pages(site.test_client())
    sent = {"iss": platform.issuer, "client_id": "client-7", "login_hint": "5"}
    soup = page.send("/lti/login", sent | changed, status)
    assert reason in soup.main.get_text()
    assert "Set-Cookie" not in page.response.headers or "lti-" not in str(page.response.headers)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: Response("no", 500),
        lambda: Response("no json"),
        lambda: Response("[]"),
        lambda: Response('{"keys": 5}'),
        lambda: Response("", 302, headers={"Location": "/elsewhere"}),
        lambda: Response("x" * (key_sets.MOST_BYTES + 1)),
    ],
    ids=["error", "text", "list", "keys", "detour", "large"],
)
def test_a_platform_that_does_not_give_its_keys(refused, platform, answer):
    platform.answer = answer
    refused("keys", 502)
    assert platform.asked == ["/keys"]


def test_a_damaged_key(refused, platform):
    platform.answer = lambda: Response('{"keys": [{"kid": "key-1", "kty": "RSA", "n": "!"}]}')
    refused("signature", 403)


def test_a_platform_that_is_slow(refused, platform, monkeypatch):
    monkeypatch.setattr(key_sets, "SECONDS", 0.2)

    def drip():
        for _piece in range(40):
            yield b" " * key_sets.CHUNK
            time.sleep(0.05)

    platform.answer = lambda: Response(drip())
    refused("keys", 502)


def test_many_wrong_launches_are_stopped_and_right_ones_cost_nothing(site, visitor, monkeypatch):
    monkeypatch.setitem(site.config, "CODE_LIMIT", "3 per minute")
    for _time in range(5):
        assert visitor().open().status_code == 404  # right, but the course has no class
    for _time in range(3):
        assert visitor().open(aud="client-8").status_code == 403
    assert visitor().open(aud="client-8").status_code == 429
