"""Answers and amounts in words, in the visitor's language."""

from __future__ import annotations

from functools import cache

from flask_babel import gettext as _
from flask_babel import ngettext

import footprint_model as fm
from app.durations import number, significant
from app.i18n import country_name
from app.quiz import questions as q
from app.quiz.answers import USUAL, Answer, Answers

LONGEST_BETWEEN_TWO = 10  # years; beyond, an average says too little
SMALLEST_SHOWN = 0.05
SECONDS_PER_QUESTION = 16  # fifteen questions in about four minutes


def amount_with_unit(question: q.Number | q.Share | q.OwnedAndYears, value: float) -> str:
    """Such as "2 bars a week"; the unit has its own form for one."""
    if question.unit == "%":
        return _("%(share)s percent", share=number(value))
    unit = _(question.unit_one) if value == 1 else _(question.unit)
    return _("%(amount)s %(unit)s", amount=number(value), unit=unit)


def answer_in_words(question: q.Question, answer: Answer | None) -> str:
    """One line for the list of answers; empty when the question is open."""
    if answer is None:
        return ""
    if answer == USUAL:
        return _("Don’t know: the usual amount")
    if isinstance(question, q.Country):
        return country_name(str(answer))
    if isinstance(question, q.Choice):
        option = question.option(str(answer))
        return _(option.label) if option else _("None")
    if isinstance(answer, tuple):
        return _(
            "%(amount)s, kept %(years)s",
            amount=amount_with_unit(question, answer[0]),
            years=ngettext("%(n)s year", "%(n)s years", answer[1], n=number(answer[1])),
        )
    if answer == 0:
        return _("None")
    return amount_with_unit(question, float(answer))


def usual_in_words(question: q.Question, answers: Answers) -> str:
    """What "I don't know" stands for: the average resident's amount, where the account has one."""
    item = question.targets[0].removeprefix("quantity.")
    if answers.country is None or item == question.targets[0]:
        return ""
    average = fm.average_quantity(answers.country, item)
    if average is None:
        return ""
    where = country_name(answers.country)
    if isinstance(question, q.OwnedAndYears):
        if average < 1 / LONGEST_BETWEEN_TWO:
            return _("less than one in ten years (%(country)s)", country=where)
        years = number(significant(1 / average))
        return _("about one every %(years)s years (%(country)s)", years=years, country=where)
    if not isinstance(question, q.Number):
        return ""
    if item in shared_items():
        people = answers.get("household")
        if not isinstance(people, float):
            return ""
        average *= people
    amount = significant(average / question.per_year)
    if amount < SMALLEST_SHOWN:
        return _("almost none (%(country)s)", country=where)
    words = amount_with_unit(question, round(amount, 1) if amount < 10 else amount)
    return _("about %(amount)s (%(country)s)", amount=words, country=where)


@cache
def shared_items() -> frozenset[str]:
    """Things asked for the whole home, while the account's averages are for one person."""
    return frozenset(item.id for item in fm.items() if item.per_household)


def time_left(position: int, total: int) -> str:
    """How long the questions from `position` to the end take, in whole minutes."""
    minutes = round((total - position + 1) * SECONDS_PER_QUESTION / 60)
    if minutes < 1:
        return _("less than a minute left")
    return ngettext("about %(num)d min left", "about %(num)d min left", minutes)


def chip_items(suggestions: tuple[float | q.Suggestion, ...]) -> list[tuple[str, str]]:
    """What a chip puts into the box, and what it says."""
    items = []
    for suggestion in suggestions:
        if isinstance(suggestion, q.Suggestion):
            items.append((f"{suggestion.value:g}", _(suggestion.label)))
        else:
            items.append((f"{suggestion:g}", number(suggestion)))
    return items
