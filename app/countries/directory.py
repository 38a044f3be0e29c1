"""Which countries have a page, in the reader's alphabet, and finding one by name."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import footprint_model as fm
from app.i18n import country_name, iso2_code, reader_language
from app.quiz.places import country_choices, sortable
from evidence.countries import country_figures
from evidence.country_facts import facts_by_country
from evidence.goods import listed_goods

Named = tuple[str, str]


@cache
def codes() -> frozenset[str]:
    """Every country of the model, and every one that somebody has published something about."""
    return frozenset(
        {country.iso3 for country in fm.countries()}
        | set(country_figures())
        | {row.iso3 for row in listed_goods()}
        | set(facts_by_country())
    )


def by_letter(countries: list[Named] | tuple[Named, ...]) -> list[tuple[str, list[Named]]]:
    """Countries under the first letter of their names."""
    grouped = groupby(countries, key=lambda named: sortable(named[1])[:1].upper())
    return [(letter, list(rows)) for letter, rows in grouped]


def everyone() -> tuple[Named, ...]:
    """Code and name of every country, by name."""
    return country_choices(codes())


def found(text: str) -> list[Named]:
    """Countries whose name has these letters, accents aside, or whose code this is.

    The English name is found in every language, as is a name that begins so before any other.
    """
    wanted = " ".join(sortable(text).split())
    if not wanted:
        return list(everyone())
    rows = []
    for code, name in everyone():
        texts = _searchable(reader_language(), code)
        if wanted in (code.casefold(), iso2_code(code).casefold()):
            rows.append((0, code, name))
        elif any(one.startswith(wanted) for one in texts):
            rows.append((1, code, name))
        elif any(wanted in one for one in texts):
            rows.append((2, code, name))
    return [(code, name) for _place, code, name in sorted(rows, key=lambda row: row[0])]


@cache
def _searchable(_language: str, code: str) -> tuple[str, str]:
    english = next((row.name for row in fm.countries() if row.iso3 == code), "")
    return sortable(country_name(code)), sortable(english)
