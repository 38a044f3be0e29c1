"""Headline figures that pages quote, each with its year and source."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "figures.toml"


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published figure."""

    value: float
    unit: str
    year: int
    publisher: str
    title: str
    published: int


@cache
def figures() -> dict[str, Figure]:
    """Every figure by name."""
    return msgspec.toml.decode(FILE.read_text(encoding="utf-8"), type=dict[str, Figure])
