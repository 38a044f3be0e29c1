"""What a person may try on the result: changes of answers, read from `what_ifs.toml`.

A change makes another answer out of the one there is. Nothing is computed here: the changed answers
go the same way to the model as any others, so a what-if is what the result would be.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import (
    NONE,
    USUAL,
    Amount,
    Answer,
    Answers,
    Labelled,
    Owned,
    Spend,
    accept,
    consumer_codes,
    is_zero,
    origin_codes,
)
from app.quiz.model_input import fits

FILE = Path(__file__).parent / "what_ifs.toml"


class WhatIfError(Exception):
    """The file of what-ifs says something that does not fit the questions."""


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """One way to change an answer."""

    def of(self, question: q.Question, answers: Answers) -> Answer | None:
        """The answer after the change; None where there is nothing to change."""
        raise NotImplementedError

    def problem(self, question: q.Question) -> str:
        """Why it cannot change this question's answers; empty when it can."""
        raise NotImplementedError


class Longer(Change, frozen=True, tag="longer"):
    """What is owned is kept so many years longer."""

    years: float

    def of(self, question: q.Question, answers: Answers) -> Answer | None:
        answer = answers.get(question.id)
        if isinstance(answer, Owned) and answer.value:
            return Owned(answer.value, answer.years + self.years)
        return None

    def problem(self, question: q.Question) -> str:
        if not isinstance(question, q.OwnedAndYears):
            return "the question asks for no years"
        return "" if self.years > 0 else "years must be above 0"


class Times(Change, frozen=True, tag="times"):
    """So many times as much of whatever was counted."""

    factor: float

    def of(self, question: q.Question, answers: Answers) -> Answer | None:
        answer = answers.get(question.id)
        if isinstance(answer, float):
            less = answer * self.factor
            return float(math.floor(less)) if getattr(question, "whole", False) else less
        if isinstance(answer, Amount | Owned | Spend):
            return answer._replace(value=answer.value * self.factor)
        if isinstance(answer, dict):
            return {row: number * self.factor for row, number in answer.items()}
        return None

    def problem(self, question: q.Question) -> str:
        if not isinstance(question, q.Number | q.OwnedAndYears | q.Grid):
            return "the question counts nothing"
        return "" if 0 < self.factor < 1 else "factor must be between 0 and 1"


class Nothing(Change, frozen=True, tag="none"):
    """None of it, where there was some."""

    def of(self, question: q.Question, answers: Answers) -> Answer | None:
        answer = answers.get(question.id)
        if answer is None or answer == USUAL or is_zero(answer):
            return None
        if isinstance(answer, Spend):  # said of the whole category, of which the question is a part
            return answer._replace(value=0.0)
        return NONE if isinstance(question, q.Choice | q.Multi) else 0.0

    def problem(self, question: q.Question) -> str:
        counts = question.none and not isinstance(question, q.Share)
        return "" if counts else "the question has no answer for none"


class AtLeast(Change, frozen=True, tag="share"):
    """At least this share; where nothing was said the model counts with none."""

    percent: float

    def of(self, question: q.Question, answers: Answers) -> Answer | None:
        return self.percent if share_now(question, answers) < self.percent else None

    def problem(self, question: q.Question) -> str:
        if not isinstance(question, q.Share):
            return "the question asks for no share"
        return "" if question.min < self.percent <= question.max else "percent is out of bounds"


class WithLabel(Change, frozen=True, tag="label"):
    """This share carries this label."""

    percent: float
    label: str

    def of(self, question: q.Question, answers: Answers) -> Answer | None:
        return Labelled(self.percent, self.label)

    def problem(self, question: q.Question) -> str:
        if not isinstance(question, q.Share) or not question.labels:
            return "the question asks for no label"
        about = {q.read_target(target).name for target in question.targets}
        if not any(fits(self.label, category) for category in about):
            return f"no category of the question has the label '{self.label}'"
        return "" if 0 < self.percent <= 100 else "percent is out of bounds"


