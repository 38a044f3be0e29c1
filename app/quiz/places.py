"""Countries to choose from, in the visitor's language."""

from __future__ import annotations

import unicodedata
from functools import cache

from flask import request

import footprint_model as fm
from app.i18n import country_name, reader_language
from app.quiz.answers import consumer_codes

MOST_LIKELY = 3


def country_choices(codes: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Countries with names in the visitor's language, in the order of those names."""
    return _in_language(reader_language(), codes)


@cache
def _in_language(_language: str, codes: frozenset[str]) -> tuple[tuple[str, str], ...]:
    named = ((code, country_name(code)) for code in codes)
    return tuple(sorted(named, key=lambda choice: sortable(choice[1])))


def sortable(name: str) -> str:
    """A name without its accents, for putting Åland and Österreich where people look for them."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
    ).casefold()


def likely_countries() -> list[tuple[str, str]]:
    """Countries that the browser's language settings name, as a short cut; nothing is looked up."""
    tags = [tag.replace("_", "-").split("-") for tag in request.accept_languages.values()]
    iso2 = [parts[-1].upper() for parts in tags if len(parts) > 1]
    codes = {country.iso2: country.iso3 for country in fm.countries() if country.consumer}
    names = dict(country_choices(consumer_codes()))
    return [(codes[code], names[codes[code]]) for code in dict.fromkeys(iso2) if code in codes][
        :MOST_LIKELY
    ]
