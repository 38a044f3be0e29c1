"""Rows of names with a bar or a range each, as a file to keep; pages set the same rows as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.charts.svg import LINE, Drawing, text_width, wrapped
from app.charts.words import Words

NAMES = 210.0
WIDTH = 760.0
SIZE = 13.0


class Row(NamedTuple):
    """One row; person-years. Without `bar` only the range is drawn, with a mark in the
    middle; a hollow one is no stage but what would be left."""

    name: str
    amount: str
    low: float
    central: float
    high: float
    average: float | None = None
    bar: bool = True
    hollow: bool = False


def draw(rows: Sequence[Row], words: Words) -> Drawing:
    """All rows on one scale, with a line that says what the signs mean."""
    longest = max((max(row.high, row.average or 0.0) for row in rows), default=0.0) or 1.0
    amounts = max((text_width(row.amount, SIZE) * 1.1 for row in rows), default=0.0)
    per = (WIDTH - NAMES - amounts - 24) / longest
    drawing = Drawing(WIDTH, mirrored=words.mirrored)
    y = legend(drawing, words, rows)
    for row in rows:
        lines = wrapped(row.name, NAMES - 14, SIZE)
        height = max(30.0, len(lines) * SIZE * LINE + 8)
        middle = y + height / 2
        for number, line in enumerate(lines):
            at = middle + (number - (len(lines) - 1) / 2) * SIZE * LINE + 4
            drawing.text(NAMES - 12, at, line, SIZE, anchor="end")
        sign(drawing, row, middle, per)
        drawing.text(WIDTH, middle + 4, row.amount, SIZE, anchor="end", bold=True)
        y += height
    drawing.height = round(y + 4)
    return drawing


def sign(drawing: Drawing, row: Row, y: float, per: float) -> None:
    """Bar, range and mark of one row."""
    low, high = NAMES + row.low * per, NAMES + row.high * per
    if row.bar:
        drawing.rect(NAMES, y - 9, row.central * per, 11, "accent")
        drawing.line(low, y + 7, high, y + 7, "mark", 2)
        for end in (low, high):
            drawing.line(end, y + 4, end, y + 10, "mark", 2)
    else:
        fill = "surface" if row.hollow else "bar-soft"
        drawing.rect(low, y - 5, max(high - low, 1), 10, fill, stroke="accent")
        at = NAMES + row.central * per
        drawing.line(at, y - 8, at, y + 8, "accent", 3)
    if row.average is not None:
        at = NAMES + row.average * per
        drawing.line(at, y - 12, at, y + 5, "surface", 7)
        drawing.line(at, y - 12, at, y + 5, "ink", 3)


def legend(drawing: Drawing, words: Words, rows: Sequence[Row]) -> float:
    """What bar, range and mark mean; returns where the rows begin."""
    x, y = NAMES, 10.0
    if any(row.bar for row in rows):
        drawing.rect(x, y - 6, 24, 10, "accent")
        drawing.text(x + 30, y + 4, words.you, 12, fill="muted")
        x += 54 + text_width(words.you, 12)
        drawing.line(x, y, x + 24, y, "mark", 2)
    else:
        drawing.rect(x, y - 5, 24, 10, "bar-soft", stroke="accent")
    drawing.text(x + 30, y + 4, words.likely_range, 12, fill="muted")
    x += 54 + text_width(words.likely_range, 12)
    if any(row.average is not None for row in rows):
        drawing.line(x + 4, y - 7, x + 4, y + 7, "ink", 3)
        drawing.text(x + 14, y + 4, words.average, 12, fill="muted")
    elif not all(row.bar for row in rows):
        drawing.line(x + 6, y - 7, x + 6, y + 7, "accent", 3)
        drawing.text(x + 16, y + 4, words.middle, 12, fill="muted")
    return y + 20
