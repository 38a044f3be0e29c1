"""Checking what a platform sends: every step of it, and nothing of it is kept."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any

import jwt
import msgspec
from jwcrypto.common import JWException
from pylti1p3.contrib.flask.message_launch import FlaskMessageLaunch
from pylti1p3.contrib.flask.request import FlaskRequest
from pylti1p3.deployment import Deployment
from pylti1p3.exception import LtiException
from pylti1p3.registration import Registration
from pylti1p3.tool_config.abstract import ToolConfAbstract

from app.lti import nonces
from app.lti.key_sets import KeySets, Unreachable
from app.lti.platforms import Platform
from app.lti.refusals import Refused
from app.lti.state import Begun

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ALGORITHM = "RS256"
CLOCKS_APART = 60  # seconds by which a platform's clock may be wrong
NEEDED = ["exp", "iat", "nonce"]

key_sets = KeySets()


class Header(msgspec.Struct, frozen=True):
    """What names the key."""

    kid: str
    alg: str


class Context(msgspec.Struct, frozen=True):
    """A course; its title is not read."""

    id: str


class Link(msgspec.Struct, frozen=True):
    """The link that was opened."""

    id: str = ""


class Claims(msgspec.Struct, frozen=True):
    """All that is read of a launch; names, mail addresses and numbers of people are not."""

    iss: str
    aud: str | tuple[str, ...]
    nonce: str
    azp: str | None = None
    deployment: str = msgspec.field(name=f"{CLAIM}deployment_id", default="")
    message: str = msgspec.field(name=f"{CLAIM}message_type", default="")
    roles: tuple[str, ...] = msgspec.field(name=f"{CLAIM}roles", default=())
    link: Link = msgspec.field(name=f"{CLAIM}resource_link", default=Link())
    context: Context | None = msgspec.field(name=f"{CLAIM}context", default=None)


class OnePlatform(ToolConfAbstract[FlaskRequest]):
    """The settings as the library asks for them: of the platform that the launch began with."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform

    def check_iss_has_one_client(self, iss: str) -> bool:
        return False

    def find_registration_by_params(
        self, iss: str, client_id: str, *args: Any, **kwargs: Any
    ) -> Registration:
        if (iss, client_id) != (self.platform.issuer, self.platform.client_id):
            raise LtiException
        registration = Registration().set_issuer(iss).set_client_id(client_id)
        return registration.set_key_set_url(self.platform.key_set_url)

    def find_deployment_by_params(
        self, iss: str, deployment_id: str, client_id: str, *args: Any, **kwargs: Any
    ) -> Deployment | None:
        return Deployment() if deployment_id in self.platform.deployment_ids else None


class Launch(FlaskMessageLaunch):
    """A launch as the library checks it, stricter where it is lenient, and without its memory."""

    claims: Claims

    def __init__(self, platform: Platform, begun: Begun) -> None:
        super().__init__(FlaskRequest(), OnePlatform(platform))
        self.platform = platform
        self.begun = begun

    def validate(self) -> Launch:
        """Go through all steps. Raises Refused with the first that fails."""
        self._validated = True
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("malformed", self.validate_jwt_format),
            ("audience", self.validate_registration),
            ("signature", self.validate_jwt_signature),
            ("deployment", self.validate_deployment),
            ("message", self.validate_message),
            ("nonce", self.validate_nonce),
        )
        for reason, step in steps:
            try:
                step()
            except LtiException as error:
                raise Refused(reason) from error
        return self

    def validate_jwt_format(self) -> Launch:
        """Also its shape, so that no later step stumbles over it."""
        super().validate_jwt_format()
        try:
            self.header = msgspec.convert(self._jwt["header"], Header)
            self.claims = msgspec.convert(self._jwt["body"], Claims)
        except msgspec.ValidationError as error:
            raise LtiException from error
        return self

    def get_client_id(self) -> str:
        """For whom it is: the one audience, or the one of several that it was made for."""
        named = (self.claims.aud,) if isinstance(self.claims.aud, str) else self.claims.aud
        chosen = self.claims.azp or (named[0] if len(named) == 1 else "")
        return chosen if chosen in named else ""

    def validate_jwt_signature(self) -> Launch:
        """Signature, times, audience and issuer; the library would let a launch without end pass."""
        if self.header.alg != ALGORITHM:
            raise LtiException
        try:
            key, _alg = self.get_public_key()
            jwt.decode(
                self._get_id_token(),
                key,
                algorithms=[ALGORITHM],
                audience=self.platform.client_id,
                issuer=self.platform.issuer,
                leeway=CLOCKS_APART,
                options={"require": NEEDED, "verify_sub": False},
            )
        except jwt.ExpiredSignatureError as error:
            raise Refused("expired") from error
        except (jwt.PyJWTError, JWException) as error:
            raise LtiException from error
        return self

    def fetch_public_key(self, key_set_url: str) -> dict[str, Any]:
        try:
            found = key_sets.holding(key_set_url, self.header.kid)
        except Unreachable as error:
            raise Refused("keys") from error
        return {"keys": found.keys}

    def validate_message(self) -> Launch:
        """Only the opening of a link."""
        super().validate_message()
        if not self.is_resource_launch():
            raise LtiException
        if self.claims.context is None or not self.claims.context.id:
            raise Refused("context")
        return self

    def validate_nonce(self) -> Launch:
        """The one of this browser, and for the first time."""
        if not hmac.compare_digest(self.claims.nonce.encode(), self.begun.nonce.encode()):
            raise LtiException
        if not nonces.use(self.claims.nonce):
            raise Refused("used")
        return self

    @property
    def course(self) -> tuple[str, str, str, str]:
        """What names the course for the site: platform, client, deployment, the course there."""
        assert self.claims.context is not None
        return (
            self.claims.iss,
            self.platform.client_id,
            self.claims.deployment,
            self.claims.context.id,
        )
