"""Questions for a class to talk about, read from `cards.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "cards.toml"


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question."""

    id: str
    text: str


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    card: tuple[Card, ...]


@cache
def cards() -> tuple[Card, ...]:
    """All of them, in the order of the file."""
    return msgspec.toml.decode(FILE.read_text(encoding="utf-8"), type=File).card
