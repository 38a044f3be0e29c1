"""What people type into single fields, read into what is stored, or told what to change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask_babel import gettext as _

from app.campaigns.slugs import suggest
from app.embed.origins import read_origin
from app.groups.form_fields import NotReadable

LONGEST_LINK = 300
MOST_ORIGINS = 20
MOST_WAYS = 8
LONGEST_WAY = 24
COLOUR = re.compile(r"#[0-9a-f]{6}")


def lines(text: str) -> Iterator[str]:
    """The lines with something on them."""
    yield from filter(None, map(str.strip, text.splitlines()))


def read_link(text: str) -> str:
    """An address of a page elsewhere, over https."""
    if len(text) > LONGEST_LINK:
        raise NotReadable(_("This address is too long; the longest has 300 characters."))
    try:
        parts = urlsplit(text)
        origin = read_origin(f"{parts.scheme}://{parts.netloc}")
    except ValueError:
        origin = None
    plain = text.isprintable() and " " not in text and "\\" not in text
    if not plain or origin is None or not origin.startswith("https://") or "." not in origin:
        raise NotReadable(_("Write the whole address, such as https://example.org/page."))
    return text


def read_origins(text: str) -> tuple[str, ...]:
    """Sites that may frame the campaign, one a line."""
    found = []
    for line in lines(text):
        origin = read_origin(line)
        if origin is None:
            raise NotReadable(_origin_advice(line))
        found.append(origin)
    if len(set(found)) > MOST_ORIGINS:
        raise NotReadable(_("At most %(most)s sites can be named.", most=MOST_ORIGINS))
    return tuple(dict.fromkeys(found))


def _origin_advice(line: str) -> str:
    """What is wrong with a line, with the line as it could be written where that can be told."""
    try:
        parts = urlsplit(line if "://" in line else f"https://{line}")
        better = read_origin(f"https://{parts.netloc.rpartition('@')[2]}")
    except ValueError:
        better = None
    if better and "." in better and better != line:
        return _(
            "“%(line)s” cannot be used. Did you mean %(better)s?", line=_shown(line), better=better
        )
    return _(
        "“%(line)s” cannot be used. Write https:// and the name of the site, nothing behind it and "
        "no *.",
        line=_shown(line),
    )


def read_ways(text: str) -> tuple[str, ...]:
    """Names of the ways people come, one a line, as they stand in a link."""
    found = []
    for line in lines(text):
        way = suggest(line)
        if not way or len(way) > LONGEST_WAY:
            raise NotReadable(
                _(
                    "“%(line)s” cannot stand in a link. Use up to %(most)s letters from a to z and "
                    "digits.",
                    line=_shown(line),
                    most=LONGEST_WAY,
                )
            )
        found.append(way)
    if len(set(found)) > MOST_WAYS:
        raise NotReadable(_("At most %(most)s ways can be named.", most=MOST_WAYS))
    return tuple(dict.fromkeys(found))


def read_colour(text: str) -> str:
    """A colour as pages write it."""
    if not COLOUR.fullmatch(text):
        raise NotReadable(_("Write the colour as # and six signs, such as #0b5d5a."))
    return text


def _shown(line: str) -> str:
    """As much of a line as an error needs."""
    return line if len(line) <= 60 else f"{line[:60]}…"
