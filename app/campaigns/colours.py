"""A campaign's two colours, made readable: only as much lighter or darker as it takes.

Lightness is moved in OKLCH, where equal steps look equal, and the hue stays. The text on a colour is
the theme's darkest or white, whichever is easier to read there. Pure arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

Scheme = Literal["light", "dark"]
READABLE = 4.5  # WCAG 2.2, 1.4.3: text
VISIBLE = 3.0  # WCAG 2.2, 1.4.11: buttons and dots on the page
INK, WHITE = "#1d1b18", "#ffffff"
USUAL_ACCENT = "#0b5d5a"
# What stands behind a campaign that chose no ground: --paper and --accent of tokens.css.
PAPER: dict[Scheme, str] = {"light": "#fbf8f2", "dark": "#141513"}
ACCENT: dict[Scheme, str] = {"light": USUAL_ACCENT, "dark": "#63c4b8"}
DARKEST_GROUND, LIGHTEST_DARK_GROUND = 0.2, 0.36  # OKLCH lightness of grounds in the dark theme
# The darkest and the lightest accents that stand out on paper: one must stand out on the ground too.
EXTREMES: dict[Scheme, tuple[str, str]] = {
    "light": ("#000000", "#909090"),
    "dark": ("#626262", "#ffffff"),
}
AMPLY_VISIBLE = 3.2  # leaves room for colours that are no greys
STEP = 0.004
KEPT = 500


class Oklch(NamedTuple):
    """Lightness from 0 to 1, how colourful, and the hue in radians."""

    lightness: float
    chroma: float
    hue: float


class Dress(NamedTuple):
    """The colours as they are used, in one theme."""

    accent: str
    on_accent: str
    ground: str
    on_ground: str


@lru_cache(KEPT)
def dress(accent: str, ground: str, scheme: Scheme) -> Dress:
    """The colours as used in a theme; an empty one is the site's own.

    Text on each is readable, and what is filled with the accent stands out on paper and ground.
    """
    ground = _ground(ground, scheme) if ground else PAPER[scheme]
    accent = nearest(
        accent or ACCENT[scheme],
        lambda it: (
            is_readable(it) and min(contrast(it, PAPER[scheme]), contrast(it, ground)) >= VISIBLE
        ),
    )
    return Dress(accent, text_on(accent), ground, text_on(ground))


def is_readable(colour: str) -> bool:
    """Whether text on it can be read."""
    return contrast(colour, text_on(colour)) >= READABLE


def _ground(colour: str, scheme: Scheme) -> str:
    """A ground with readable text; in the dark theme a dark one of the same hue."""
    lightness, chroma, hue = oklch(colour)
    if scheme == "dark" and lightness > LIGHTEST_DARK_GROUND:
        # The lighter it was, the darker: white becomes nearly black, as paper does.
        share = (1 - lightness) / (1 - LIGHTEST_DARK_GROUND)
        lightness = DARKEST_GROUND + share * (LIGHTEST_DARK_GROUND - DARKEST_GROUND)
        colour = to_hex(Oklch(lightness, chroma, hue))
    return nearest(
        colour,
        lambda it: (
            is_readable(it)
            and any(contrast(it, extreme) >= AMPLY_VISIBLE for extreme in EXTREMES[scheme])
        ),
    )


def nearest(colour: str, fits: Callable[[str], bool]) -> str:
    """The colour itself, or the nearest lighter or darker one of its hue that fits."""
    return next(candidate for candidate in _candidates(colour) if fits(candidate))


def _candidates(colour: str) -> Iterator[str]:
    yield colour
    lightness, chroma, hue = oklch(colour)
    for count in range(1, math.ceil(1 / STEP) + 1):
        for moved in (lightness - count * STEP, lightness + count * STEP):
            yield to_hex(Oklch(min(1.0, max(0.0, moved)), chroma, hue))


def text_on(colour: str) -> str:
    """Dark or white, whichever is easier to read on it."""
    return max((INK, WHITE), key=lambda text: contrast(colour, text))


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def oklch(colour: str) -> Oklch:
    """The colour in terms of what one sees."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def to_hex(colour: Oklch) -> str:
    """As "#rrggbb"; where screens cannot show it so colourful, less colourful in the same hue."""
    chroma = colour.chroma
    while chroma > 0.0005 and not all(-0.0005 <= part <= 1.0005 for part in _rgb(colour, chroma)):
        chroma *= 0.97
    parts = (min(1.0, max(0.0, part)) for part in _rgb(colour, chroma if chroma > 0.0005 else 0))
    return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in parts)


def _rgb(colour: Oklch, chroma: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(colour.hue), chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _linear(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
