"""Origins of other sites: where a frame may send its events, and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 260
LOCAL = {"localhost", "127.0.0.1", "[::1]"}
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9-]{1,63})*")


def read_origin(text: str) -> str | None:
    """An exact origin such as https://example.org, or None where the text is no such thing.

    Paths, wildcards, names and passwords, other schemes and plain http (but on this machine) are
    refused; letters outside ASCII come as browsers write them, in Punycode.
    """
    if not 0 < len(text) <= LONGEST:
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    rebuilt = f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")
    if text.lower() != rebuilt:  # anything else that stands in it
        return None
    if parts.scheme == "http" and host in LOCAL:
        return rebuilt
    return rebuilt if parts.scheme == "https" and (HOST.fullmatch(host) or host in LOCAL) else None
