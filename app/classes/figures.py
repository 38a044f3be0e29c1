"""What is kept of one pupil until the class is deleted: figures of a result, never an answer."""

from __future__ import annotations

import base64
import hashlib

import msgspec
from flask import current_app

import footprint_model as fm
from app.classes.what_ifs import tried
from app.groups.sums import bin_of, parts, some
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption

SKIPPED = -1


class Pupil(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Figures of one pupil, in whole billionths of a person.

    what_ifs : central, low and high after each what-if that changes something
    choices : the answer chosen to each of the teacher's questions, or SKIPPED
    """

    persons: int
    low: int
    high: int
    bin: int
    categories: dict[str, int]
    origins: dict[str, int]
    what_ifs: dict[str, tuple[int, int, int]] = {}
    choices: tuple[int, ...] = ()


def pupil(answers: Answers, choices: tuple[int, ...] = ()) -> Pupil:
    """The model's figures for these answers, and for them with each what-if."""
    found = fm.estimate(to_consumption(answers))
    persons, low, high = whole(found)
    return Pupil(
        persons=persons,
        low=low,
        high=high,
        bin=bin_of(found.days_per_year.central),
        categories=some((row.category, row.person_years.central) for row in found.by_category),
        origins=some((row.country, row.person_years) for row in found.by_origin),
        what_ifs={
            name: whole(fm.estimate(to_consumption(after))) for name, after in tried(answers)
        },
        choices=choices,
    )


def whole(found: fm.Estimate) -> tuple[int, int, int]:
    """An estimate as it is summed: central, low, high."""
    years = found.person_years
    return parts(years.central), parts(years.low), parts(years.high)


def encode(counted: Pupil) -> str:
    """As it is stored."""
    return msgspec.json.encode(counted).decode()


def decode(text: str) -> Pupil:
    """As it was stored."""
    return msgspec.json.decode(text, type=Pupil)


def mark_of(text: str) -> str:
    """What tells equal figures from others without saying what they are: only the site can make it."""
    key = hashlib.sha256(str(current_app.secret_key).encode()).digest()
    digest = hashlib.blake2b(text.encode(), key=key, person=b"class", digest_size=9).digest()
    return base64.urlsafe_b64encode(digest).decode()


def names(counted: Pupil) -> dict[str, int]:
    """What one pupil adds to each of the sums, by their names."""
    found = {
        "people": 1,
        "persons": counted.persons,
        "low": counted.low,
        "high": counted.high,
        f"bin:{counted.bin}": 1,
    }
    for kind, values in (("category", counted.categories), ("origin", counted.origins)):
        for key, value in values.items():
            found[f"{kind}:{key}"] = value
            found[f"with:{kind}:{key}"] = 1
    for key, (persons, low, high) in counted.what_ifs.items():
        # Less by so much than without it: those whom it does not change add nothing.
        found[f"moved:{key}"] = 1
        found[f"less:{key}"] = counted.persons - persons
        found[f"less_low:{key}"] = counted.low - low
        found[f"less_high:{key}"] = counted.high - high
    for place, choice in enumerate(counted.choices):
        found[f"choice:{place}:{choice}"] = 1
    return found
