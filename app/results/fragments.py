"""Parts of the result page that are the same for everybody, or written faster than by a template.

A page spends most of its time on looking up sentences and on long loops; these are the parts for
which that is worth avoiding. Whatever is kept is kept per language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from flask import get_template_attribute
from flask_babel import gettext
from markupsafe import Markup, escape

from app.addresses import addresses
from app.i18n import number, reader_language
from app.results.breakdown import Bar
from app.results.confidence import RESTS_ON, rests_on_words, width_words
from app.results.tables import CategoryRow, Row, Tables

SEPARATOR = "\x1f"  # in no name and no number


@lru_cache(maxsize=512)
def _dot_field(people: int, _language: str) -> Markup:
    drawn = get_template_attribute("partials/dot_field.html", "dot_field")
    label = gettext(
        "A field of dots for %(people)s people. One dot is marked: one person in forced labour.",
        people=number(people),
    )
    return Markup(drawn(people, label))  # noqa: S704 - our own template


def dot_field(people: int) -> Markup:
    """The field for so many people; two significant digits make few different ones."""
    return _dot_field(people, reader_language())


class Words:
    """The words of the rows in one language, escaped once."""

    def __init__(self) -> None:
        at = addresses()
        self.rests = [str(escape(rests_on_words(kind))) for kind in range(3)]
        self.width = [str(escape(width_words(kind))) for kind in range(3)]
        self.narrow, self.change, self.answer = (
            str(escape(word))
            for word in (gettext("Narrow it"), gettext("Change"), gettext("Answer"))
        )
        self.category, self.origin, self.work, self.about = (
            str(escape(part)) for part in (at.category, at.origin, at.work, at.about_category)
        )
        self.question = [str(escape(part)) for part in at.question]
        self.product, self.seen_from = (str(escape(part)) for part in at.product)
        self.country = str(escape(at.country))

    def known(self, category: str, name: str, country: str) -> str:
        """A category's name, leading to what is known about it where the visitor lives."""
        return f'<a href="{self.product}{category}{self.seen_from}{country}">{name}</a>'

    def action(self, row: CategoryRow, name: str) -> str:
        """A link to the question that narrows the row most, or to all questions about it."""
        if row.narrow:
            address, word = row.narrow.join(self.question), self.narrow
        elif row.asked:
            address, word = self.about + row.id, self.change if row.rests else self.narrow
        else:
            return ""
        return f'<a href="{address}">{word}<span class="visually-hidden"> {name}</span></a>'


@cache
def _words(_language: str) -> Words:
    return Words()


def category_table(rows: Sequence[CategoryRow]) -> Markup:
    """Rows of the table of categories; what is behind a row's figures is behind its first one."""
    words = _words(reader_language())
    texts = escaped(
        text for row in rows for text in (row.name, row.central, row.low, row.high, row.average)
    )
    return Markup(  # noqa: S704 - names and numbers are escaped, the rest is ours
        "\n".join(
            f'<tr><th scope="row">{name}</th>'
            f'<td><a href="{words.category}{row.id}">{central}</a></td>'
            f"<td>{low}</td><td>{high}</td><td>{average}</td>"
            f'<td class="rests rests--{RESTS_ON[row.rests]}">{words.rests[row.rests]}</td>'
            f'<td class="no-print">{words.action(row, name)}</td></tr>'
            for row, (name, central, low, high, average) in zip(
                rows, zip(*[iter(texts)] * 5, strict=True), strict=True
            )
        )
    )


def origin_table(shown: Tables) -> Markup:
    """Rows of the largest countries of work."""
    return _rows(shown.origins, _words(reader_language()).origin)


def sector_table(shown: Tables) -> Markup:
    """Rows of the kinds of work."""
    return _rows(shown.sectors, _words(reader_language()).work)


def _rows(rows: Sequence[Row], address: str) -> Markup:
    texts = escaped(text for row in rows for text in (row.name, row.amount))
    return Markup(  # noqa: S704 - names and numbers are escaped, the rest is ours
        "\n".join(
            f'<tr><th scope="row">{name}</th><td><a href="{address}{row.id}">{amount}</a></td></tr>'
            for row, (name, amount) in zip(rows, zip(*[iter(texts)] * 2, strict=True), strict=True)
        )
    )


def category_bars(bars: Sequence[Bar], rows: Sequence[CategoryRow], country: str) -> Markup:
    """The largest categories: name, drawing, figure, and how much of it is the visitor's answer."""
    words = _words(reader_language())
    names = escaped(bar.name for bar in bars)
    return Markup(  # noqa: S704 - names and numbers are escaped, the rest is ours
        "\n".join(
            f'<li class="bars__row"><span class="bars__name">'
            f"{words.known(bar.id, name, country)}</span>{_drawing(bar)}"
            f'<a class="bars__amount numeric" href="{words.category}{bar.id}">{escape(bar.amount)}'
            f'</a><span class="bars__rests small muted"><span class="rests '
            f'rests--{RESTS_ON[row.rests]}">{words.rests[row.rests]}</span> <span>'
            f"{words.width[row.width]}</span> {words.action(row, name)}</span></li>"
            for bar, row, name in zip(bars, rows, names, strict=False)
        )
    )


def origin_bars(bars: Sequence[Bar]) -> Markup:
    """The countries with most of it."""
    words = _words(reader_language())
    return _plain_bars(bars, words.origin, words.country)


def sector_bars(bars: Sequence[Bar]) -> Markup:
    """The kinds of work."""
    return _plain_bars(bars, _words(reader_language()).work)


def _plain_bars(bars: Sequence[Bar], address: str, about: str = "") -> Markup:
    return Markup(  # noqa: S704 - names and numbers are escaped, the rest is ours
        "\n".join(
            f'<li class="bars__row"><span class="bars__name">'
            f"{_named(bar, about)}</span>"
            f'{_drawing(bar)}<a class="bars__amount numeric" href="{address}{bar.id}">'
            f"{escape(bar.amount)}</a></li>"
            for bar in bars
        )
    )


def _named(bar: Bar, about: str) -> str:
    """A name, leading to the page about it where there is one."""
    name = escape(bar.name)
    return f'<a href="{about}{bar.id}">{name}</a>' if about else name


def _drawing(bar: Bar) -> str:
    """A bar, with its range and the average's mark where it has them."""
    range_ = average = ""
    if bar.low is not None:
        range_ = f'<path class="bar__range" d="M{bar.low} 17H{bar.high}m0-3v6M{bar.low} 14v6"/>'
    if bar.average is not None:
        mark = f"M{bar.average}-1v15"
        average = f'<path class="bar__casing" d="{mark}"/><path class="bar__notch" d="{mark}"/>'
    return (
        '<svg class="bar" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true"'
        f' focusable="false"><rect class="bar__fill" y="{2 if range_ else 5}"'
        f' width="{bar.central}" height="10"/>{range_}{average}</svg>'
    )


def escaped(texts: Iterable[str]) -> list[str]:
    """All texts made safe for HTML in one go, which is much faster than one by one."""
    together = str(escape(SEPARATOR.join(texts)))
    return together.split(SEPARATOR) if together else []
