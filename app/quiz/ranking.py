"""Which open questions would narrow a person's range most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import USUAL, Answers, on_page
from app.quiz.model_input import items_by_id, to_consumption

ABOUT_YOU = ("household_size", "income_band", "age_band")


@dataclass(frozen=True)
class SectionState:
    """How far a section is answered, and what is left to narrow in it."""

    section: q.Section
    asked: int
    answered: int
    value: float

    @property
    def left(self) -> int:
        """Questions without an answer."""
        return self.asked - self.answered


def narrows(consumption: fm.Consumption) -> dict[str, float]:
    """By category or characteristic: person-years that its answer takes off the range."""
    return {row.name: row.narrows_by for row in fm.value_of_answering(consumption)}


def category_of(target: q.Target) -> str:
    """What of the model a target is about."""
    if target.kind == "quantity":
        return items_by_id()[target.name].category
    return target.name or target.kind


def value_of(question: q.Question, by_name: dict[str, float]) -> float:
    """The most that one of the inputs of a question would narrow."""
    targets = map(q.read_target, question.targets)
    return max((by_name.get(category_of(target), 0.0) for target in targets), default=0.0)


def best_open(answers: Answers, consumption: fm.Consumption) -> dict[str, tuple[float, q.Question]]:
    """By category or characteristic: the open question about it, and what it would narrow.

    Where several are open, the first of the file: it says most about its category.
    """
    by_name = narrows(consumption)
    found: dict[str, tuple[float, q.Question]] = {}
    for question, names in amount_questions():
        if answers.get(question.id) not in (None, USUAL):
            continue
        new = [name for name in names if name not in found and by_name.get(name, 0.0) > 0]
        if new and answers.asked(question):
            for name in new:
                found[name] = (by_name[name], question)
    return found


@cache
def amount_questions() -> tuple[tuple[q.Question, tuple[str, ...]], ...]:
    """Every question that sets more than a modifier, with what it is about."""
    found = []
    for question in q.by_id().values():
        targets = [q.read_target(target) for target in question.targets]
        names = tuple(category_of(target) for target in targets if target.kind != "modifier")
        if names:
            found.append((question, names))
    return tuple(found)


def open_questions(
    found: Mapping[str, tuple[float, q.Question]], most: int
) -> list[tuple[q.Question, str]]:
    """Those that narrow most, each with the category it is about; each question once."""
    ranked = sorted(found.items(), key=lambda row: -row[1][0])
    seen: dict[str, tuple[q.Question, str]] = {}
    for name, (_value, question) in ranked:
        seen.setdefault(question.id, (question, name))
    return list(seen.values())[:most]


def section_states(answers: Answers) -> list[SectionState]:
    """Every section with something to ask; before the first result in the order of the quick path,
    then in the order of what its best open question would narrow."""
    by_name = narrows(to_consumption(answers)) if answers.country else {}
    states = []
    for file in q.sections():
        questions = answers.questions_in(file.section.id)
        left = [question for question in questions if question.id not in answers]
        if questions:
            value = max((value_of(question, by_name) for question in left), default=0.0)
            state = SectionState(file.section, len(questions), len(questions) - len(left), value)
            states.append(state)
    return sorted(states, key=lambda state: -state.value)


def questions_about(category: str, answers: Answers) -> list[q.Question]:
    """Questions that are asked now and move a category, counts before modifiers."""
    found = []
    for question in q.by_id().values():
        if not answers.asked(question):
            continue
        kinds = [
            target.kind
            for target in map(q.read_target, question.targets)
            if category_of(target) == category
        ]
        if kinds or question.spend == category:
            found.append((all(kind == "modifier" for kind in kinds), question))
    return [question for _late, question in sorted(found, key=lambda row: row[0])]


def pages_of(section_id: str, answers: Answers) -> list[q.Question]:
    """Pages of a section that have something to ask now."""
    return [
        page
        for page in q.order_in()[section_id]
        if any(answers.asked(question) for question in on_page(page))
    ]


@cache
def category_names() -> dict[str, str]:
    """English names of categories, to be translated where they are shown."""
    return {row.id: row.name for row in fm.categories()}


@cache
def asked_categories() -> frozenset[str]:
    """Categories that some question is about."""
    found = {question.spend for question in q.by_id().values() if question.spend}
    for question in q.by_id().values():
        found |= {category_of(q.read_target(target)) for target in question.targets}
    return frozenset(found & set(category_names()))
