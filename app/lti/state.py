"""What ties a launch to the browser in which it began: a signed cookie, gone after the launch."""

from __future__ import annotations

import re
import secrets
from typing import NamedTuple

import msgspec
from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug import Response

from app.lti.nonces import MINUTES
from app.lti.platforms import Platform

STATE = re.compile(r"[\w-]{22}", re.ASCII)
PATH = "/lti/launch"


class Begun(NamedTuple):
    """A launch that has begun: its random number, and the platform that was asked."""

    nonce: str
    issuer: str
    client_id: str


def begin(platform: Platform) -> tuple[str, Begun]:
    """A new one and its state, by which the platform hands it back."""
    begun = Begun(secrets.token_urlsafe(24), platform.issuer, platform.client_id)
    return secrets.token_urlsafe(16), begun


def keep(response: Response, state: str, begun: Begun) -> None:
    """Put it into the browser. The platform's form comes from another site, so never `Lax`."""
    response.set_cookie(
        _name(state),
        _signer(state).dumps(begun),
        max_age=MINUTES * 60,
        path=PATH,
        httponly=True,
        secure=request.is_secure,
        samesite="None" if request.is_secure else None,
    )


def find(state: str) -> Begun | None:
    """The one this browser began with this state."""
    if not STATE.fullmatch(state):
        return None
    try:
        found = _signer(state).loads(request.cookies.get(_name(state), ""), max_age=MINUTES * 60)
        return msgspec.convert(found, type=Begun)
    except (BadData, msgspec.ValidationError):
        return None


def forget(response: Response, state: str) -> None:
    """Take it out of the browser."""
    if STATE.fullmatch(state):
        response.delete_cookie(
            _name(state),
            path=PATH,
            httponly=True,
            secure=request.is_secure,
            samesite="None" if request.is_secure else None,
        )


def _name(state: str) -> str:
    return f"lti-{state}"


def _signer(state: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"lti-{state}")
