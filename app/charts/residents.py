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


WIDE = Sheet(width=760, dot=16, size=13)
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
    top = 2 * step + 6
    ground = top + tallest * sheet.dot + 10
    drawing = Drawing(sheet.width, round(ground + step + 22), mirrored=words.mirrored)
    radius = sheet.dot / 2 - 1.1
    for place, amount in zip(places, found.people, strict=True):
        y = ground - 4 - (place.under + 0.5) * sheet.dot
        fill = "accent" if amount < found.you else "surface"
        drawing.circle(SIDE + place.at * per, y, radius, fill, stroke="accent")
    drawing.line(SIDE, ground, sheet.width - SIDE, ground, "muted")
    for value in ticks(words.amount(end), 6 if sheet.width > 500 else 4):
        x = SIDE + value / words.per_person_year * per
        drawing.line(x, ground, x, ground + 5, "muted")
        drawing.text(
            x if value else 0,
            ground + 5 + step * 0.8,
            words.text(value / words.per_person_year),
            sheet.size - 1,
            anchor="middle" if value else "start",
            fill="muted",
        )
    draw_marks(drawing, found, words, sheet, per, ground)
    return drawing


class Mark(NamedTuple):
    """A line at an amount, with its name on top."""

    x: float
    label: str
    colour: str
    width: float


def draw_marks(
    drawing: Drawing, found: Crowd, words: Words, sheet: Sheet, per: float, ground: float
) -> None:
    """The person's line and the average's; the lower name keeps clear of the other's line."""
    last = sheet.width - SIDE
    arrow = " ←" if drawing.mirrored else " →"

    def mark(amount: float, name: str, colour: str, width: float) -> Mark:
        x = SIDE + amount * per
        label = f"{name}: {words.text(amount)}" + (arrow if x > last else "")
        return Mark(min(x, last), label, colour, width)

    you = mark(found.you, words.you, "mark", 2.5)
    average = mark(found.average, words.average, "ink", 1.5)
    upper, lower = (average, you) if room_beside(you, average, sheet) else (you, average)
    for row, one, other in ((0, upper, lower), (1, lower, upper)):
        y = sheet.size + row * sheet.size * 1.5
        drawing.line(one.x, y + 5, one.x, ground, one.colour, one.width)
        wide = text_width(one.label, sheet.size) + 6
        before = one.x < other.x if row else one.x > sheet.width / 2
        if before and one.x - wide < 0 and not row:
            before = False
        if not before and one.x + wide > sheet.width:
            before = True
        drawing.text(
            one.x + (3 if before else -3) if not row else one.x,
            y,
            one.label,
            sheet.size,
            anchor="end" if before else "start",
            fill=one.colour,
            bold=one is you,
            halo=True,
        )


def room_beside(one: Mark, other: Mark, sheet: Sheet) -> bool:
    """Whether a name fits on the side away from the other's line."""
    wide = text_width(one.label, sheet.size) + 6
    return one.x - wide >= 0 if one.x < other.x else one.x + wide <= sheet.width
