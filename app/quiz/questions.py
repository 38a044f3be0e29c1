"""The questions, read from `questions/*.toml` (one file per section) and checked when the site starts.

A question names its kind; each kind is a struct of its own (`schema.py`), so a field that does not
belong to the kind, or a misspelt one, is refused with the file's name and the place in it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from app.quiz.checks import QuestionFileError, check, check_together
from app.quiz.schema import (
    NOTHING,
    PERIODS_PER_YEAR,
    Base,
    Block,
    Choice,
    Country,
    Fact,
    Grid,
    Multi,
    Number,
    Option,
    OwnedAndYears,
    Paths,
    Question,
    Row,
    Section,
    SectionFile,
    Share,
    ShowIf,
    Suggestion,
    Target,
    Unit,
    as_tuple,
    read_target,
)

__all__ = [
    "NOTHING",
    "PERIODS_PER_YEAR",
    "Base",
    "Block",
    "Choice",
    "Country",
    "Fact",
    "Grid",
    "Multi",
    "Number",
    "Option",
    "OwnedAndYears",
    "Paths",
    "Question",
    "QuestionFileError",
    "Row",
    "Section",
    "SectionFile",
    "Share",
    "ShowIf",
    "Suggestion",
    "Target",
    "Unit",
    "as_tuple",
    "by_id",
    "check",
    "order_in",
    "paths",
    "quick_path",
    "read_section",
    "read_target",
    "renamed",
    "section_of",
    "sections",
    "youth_path",
]

FOLDER = Path(__file__).parent


def read_section(text: str, name: str) -> SectionFile:
    """Decode one section file, or say in which file and where it is wrong."""
    try:
        found = msgspec.toml.decode(text, type=SectionFile)
    except msgspec.DecodeError as error:  # ValidationError is one of these
        raise QuestionFileError(f"{name}: {error}") from error
    for question in found.question:
        check(question, name)
    return found


@cache
def sections() -> tuple[SectionFile, ...]:
    """Every section, in the order in which the quick path meets it; then by name of file."""
    order = paths().quick
    files = [
        read_section(path.read_text(encoding="utf-8"), path.name)
        for path in sorted((FOLDER / "questions").glob("*.toml"))
    ]
    check_together(files, paths())
    return tuple(
        sorted(
            files,
            key=lambda file: min(
                order.index(question.id) if question.id in order else len(order)
                for question in file.question
            ),
        )
    )


@cache
def by_id() -> dict[str, Question]:
    """Questions by id."""
    return {question.id: question for file in sections() for question in file.question}


@cache
def section_of() -> dict[str, Section]:
    """The section of each question id."""
    return {question.id: file.section for file in sections() for question in file.question}


@cache
def paths() -> Paths:
    """The named orders of questions."""
    try:
        return msgspec.toml.decode((FOLDER / "paths.toml").read_text(encoding="utf-8"), type=Paths)
    except msgspec.DecodeError as error:
        raise QuestionFileError(f"paths.toml: {error}") from error


@cache
def renamed() -> dict[str, str]:
    """Old question ids and what they are called now."""
    return msgspec.toml.decode(
        (FOLDER / "renamed.toml").read_text(encoding="utf-8"), type=dict[str, str]
    )


@cache
def quick_path() -> tuple[Question, ...]:
    """The questions of the quick path, in order."""
    return tuple(by_id()[name] for name in paths().quick)


@cache
def youth_path() -> tuple[Question, ...]:
    """The questions for school, in order."""
    return tuple(by_id()[name] for name in paths().youth)


@cache
def order_in() -> dict[str, tuple[Question, ...]]:
    """Pages of each section, in the order of refining.

    A question that a block asks has no page of its own there.
    """
    found = {}
    for file in sections():
        inside = {
            name
            for question in file.question
            if isinstance(question, Block)
            for name in question.asks
        }
        order = paths().refine.get(file.section.id) or tuple(
            question.id for question in file.question if question.id not in inside
        )
        found[file.section.id] = tuple(by_id()[name] for name in order)
    return found
