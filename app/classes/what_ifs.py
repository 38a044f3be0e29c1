"""What a class can try together, read from `what_ifs.toml`: choices that exist on one's own result."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from app.quiz.answers import Answers
from app.results.what_ifs import WhatIfError, changed
from app.results.what_ifs import what_ifs as single

FILE = Path(__file__).parent / "what_ifs.toml"


class WhatIf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing everybody does."""

    id: str
    title: str
    short: str
    choices: dict[str, str]


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    what_if: tuple[WhatIf, ...]


def read(text: str) -> tuple[WhatIf, ...]:
    """Decode and check a file. Raises WhatIfError."""
    try:
        found = msgspec.toml.decode(text, type=File).what_if
    except msgspec.DecodeError as error:
        raise WhatIfError(f"classes/what_ifs.toml: {error}") from error
    steps = {one.id: {step.id for step in one.step} for one in single()}
    for one in found:
        for name, step in one.choices.items():
            if step not in steps.get(name, ()):
                raise WhatIfError(f"classes/what_ifs.toml: {one.id}: no {name} = {step}")
    return found


@cache
def what_ifs() -> tuple[WhatIf, ...]:
    """All of them, in the order of the file."""
    return read(FILE.read_text(encoding="utf-8"))


def by_id() -> dict[str, WhatIf]:
    """The same by id."""
    return {one.id: one for one in what_ifs()}


def tried(answers: Answers) -> Iterator[tuple[str, Answers]]:
    """Somebody's answers after each, where it changes any: (id, answers)."""
    for one in what_ifs():
        after, made = changed(answers, one.choices)
        if made:
            yield one.id, after
