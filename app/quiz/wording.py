"""Answers and amounts in words, in the visitor's language."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from flask_babel import gettext as _
from flask_babel import ngettext

import footprint_model as fm
from app.durations import number, significant
from app.i18n import country_name, money, reader_language
from app.quiz import questions as q
from app.quiz.answers import NONE, USUAL, Amount, Answer, Answers, Labelled, Owned, Spend, is_zero
from app.quiz.fields import unit_and_period
from app.quiz.numbers import typed_form

LONGEST_BETWEEN_TWO = 10  # years; beyond, an average says too little
SMALLEST_SHOWN = 0.05
SECONDS_PER_QUESTION = 16  # fifteen questions in about four minutes

Counted = q.Number | q.Share | q.OwnedAndYears | q.Grid | q.Choice


def amount_with_unit(question: Counted, value: float, period: str = "", unit: str = "") -> str:
    """Such as "2 bars a week"; the unit has its own form for one."""
    if question.unit == "%":
        return _("%(share)s percent", share=number(value))
    name = _(question.unit_one) if value == 1 else _(question.unit)
    if isinstance(question, q.Number):
        name = next((_(other.label) for other in question.units if other.id == unit), name)
        if question.periods:
            name = unit_and_period(name, period or question.period)
    return _("%(amount)s %(unit)s", amount=number(value), unit=name)


def answer_in_words(question: q.Question, answer: Answer | None) -> str:
    """One line for the list of answers; empty when the question is open."""
    if answer is None:
        return ""
    if answer == USUAL:
        return _("Don’t know: the usual amount") if sets_amount(question) else _("Don’t know")
    if isinstance(answer, Spend):
        return spend_in_words(answer)
    if isinstance(question, q.Country):
        return country_name(str(answer))
    if answer == NONE or (is_zero(answer) and question.none):
        return _(question.none_label) if question.none_label else _("None")
    match question, answer:
        case q.Choice(), str():
            option = question.option(answer)
            return _(option.label) if option else _("None")
        case q.Multi(), tuple():
            return "; ".join(_(one.label) for one in question.options if one.id in answer)
        case q.Grid(), dict():
            return "; ".join(
                f"{_(row.label)}: {number(answer[row.id])}"
                for row in question.rows
                if row.id in answer
            )
        case q.OwnedAndYears(), Owned():
            return _(
                "%(amount)s, kept %(years)s",
                amount=amount_with_unit(question, answer.value),
                years=ngettext(
                    "%(n)s year",
                    "%(n)s years",
                    1 if answer.years == 1 else max(2, round(answer.years)),
                    n=number(answer.years),
                ),
            )
        case q.Share(), Labelled():
            share = amount_with_unit(question, answer.value)
            return f"{share}, {_(fm.labels()[answer.label].name)}"
        case q.Number(), Amount():
            return amount_with_unit(question, *answer)
        case ((q.Number() | q.Share() | q.OwnedAndYears()), float()):
            return amount_with_unit(question, answer)
    return ""


def spend_in_words(spend: Spend) -> str:
    """Such as "€40 a month"."""
    return unit_and_period(money(spend.value, spend.currency), spend.period)


def sets_amount(question: q.Question) -> bool:
    """Whether "I don't know" stands for a usual amount."""
    return any(target.startswith(("quantity.", "spend.")) for target in question.targets)


def usual_in_words(question: q.Question, answers: Answers) -> str:
    """What "I don't know" stands for: the average resident's amount, where the account has one."""
    if answers.country is None or not question.targets:
        return ""
    target = q.read_target(question.targets[0])
    if target.kind != "quantity":
        return ""
    average = fm.average_quantity(answers.country, target.name)
    if average is None:
        return ""
    average /= target.factor
    where = country_name(answers.country)
    if isinstance(question, q.OwnedAndYears):
        if average < 1 / LONGEST_BETWEEN_TWO:
            return _("less than one in ten years (%(country)s)", country=where)
        years = number(significant(1 / average))
        return _("about one every %(years)s years (%(country)s)", years=years, country=where)
    if isinstance(question, q.Grid) and not question.adds_up:
        return ""
    if not isinstance(question, q.Number | q.Choice | q.Grid) or not question.unit:
        return ""
    if target.name in shared_items():
        people = answers.get("household")
        if not isinstance(people, float):
            return ""
        average *= people
    amount = significant(average / question.per_year)
    if amount < SMALLEST_SHOWN:
        return _("almost none (%(country)s)", country=where)
    words = amount_with_unit(question, round(amount, 1) if amount < 10 else amount)
    return _("about %(amount)s (%(country)s)", amount=words, country=where)


