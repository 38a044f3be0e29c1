"""Where answers live between pages: in a signed cookie in the visitor's own browser, nowhere else.

The signature keeps anybody from changing the answers on the way; it does not hide them from the
person whose answers they are. The cookie goes when the browser closes, and its answers are refused
after a day. It is also Flask's session, for the token that forms are checked against, so that
one cookie is enough.
"""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import msgspec
from flask import Flask, Request, current_app, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer

from app.quiz.answers import Answers, Joining

COOKIE = "answers"
VERSION = 1
MAX_AGE = 24 * 60 * 60
MAX_BYTES = 3500  # browsers keep about 4,096 for name, value and attributes together


class StateError(Exception):
    """The answers that came with the request cannot be used."""


class Tampered(StateError):
    """They are not as we wrote them: changed, cut off, or far too long."""


class Expired(StateError):
    """They are older than a day."""


class Payload(msgspec.Struct, forbid_unknown_fields=True):
    """Answers as they are signed."""

    v: int
    a: dict[str, Any]  # answers by question id
    i: dict[str, Any] = {}  # listed things, with a number a year
    p: str = ""  # the path, when it is not the usual one
    c: Joining | None = None  # the campaign, when they are for one


def serializer(salt: str = "quiz-answers") -> URLSafeTimedSerializer:
    """The signer of this site; the salt keeps these tokens apart from any other use of the key."""
    return _serializer(current_app.secret_key, salt)


@cache
def _serializer(key: str, salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt=salt)


class Visit(SecureCookieSession):
    """What the cookie holds, and why the answers that were in it cannot be used, if they cannot."""

    def __init__(
        self, held: dict[str, Any] | None = None, problem: type[StateError] | None = None
    ) -> None:
        super().__init__(held)
        self.problem = problem


class OneCookie(SecureCookieSessionInterface):
    """Flask's session in the cookie of the answers."""

    def get_cookie_name(self, _app: Flask) -> str:
        return COOKIE

    def get_signing_serializer(self, _app: Flask) -> URLSafeTimedSerializer:
        return serializer()

    def open_session(self, _app: Flask, request: Request) -> Visit:
        text = request.cookies.get(COOKIE)
        return opened(text) if text else Visit()


def init_app(app: Flask) -> None:
    app.session_interface = OneCookie()


def opened(text: str) -> Visit:
    """What is in a cookie. Never fails: a page that asks for no answers works without them."""
    try:
        if len(text) > MAX_BYTES:
            raise BadData("too long")
        found, signed = serializer().loads(text, return_timestamp=True)
        held = msgspec.convert(found, type=dict[str, Any])
    except (BadData, msgspec.ValidationError):
        return Visit(problem=Tampered)
    if "v" in held:  # written when the token had a cookie of its own
        held = {"answers": held}
    # The token has no such end, so that a slow reader loses no form.
    if time.time() - signed.timestamp() > MAX_AGE and held.pop("answers", None):
        return Visit(held, Expired)
    return Visit(held)


def load_answers() -> Answers:
    """The visitor's answers so far; none at all when there are none in the cookie.

    Raises Tampered or Expired.
    """
    if session.problem:
        raise session.problem
    if "answers" not in session:
        return Answers()
    try:
        payload = msgspec.convert(session["answers"], type=Payload)
    except msgspec.ValidationError as error:
        raise Tampered from error
    if payload.v != VERSION:
        raise Expired
    return answers_of(payload)


def answers_of(payload: Payload) -> Answers:
    """The answers that were signed."""
    return Answers(payload.a, payload.i, payload.p, payload.c)


def payload_of(answers: Answers) -> dict[str, Any]:
    """What is signed of the answers; the serializer also packs it."""
    payload: dict[str, Any] = {"v": VERSION, "a": plain(answers.values)}
    if answers.items:
        payload["i"] = plain(answers.items)
    if answers.path:
        payload["p"] = answers.path
    if answers.joining:
        payload["c"] = list(answers.joining)
    return payload


def plain(value: Any) -> Any:
    """A shorter, equal form for the cookie: 2 instead of 2.0."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def save(answers: Answers) -> None:
    """Keep the answers in the visitor's browser. Raises Tampered if they are too many for it."""
    if "csrf_token" not in session:
        generate_csrf()  # now: to add it later would sign these answers for another day
    held = {**session, "answers": payload_of(answers)}
    if len(serializer().dumps(held)) > MAX_BYTES:
        raise Tampered  # more than all questions together can need
    session.update(held)
    session.problem = None


def forget() -> None:
    """Delete the answers from the visitor's browser; forms open in other tabs can still be sent."""
    session.pop("answers", None)
    session.problem = None
    session.modified = True  # what could not be used is no longer in the session, but in the cookie
