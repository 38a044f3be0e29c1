"""A visitor's answers: what may be in them, and how they become the model's input."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import footprint_model as fm
from app.quiz import questions as q

USUAL = "usual"  # "I don't know": the country's average stays, with its wide interval

# number and share: a number. choice: an option id or "none". country: ISO 3166-1 alpha-3.
# owned_and_years: (how many, years kept). Each but country may be USUAL.
Answer = float | str | tuple[float, float]


class NoAnswers(Exception):
    """There is no country yet, so there is nothing to estimate."""


class Answers:
    """Answers by question id. Reading skips what no longer fits a question instead of failing."""

    def __init__(self, values: dict[str, Any] | None = None) -> None:
        self.values: dict[str, Answer] = {}
        for question_id, value in (values or {}).items():
            current = q.renamed().get(question_id, question_id)
            question = q.by_id().get(current)
            if question is not None and (accepted := accept(question, value)) is not None:
                self.values[current] = accepted

    def __contains__(self, question_id: object) -> bool:
        return question_id in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and self.values == other.values

    __hash__ = None  # type: ignore[assignment]

    def get(self, question_id: str) -> Answer | None:
        """The answer, or None when the question is still open."""
        return self.values.get(question_id)

    def with_answer(self, question_id: str, value: Answer) -> Answers:
        """A copy with one answer changed."""
        return Answers({**self.values, question_id: value})

    @property
    def country(self) -> str | None:
        """The visitor's country, once known."""
        found = self.values.get("country")
        return found if isinstance(found, str) else None


def accept(question: q.Question, value: Any) -> Answer | None:
    """`value` if it is an answer this question can have, else None."""
    if isinstance(question, q.Country):
        return value if value in consumer_codes() else None
    if value == USUAL:
        return USUAL
    if isinstance(question, q.Choice):
        return (
            value
            if value == "none" or (isinstance(value, str) and question.option(value))
            else None
        )
    if isinstance(question, q.OwnedAndYears):
        if (
            isinstance(value, (list, tuple))
            and len(value) == 2
            and all(is_number(v) for v in value)
        ):
            owned, years = (float(v) for v in value)
            if within(owned, question.min, question.max) and within(
                years, question.years_min, question.years_max
            ):
                return (owned, years)
        return 0.0 if is_number(value) and value == 0 else None
    if is_number(value) and within(value, question.min, question.max):
        return float(value)
    return None


def is_number(value: Any) -> bool:
    """Whether value is a finite number; booleans are not numbers here."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def within(value: float, low: float, high: float) -> bool:
    """Whether low ≤ value ≤ high."""
    return low <= value <= high


def consumer_codes() -> frozenset[str]:
    """Countries one can live in here; a few the account covers only as places of origin."""
    return frozenset(country.iso3 for country in fm.countries() if country.consumer)


def amount_per_year(question: q.Question, answer: Answer) -> float | None:
    """The yearly quantity an answer stands for; None when the average is to be kept."""
    if answer == USUAL:
        return None
    if isinstance(question, q.Choice):
        option = question.option(str(answer))
        return option.value if option else 0.0
    if isinstance(question, q.OwnedAndYears):
        if isinstance(answer, tuple):
            owned, years = answer
            return owned / years
        return 0.0
    if isinstance(question, q.Number) and isinstance(answer, float):
        return answer * question.per_year
    return None


def to_consumption(answers: Answers) -> fm.Consumption:
    """The model's input for these answers.

    An answer of "I don't know" is left out, which the model reads as the country's average.
    Raises NoAnswers when the country is not known.
    """
    if answers.country is None:
        raise NoAnswers
    household_size: float | None = None
    quantities: dict[str, float] = {}
    modifiers: dict[str, dict[str, float]] = {}
    for question_id, answer in answers.values.items():
        question = q.by_id()[question_id]
        if answer == USUAL:
            continue
        for target in question.targets:
            match target.split("."):
                case ["household_size"] if isinstance(answer, float):
                    household_size = int(answer)
                case ["quantity", item]:
                    amount = amount_per_year(question, answer)
                    if amount is not None:
                        quantities[item] = amount
                case ["modifier", category, name] if isinstance(answer, float):
                    modifiers.setdefault(category, {})[name] = answer / 100
    return fm.Consumption(
        country=answers.country,
        household_size=household_size,
        quantities_per_year=quantities,
        modifiers=modifiers,
    )
