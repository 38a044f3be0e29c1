"""A drawing as SVG: on the page in the colours of its theme, as a file that stands alone.

Positions are given as for a reader from left to right; for the others the whole is mirrored here,
once. Words stay text. No style attribute and no style element: the site's policy refuses both, and
presentation attributes may name the colours of the page's stylesheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup, escape

from app.charts.palette import in_file, on_page

MARGIN = 24
LINE = 1.3  # of the type's size
SANS = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Devanagari', sans-serif"
WIDE_SCRIPTS = 0x2E80  # from here on letters are as wide as they are tall


class Drawing:
    """Shapes and words on a sheet of `width` by `height`, which may grow while it is drawn."""

    def __init__(self, width: float, height: float = 0, *, mirrored: bool = False) -> None:
        self.width = width
        self.height = height
        self.mirrored = mirrored
        self._parts: list[Callable[[Callable[[str], str]], str]] = []

    def x(self, at: float) -> float:
        """Where a position from the reader's side is on the sheet."""
        return round(self.width - at if self.mirrored else at, 1)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, *, stroke: str = ""
    ) -> None:
        """A bar. `stroke` draws its edge."""
        left = self.x(x + width) if self.mirrored else self.x(x)
        size = f'x="{left:g}" y="{short(y)}" width="{short(width)}" height="{short(height)}"'
        self._parts.append(lambda c: f'<rect {size} fill="{c(fill)}"{edge(c, stroke)}/>')

    def circle(self, x: float, y: float, r: float, fill: str, *, stroke: str = "") -> None:
        """A dot."""
        size = f'cx="{self.x(x):g}" cy="{short(y)}" r="{short(r)}"'
        self._parts.append(lambda c: f'<circle {size} fill="{c(fill)}"{edge(c, stroke)}/>')

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1
    ) -> None:
        """A straight line."""
        path = f"M{self.x(x1):g} {short(y1)}L{self.x(x2):g} {short(y2)}"
        self._parts.append(
            lambda c: (
                f'<path d="{path}" fill="none" stroke="{c(stroke)}" stroke-width="{width:g}"/>'
            )
        )

    def ribbon(
        self,
        start: tuple[float, float, float],
        end: tuple[float, float, float],
        fill: str,
        title: str,
    ) -> None:
        """A band one can see through, so that crossings stay legible, from (x, top, height) to
        (x, top, height); its title shows under the pointer."""
        (x1, y1, h1), (x2, y2, h2) = start, end
        a, b, m = self.x(x1), self.x(x2), self.x((x1 + x2) / 2)
        path = (
            f"M{a:g} {y1:.1f}C{m:g} {y1:.1f} {m:g} {y2:.1f} {b:g} {y2:.1f}v{h2:.1f}"
            f"C{m:g} {y2 + h2:.1f} {m:g} {y1 + h1:.1f} {a:g} {y1 + h1:.1f}z"
        )
        name = escape(title)
        self._parts.append(
            lambda c: (
                f'<path d="{path}" fill="{c(fill)}" fill-opacity="0.3"><title>{name}</title></path>'
            )
        )

    def shape(self, path: str, fill: str, *, title: str = "") -> None:
        """An outline made elsewhere, which is never mirrored; `fill` is a colour of its own."""
        name = f"<title>{escape(title)}</title>" if title else ""
        self._parts.append(
            lambda c: (
                f'<path d="{path}" fill="{fill}" stroke="{c("surface")}" stroke-width="0.5">'
                f"{name}</path>"
            )
        )

    def swatch(self, x: float, y: float, fill: str) -> None:
        """A small field of a map's shade, for its legend."""
        left = self.x(x + 18) if self.mirrored else self.x(x)
        place = f'x="{left:g}" y="{short(y)}" width="18" height="12" fill="{fill}"'
        self._parts.append(lambda c: f'<rect {place} stroke="{c("line")}"/>')

    def group(self, shapes: Iterable[tuple[str, str, str]], *, x: float, y: float) -> None:
        """Outlines moved together: path, fill, title."""
        self._parts.append(lambda _c: f'<g transform="translate({x:g} {y:g})">')
        for path, fill, title in shapes:
            self.shape(path, fill, title=title)
        self._parts.append(lambda _c: "</g>")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 13,
        *,
        anchor: str = "start",
        fill: str = "ink",
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """One line of words; `y` is where letters stand. A halo keeps it legible over shapes."""
        said = escape(words)
        weight = ' font-weight="600"' if bold else ""
        place = f'x="{self.x(x):g}" y="{short(y)}" font-size="{size:g}"'
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'

        def part(colour: Callable[[str], str]) -> str:
            around = (
                f' stroke="{colour("surface")}" stroke-width="4" stroke-linejoin="round"'
                ' paint-order="stroke"'
                if halo
                else ""
            )
            return f'<text {place} fill="{colour(fill)}"{side}{weight}{around}>{said}</text>'

        self._parts.append(part)

    def on_page(self, name: str, css_class: str) -> Markup:
        """The drawing inside a page, called `name` for who cannot see it."""
        body = "".join(part(on_page) for part in self._parts)
        return Markup(  # noqa: S704 - every word is escaped
            f'<svg class="{css_class}" viewBox="0 0 {self.width:g} {self.height:g}" role="img" '
            f'aria-label="{escape(name)}" direction="{self._direction}">{body}</svg>'
        )

    def in_file(self, title: str, lede: str, notes: Sequence[str], language: str) -> str:
        """The drawing as a file: with its title, what it is, and where it is from."""
        width = max(self.width, 480) + 2 * MARGIN
        head, foot = Drawing(width, mirrored=self.mirrored), Drawing(width, mirrored=self.mirrored)
        y = float(MARGIN)
        for line in wrapped(title, width - 2 * MARGIN, 20):
            y += 20 * LINE
            head.text(MARGIN, y, line, 20, bold=True)
        y += 4
        for line in _filled(lede, width - 2 * MARGIN, 14):
            y += 14 * LINE
            head.text(MARGIN, y, line, 14, fill="muted")
        top = y + 24
        y = top + self.height + 8
        for note in notes:
            y += 5
            for line in _filled(note, width - 2 * MARGIN, 12):
                y += 12 * LINE
                foot.text(MARGIN, y, line, 12, fill="muted")
        height = y + MARGIN
        shift = (width - self.width) / 2
        parts = [
            "".join(part(in_file) for part in drawing._parts) for drawing in (head, self, foot)
        ]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
            f'viewBox="0 0 {width:g} {height:g}" font-family="{SANS}" xml:lang="{language}" '
            f'direction="{self._direction}">'
            f"<title>{escape(title)}</title><desc>{escape(' '.join(notes))}</desc>"
            f'<rect width="{width:g}" height="{height:g}" fill="{in_file("surface")}"/>'
            f'{parts[0]}<g transform="translate({shift:g} {top:g})">{parts[1]}</g>{parts[2]}</svg>\n'
        )

    @property
    def _direction(self) -> str:
        return "rtl" if self.mirrored else "ltr"


def short(value: float) -> str:
    """A length with one digit after the point at most."""
    return f"{round(value, 1):g}" if value < 10_000 else f"{value:.0f}"


def edge(colour: Callable[[str], str], stroke: str) -> str:
    """The attributes of an edge, if there is one."""
    return f' stroke="{colour(stroke)}" stroke-width="1.5"' if stroke else ""


def text_width(text: str, size: float) -> float:
    """About how wide a text is; no fonts are at hand on the server."""
    return sum(1.0 if ord(letter) >= WIDE_SCRIPTS else 0.54 for letter in text) * size


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in as few lines as fit, about equally long, broken between words.

    A word that is longer stays whole.
    """
    lines = _filled(text, width, size)
    if len(lines) > 1:
        # As narrow as so many lines allow, so that none is left with a single short word.
        for part in range(50, 100, 5):
            closer = _filled(text, width * part / 100, size)
            if len(closer) == len(lines) and fits(closer, width, size):
                return closer
    return lines


def fits(lines: Sequence[str], width: float, size: float) -> bool:
    """Whether no line is wider than that, or than it has to be."""
    return all(text_width(line, size) <= width or " " not in line for line in lines)


def _filled(text: str, width: float, size: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