class Choose(Change, frozen=True, tag="choose"):
    """An answer of a list, where the present one means less."""

    option: str

    def of(self, question: q.Question, answers: Answers) -> Answer | None:
        assert isinstance(question, q.Choice)
        wanted, now = question.option(self.option), answers.get(question.id)
        if wanted is None or not isinstance(wanted.means, float):
            return None
        present = question.option(now) if isinstance(now, str) else None
        means = present.means if present else usual_meaning(question, now)
        return self.option if isinstance(means, float) and means < wanted.means else None

    def problem(self, question: q.Question) -> str:
        if not isinstance(question, q.Choice):
            return "the question has no list of answers"
        option = question.option(self.option)
        if option is None or not isinstance(option.means, float):
            return f"'{self.option}' is not an answer with a number"
        rises = all("modifier" in target for target in question.targets)
        return "" if rises else "more of a quantity would be more, not less"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One choice of a what-if."""

    id: str
    label: str
    change: Longer | Times | Nothing | AtLeast | WithLabel | Choose
    why: str = ""
    countries: tuple[str, ...] = ()


class WhatIf(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing to try. Without steps a country is chosen; `care` is said before it is."""

    id: str
    title: str
    question: str
    why: str
    care: str = ""
    step: tuple[Step, ...] = ()

    @property
    def about(self) -> q.Question:
        """The question whose answer it changes."""
        return q.by_id()[self.question]

    def after(self, choice: str, answers: Answers) -> Answer | None:
        """The answer if this is chosen; None where the choice changes nothing."""
        question = self.about
        if not answers.asked(question):
            return None
        if not self.step:
            found: Answer | None = choice if choice in self.codes(answers) else None
        else:
            step = self.find(choice, answers.country)
            found = accept(question, step.change.of(question, answers)) if step else None
        return None if found == answers.get(question.id) else found

    def steps_for(self, answers: Answers) -> tuple[Step, ...]:
        """The steps that change something for this person."""
        return tuple(step for step in self.step if self.after(step.id, answers) is not None)

    def find(self, choice: str, country: str | None) -> Step | None:
        """The step of that id where it is offered."""
        return next(
            (
                s
                for s in self.step
                if s.id == choice and (not s.countries or country in s.countries)
            ),
            None,
        )

    def why_of(self, choice: str) -> str:
        """What is told about the difference."""
        return next((s.why for s in self.step if s.id == choice and s.why), self.why)

    @property
    def is_home(self) -> bool:
        """Whether it is about the country one lives in."""
        return isinstance(self.about, q.Country) and self.about.is_home

    def codes(self, answers: Answers) -> frozenset[str]:
        """Countries to choose from: to live in, or those from which shops there have it."""
        if self.is_home:
            return consumer_codes()
        if self.step or answers.country is None:
            return frozenset()
        found = fm.usual_origins(answers.country, q.read_target(self.about.targets[0]).name)
        return frozenset(found) if len(found) > 1 else frozenset()

    @property
    def lowers(self) -> bool:
        """Whether it can only make the estimate smaller; labels and countries can do either."""
        return bool(self.step) and not any(isinstance(s.change, WithLabel) for s in self.step)


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    what_if: tuple[WhatIf, ...]


class Chosen(NamedTuple):
    """A choice that changed an answer."""

    what_if: WhatIf
    choice: str


def share_now(question: q.Question, answers: Answers) -> float:
    """The share that the model counts with, also when a broader question gave it."""
    answer = answers.get(question.id)
    if answer is None:
        broader = next((b for b in q.by_id().values() if b.refined_by == question.id), None)
        answer = answers.get(broader.id) if broader else None
    if isinstance(answer, Labelled):
        return answer.value
    return answer if isinstance(answer, float) else 0.0


def usual_meaning(question: q.Choice, answer: Answer | None) -> float:
    """What the model takes where no answer of the list is chosen: the usual life, or nothing."""
    if answer == NONE:
        return 0.0
    kept = [q.read_target(t) for t in question.targets if t.endswith(".years_kept")]
    return max((fm.lifetimes()[target.name].years for target in kept), default=0.0)


def read(text: str) -> tuple[WhatIf, ...]:
    """Decode and check a file of what-ifs. Raises WhatIfError."""
    try:
        found = msgspec.toml.decode(text, type=File).what_if
    except msgspec.DecodeError as error:
        raise WhatIfError(f"what_ifs.toml: {error}") from error
    ids = [one.id for one in found]
    for one in found:
        where = f"what_ifs.toml: {one.id}"
        if ids.count(one.id) > 1 or not one.id.replace("_", "a").isalnum():
            raise WhatIfError(f"{where}: the id is used twice, or is not letters, digits and _")
        if one.question not in q.by_id():
            raise WhatIfError(f"{where}: no question is called '{one.question}'")
        if not one.step and not isinstance(one.about, q.Country):
            raise WhatIfError(f"{where}: needs steps, or a question for a country")
        if len({step.id for step in one.step}) != len(one.step):
            raise WhatIfError(f"{where}: two steps have the same id")
        for step in one.step:
            if problem := step.change.problem(one.about):
                raise WhatIfError(f"{where}: step {step.id}: {problem}")
            if not set(step.countries) <= origin_codes():
                raise WhatIfError(f"{where}: step {step.id}: a country is not known")
    return found


@cache
def what_ifs() -> tuple[WhatIf, ...]:
    """Every what-if, in the order of the file."""
    return read(FILE.read_text(encoding="utf-8"))


def changed(answers: Answers, choices: Mapping[str, str]) -> tuple[Answers, list[Chosen]]:
    """The answers with these choices made, one after another, and those that changed something.

    What does not fit these answers, or is not in the file, is passed over.
    """
    made = []
    for one in what_ifs():
        choice = choices.get(one.id, "")
        if choice and (answer := one.after(choice, answers)) is not None:
            answers = answers.with_answer(one.question, answer)
            made.append(Chosen(one, choice))
    return answers, made


def offered(answers: Answers) -> Iterator[tuple[WhatIf, tuple[Step, ...]]]:
    """What this person can try, with the steps that change something."""
    for one in what_ifs():
        steps = one.steps_for(answers)
        if steps or (one.codes(answers) and answers.asked(one.about)):
            yield one, steps
