"""The code by which pupils join: eight signs of Crockford's base 32, forgiving when typed."""

from __future__ import annotations

import secrets
import unicodedata

from app.groups.rude_words import rude_inside

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O: they look like digits; no U
LENGTH = 8
READ_AS = str.maketrans("OIL", "011")


def new_code() -> str:
    """A code by chance, without an insult in it."""
    while True:
        code = "".join(secrets.choice(SIGNS) for _place in range(LENGTH))
        if not rude_inside(code):
            return code


def read(text: str) -> str:
    """The code that was meant; empty where it cannot be one.

    Case, spaces and hyphens do no harm; the letters O, I and L are read as the digits they look like.
    """
    plain = unicodedata.normalize("NFKC", text[:100]).upper().translate(READ_AS)
    code = "".join(sign for sign in plain if sign.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""


def shown(code: str) -> str:
    """As people read it, in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
