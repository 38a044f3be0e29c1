"""Parts of the result page that are the same for everybody, or written faster than by a template.

A page spends most of its time on looking up sentences and on long loops; these are the parts for
which that is worth avoiding. Whatever is kept is kept per language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from flask import render_template, url_for
from flask_babel import get_locale, gettext
from markupsafe import Markup, escape

from app.results.breakdown import CategoryRow, OriginRow

SEPARATOR = "\x1f"  # in no name and no number


def language() -> str:
    """The key under which a part is kept."""
    return str(get_locale())


@cache
def _kept(template: str, _language: str) -> Markup:
    return Markup(render_template(template))  # noqa: S704 - our own template


def kept(template: str) -> Markup:
    """A template that depends on nothing but the language, rendered once."""
    return _kept(template, language())


def category_table(rows: Sequence[CategoryRow], tick: Markup) -> Markup:
    """Rows of the table of categories; `tick` marks what the visitor answered.

    Where we ask about a category, a link leads to its questions.
    """
    # The same address for every row but its last part: making it 52 times would cost more.
    start = escape(url_for("quiz.about_category", category="-").removesuffix("-"))
    words = {True: escape(gettext("Change")), False: escape(gettext("Answer"))}
    texts = escaped(
        text for row in rows for text in (row.name, row.central, row.low, row.high, row.average)
    )
    ticks = iter([tick if row.answered else "" for row in rows])
    links = iter(
        [
            f'<a class="row-link" href="{start}{row.id}">{words[row.answered]}'
            f'<span class="visually-hidden"> {escape(row.name)}</span></a>'
            if row.asked
            else ""
            for row in rows
        ]
    )
    return Markup(  # noqa: S704 - every part is escaped
        "\n".join(
            f'<tr><th scope="row">{name}{next(ticks)}</th><td>{central}</td>'
            f"<td>{low}</td><td>{high}</td><td>{average}</td>"
            f'<td class="no-print">{next(links)}</td></tr>'
            for name, central, low, high, average in zip(*[iter(texts)] * 5, strict=True)
        )
    )


def origin_table(rows: Sequence[OriginRow]) -> Markup:
    """Rows of the table of countries of work."""
    texts = escaped(text for row in rows for text in (row.name, row.amount))
    return Markup(  # noqa: S704 - every part is escaped
        "\n".join(
            f'<tr><th scope="row">{name}</th><td>{amount}</td></tr>'
            for name, amount in zip(*[iter(texts)] * 2, strict=True)
        )
    )


def escaped(texts: Iterable[str]) -> list[str]:
    """All texts made safe for HTML in one go, which is much faster than one by one."""
    together = str(escape(SEPARATOR.join(texts)))
    return together.split(SEPARATOR) if together else []
