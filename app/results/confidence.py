"""How much of a category is the visitor's answer, and how far apart its ends are, in words."""

from __future__ import annotations

import math
from functools import cache

from flask_babel import gettext

from app.i18n import reader_language
from footprint_model import CategoryPart

RESTS_ON = ("usual", "partly", "answer")
ALL_OF_IT = 0.95  # from here on a category rests on the answer
WIDE, VERY_WIDE = 3.0, 5.0  # the ends are this many times off the middle


def rests_on(row: CategoryPart) -> int:
    """Index into RESTS_ON: 0 for what is usual, 1 for partly, 2 for the visitor's own answer."""
    if not row.answered:
        return 0
    return 2 if row.from_answers >= ALL_OF_IT else 1


def width(row: CategoryPart) -> int:
    """0 for a fairly wide range, 1 for wide, 2 for very wide. None is narrow."""
    years = row.person_years
    if years.high <= 0:
        return 0
    times = math.sqrt(years.high / years.low) if years.low > 0 else math.inf
    return 0 if times < WIDE else 1 if times < VERY_WIDE else 2


@cache
def _words(_language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        (gettext("what is usual"), gettext("partly your answer"), gettext("your answer")),
        (gettext("fairly wide range"), gettext("wide range"), gettext("very wide range")),
    )


def rests_on_words(kind: int) -> str:
    """What a category rests on."""
    return _words(reader_language())[0][kind]


def width_words(kind: int) -> str:
    """How wide its range is."""
    return _words(reader_language())[1][kind]
