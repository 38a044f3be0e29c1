"""Insults in what people write, and in what chance writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "rude_words.toml"
# Digits that stand for letters in words one would rather not see.
LOOKS_LIKE = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"}
MOST_DIGITS_READ = 6


class Insults(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """rude_words.toml"""

    stems: tuple[str, ...]
    words: frozenset[str]


@cache
def insults() -> Insults:
    """What the file holds."""
    return msgspec.toml.decode(FILE.read_text(encoding="utf-8"), type=Insults)


def rude_word(text: str) -> str:
    """The first insult in a text; empty when there is none."""
    for word in _words_of(text):
        for reading in _readings(word):
            if reading in insults().words or reading.removesuffix("s") in insults().words:
                return word
            if any(stem in reading for stem in insults().stems):
                return word
    return ""


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


def rude_inside(text: str) -> str:
    """The first insult anywhere in letters and digits that chance put together."""
    for reading in _readings(text.lower()):
        for word in (*insults().stems, *insults().words):
            if len(word) > 2 and word in reading:
                return word
    return ""
