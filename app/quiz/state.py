"""Where answers live between pages: in a signed cookie in the visitor's own browser, nowhere else.

The signature keeps anybody from changing the answers on the way; it does not hide them from the
person whose answers they are. The cookie goes when the browser closes, and is refused after a day.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from flask import current_app, request
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from werkzeug import Response

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
    """What is signed."""

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


def load_answers() -> Answers:
    """The visitor's answers so far; none at all when there is no cookie.

    Raises Tampered or Expired.
    """
    token = request.cookies.get(COOKIE)
    if not token:
        return Answers()
    if len(token) > MAX_BYTES:
        raise Tampered
    try:
        payload = msgspec.convert(serializer().loads(token, max_age=MAX_AGE), type=Payload)
    except SignatureExpired as error:
        raise Expired from error
    except (BadData, msgspec.ValidationError) as error:
        raise Tampered from error
    if payload.v != VERSION:
        raise Expired
    return answers_of(payload)


def answers_of(payload: Payload) -> Answers:
    """The answers that were signed."""
    return Answers(payload.a, payload.i, payload.p, payload.c)


def dumps(answers: Answers) -> str:
    """The signed text of these answers."""
    return serializer().dumps(payload_of(answers))


def payload_of(answers: Answers) -> dict[str, Any]:
    """What is signed; the serializer also packs it."""
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


def save(response: Response, answers: Answers) -> None:
    """Put the answers into the response's cookie."""
    token = dumps(answers)
    if len(token) > MAX_BYTES:
        raise Tampered  # more than all questions together can need
    response.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config.get("SESSION_COOKIE_SECURE")),
        path="/",
    )


def forget(response: Response) -> None:
    """Delete the answers from the visitor's browser."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="Lax")