def compared(question: q.Question, answers: Answers) -> str:
    """One's own amount beside the usual one, once it is answered; before, it would lead."""
    answer = answers.get(question.id)
    if answer is None or answer == USUAL or not (usual := usual_in_words(question, answers)):
        return ""
    return _(
        "%(question)s: you said %(answer)s. Usual is %(usual)s.",
        question=_(question.short),
        answer=answer_in_words(question, answer).lower()
        if is_zero(answer)
        else answer_in_words(question, answer),
        usual=usual,
    )


def unusual(question: q.Question, answer: Answer | None) -> str:
    """The unusual amount of an answer in words, or nothing. It never stops anybody."""
    if answer is None or answer == USUAL:
        return ""
    match question, answer:
        case q.Number(), Amount():
            amount = question.in_default(*answer)
        case q.OwnedAndYears(), Owned():
            amount = answer.value
        case q.Number(), float():
            amount = answer
        case q.Grid(), dict():
            most = [
                row for row in question.rows if row.unusual and answer.get(row.id, 0) > row.unusual
            ]
            return ", ".join(f"{_(row.label)}: {number(answer[row.id])}" for row in most)
        case _:
            return ""
    if question.unusual is not None and amount > question.unusual:
        return answer_in_words(question, answer)
    return ""


def unusual_spend(answers: Answers, spend: Spend) -> bool:
    """Whether more goes into one category than four in five homes there spend on everything."""
    if answers.country is None or spend.currency != answers.currency:
        return False
    a_month = spend.value * q.PERIODS_PER_YEAR[spend.period] / 12
    return a_month > fm.income_bounds(answers.country)[-1]


@cache
def shared_items() -> frozenset[str]:
    """Things asked for the whole home, while the account's averages are for one person."""
    return frozenset(item.id for item in fm.items() if item.per_household)


def time_left(left: int) -> str:
    """How long so many questions take, in whole minutes."""
    minutes = round(left * SECONDS_PER_QUESTION / 60)
    if minutes < 1:
        return _("less than a minute left")
    return ngettext("about %(num)d min left", "about %(num)d min left", minutes)


def chip_items(
    suggestions: tuple[float | q.Suggestion, ...], period: str = ""
) -> list[tuple[str, str]]:
    """What a chip puts into the box, and what it says.

    Where a period can be chosen, `period` is the usual one and stands behind the number: "1/week".
    """
    return _chip_items(reader_language(), suggestions, period)


@cache
def _chip_items(
    _language: str, suggestions: tuple[float | q.Suggestion, ...], period: str
) -> list[tuple[str, str]]:
    items = []
    for suggestion in suggestions:
        if isinstance(suggestion, q.Suggestion):
            value, label = suggestion.value, _(suggestion.label)
            chosen = suggestion.period or period
        else:
            value, label, chosen = suggestion, number(suggestion), period
        items.append((typed_form(value) + (f"/{chosen}" if period else ""), label))
    return items


def income_hints(answers: Answers) -> dict[str, str]:
    """For each fifth, about how much money a home like this has a month to spend."""
    if answers.country is None:
        return {}
    people = answers.get("household")
    bounds = fm.income_bounds(answers.country, people if isinstance(people, float) else 1)
    shown = [money(bound, answers.currency) for bound in bounds]
    words = [_("up to about %(high)s a month", high=shown[0])]
    words += [
        _("about %(low)s to %(high)s a month", low=low, high=high) for low, high in pairwise(shown)
    ]
    words.append(_("more than about %(low)s a month", low=shown[-1]))
    return dict(zip(fm.INCOME_BANDS, words, strict=True))
