"""The learning platforms that may launch, read from the file that LTI_PLATFORMS names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from flask import current_app

from app.config import ConfigError

THIS_MACHINE = ("127.0.0.1", "localhost")


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a platform says of itself once this site was added to it."""

    issuer: str
    client_id: str
    auth_login_url: str
    key_set_url: str
    deployment_ids: tuple[str, ...]
    auth_token_url: str = ""  # every platform names it; the site asks nothing, so never calls it


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; an empty one is right while a platform is being set up."""

    platform: tuple[Platform, ...] = ()


def load(path: Path, *, on_this_machine: bool) -> tuple[Platform, ...]:
    """Read and check the file. Raises ConfigError with what is wrong.

    `on_this_machine` also accepts a platform without HTTPS on the machine the site runs on.
    """
    try:
        found = msgspec.toml.decode(path.read_text(encoding="utf-8"), type=File).platform
    except OSError as error:
        raise ConfigError(f"LTI_PLATFORMS: {path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"LTI_PLATFORMS: {path}: {error}") from error
    names = [(platform.issuer, platform.client_id) for platform in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ConfigError(f"LTI_PLATFORMS: {path}: named twice: {sorted(twice)[0]}")
    for platform in found:
        for url in (platform.auth_login_url, platform.key_set_url):
            if not _safe(url, on_this_machine):
                raise ConfigError(f"LTI_PLATFORMS: {path}: {url!r}; accepted: an https:// address")
    return found


def find(issuer: str, client_id: str) -> Platform | None:
    """The platform that a login names; the client may be left out where there is only one."""
    named: tuple[Platform, ...] = current_app.extensions["lti"]
    found = [
        platform
        for platform in named
        if platform.issuer == issuer and client_id in ("", platform.client_id)
    ]
    return found[0] if len(found) == 1 else None


def _safe(url: str, on_this_machine: bool) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "http":
        return on_this_machine and parts.hostname in THIS_MACHINE
    return parts.scheme == "https" and bool(parts.hostname)
