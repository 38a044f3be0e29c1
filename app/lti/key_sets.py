"""Public keys of platforms, fetched only from the address that the site's own file names."""

from __future__ import annotations

import time
from typing import Any

import msgspec
import requests

MOST_BYTES = 64 * 1024
CHUNK = 8 * 1024
SECONDS = 5.0  # for one answer of the platform, and for all of it
KEPT = 3600.0
PAUSE = 60.0  # between two questions to the same platform


class Unreachable(Exception):
    """The platform does not give its keys."""


class KeySet(msgspec.Struct, frozen=True):
    """As RFC 7517 has it; what is no list of objects is refused."""

    keys: tuple[dict[str, Any], ...]

    def has(self, kid: str) -> bool:
        """Whether the key of this name is in it."""
        return any(key.get("kid") == kid for key in self.keys)


class KeySets:
    """Key sets by address, with the time at which each was asked for."""

    def __init__(self) -> None:
        self.asked: dict[str, float] = {}
        self.found: dict[str, KeySet] = {}

    def holding(self, url: str, kid: str) -> KeySet:
        """The keys of a platform; asked for again when they are old or lack this one, but not often.

        Raises Unreachable.
        """
        known = self.found.get(url)
        age = time.monotonic() - self.asked.get(url, float("-inf"))
        if age > (KEPT if known and known.has(kid) else PAUSE):
            self.asked[url] = time.monotonic()
            known = self.found[url] = fetch(url)
        if known is None:
            raise Unreachable
        return known


def fetch(url: str) -> KeySet:
    """Ask for it: no detours, no more than so many bytes and seconds. Raises Unreachable."""
    until = time.monotonic() + SECONDS
    body = b""
    try:
        with requests.get(url, timeout=SECONDS, stream=True, allow_redirects=False) as answer:
            if answer.status_code != requests.codes.ok:
                raise Unreachable
            for part in answer.iter_content(CHUNK):
                body += part
                if len(body) > MOST_BYTES or time.monotonic() > until:
                    raise Unreachable
        return msgspec.json.decode(body, type=KeySet)
    except (requests.RequestException, msgspec.DecodeError) as error:
        raise Unreachable from error
