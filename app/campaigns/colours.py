"""Colours of a campaign: readable on our paper by day and by night, changed where they are not.

Contrast as WCAG 2.2 defines it: text needs 4.5 to 1.
"""

from __future__ import annotations

import colorsys
import re
from typing import NamedTuple

LEAST_CONTRAST = 4.5
DAY, NIGHT = "#fbf8f2", "#141513"  # --paper of static/css/tokens.css, which a test compares
WHITE, BLACK = "#ffffff", "#141513"
HEX = re.compile(r"#[0-9a-f]{6}")
STEP = 0.01


class Pair(NamedTuple):
    """One colour as it is shown by day and by night, and what is written on it."""

    day: str
    night: str
    on_day: str
    on_night: str


def is_colour(text: str) -> bool:
    """Whether it is six hexadecimal digits after a number sign."""
    return HEX.fullmatch(text.lower()) is not None


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, on: str) -> str:
    """The colour, or the nearest of its hue that can be read on this ground."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    direction = -STEP if luminance(on) > 0.18 else STEP
    found = colour.lower()
    while contrast(found, on) < LEAST_CONTRAST and 0 <= lightness <= 1:
        lightness += direction
        parts = colorsys.hls_to_rgb(hue, min(1, max(0, lightness)), saturation)
        found = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
    return found


def pair(colour: str) -> Pair:
    """A colour for both themes; the one chosen is kept wherever it can be read."""
    day, night = readable(colour, DAY), readable(colour, NIGHT)
    return Pair(day, night, text_on(day), text_on(night))


def text_on(colour: str) -> str:
    """White or black, whichever is easier to read on it."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, colour))


def stylesheet(accent: str, mark: str) -> str:
    """The campaign's own values of the site's colour names."""
    main, one = pair(accent), pair(mark)

    def values(theme: str) -> str:
        return (
            f"--accent:{getattr(main, theme)};--accent-hover:{getattr(main, theme)};"
            f"--accent-ink:{getattr(main, 'on_' + theme)};--mark:{getattr(one, theme)};"
        )

    return (
        f":root{{{values('day')}}}\n"
        f"@media (prefers-color-scheme: dark){{:root{{{values('night')}}}}}\n"
    )
