"""Two results side by side: what they are, how they differ, and the answers behind each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from flask_babel import gettext as _

import footprint_model as fm
from app.durations import (
    DAYS_PER_YEAR,
    UNITS_PER_DAY,
    between,
    duration,
    list_numbers,
    list_unit,
    unit_of,
    with_short_unit,
    with_unit,
)
from app.i18n import number, percent, reader_language
from app.quiz import questions as q
from app.quiz.answers import Answers, Spend
from app.quiz.model_input import in_order, items_by_id, targets_now
from app.quiz.ranking import ABOUT_YOU, category_of
from app.quiz.wording import answer_in_words
from app.results.breakdown import category_names, length
from app.results.headline import whole

LINES = 6
LEAST_SHARE = 0.01  # a smaller part of the whole is only called smaller than that
MINUTE = 1 / UNITS_PER_DAY["minutes"]
NOTHING = 1e-12  # person-years; below, two sums differ only by rounding

EVERYTHING = frozenset(("country", *ABOUT_YOU))


class Side(NamedTuple):
    """One of the two: words, and the lengths of its bar in per cent."""

    amount: str
    range: str
    one_in: int | None
    low: float
    central: float
    high: float


class Pair(NamedTuple):
    """Both, drawn to one scale."""

    before: Side
    after: Side


class Reason(NamedTuple):
    """An answer that differs: which, how, and perhaps why that matters."""

    question: str
    name: str
    before: str
    after: str
    why: str = ""


class Line(NamedTuple):
    """One category that differs."""

    id: str
    name: str
    before: str
    after: str
    words: str
    before_length: float
    after_length: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Reasons:
    """Answers that differ: by category, and those that are about everything."""

    by_category: dict[str, list[Reason]]
    general: list[Reason]


def pair(before: fm.Interval, after: fm.Interval) -> Pair:
    """Two totals in person-years."""
    longest = max(before.high, after.high)
    amounts = two_amounts(before.central * DAYS_PER_YEAR, after.central * DAYS_PER_YEAR)
    first, second = (
        Side(
            amount=amount,
            range=between(years.low * DAYS_PER_YEAR, years.high * DAYS_PER_YEAR),
            one_in=whole(1 / years.central) if 0 < years.central < 0.5 else None,
            low=length(years.low, longest),
            central=length(years.central, longest),
            high=length(years.high, longest),
        )
        for years, amount in zip((before, after), amounts, strict=True)
    )
    return Pair(first, second)


def two_amounts(before: float, after: float) -> tuple[str, str]:
    """Two times in words, with one digit more where they would read the same and are not."""
    first, second = duration(before), duration(after)
    unit = unit_of(max(before, after))
    if first == second and before != after and unit != "minutes":
        return (
            with_unit(round(before * UNITS_PER_DAY[unit], 1), unit),
            with_unit(round(after * UNITS_PER_DAY[unit], 1), unit),
        )
    return first, second


def difference_in_words(years: fm.Interval) -> str:
    """Such as "About 30 minutes less, most likely between 20 and 50 minutes less"."""
    if max(abs(years.low), abs(years.high)) < NOTHING:
        return _("No difference.")
    less, more = max(-years.low, 0.0) * DAYS_PER_YEAR, max(years.high, 0.0) * DAYS_PER_YEAR
    if max(less, more) < MINUTE:
        return _("Less than a minute of difference.")
    if abs(years.central) < NOTHING:
        return _(
            "The estimate stays, but we are less sure: it could be up to %(less)s less or %(more)s "
            "more.",
            less=duration(less),
            more=duration(more),
        )
    fewer = years.central < 0
    amount = abs(years.central) * DAYS_PER_YEAR
    if years.low == years.high:  # the centres only
        return (
            _("About %(amount)s less.", amount=duration(amount))
            if fewer
            else _("About %(amount)s more.", amount=duration(amount))
        )
    one_way = -years.high if fewer else years.low  # below zero: it could be the other way
    most = less if fewer else more
    least = max(one_way, 0.0) * DAYS_PER_YEAR
    if amount < MINUTE:
        return (
            _("Less than a minute less; up to %(most)s less is likely.", most=duration(most))
            if fewer
            else _("Less than a minute more; up to %(most)s more is likely.", most=duration(most))
        )
    if one_way < -NOTHING:
        return (
            _(
                "About %(amount)s less, but it could also be up to %(other)s more.",
                amount=duration(amount),
                other=duration(more),
            )
            if fewer
            else _(
                "About %(amount)s more, but it could also be up to %(other)s less.",
                amount=duration(amount),
                other=duration(less),
            )
        )
    return (
        _(
            "About %(amount)s less, most likely %(range)s less.",
            amount=duration(amount),
            range=between(least, most),
        )
        if fewer
        else _(
            "About %(amount)s more, most likely %(range)s more.",
            amount=duration(amount),
            range=between(least, most),
        )
    )


def share_in_words(part: float, before: float) -> str:
    """How large the difference is against the whole before; nothing where there is none."""
    if abs(part) < NOTHING or before <= 0:
        return ""
    share = abs(part) / before
    if share < LEAST_SHARE:
        return _("That is less than %(share)s of the whole.", share=percent(LEAST_SHARE))
    if share > 2:
        return _(
            "That is %(times)s times the whole.",
            times=number(share, 0 if share >= 10 else 1, least=0),
        )
    return _("That is %(share)s of the whole.", share=percent(share))


def lines(
    before: dict[str, float],
    after: dict[str, float],
    differences: Sequence[fm.CategoryDifference],
    reasons: Reasons,
    unit: str,
) -> tuple[Line, ...]:
    """One line per difference, in person-years by category before and after."""
    write = list_numbers(unit)
    longest = max([*before.values(), *after.values()], default=0.0)

    def text(years: float) -> str:
        return with_short_unit(write(years * DAYS_PER_YEAR), unit)

    found = []
    for row in differences:
        first, second = before.get(row.category, 0.0), after.get(row.category, 0.0)
        found.append(
            Line(
                id=row.category,
                name=name_of(row.category),
                before=text(first),
                after=text(second),
                words=difference_in_words(row.person_years),
                before_length=length(first, longest),
                after_length=length(second, longest),
                reasons=tuple(reasons.by_category.get(row.category, ())),
            )
        )
    return tuple(found)


def central_difference(
    before: dict[str, float], after: dict[str, float], because: dict[str, list[Reason]]
) -> tuple[Line, ...]:
    """Lines where only the centres are known, those that differ most first."""
    rows = []
    for name in {**before, **after}:
        change = after.get(name, 0.0) - before.get(name, 0.0)
        if abs(change) > NOTHING:
            rows.append(fm.CategoryDifference(name, fm.Interval(change, change, change)))
    rows.sort(key=lambda row: -abs(row.person_years.central))
    days = DAYS_PER_YEAR * max(sum(before.values()), sum(after.values()))
    return lines(before, after, rows, Reasons(because, []), list_unit(days))


def name_of(category: str) -> str:
    """The category's name; a file of another version may have one that we do not."""
    return category_names(reader_language()).get(category) or _(
        "“%(id)s”, a category we no longer have", id=category
    )


