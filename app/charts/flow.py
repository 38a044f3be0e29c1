"""From what is bought through the kind of work to the country of work: gathered, laid out, drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

import footprint_model as fm
from app.charts.svg import LINE, Drawing, text_width, wrapped
from app.charts.words import Words

CATEGORIES = 8
COUNTRIES = 9
SMALL = 0.01  # kinds of work below this share are gathered, if there are several
REST = ""  # the id of what is gathered
PAD = 9.0
THINNEST = 0.3  # bands below this would be hairs; the table has them
HEAD = 26.0


class Node(NamedTuple):
    """What a flow begins, passes or ends in: column 0, 1 or 2."""

    column: int
    id: str
    name: str
    person_years: float


class Link(NamedTuple):
    """From one node to another, by their positions."""

    start: int
    end: int
    person_years: float


@dataclass(frozen=True)
class Flow:
    """The largest of each column by name, the rest gathered; nothing is lost."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def column(self, number: int) -> list[int]:
        """Positions of a column's nodes, in the order in which they stand."""
        return [at for at, node in enumerate(self.nodes) if node.column == number]


def follow(estimate: fm.Estimate, words: Words) -> Flow:
    """A person's flows, as few as a picture can bear."""
    found = fm.flows(estimate)
    categories = [row.id for row in fm.categories()]
    sectors = [row.id for row in fm.sectors()]
    countries = [row.iso3 for row in fm.countries()]
    by_category = dict(zip(categories, found.category_sector.sum(axis=1), strict=True))
    by_sector = dict(zip(sectors, found.category_sector.sum(axis=0), strict=True))
    by_country = dict(zip(countries, found.sector_origin.sum(axis=0), strict=True))
    total = sum(by_category.values())
    small = [name for name in sectors if by_sector[name] < SMALL * total]
    columns = (
        gathered(by_category, CATEGORIES),
        gathered(by_sector, len(sectors) - (len(small) if len(small) > 1 else 0)),
        gathered(by_country, COUNTRIES),
    )
    names = (
        lambda key: words.category(key) if key else words.other,
        lambda key: words.sector(key) if key else words.other_work,
        lambda key: words.country(key) if key else words.elsewhere,
    )
    nodes = tuple(
        Node(number, key, names[number](key), value)
        for number, column in enumerate(columns)
        for key, value in column.items()
    )
    at = {(node.column, node.id): place for place, node in enumerate(nodes)}
    links: dict[tuple[int, int], float] = {}
    for number, (keys, ends, table) in enumerate(
        ((categories, sectors, found.category_sector), (sectors, countries, found.sector_origin))
    ):
        for row, column in zip(*np.nonzero(table), strict=True):
            start = at.get((number, keys[row]), at.get((number, REST)))
            end = at.get((number + 1, ends[column]), at.get((number + 1, REST)))
            if start is not None and end is not None:
                key = (start, end)
                links[key] = links.get(key, 0.0) + float(table[row, column])
    return Flow(nodes, tuple(Link(*ends, value) for ends, value in sorted(links.items())))


def gathered(values: dict[str, float], most: int) -> dict[str, float]:
    """The largest, in order, then the sum of the others under REST, if there is any."""
    ranked = sorted(((v, key) for key, v in values.items() if v > 0), key=lambda row: -row[0])
    kept = {key: float(value) for value, key in ranked[:most]}
    rest = float(sum(value for value, _ in ranked[most:]))
    return kept | ({REST: rest} if rest > 0 else {})


# --- drawing --------------------------------------------------------------------------------------


class Sheet(NamedTuple):
    """Measures of a drawing: widths of the labels at both sides and over the middle, type size."""

    width: float
    before: float
    after: float
    flow_height: float
    size: float
    node: float
    split: float  # how much of the room between the columns is before the middle one


WIDE = Sheet(width=760, before=190, after=142, flow_height=400, size=13, node=10, split=0.5)
NARROW = Sheet(width=340, before=95, after=80, flow_height=400, size=11.5, node=6, split=0.38)


class Place(NamedTuple):
    """Where a node stands, and its label: lines of the name, and the amount."""

    x: float
    top: float
    height: float
    label: tuple[str, ...]
    amount: str


