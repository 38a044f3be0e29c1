"""The map of the countries of work as a file to keep; pages draw the same outlines by classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.charts.palette import SHADES
from app.charts.svg import Drawing, text_width
from app.charts.words import Words

WIDTH = 900.0
CUT = 60.0  # empty sea at the left edge of the outlines


def draw(
    outlines: Mapping[str, str],
    height: float,
    shades: Mapping[str, int],
    titles: Mapping[str, str],
    legend: Sequence[str],
    words: Words,
) -> Drawing:
    """Outlines in five shades, countries without a figure in a sixth; `legend` names all six."""
    drawing = Drawing(WIDTH, round(height + 34), mirrored=words.mirrored)
    drawing.group(
        (
            (path, SHADES[shades.get(iso3, 0)], titles.get(iso3, ""))
            for iso3, path in outlines.items()
        ),
        x=-CUT,
        y=0,
    )
    x, y = 0.0, height + 16
    for number, words_of_shade in legend_places(legend):
        drawing.swatch(x, y, SHADES[number])
        drawing.text(x + 24, y + 10, words_of_shade, 12, fill="muted")
        x += 24 + text_width(words_of_shade, 12) + 24
    return drawing


def legend_places(legend: Sequence[str]) -> list[tuple[int, str]]:
    """Shades 1 to 5 in order, then the one for no figure."""
    return [(number % len(legend), text) for number, text in enumerate(legend, start=1)]
