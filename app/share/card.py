"""The picture of a shared page for previews: 1200 × 630 pixels, drawn on the server.

An SVG of our own words and numbers is turned into a PNG. The same content is drawn once; nothing
a stranger typed is ever in it, and one process draws one picture at a time.
"""

from __future__ import annotations

import math
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import resvg_py
from flask import render_template
from flask_babel import get_locale

from app.share.told import Told

WIDTH, HEIGHT = 1200, 630
KEPT_PICTURES = 200
FONTS = ("fontpkg_noto_serif", "fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
MOST_DOTS = 600
DOTS_WIDTH, DOTS_HEIGHT = 330, 400
TEXT_WIDTH = 690

_drawing = threading.Lock()


class Line(NamedTuple):
    """One line of text: where it stands, how large, what it says."""

    y: float
    size: float
    style: str
    text: str


def picture(told: Told) -> bytes:
    """The PNG for these words, in the language and direction of the request."""
    locale = get_locale()
    return _picture(told, locale.text_direction, str(locale))


@lru_cache(maxsize=KEPT_PICTURES)
def _picture(told: Told, direction: str, _language: str) -> bytes:
    svg = render_template(
        "share/card.svg",
        width=WIDTH,
        height=HEIGHT,
        direction=direction,
        lines=tuple(_lines(told)),
        site=told.site,
        dots=dots(told.one_in),
    )
    with _drawing:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg, skip_system_fonts=True, font_files=list(_font_files())
            )
        )


@cache
def _font_files() -> tuple[str, ...]:
    """Upright cuts of the fonts that cover the site's languages."""
    return tuple(
        str(path)
        for package in FONTS
        for path in (files(package) / "files").iterdir()
        if path.name.endswith(".ttf") and "Italic" not in path.name
    )


def _lines(told: Told) -> Iterator[Line]:
    """The words, from top to bottom, each as large as its width allows."""
    y = 66.0
    for style, text, largest, least, most, leading, after in (
        ("kicker", told.kicker, 34, 26, 2, 1.24, 6),
        ("amount", told.amount, 124, 72, 1, 1.02, 14),
        ("of", told.of, 44, 32, 2, 1.2, 26),
        ("text", told.people or told.range, 32, 24, 3, 1.3, 0),
    ):
        if not text:
            continue
        size, rows = fitted(text, largest, least, most)
        for row in rows:
            y += size * leading
            yield Line(round(y, 1), size, style, row)
        y += after


def fitted(text: str, largest: float, least: float, most: int) -> tuple[float, list[str]]:
    """The largest size at which a text takes at most so many lines, and its lines."""
    size = largest
    while size > least and len(wrapped(text, size)) > most:
        size -= 2
    return size, wrapped(text, size)


def wrapped(text: str, size: float) -> list[str]:
    """Lines that are not wider than the space for text."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer) * size > TEXT_WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def width(text: str) -> float:
    """About how wide a text is in ems; rather too wide than too narrow."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.57 for sign in text)


class Dots(NamedTuple):
    """A field of dots as one dotted path, and the marked one."""

    path: str
    step: float
    x: float
    y: float


def dots(one_in: int | None) -> Dots | None:
    """One dot for each of N people, one of them marked; more than fit stand for ten, hundred …"""
    if not one_in:
        return None
    count = one_in
    while count > MOST_DOTS:
        count = round(count / 10)
    columns = max(1, math.ceil(math.sqrt(count * DOTS_WIDTH / DOTS_HEIGHT)))
    rows = math.ceil(count / columns)
    step = min(DOTS_WIDTH / columns, DOTS_HEIGHT / rows, 40)
    path = "".join(
        f"M{(column + 0.5) * step:.1f} {(row + 0.5) * step:.1f}h.01"
        for row in range(rows)
        for column in range(columns)
        if row * columns + column < count
    )
    middle, across = int(rows * 0.55) if rows > 2 else 0, int(min(columns, count) * 0.36)
    return Dots(path, round(step, 2), (across + 0.5) * step, (middle + 0.5) * step)
