"""A visitor's answers: what may be in them, and which questions are asked because of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

import footprint_model as fm
from app.quiz import questions as q

USUAL = "usual"  # "I don't know": the country's average stays, with its wide interval
NONE = "none"
YOUTH = "youth"

MOST_ITEMS = 60  # in a person's own list; all answers must fit into one cookie
SPEND_PERIODS = ("month", "year")
MOST_SPEND_USD = 1_000_000.0  # a year in one category


class Amount(NamedTuple):
    """A number in another period or unit than the question's own; empty: the question's own."""

    value: float
    period: str = ""
    unit: str = ""


class Spend(NamedTuple):
    """Money instead of a quantity, in the currency that the person saw."""

    value: float
    period: str
    currency: str


class Owned(NamedTuple):
    """How many, and how many years one is kept."""

    value: float
    years: float


class Labelled(NamedTuple):
    """A share in per cent and the label it carries."""

    value: float
    label: str


class Joining(NamedTuple):
    """The campaign or class somebody came through, and the random number that counts them once.

    slug : of the campaign, or the code of the class
    place : the campaign's page or its frame, or a class; via : one of the campaign's ways, or empty
    """

    slug: str
    once: str
    place: Literal["page", "embed", "class"] = "page"
    via: str = ""


# number and share: a float, or Amount, Labelled. choice: an option id or NONE. multi: option ids.
# grid: row id → number. country: ISO 3166-1 alpha-3. Each but the country of residence may be
# USUAL; where a quantity is asked it may be Spend.
Answer = float | str | Amount | Spend | Owned | Labelled | tuple[str, ...] | dict[str, float]


class NoAnswers(Exception):
    """There is no country yet, so there is nothing to estimate."""


class Answers:
    """Answers by question id. Reading skips what no longer fits a question instead of failing.

    items : things of the catalogue that were listed, item id → number a year
    path : YOUTH, or empty
    joining : the campaign they are for, if any
    """

    def __init__(
        self,
        values: dict[str, Any] | None = None,
        items: dict[str, Any] | None = None,
        path: str = "",
        joining: Joining | None = None,
    ) -> None:
        self.values: dict[str, Answer] = {}
        for question_id, value in (values or {}).items():
            current = q.renamed().get(question_id, question_id)
            question = q.by_id().get(current)
            if question is not None and (accepted := accept(question, value)) is not None:
                self.values[current] = accepted
        listed = listed_items()
        self.items: dict[str, float] = {
            name: float(number)
            for name, number in list((items or {}).items())[:MOST_ITEMS]
            if name in listed and is_number(number) and 0 <= number <= listed[name].maximum
        }
        self.path = YOUTH if path == YOUTH and q.youth_path() else ""
        self.joining = joining

    def __contains__(self, question_id: object) -> bool:
        return question_id in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values) + len(self.items)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Answers)
            and self.values == other.values
            and self.items == other.items
            and self.path == other.path
        )

    __hash__ = None  # type: ignore[assignment]

    def get(self, question_id: str) -> Answer | None:
        """The answer, or None when the question is still open."""
        return self.values.get(question_id)

    def with_answers(self, given: Mapping[str, Answer | None]) -> Answers:
        """A copy with some answers changed; None takes one out."""
        return Answers({**self.values, **given}, self.items, self.path, self.joining)

    def with_answer(self, question_id: str, value: Answer) -> Answers:
        """A copy with one answer changed."""
        return self.with_answers({question_id: value})

    def with_items(self, items: dict[str, float]) -> Answers:
        """A copy with another list of things."""
        return Answers(self.values, items, self.path, self.joining)

    def on_path(self, path: str) -> Answers:
        """A copy for another path."""
        return Answers(self.values, self.items, path, self.joining)

    def joining_with(self, joining: Joining) -> Answers:
        """A copy that a campaign or a class may count once."""
        return Answers(self.values, self.items, self.path, joining)

    @property
    def country(self) -> str | None:
        """The visitor's country, once known."""
        found = self.values.get("country")
        return found if isinstance(found, str) else None

    @property
    def currency(self) -> str:
        """Of the visitor's country; US dollars until it is known."""
        return currencies()[self.country] if self.country else "USD"

    def first_path(self) -> tuple[q.Question, ...]:
        """The questions up to the first result."""
        return q.youth_path() if self.path == YOUTH else q.quick_path()

    @property
    def is_done(self) -> bool:
        """Whether the questions up to the first result are answered."""
        return bool(self.country) and all(
            one.id in self for one in self.first_path() if self.asked(one)
        )

    def allowed(self, question: q.Question) -> bool:
        """Whether this visitor may be asked it; the questions for school leave some out."""
        return self.path != YOUTH or question.youth or question in self.first_path()

    def asked(self, question: q.Question) -> bool:
        """Whether it is asked now: allowed, and its condition holds."""
        return self.allowed(question) and self.in_play(question)

    def in_play(self, question: q.Question) -> bool:
        """Whether the answer it depends on, if any, is there and fits."""
        condition = question.show_if
        if condition is None:
            return True
        other = q.by_id()[condition.question]
        answer = self.values.get(condition.question)
        if answer is None or not self.in_play(other):
            return False
        if condition.answered:
            return True
        if answer == USUAL:
            return False
        said = {NONE} if is_zero(answer) else as_options(answer)
        return condition.is_ in said if condition.is_ else condition.not_ not in said

    def questions_in(self, section_id: str) -> list[q.Question]:
        """The single questions of a section that are asked now; blocks opened."""
        return [
            question
            for page in q.order_in()[section_id]
            for question in on_page(page)
            if self.asked(question)
        ]


