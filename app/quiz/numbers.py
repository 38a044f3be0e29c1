"""Reading a number that a person typed.

Digits of any script and both decimal marks are taken where only one reading is possible. What can
be read in two ways, or not at all, is refused with words that say what to type; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale
from babel.numbers import get_decimal_symbol
from flask_babel import gettext as _

from app.i18n import reader_locale

PLAIN = re.compile(r"\+?(\d{1,9}(\.\d{0,6})?|\.\d{1,6})", re.ASCII)
ONE_GROUP = re.compile(r"\+?([1-9]\d{0,2})([.,])(\d{3})", re.ASCII)
ONE_COMMA = re.compile(r"\+?\d*,\d*", re.ASCII)
# Spaces and apostrophes only ever part thousands.
SPACED = re.compile(
    r"\+?\d{1,3}(?:[ '\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
    r"\N{RIGHT SINGLE QUOTATION MARK}]\d{3})+([.,]\d{1,6})?",
    re.ASCII,
)
# Two groups or more cannot be decimals: 1,234,567 or, as in India, 12,34,567.
GROUPED = re.compile(r"\+?\d{1,3}(?:([.,])\d{2,3})(?:\1\d{2,3})*\1\d{3}", re.ASCII)
MIXED = re.compile(r"\+?\d{1,3}(?:,\d{2,3})*,\d{3}\.\d*|\+?\d{1,3}(?:\.\d{3})+,\d*", re.ASCII)
INVISIBLE = str.maketrans("", "", "\u200e\u200f\u061c")  # direction marks of Arabic keyboards
LONGEST = 40


class NotANumber(ValueError):
    """The text cannot be read as a number; the message is for the person who typed it."""


def read_number(text: str) -> float:
    """The number in `text`, or NotANumber with words of help."""
    typed = unicodedata.normalize("NFC", text).translate(INVISIBLE).strip()
    if not typed:
        raise NotANumber(_("Type a number."))
    shown = typed if len(typed) <= LONGEST else typed[:LONGEST] + "…"
    latin = with_latin_digits(typed)
    plain = with_point(latin, decimal_mark())
    if plain is not None and PLAIN.fullmatch(plain):
        return float(plain)
    raise NotANumber(reason(latin.replace("\N{MINUS SIGN}", "-"), shown))


def decimal_mark() -> str:
    """What the reader's language writes before decimals; a point where it is neither . nor ,."""
    return _decimal_mark(reader_locale())


@cache
def _decimal_mark(locale: Locale) -> str:
    return "," if get_decimal_symbol(locale) == "," else "."


def with_point(typed: str, mark: str) -> str | None:
    """`typed` with a point before its decimals and nothing between thousands.

    None when it can be read in two ways.
    """
    if len(typed) > LONGEST:
        return typed
    if group := ONE_GROUP.fullmatch(typed):
        # In the language's own sign for decimals it is a decimal; in the other one it may be both.
        return f"{group[1]}.{group[3]}" if group[2] == mark else None
    if SPACED.fullmatch(typed):
        return re.sub(r"[^\d.]", "", typed.replace(",", "."))
    if GROUPED.fullmatch(typed):
        return re.sub(r"\D", "", typed)
    if MIXED.fullmatch(typed):
        decimal = max(typed.rfind("."), typed.rfind(","))
        return re.sub(r"\D", "", typed[:decimal]) + "." + typed[decimal + 1 :]
    if ONE_COMMA.fullmatch(typed):
        return typed.replace(",", ".")
    return typed


def reason(typed: str, shown: str) -> str:
    """Why `typed` is not a number we can use, and what to type instead."""
    if re.fullmatch(r"-\s*[\d.,]+", typed):
        return _("“%(typed)s” is below zero. Type 0 or more.", typed=shown)
    if group := ONE_GROUP.fullmatch(typed):
        return _(
            "“%(typed)s” can mean %(whole)s or %(part)s. Type the one you mean in this way.",
            typed=shown,
            whole=group[1] + group[3],
            part=f"{group[1]}{decimal_mark()}{group[3].rstrip('0') or '0'}",
        )
    if re.fullmatch(r"[\d.]+e[+-]?\d+", typed, re.IGNORECASE):
        return _(
            "“%(typed)s” is too short a way to write it. Type the number in full, in digits.",
            typed=shown,
        )
    if re.fullmatch(r"[+-]?(nan|inf|infinity|∞)", typed, re.IGNORECASE):
        return _(
            "“%(typed)s” is not an amount we can count with. Type a number such as 2.", typed=shown
        )
    if re.fullmatch(r"[0-9.,]+", typed) and len(re.findall("[.,]", typed)) <= 1:
        return _("That number has more digits than we can use. Type a shorter one.")
    return _(
        "We cannot read “%(typed)s” as a number. Use digits only, such as 2 or %(half)s.",
        typed=shown,
        half=f"0{decimal_mark()}5",
    )


def with_latin_digits(text: str) -> str:
    """`text` in the digits 0 to 9 if all its digits are of one script, with . and , as marks."""
    scripts = {ord(c) - unicodedata.digit(c) for c in text if c.isdecimal()}
    if len(scripts) != 1 or scripts == {ord("0")}:
        return text
    latin = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    return latin.replace("\N{ARABIC DECIMAL SEPARATOR}", ".").replace(
        "\N{ARABIC THOUSANDS SEPARATOR}", "\N{NO-BREAK SPACE}"
    )


def typed_form(value: float) -> str:
    """A number as the reader would type it: with the language's mark, without needless zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", decimal_mark())
