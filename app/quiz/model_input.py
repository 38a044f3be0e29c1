"""From answers to what the model is given. No combination of stored answers makes it fail.

A category can be answered more than once: by the quick question and by those that refine it, by
money, by a list of things. The model takes one. What says most about the category counts:

1. a list of things from the catalogue, which a person was asked about before it replaced the rest;
2. money: everything spent in the category;
3. counts of its parts; what no part covers stays as is usual;
4. one count that stands for the whole category, the one asked first.

A modifier set twice takes the answer about fewer categories: "devices that came used" before
"clothes and devices that came used".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import (
    MOST_SPEND_USD,
    NONE,
    USUAL,
    Amount,
    Answer,
    Answers,
    Labelled,
    NoAnswers,
    Owned,
    Spend,
    spend_per_year,
)


@dataclass
class Given:
    """What answers say, before categories answered twice are settled."""

    household_size: float | None = None
    income_band: str | None = None
    age_band: str | None = None
    spend: dict[str, float] = field(default_factory=dict)
    counts: dict[str, float] = field(default_factory=dict)
    # category → modifier → (how many categories the question was about, value)
    modifiers: dict[str, dict[str, tuple[int, float | str]]] = field(default_factory=dict)


def to_consumption(answers: Answers) -> fm.Consumption:
    """The model's input for these answers.

    An answer of "I don't know" is left out, which the model reads as what is usual.
    Raises NoAnswers when the country is not known.
    """
    if answers.country is None:
        raise NoAnswers
    given = Given()
    for question, answer in in_order(answers):
        take(given, question, answer, answers)
    spend, counts = settled(given, answers.items, answers.currency)
    return fm.Consumption(
        country=answers.country,
        household_size=given.household_size,
        income_band=given.income_band,
        age_band=given.age_band,
        currency=answers.currency,
        spend_per_year=spend,
        quantities_per_year=counts,
        modifiers=allowed_modifiers(given),
    )


def in_order(answers: Answers) -> Iterator[tuple[q.Question, Answer]]:
    """Answers that say something, in the order of the questions; follow-ups only while they fit."""
    for question in q.by_id().values():
        answer = answers.get(question.id)
        if answer is not None and answer != USUAL and answers.in_play(question):
            yield question, answer


def targets_now(question: q.Question, answers: Answers) -> tuple[str, ...]:
    """What a question sets: less than its category once the question that refines it is answered."""
    if question.refined_by and question.refined_by in answers:
        return q.as_tuple(question.refined_sets)
    return question.targets


def take(given: Given, question: q.Question, answer: Answer, answers: Answers) -> None:
    """Add one answer."""
    if isinstance(answer, Spend):
        local = spend_per_year(answer) / fm.rate(answer.currency) * fm.rate(answers.currency)
        given.spend[question.spend] = given.spend.get(question.spend, 0.0) + local
        return
    if isinstance(question, q.Grid):
        for row in question.rows:
            if (number := amount_of_row(answer, row.id)) is not None:
                for target in q.as_tuple(row.sets):
                    put(given, q.read_target(target), number * question.per_year, 1)
        return
    about = targets_now(question, answers)
    value = said(question, answer)
    for text in about:
        target = q.read_target(text)
        put(given, target, value, len(about))
        if isinstance(answer, Labelled) and target.modifier == "certified_share":
            put(given, q.Target("modifier", target.name, "label"), answer.label, len(about))


def said(question: q.Question, answer: Answer) -> float | str:
    """The value for the model: a quantity a year, a share from 0 to 1, an id."""
    match question:
        case q.Country():
            return str(answer)
        case q.Choice():
            option = question.option(str(answer))
            return option.means if option else 0.0
        case q.Multi():
            means = [option.means for option in question.options if option.id in tuple(answer)]  # type: ignore[arg-type]
            return sum(value for value in means if isinstance(value, float))
        case q.Share():
            return (answer.value if isinstance(answer, Labelled) else number_in(answer)) / 100
        case q.OwnedAndYears():
            return answer.value / answer.years if isinstance(answer, Owned) else 0.0
        case q.Number():
            default = question.in_default(*answer) if isinstance(answer, Amount) else answer
            return number_in(default) * question.per_year
    return 0.0


def number_in(answer: object) -> float:
    """A number; zero for anything else."""
    return float(answer) if isinstance(answer, int | float) else 0.0


def amount_of_row(answer: Answer, row_id: str) -> float | None:
    """The number of one row: zero where nothing applies, None where the row was left empty."""
    if isinstance(answer, dict):
        return answer.get(row_id)
    return 0.0 if answer in (0, NONE) else None


def put(given: Given, target: q.Target, value: float | str, about: int) -> None:
    """Set one input. People in a home and periods keep to what the question asked."""
    match target.kind:
        case "household_size":
            given.household_size = min(max(1.0, number_in(value)), 50.0)
        case "income_band" if value in fm.INCOME_BANDS:
            given.income_band = str(value)
        case "age_band" if value in fm.AGE_BANDS:
            given.age_band = str(value)
        case "quantity":
            more = number_in(value) * target.factor
            given.counts[target.name] = given.counts.get(target.name, 0.0) + more
        case "spend":
            more = number_in(value) * target.factor
            given.spend[target.name] = given.spend.get(target.name, 0.0) + more
        case "modifier":
            of_category = given.modifiers.setdefault(target.name, {})
            if target.modifier not in of_category or about <= of_category[target.modifier][0]:
                scaled = number_in(value) * target.factor if isinstance(value, float) else value
                of_category[target.modifier] = (about, scaled)


def settled(
    given: Given, listed: dict[str, float], currency: str
) -> tuple[dict[str, float], dict[str, float]]:
    """Spending and counts with each category answered once, by the rule at the top of this file."""
    items = items_by_id()
    list_of = {items[name].category for name in listed}
    counts = dict(listed)
    spend = {
        category: min(amount, MOST_SPEND_USD * fm.rate(currency))
        for category, amount in given.spend.items()
        if category not in list_of
    }
    by_category: dict[str, dict[str, float]] = {}
    for name, amount in given.counts.items():
        category = items[name].category
        if category not in list_of and category not in spend:
            by_category.setdefault(category, {})[name] = min(amount, items[name].maximum)
    for of_category in by_category.values():
        for kind in ("part", "list"):
            of_kind = {name: n for name, n in of_category.items() if items[name].scales == kind}
            if of_kind:
                counts |= of_kind
                break
        else:
            name = next(iter(of_category))
            counts[name] = of_category[name]
    return spend, counts


def allowed_modifiers(given: Given) -> dict[str, dict[str, float | str]]:
    """Modifiers within what the model takes; a label only with a share and where it is found."""
    rules = {rule.name: rule for rule in fm.MODIFIERS}
    result: dict[str, dict[str, float | str]] = {}
    for category, found in given.modifiers.items():
        kept: dict[str, float | str] = {}
        for name, (_about, value) in found.items():
            rule = rules[name]
            if rule.kind == "number" and isinstance(value, float):
                if value or rule.low == 0:
                    kept[name] = min(max(value, rule.low), rule.high)
            elif rule.kind == "country" or (rule.kind == "label" and fits(str(value), category)):
                kept[name] = value
        if "certified_share" not in kept:
            kept.pop("label", None)
        if kept:
            result[category] = kept
    return result


def fits(label_id: str, category: str) -> bool:
    """Whether a label is found in a category."""
    label = fm.labels().get(label_id)
    return label is not None and (not label.covered or category in label.covered)


@cache
def items_by_id() -> dict[str, fm.Item]:
    """Everything that can be counted."""
    return {item.id: item for item in fm.items()}