def on_page(question: q.Question) -> tuple[q.Question, ...]:
    """The questions with an answer of their own on a question's page."""
    if isinstance(question, q.Block):
        return tuple(q.by_id()[name] for name in question.asks)
    return (question,)


def is_zero(answer: Answer) -> bool:
    """Whether the answer says that there is none."""
    if isinstance(answer, Amount | Spend | Owned | Labelled):
        return answer.value == 0
    if isinstance(answer, dict):
        return not any(answer.values())
    return answer in (0, NONE, ())


def as_options(answer: Answer) -> set[str]:
    """The ids of the options chosen."""
    if isinstance(answer, str):
        return {answer}
    if isinstance(answer, tuple):
        return {part for part in answer if isinstance(part, str)}
    return set()


def accept(question: q.Question, value: Any) -> Answer | None:
    """`value` if it is an answer this question can have, else None."""
    if isinstance(question, q.Country):
        if value == USUAL and question.can_be_unknown:
            return USUAL
        codes = consumer_codes() if question.is_home else origin_codes()
        return value if isinstance(value, str) and value in codes else None
    if isinstance(question, q.Block):
        return None
    if value == USUAL:
        return USUAL
    if question.spend and (spend := accept_spend(value)):
        return spend
    match question:
        case q.Choice():
            known = isinstance(value, str) and question.option(value) is not None
            return value if known or (value == NONE and question.none) else None
        case q.Multi():
            return accept_several(question, value)
        case q.Grid():
            return accept_rows(question, value)
        case q.OwnedAndYears():
            return accept_owned(question, value)
        case q.Share():
            return accept_share(question, value)
        case q.Number():
            return accept_number(question, value)


def accept_number(question: q.Number, value: Any) -> Answer | None:
    """A number within the bounds, whatever its period and unit."""
    if isinstance(value, (list, tuple)) and len(value) == 3 and is_number(value[0]):
        number, period, unit = value
        if period not in ("", *question.periods):
            return None
        if unit not in ("", *(other.id for other in question.units)):
            return None
        given = Amount(float(number), period, unit)
        inside = within(question.in_default(*given), question.min, question.max * (1 + 1e-9))
        return given if inside else None
    inside = is_number(value) and within(value, question.min, question.max)
    return float(value) if inside else None


def accept_share(question: q.Share, value: Any) -> Answer | None:
    """A share, perhaps with a label."""
    label = ""
    if isinstance(value, (list, tuple)) and len(value) == 2:
        value, label = value
    if not (is_number(value) and within(value, question.min, question.max)):
        return None
    if question.labels and isinstance(label, str) and label in fm.labels():
        return Labelled(float(value), label)
    return float(value)


def accept_owned(question: q.OwnedAndYears, value: Any) -> Answer | None:
    """How many and how long, or none at all."""
    if isinstance(value, (list, tuple)) and len(value) == 2 and all(is_number(v) for v in value):
        owned, years = (float(v) for v in value)
        if within(owned, question.min, question.max) and within(
            years, question.years_min, question.years_max
        ):
            return Owned(owned, years)
    return 0.0 if is_number(value) and value == 0 else None


def accept_several(question: q.Multi, value: Any) -> Answer | None:
    """Option ids, each once, in the order of the question; NONE for an empty list."""
    if value == NONE:
        return NONE if question.none else None
    if not isinstance(value, (list, tuple)) or not value:
        return None
    chosen = tuple(option.id for option in question.options if option.id in value)
    return chosen or None


def accept_rows(question: q.Grid, value: Any) -> Answer | None:
    """Numbers of the rows that are still there; 0.0 when the whole grid does not apply."""
    if is_number(value) and value == 0:
        return 0.0
    if not isinstance(value, dict):
        return None
    return {
        row.id: float(value[row.id])
        for row in question.rows
        if is_number(value.get(row.id)) and within(value[row.id], 0, row.max)
    } or None


def accept_spend(value: Any) -> Spend | None:
    """Money of a known currency, below the most we can use."""
    if not isinstance(value, (list, tuple)) or len(value) != 3 or not is_number(value[0]):
        return None
    amount, period, currency = value
    if period not in SPEND_PERIODS or currency not in known_currencies():
        return None
    given = Spend(float(amount), period, currency)
    return given if 0 <= spend_per_year(given) / fm.rate(currency) <= MOST_SPEND_USD else None


def spend_per_year(spend: Spend) -> float:
    """In the spend's own currency."""
    return spend.value * q.PERIODS_PER_YEAR[spend.period]


def is_number(value: Any) -> bool:
    """Whether value is a finite number; booleans are not numbers here."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def within(value: float, low: float, high: float) -> bool:
    """Whether low ≤ value ≤ high."""
    return low <= value <= high


@cache
def consumer_codes() -> frozenset[str]:
    """Countries one can live in here; a few the account covers only as places of origin."""
    return frozenset(country.iso3 for country in fm.countries() if country.consumer)


@cache
def origin_codes() -> frozenset[str]:
    """Countries a thing can come from."""
    return frozenset(country.iso3 for country in fm.countries())


@cache
def currencies() -> dict[str, str]:
    """Currency of each country."""
    return {country.iso3: country.currency for country in fm.countries()}


@cache
def known_currencies() -> frozenset[str]:
    """Currencies with a rate."""
    return frozenset(fm.currencies())


@cache
def listed_items() -> dict[str, fm.Item]:
    """Things of the catalogue that a person may list."""
    return {item.id: item for item in fm.items() if item.scales == "list"}
