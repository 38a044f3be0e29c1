"""Names in a campaign's address: what they may be, and one suggested from the campaign's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import msgspec
from flask import Flask, current_app
from flask_babel import gettext as _

from app.words import rules

FILE = Path(__file__).parent / "slugs.toml"
SHORTEST, LONGEST = 3, 40
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Digits that stand for letters in words one would rather not see.
LOOKS_LIKE = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"}
MOST_DIGITS_READ = 6


class Refused(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """slugs.toml"""

    reserved: frozenset[str]
    own_names: tuple[str, ...]
    stems: tuple[str, ...]
    words: frozenset[str]


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


def rude_word(text: str) -> str:
    """The first insult in a text; empty when there is none."""
    for word in _words_of(text):
        for reading in _readings(word):
            if reading in refused().words or reading.removesuffix("s") in refused().words:
                return word
            if any(stem in reading for stem in refused().stems):
                return word
    return ""


def banned_word(slug: str) -> str:
    """The first word that the site itself does not use, in any language."""
    text = slug.replace("-", " ")
    return next((found for rule in rules() if (found := rule.found(text))), "")


def _words_of(text: str) -> Iterator[str]:
    """Its words, without accents; letters that stand alone count as one word."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    yield from words
    spelt = ""
    for word in [*words, "--"]:
        if len(word) == 1:
            spelt += word
        elif spelt:
            yield spelt
            spelt = ""


def _readings(word: str) -> Iterator[str]:
    """The word, and with its digits read as the letters they look like."""
    yield word
    if 0 < sum(sign.isdigit() for sign in word) <= MOST_DIGITS_READ:
        for signs in product(*(LOOKS_LIKE.get(sign, sign) for sign in word)):
            yield "".join(signs)
