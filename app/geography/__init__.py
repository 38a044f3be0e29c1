"""Country outlines drawn once by make_world_map.mjs, read here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent


class WorldMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One SVG path per country, ISO 3166-1 alpha-3, in a drawing of `width` by `height`."""

    source: str
    projection: str
    width: int
    height: int
    paths: dict[str, str]


def is_dot(path: str) -> bool:
    """Whether the country is too small for its outline and is drawn as a dot."""
    return "a" in path


@cache
def world_map() -> WorldMap:
    """The outlines for the result page."""
    return msgspec.json.decode((FOLDER / "world_map.json").read_bytes(), type=WorldMap)
