"""What this site counts of modern slavery, and figures of other footprints, from scope.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

SCOPE_FILE = Path(__file__).parent / "scope.toml"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of modern slavery, and whether this site counts it."""

    id: str
    people: int
    counted: bool
    year: int
    source: str


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure of somebody else's footprint, to set ours beside; `source` is empty where the
    site keeps none, and `where` then says how we know it."""

    id: str
    value: float
    unit: str
    where: str
    source: str = ""


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """scope.toml"""

    part: tuple[Part, ...]
    figure: tuple[Figure, ...]


@cache
def scope_file() -> Scope:
    """What this site counts, and figures of others."""
    return msgspec.toml.decode(SCOPE_FILE.read_text(encoding="utf-8"), type=Scope)


def scope() -> dict[str, Part]:
    """Parts of modern slavery by id."""
    return {part.id: part for part in scope_file().part}


def figures() -> dict[str, Figure]:
    """Figures of other footprints by id."""
    return {figure.id: figure for figure in scope_file().figure}
