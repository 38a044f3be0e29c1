"""A visitor's own list of what they plan and what they did: no points, and nobody else sees it.

It lives in a signed cookie in their browser and nowhere else, apart from the answers, so that
deleting one leaves the other.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug import Response

from app.actions.catalogue import by_id

COOKIE = "checklist"
DAYS = 180
MAX_BYTES = 3500
VERSION = 1
PLAN, DONE, OFF = "plan", "done", "off"
FIELD = "state."  # in a form: state.<action> = plan, done or off


class Payload(msgspec.Struct, forbid_unknown_fields=True):
    """What is signed: ids of actions."""

    v: int
    plan: list[str] = []
    done: list[str] = []


def load() -> dict[str, str]:
    """The list, action id → plan or done, in the order of adding; empty when it cannot be read."""
    token = request.cookies.get(COOKIE, "")
    if not token or len(token) > MAX_BYTES:
        return {}
    try:
        found = _serializer().loads(token, max_age=DAYS * 24 * 60 * 60)
        payload = msgspec.convert(found, type=Payload)
    except (BadData, msgspec.ValidationError):
        return {}
    if payload.v != VERSION:
        return {}
    both = dict.fromkeys(payload.plan, PLAN) | dict.fromkeys(payload.done, DONE)
    return {name: state for name, state in both.items() if name in by_id()}


def merged(before: Mapping[str, str], form: Mapping[str, str]) -> dict[str, str]:
    """The list with what a form says; actions that the form does not name stay as they are.

    Raises ValueError for an action or a state that does not exist.
    """
    after = dict(before)
    for field, state in form.items():
        if not field.startswith(FIELD):
            continue
        name = field.removeprefix(FIELD)
        if name not in by_id() or state not in (PLAN, DONE, OFF):
            raise ValueError(field)
        after.pop(name, None) if state == OFF else after.update({name: state})
    return after


def save(response: Response, states: Mapping[str, str]) -> None:
    """Put the list into the response's cookie."""
    payload = {
        "v": VERSION,
        "plan": [name for name, state in states.items() if state == PLAN],
        "done": [name for name, state in states.items() if state == DONE],
    }
    response.set_cookie(
        COOKIE,
        _serializer().dumps(payload),
        max_age=DAYS * 24 * 60 * 60,
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config.get("SESSION_COOKIE_SECURE")),
        path="/",
    )


def forget(response: Response) -> None:
    """Delete the list from the visitor's browser."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="Lax")


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key, salt="checklist")
