"""What a visitor's own answers mean for actions: what they rule out, what a change would save."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from flask_babel import gettext

import footprint_model as fm
from app.actions.catalogue import Action, Change, actions
from app.durations import DAYS_PER_YEAR, between, duration
from app.quiz import questions as q
from app.quiz.answers import (
    NONE,
    USUAL,
    Amount,
    Answer,
    Answers,
    NoAnswers,
    Owned,
    Spend,
    accept,
    as_options,
    is_number,
)
from app.quiz.model_input import to_consumption
from app.quiz.state import StateError, load_answers

A_MINUTE = 1 / (24 * 60)  # in days


class Visitor(NamedTuple):
    """A visitor who has told us where they live."""

    answers: Answers
    estimate: fm.Estimate


class Saving(NamedTuple):
    """Days a year less; without ends where the two estimates do not say how they go together."""

    central: float
    low: float | None
    high: float | None


def visitor() -> Visitor | None:
    """The visitor's answers and estimate; None without answers that can be read."""
    try:
        answers = load_answers()
        return Visitor(answers, fm.estimate(to_consumption(answers)))
    except (StateError, NoAnswers):
        return None


def ruled_out(answers: Answers) -> frozenset[str]:
    """Actions for which the visitor said that they have no such bank, school or employer.

    A question that is not answered rules nothing out.
    """
    return frozenset(action.id for action in actions() if _cannot(action, answers))


def _cannot(action: Action, answers: Answers) -> bool:
    said: set[str] = set()
    for need in action.needs:
        question, _dot, _option = need.partition(".")
        answer = answers.get(question)
        if answer is None or answer == USUAL:
            return False
        for option in {NONE} if answer == 0 else as_options(answer):
            said.add(f"{question}.{option}")
            if option != NONE:
                said.add(question)
    return bool(action.needs) and not said & set(action.needs)


def effect(action: Action, before: Visitor) -> str:
    """What one's own buying would change in the number, as a sentence; empty where nobody can say.

    Only for an answer that the visitor gave: what is usual in a country is not theirs to change.
    """
    if action.changes is None:
        return ""
    found = saving(action.changes, before)
    if found is None or found.central <= 0:
        return ""
    amount = duration(found.central)
    if found.central >= A_MINUTE:
        amount = gettext("about %(amount)s", amount=amount)
    if found.low is None or found.high is None:
        range_ = gettext("This is the difference of the two middle values; its range is not known.")
    else:
        range_ = gettext("Most likely %(range)s.", range=between(found.low, found.high))
    return f"{gettext(action.changes.text).format(amount=amount)} {range_}"


def saving(change: Change, before: Visitor) -> Saving | None:
    """The difference between the estimate with the answer as it is and as it would be."""
    answers = changed(before.answers, change)
    if answers is None:
        return None
    after = fm.estimate(to_consumption(answers))
    central = before.estimate.person_years.central - after.person_years.central
    rows = list(_pairs(before.estimate, after))
    if len(rows) != 1 or not _only_scaled(*rows[0]):
        return Saving(central * DAYS_PER_YEAR, None, None)
    # One category, made smaller by a factor in every draw: so the difference, draw by draw, is
    # the category's own range times what was taken off.
    was, now = rows[0]
    return Saving(
        central * DAYS_PER_YEAR,
        (was.low - now.low) * DAYS_PER_YEAR,
        (was.high - now.high) * DAYS_PER_YEAR,
    )


def _pairs(before: fm.Estimate, after: fm.Estimate) -> Iterator[tuple[fm.Interval, fm.Interval]]:
    """The categories that are not the same in both, before and after."""
    then = {row.category: row.person_years for row in after.by_category}
    for row in before.by_category:
        if row.person_years != then[row.category]:
            yield row.person_years, then[row.category]


def _only_scaled(was: fm.Interval, now: fm.Interval) -> bool:
    if was.central <= 0:
        return False
    factor = now.central / was.central
    ends = ((was.low, now.low), (was.high, now.high))
    return all(math.isclose(end * factor, after, rel_tol=1e-4) for end, after in ends)


def changed(answers: Answers, change: Change) -> Answers | None:
    """The answers with one changed; None where there is none, or it cannot be changed so."""
    question, answer = q.by_id()[change.question], answers.get(change.question)
    if answer is None or answer == USUAL or isinstance(answer, Spend):
        return None
    new = _changed(answer, change)
    if new is None or new == answer or accept(question, new) is None:
        return None
    return answers.with_answer(change.question, new)


def _changed(answer: Answer, change: Change) -> Answer | None:
    if isinstance(answer, Owned):
        return Owned(answer.value, answer.years + change.years) if change.years else None
    if isinstance(answer, Amount):
        return Amount(answer.value * change.times, answer.period, answer.unit)
    if is_number(answer) and not isinstance(answer, str | tuple | dict):
        if change.used:
            return answer + change.used * (100 - answer)
        return answer * change.times
    return None
