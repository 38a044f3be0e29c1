"""A learning platform made for the tests: its own key, a key set served on this machine, launches."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request, Response

LTI = "https://purl.imsglobal.org/spec/lti/claim/"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/"
TEACHER = (f"{ROLE}membership#Instructor",)
LEARNER = (f"{ROLE}membership#Learner",)
CLIENT, DEPLOYMENT = "client-7", "1"
# What a platform may send of a person; none of it may turn up anywhere.
PERSON = {
    "sub": "person-4711",
    "name": "Ada Quillfeather",
    "given_name": "Ada",
    "family_name": "Quillfeather",
    "email": "ada.quillfeather@school.example",
    "picture": "https://school.example/ada.png",
    f"{LTI}lis": {"person_sourcedid": "sis-4711"},
    f"{LTI}custom": {"login": "quillfeather7"},
}
TRACES = ("4711", "uillfeather", "Ada", "school.example", "Biology 8b", "course-8b")
FORM = """<!doctype html><html lang="en"><title>Platform</title><main><h1>Platform</h1>
<form method="post" action="{action}"><input type="hidden" name="id_token" value="{token}">
<input type="hidden" name="state" value="{state}"><button>Go on</button></form></main></html>"""
START = """<!doctype html><html lang="en"><title>Course</title><main><h1>Biology</h1>
<form method="post" action="{site}/lti/login"><input type="hidden" name="iss" value="{issuer}">
<input type="hidden" name="client_id" value="{client}">
<input type="hidden" name="login_hint" value="{hint}">
<input type="hidden" name="target_link_uri" value="{site}/lti/launch">
<button>Open the class</button></form></main></html>"""


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class LearningPlatform:
    """Serves its key set and, for browsers, a course page; signs what it is told to sign."""

    issuer: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    kid: str = "key-1"
    asked: list[str] = field(default_factory=list)
    answer: Callable[[], Response] | None = None
    site: str = ""

    @property
    def toml(self) -> str:
        """Its block in the site's file."""
        return (
            f'[[platform]]\nissuer = "{self.issuer}"\nclient_id = "{CLIENT}"\n'
            f'auth_login_url = "{self.issuer}/auth"\nkey_set_url = "{self.issuer}/keys"\n'
            f'deployment_ids = ["{DEPLOYMENT}"]\n'
        )

    def key_set(self) -> Response:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        key = public | {"kid": self.kid, "alg": "RS256", "use": "sig"}
        return Response(json.dumps({"keys": [key]}), mimetype="application/json")

    def claims(self, nonce: str, /, **changed: Any) -> dict[str, Any]:
        """Those of a learner who opens the link in a course; None takes one away."""
        now = int(time.time())
        usual = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "message_type": "LtiResourceLinkRequest",
            "version": "1.3.0",
            "deployment_id": DEPLOYMENT,
            "roles": LEARNER,
            "resource_link": {"id": "link-1", "title": "See it together"},
            "context": {"id": "course-8b", "title": "Biology 8b"},
        } | changed
        plain = {"iss", "aud", "iat", "exp", "nonce", "azp", "sub"}
        return PERSON | {
            name if name in plain else f"{LTI}{name}": value
            for name, value in usual.items()
            if value is not None
        }

    def token(self, claims: Any, key: rsa.RSAPrivateKey | None = None, **header: Any) -> str:
        """Signed as this platform does, unless told otherwise."""
        return jwt.encode(
            claims, key or self.key, algorithm="RS256", headers={"kid": self.kid} | header
        )

    def respond(self, request: Request) -> Response:
        """Key set, and the pages a browser goes through."""
        self.asked.append(request.path)
        if request.path == "/keys":
            return self.answer() if self.answer else self.key_set()
        if request.path == "/auth":
            roles = TEACHER if request.args["login_hint"] == "teacher" else LEARNER
            token = self.token(self.claims(request.args["nonce"], roles=roles))
            page = FORM.format(
                action=request.args["redirect_uri"], token=token, state=request.args["state"]
            )
        else:
            page = START.format(
                site=self.site, issuer=self.issuer, client=CLIENT, hint=request.path.strip("/")
            )
        return Response(page, mimetype="text/html")


@contextmanager
def served() -> Iterator[LearningPlatform]:
    """A platform at a free port of this machine."""
    platform = LearningPlatform()
    app = Request.application(platform.respond)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    platform.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield platform
    server.shutdown()
    thread.join(timeout=5)
    server.server_close()


class Visitor:
    """Somebody with a browser of their own who opens the link in a course."""

    def __init__(self, site: Flask, platform: LearningPlatform) -> None:
        self.client: FlaskClient = site.test_client()
        self.platform = platform

    def begin(self, **changed: str) -> dict[str, str]:
        """Go to the site and be sent to the platform; returns what the site asks of it."""
        sent = {
            "iss": self.platform.issuer,
            "client_id": CLIENT,
            "login_hint": secrets.token_hex(4),
            "lti_message_hint": "hint",
            "target_link_uri": "http://localhost/lti/launch",
        } | changed
        response = self.client.post("/lti/login", data=sent)
        assert response.status_code == 302, response.text
        assert response.location.startswith(f"{self.platform.issuer}/auth?")
        return {
            name: value for name, [value] in parse_qs(urlsplit(response.location).query).items()
        }

    def arrive(self, state: str, token: str) -> TestResponse:
        """Come back with what the platform signed."""
        return self.client.post("/lti/launch", data={"state": state, "id_token": token})

    def open(self, **changed: Any) -> TestResponse:
        """All of it, with other claims where told."""
        asked = self.begin()
        claims = self.platform.claims(asked["nonce"], **changed)
        return self.arrive(asked["state"], self.platform.token(claims))
