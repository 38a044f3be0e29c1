"""Secrets of those who have no account: a link, and twelve words that bring back a lost one.

Both have 128 bits or more, so a fast hash keeps them safe; neither is stored or logged.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from functools import cache

from flask import Response, make_response
from mnemonic import Mnemonic

STRENGTH = 128
WORDS = 12
TOKEN_LENGTH = 32


@cache
def _list() -> Mnemonic:
    return Mnemonic("english")


def new_token() -> str:
    """The secret part of a link."""
    return secrets.token_urlsafe(24)


def new_phrase() -> str:
    """Twelve words to write down."""
    return _list().generate(STRENGTH)


def read(text: str) -> str:
    """The words as we wrote them, whatever was typed between them and in whatever case."""
    plain = unicodedata.normalize("NFKD", text).lower()
    return " ".join("".join(sign if sign.isalpha() else " " for sign in plain).split())


def unknown_words(phrase: str) -> list[str]:
    """Words that stand on no list of ours: mistyped ones."""
    known = set(_list().wordlist)
    return [word for word in phrase.split() if word not in known]


def fits(phrase: str) -> bool:
    """Whether twelve known words can belong together: the last one holds a check."""
    return len(phrase.split()) == WORDS and _list().check(phrase)


def hashed(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def secret(page: str, status: int = 200) -> Response:
    """A page that nothing keeps and whose address no other site is told."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"  # the check of forms reads it
    return response
