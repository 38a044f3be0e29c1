"""Names in a campaign's address: what they may be, and one suggested from the campaign's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
from flask import Flask, current_app
from flask_babel import gettext as _

from app.groups.rude_words import rude_word
from app.words import rules

FILE = Path(__file__).parent / "slugs.toml"
SHORTEST, LONGEST = 3, 40
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Refused(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """slugs.toml"""

    reserved: frozenset[str]
    own_names: tuple[str, ...]


@cache
def refused() -> Refused:
    """What the file holds."""
    return msgspec.toml.decode(FILE.read_text(encoding="utf-8"), type=Refused)


def suggest(name: str) -> str:
    """The nearest address for a name; empty where none of its letters can be kept."""
    plain = (
        unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['`]", "", plain.lower())).strip("-")
    if len(slug) <= LONGEST:
        return slug
    whole_words, _dash, _rest = slug[: LONGEST + 1].rpartition("-")
    return whole_words or slug[:LONGEST]


def numbered(slug: str) -> Iterator[str]:
    """The same address with 2, 3, 4 … behind it, for when it is taken."""
    for number in range(2, 100):
        end = f"-{number}"
        yield slug[: LONGEST - len(end)].rstrip("-") + end


def problem(slug: str) -> str:
    """Why an address cannot be used, in words of help; empty when it can."""
    if not SHORTEST <= len(slug) <= LONGEST:
        return _(
            "Use %(least)s to %(most)s characters; these are %(count)s.",
            least=SHORTEST,
            most=LONGEST,
            count=len(slug),
        )
    if not SLUG.fullmatch(slug):
        return _("Use small letters from a to z, digits, and single hyphens between them.")
    if is_ours(slug):
        return _("This could be taken for the site itself. Please choose another address.")
    if slug in refused().reserved or slug in routes(current_app):
        return _("The site needs this address for itself. Please choose another.")
    if word := rude_word(slug) or banned_word(slug):
        return _("Please choose an address without “%(word)s”.", word=word)
    return ""


def is_ours(slug: str) -> bool:
    """Whether the site's own name is in it."""
    return any(name in slug for name in refused().own_names)


def routes(app: Flask) -> frozenset[str]:
    """Every fixed part of the site's own addresses, and its languages."""
    parts = {part for rule in app.url_map.iter_rules() for part in rule.rule.split("/")}
    languages = {code.lower() for code in app.extensions["languages"]}
    return frozenset({part.partition(".")[0].lower() for part in parts} | languages)


def banned_word(slug: str) -> str:
    """The first word that the site itself does not use, in any language."""
    text = slug.replace("-", " ")
    return next((found for rule in rules() if (found := rule.found(text))), "")
