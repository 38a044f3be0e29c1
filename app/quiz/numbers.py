"""Reading a number that a person typed.

A refusal says what is wrong in a way the person can act on; nothing is guessed silently. A comma
may mean a decimal or a thousand, digits of other scripts may be mixed: we show our reading and ask.
"""

from __future__ import annotations

import re
import unicodedata

from flask_babel import gettext as _

PLAIN = re.compile(r"\+?(\d{1,9}(\.\d{0,6})?|\.\d{1,6})", re.ASCII)
LONGEST = 40


class NotANumber(ValueError):
    """The text cannot be read as a number; the message is for the person who typed it."""


def read_number(text: str) -> float:
    """The number in `text`, or NotANumber with words of help."""
    typed = unicodedata.normalize("NFC", text).strip()
    if not typed:
        raise NotANumber(_("Type a number."))
    shown = typed if len(typed) <= LONGEST else typed[:LONGEST] + "…"
    if PLAIN.fullmatch(typed):
        return float(typed)
    raise NotANumber(reason(typed.replace("\N{MINUS SIGN}", "-"), shown))


def reason(typed: str, shown: str) -> str:
    """Why `typed` is not a number we can use, and what to type instead."""
    if re.fullmatch(r"-\s*[\d.,]+", typed):
        return _("“%(typed)s” is below zero. Type 0 or more.", typed=shown)
    latin = with_latin_digits(typed)
    if latin != typed and PLAIN.fullmatch(latin.replace("\N{ARABIC DECIMAL SEPARATOR}", ".")):
        reading = latin.replace("\N{ARABIC DECIMAL SEPARATOR}", ".")
        return _(
            "Please type the number with the digits 0 to 9, here %(reading)s.", reading=reading
        )
    if re.fullmatch(
        r"\d{1,3}(?:[,. '\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{RIGHT SINGLE QUOTATION MARK}]\d{3})+",
        typed,
    ):
        whole = re.sub(r"\D", "", typed)
        return _(
            "Please type the number without a thousands mark, here %(reading)s.", reading=whole
        )
    if re.fullmatch(r"\d*,\d+", typed):
        return _("Please use a point, not a comma: %(reading)s.", reading=typed.replace(",", "."))
    if re.fullmatch(r"[\d.]+e[+-]?\d+", typed, re.IGNORECASE):
        return _(
            "“%(typed)s” is too short a way to write it. Type the number in full, in digits.",
            typed=shown,
        )
    if re.fullmatch(r"[+-]?(nan|inf|infinity|∞)", typed, re.IGNORECASE):
        return _(
            "“%(typed)s” is not an amount we can count with. Type a number such as 2.", typed=shown
        )
    if re.fullmatch(r"[\d.]+", typed) and typed.count(".") <= 1:
        return _("That number has more digits than we can use. Type a shorter one.")
    return _(
        "We cannot read “%(typed)s” as a number. Use digits only, such as 2 or 0.5.", typed=shown
    )


def with_latin_digits(text: str) -> str:
    """`text` with the decimal digits of every script written as 0 to 9."""
    return "".join(
        str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )
