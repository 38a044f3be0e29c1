"""The questions, read from `questions/*.toml` (one file per section) and checked when the site starts.

A question names its kind; each kind is a struct of its own, so a field that does not belong to the
kind, or a misspelt one, is refused with the file's name and the place in it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

FOLDER = Path(__file__).parent

# How often the period of a question fits into a year.
PERIODS_PER_YEAR = {"day": 365.0, "week": 365 / 7, "month": 12.0, "year": 1.0, "five_years": 0.2}

Period = Literal["day", "week", "month", "year", "five_years"]
Status = Literal["official_finding", "estimate", "survey", "investigation", "programme_self_report"]


class QuestionFileError(Exception):
    """A question file says something we cannot use."""


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One checkable fact beside a question: what, when, who says so, and how sure that is."""

    text: str
    status: Status
    year: int
    publisher: str
    title: str
    published: int


class Suggestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value offered as a chip, with words of its own ("1 a month")."""

    value: float
    label: str


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer of a choice question and the yearly quantity it stands for."""

    id: str
    label: str
    value: float
    hint: str = ""


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the questionnaire with its own drawing."""

    id: str
    title: str
    drawing: str


class Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every question has."""

    id: str
    text: str
    short: str
    why_title: str
    why: str
    sets: str | tuple[str, ...]
    help: str = ""
    drawing: str = ""
    fact: Fact | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """The model inputs this question sets."""
        return (self.sets,) if isinstance(self.sets, str) else self.sets

    @property
    def can_be_unknown(self) -> bool:
        """Whether "I don't know" is offered."""
        return True


class Country(Base, frozen=True, tag="country"):
    """A choice from the model's own list of countries."""

    @property
    def can_be_unknown(self) -> bool:
        """Without a country there is no average to fall back on."""
        return False


class Number(Base, frozen=True, tag="number", kw_only=True):
    """An amount per period."""

    unit: str
    unit_one: str
    max: float
    min: float = 0
    period: Period = "year"
    unusual: float | None = None
    whole: bool = False
    none: bool = True
    suggestions: tuple[float | Suggestion, ...] = ()

    @property
    def per_year(self) -> float:
        """Multiplier from the period asked about to a year."""
        return PERIODS_PER_YEAR[self.period]


class Share(Base, frozen=True, tag="share", kw_only=True):
    """A part of the whole, in per cent."""

    unit: str
    min: float
    max: float
    suggestions: tuple[float | Suggestion, ...] = ()

    unit_one = property(lambda self: self.unit)
    whole = property(lambda self: False)
    none = property(lambda self: True)
    unusual = property(lambda self: None)


class OwnedAndYears(Base, frozen=True, tag="owned_and_years", kw_only=True):
    """How many are in use and how long one is kept: together, units a year."""

    owned_label: str
    unit: str
    unit_one: str
    max: float
    years_label: str
    years_min: float
    years_max: float
    min: float = 0
    unusual: float | None = None
    suggestions: tuple[float | Suggestion, ...] = ()
    years_suggestions: tuple[float | Suggestion, ...] = ()

    whole = property(lambda self: False)
    none = property(lambda self: True)


class Choice(Base, frozen=True, tag="choice", kw_only=True):
    """One of a few described answers; "none" is always the first of them."""

    options: tuple[Option, ...]

    none = property(lambda self: True)

    def option(self, option_id: str) -> Option | None:
        """The option of that id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)


Question = Country | Number | Share | OwnedAndYears | Choice


class SectionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the folder."""

    section: Section
    question: tuple[Question, ...]


class Paths(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The orders in which questions are asked."""

    quick: tuple[str, ...]


def read_section(text: str, name: str) -> SectionFile:
    """Decode one section file, or say in which file and where it is wrong."""
    try:
        found = msgspec.toml.decode(text, type=SectionFile)
    except msgspec.DecodeError as error:  # ValidationError is one of these
        raise QuestionFileError(f"{name}: {error}") from error
    for question in found.question:
        check(question, name)
    return found


def check(question: Question, name: str) -> None:
    """Refuse bounds that contradict each other."""
    if isinstance(question, Country):
        return
    if isinstance(question, Choice):
        ids = [option.id for option in question.options]
        if len(set(ids)) != len(ids) or "none" in ids or "usual" in ids:
            raise QuestionFileError(
                f"{name}: {question.id}: options need distinct ids other than 'none', 'usual'"
            )
        return
    if not question.min < question.max:
        raise QuestionFileError(
            f"{name}: {question.id}: min {question.min} is not below max {question.max}"
        )
    if question.unusual is not None and not question.min < question.unusual <= question.max:
        raise QuestionFileError(
            f"{name}: {question.id}: unusual {question.unusual} is outside the bounds"
        )
    for suggestion in question.suggestions:
        value = suggestion.value if isinstance(suggestion, Suggestion) else suggestion
        if not question.min <= value <= question.max:
            raise QuestionFileError(
                f"{name}: {question.id}: suggestion {value} is outside the bounds"
            )


@cache
def sections() -> tuple[SectionFile, ...]:
    """Every section, in the order in which the quick path meets it."""
    order = paths().quick
    files = [
        read_section(path.read_text(encoding="utf-8"), path.name)
        for path in sorted((FOLDER / "questions").glob("*.toml"))
    ]
    return tuple(
        sorted(
            files,
            key=lambda file: min(
                order.index(q.id) if q.id in order else len(order) for q in file.question
            ),
        )
    )


@cache
def by_id() -> dict[str, Question]:
    """Questions by id; an id may be used once."""
    found: dict[str, Question] = {}
    for file in sections():
        for question in file.question:
            if question.id in found:
                raise QuestionFileError(
                    f"{file.section.id}.toml: the id '{question.id}' is used twice"
                )
            found[question.id] = question
    return found


@cache
def section_of() -> dict[str, Section]:
    """The section of each question id."""
    return {question.id: file.section for file in sections() for question in file.question}


@cache
def paths() -> Paths:
    """The named orders of questions."""
    return msgspec.toml.decode((FOLDER / "paths.toml").read_text(encoding="utf-8"), type=Paths)


@cache
def renamed() -> dict[str, str]:
    """Old question ids and what they are called now."""
    return msgspec.toml.decode(
        (FOLDER / "renamed.toml").read_text(encoding="utf-8"), type=dict[str, str]
    )


@cache
def quick_path() -> tuple[Question, ...]:
    """The questions of the quick path, in order."""
    known = by_id()
    missing = [name for name in paths().quick if name not in known]
    if missing:
        raise QuestionFileError(f"paths.toml: no question is called {', '.join(missing)}")
    return tuple(known[name] for name in paths().quick)