def by_category(estimate: fm.Estimate) -> dict[str, float]:
    """Central person-years by category."""
    return {row.category: row.person_years.central for row in estimate.by_category}


def reasons(before: Answers, after: Answers, why: dict[str, list[str]] | None = None) -> Reasons:
    """The answers that differ; `why` has what to add by question id."""
    found: dict[str, list[Reason]] = {}
    general = []
    for question in differing(before, after):
        reason = Reason(
            question.id,
            _(question.short),
            answer_in_words(question, before.get(question.id)) or _("no answer"),
            answer_in_words(question, after.get(question.id)) or _("no answer"),
            " ".join(dict.fromkeys(map(_, (why or {}).get(question.id, ())))),
        )
        moved = {*categories_of(question, before), *categories_of(question, after)}
        if moved & EVERYTHING:
            general.append(reason)
        for category in moved - EVERYTHING:
            found.setdefault(category, []).append(reason)
    for name in {**before.items, **after.items}:
        if before.items.get(name) != after.items.get(name):
            item = items_by_id()[name]
            amounts = [
                number(answers.items[name], 2, least=0)
                if name in answers.items
                else _("not listed")
                for answers in (before, after)
            ]
            found.setdefault(item.category, []).append(Reason(name, _(item.name), *amounts))
    return Reasons(found, general)


def differing(before: Answers, after: Answers) -> Iterator[q.Question]:
    """Questions whose answers count and are not the same, or that count in one of the two only."""
    first, second = counted(before), counted(after)
    for question in q.by_id().values():
        if first.get(question.id) != second.get(question.id):
            yield question


def counted(answers: Answers) -> dict[str, object]:
    """The answers that the model takes notice of."""
    return {question.id: answer for question, answer in in_order(answers) if question.targets}


def categories_of(question: q.Question, answers: Answers) -> set[str]:
    """Categories that the answer moves, or a name of what is about everything."""
    if isinstance(answers.get(question.id), Spend):
        return {question.spend}
    return {about(text) for text in targets_now(question, answers)}


@cache
def about(target: str) -> str:
    """What of the model an input of a question is about."""
    return category_of(q.read_target(target))


def weight(question: q.Question, answers: Answers, years: dict[str, float]) -> float:
    """Person-years in the categories that a question moves."""
    return sum(years.get(name, 0.0) for name in categories_of(question, answers))


def shown_and_rest(rows: Iterable[Line], most: int = LINES) -> tuple[list[Line], list[Line]]:
    """The first lines, and those after them."""
    every = list(rows)
    return every[:most], every[most:]
