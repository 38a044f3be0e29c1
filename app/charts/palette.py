"""Colours of the pictures: the values of the same names in static/css/tokens.css, which a test compares.

A picture on a page names them, so that it follows the theme; a file to keep carries the light ones.
"""

LIGHT = {
    "paper": "#fbf8f2",
    "surface": "#ffffff",
    "ink": "#1d1b18",
    "muted": "#5f5a52",
    "line": "#e2dbcf",
    "accent": "#0b5d5a",
    "bar-soft": "#bcd8d4",
    "mark": "#9f560c",
}
DARK = {
    "paper": "#141513",
    "surface": "#1c1e1b",
    "ink": "#efeae0",
    "muted": "#b0a99d",
    "line": "#33352f",
    "accent": "#63c4b8",
    "bar-soft": "#24403c",
    "mark": "#eba65b",
}
PALETTES = {"light": LIGHT, "dark": DARK}

# Between the palest and the strongest shade of the map: one hue, told apart by lightness alone.
SHADES = ("#e2dbcf", "#cce0dc", "#96bdb9", "#679d9a", "#397d7a", "#0b5d5a")


def on_page(name: str) -> str:
    """The colour as the page's theme has it."""
    return f"var(--{name})"


def in_file(name: str) -> str:
    """The colour in a file that stands alone."""
    return LIGHT[name]