def draw(found: Flow, words: Words, sheet: Sheet) -> Drawing:
    """The three columns with their ribbons."""
    between = sheet.width - sheet.before - sheet.after - 3 * sheet.node
    middle = sheet.before + sheet.node + between * sheet.split
    xs = (sheet.before, middle, sheet.width - sheet.after - sheet.node)
    room = (sheet.before - 8, between * (1 - sheet.split) - 12, sheet.after - 8)
    total = sum(found.nodes[at].person_years for at in found.column(0))
    scale = sheet.flow_height / total if total else 0.0
    labels = {
        at: tuple(wrapped(node.name, room[node.column], sheet.size))
        for at, node in enumerate(found.nodes)
    }
    slots = {
        at: max(node.person_years * scale, label_height(labels[at], sheet.size))
        for at, node in enumerate(found.nodes)
    }
    columns = [found.column(number) for number in range(3)]
    tall = max((column_height(column, slots) for column in columns), default=0.0)
    places: dict[int, Place] = {}
    for number, column in enumerate(columns):
        spare = tall - column_height(column, slots)
        pad = PAD + (spare / (len(column) - 1) if len(column) > 1 else 0.0)
        y = HEAD + (spare / 2 if len(column) == 1 else 0.0)
        for at in column:
            node = found.nodes[at]
            height = node.person_years * scale
            top = y + (slots[at] - height) / 2
            places[at] = Place(xs[number], top, height, labels[at], words.text(node.person_years))
            y += slots[at] + pad
    drawing = Drawing(sheet.width, round(HEAD + tall + 6), mirrored=words.mirrored)
    draw_ribbons(drawing, found, places, scale, words, sheet.node)
    narrow = text_width(words.where, sheet.size - 1) > sheet.after
    heads = (
        ("end", xs[0] + sheet.node),
        ("middle", xs[1] + sheet.node / 2),
        ("end", sheet.width) if narrow else ("start", xs[2]),
    )
    for (anchor, x), title in zip(heads, (words.what, words.work, words.where), strict=True):
        drawing.text(x, 12, title, sheet.size - 1, anchor=anchor, fill="muted")
    for place in places.values():
        drawing.rect(place.x, place.top, sheet.node, max(place.height, 1), "accent")
    for at, place in places.items():
        draw_label(drawing, place, found.nodes[at].column, sheet)
    return drawing


def column_height(column: Sequence[int], slots: dict[int, float]) -> float:
    """A column's nodes with the least space between them."""
    return sum(slots[at] for at in column) + PAD * max(len(column) - 1, 0)


def label_height(lines: Iterable[str], size: float) -> float:
    """Of the name's lines and the amount under them."""
    return (len(tuple(lines)) + 1) * size * LINE


def draw_ribbons(
    drawing: Drawing,
    found: Flow,
    places: dict[int, Place],
    scale: float,
    words: Words,
    node_width: float,
) -> None:
    """Bands between nodes, at both ends in the order of the nodes they lead to."""
    left = {at: place.top for at, place in places.items()}
    entry: dict[tuple[int, int], float] = {}
    for link in sorted(found.links, key=lambda link: (link.end, link.start)):
        entry[link.start, link.end] = left[link.end]
        left[link.end] += link.person_years * scale
    leaving = {at: place.top for at, place in places.items()}
    for link in sorted(found.links):
        height = link.person_years * scale
        start, end = places[link.start], places[link.end]
        top = leaving[link.start]
        leaving[link.start] += height
        if height < THINNEST:
            continue
        names = found.nodes[link.start].name, found.nodes[link.end].name
        back = drawing.mirrored
        title = f"{names[0]} {'←' if back else '→'} {names[1]}: {words.text(link.person_years)}"
        drawing.ribbon(
            (start.x + node_width, top, height),
            (end.x, entry[link.start, link.end], height),
            "accent",
            title,
        )


def draw_label(drawing: Drawing, place: Place, column: int, sheet: Sheet) -> None:
    """Name and amount: outside at both ends, over the ribbons in the middle."""
    x, anchor = (
        (place.x - 7, "end")
        if column == 0
        else (place.x + sheet.node + (7 if column else 0), "start")
    )
    step = sheet.size * LINE
    lines = len(place.label) + 1
    y = place.top + place.height / 2 - lines * step / 2 + step * 0.77
    for line in place.label:
        drawing.text(x, y, line, sheet.size, anchor=anchor, halo=column == 1)
        y += step
    drawing.text(x, y, place.amount, sheet.size - 1, anchor=anchor, fill="muted", halo=column == 1)
