"""A country's people as dots on a line of amounts, with one person's mark and the average's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import footprint_model as fm
from app.charts.svg import Drawing, text_width
from app.charts.words import Words

DOTS = 50  # each stands for two in a hundred


@dataclass(frozen=True)
class Crowd:
    """Amounts of people in equal steps, the person's and the average's; person-years.

    `below` is the share of residents with less than the person; `below_low` and `below_high` the
    same were people of one kind spread less, or more, than is assumed.
    """

    people: tuple[float, ...]
    you: float
    average: float
    below: float
    below_low: float
    below_high: float


def crowd(estimate: fm.Estimate) -> Crowd:
    """The residents of the person's country, and the person among them."""
    you, code = estimate.person_years.central, estimate.country
    row = next(row for row in fm.parameters() if row.name == "sd_within_groups")
    ends = [fm.residents(code, spread).share_below(you) for spread in (row.low, row.high)]
    return Crowd(
        people=amounts(code),
        you=you,
        average=estimate.average_person_years.central,
        below=fm.residents(code).share_below(you),
        below_low=min(ends),
        below_high=max(ends),
    )


@lru_cache(maxsize=256)
def amounts(country: str) -> tuple[float, ...]:
    """The middle person of each fiftieth of a country's people, least first."""
    people = fm.residents(country)
    return tuple(people.quantile((number + 0.5) / DOTS) for number in range(DOTS))


class Stacked(NamedTuple):
    """A dot's place: along the line, and how many are under it."""

    at: float
    under: int


def stacked(people: tuple[float, ...], width: float) -> list[Stacked]:
    """Dots of this width: those that would overlap stand on one another."""
    heights: dict[int, int] = {}
    places = []
    for amount in people:
        column = math.floor(amount / width)
        places.append(Stacked((column + 0.5) * width, heights.get(column, 0)))
        heights[column] = heights.get(column, 0) + 1
    return places


def reach(found: Crowd) -> float:
    """The end of the line: all dots, and the person unless far beyond them all."""
    most = max(found.people)
    return max(most * 1.04, min(max(found.you, found.average) * 1.08, most * 1.6))


def ticks(end: float, most: int = 6) -> list[float]:
    """Round numbers from nothing to below the end."""
    step = 10 ** math.floor(math.log10(end / most))
    step *= next(times for times in (1, 2, 5, 10) if end / (step * times) <= most)
    return [step * number for number in range(math.floor(end / step) + 1)]


class Sheet(NamedTuple):
    """Measures of a drawing."""

    width: float
    dot: float
    size: float


WIDE = Sheet(width=760, dot=12, size=13)
NARROW = Sheet(width=340, dot=9, size=12)
SIDE = 8.0


def draw(found: Crowd, words: Words, sheet: Sheet) -> Drawing:
    """Dots with less than the person are filled, the others hollow."""
    end = reach(found)
    inner = sheet.width - 2 * SIDE
    per = inner / end
    places = stacked(found.people, sheet.dot / per)
    tallest = max(place.under for place in places) + 1
    step = sheet.size * 1.5
    top = 2 * step + 8
    ground = top + tallest * sheet.dot + 10
    drawing = Drawing(sheet.width, round(ground + step + 22), mirrored=words.mirrored)
    radius = sheet.dot / 2 - 1.1
    for place, amount in zip(places, found.people, strict=True):
        y = ground - 4 - (place.under + 0.5) * sheet.dot
        fill = "accent" if amount < found.you else "surface"
        drawing.circle(SIDE + place.at * per, y, radius, fill, stroke="accent")
    drawing.line(SIDE, ground, sheet.width - SIDE, ground, "muted")
    for value in ticks(end, 6 if sheet.width > 500 else 4):
        x = SIDE + value * per
        drawing.line(x, ground, x, ground + 5, "muted")
        if x < sheet.width - 30:
            anchor = "start" if value == 0 else "middle"
            drawing.text(
                SIDE if value == 0 else x,
                ground + 5 + step * 0.8,
                words.text(value),
                sheet.size - 1,
                anchor=anchor,
                fill="muted",
            )
    for amount, name, row, colour in (
        (found.average, words.average, 1, "ink"),
        (found.you, words.you, 0, "mark"),
    ):
        mark(drawing, sheet, per, ground, amount, f"{name}: {words.text(amount)}", row, colour)
    return drawing


def mark(
    drawing: Drawing,
    sheet: Sheet,
    per: float,
    ground: float,
    amount: float,
    label: str,
    row: int,
    colour: str,
) -> None:
    """A line with its name on top; beyond the sheet it stands at the edge with an arrow."""
    beyond = amount * per > sheet.width - 2 * SIDE
    x = min(SIDE + amount * per, sheet.width - SIDE)
    y = sheet.size + row * sheet.size * 1.5
    if beyond:
        label += " ←" if drawing.mirrored else " →"
    drawing.line(x, y + 5, x, ground, colour, 2.5 if row == 0 else 1.5)
    half = text_width(label, sheet.size) / 2 + 4
    anchor = "middle"
    if x - half < 0:
        anchor, x = "start", max(x - 2, 0)
    elif x + half > sheet.width:
        anchor, x = "end", min(x + 2, sheet.width)
    drawing.text(x, y, label, sheet.size, anchor=anchor, fill=colour, bold=row == 0, halo=True)
