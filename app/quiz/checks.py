"""Refuses question files that contradict themselves, each other or the model."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import footprint_model as fm
from app.quiz.schema import (
    PERIODS_PER_YEAR,
    Block,
    Choice,
    Country,
    Grid,
    Multi,
    Number,
    OwnedAndYears,
    Paths,
    Question,
    SectionFile,
    Share,
    Suggestion,
    as_tuple,
    read_target,
)
from evidence.cases import cases
from evidence.signs import settings

# Words that stand in addresses or in answers where an id does.
RESERVED_IDS = frozenset(("about", "estimate", "forget", "items", "keep", "kept", "map", "review"))
RESERVED_OPTIONS = frozenset(("none", "usual"))


class QuestionFileError(Exception):
    """A question file says something we cannot use."""


def check(question: Question, name: str) -> None:
    """Refuse what is wrong with one question of file `name` by itself."""
    where = f"{name}: {question.id}"
    if question.id in RESERVED_IDS or not question.id.replace("_", "a").isalnum():
        raise QuestionFileError(f"{where}: the id is not free, or is not letters, digits and _")
    if bool(question.refined_by) != bool(as_tuple(question.refined_sets)):
        raise QuestionFileError(f"{where}: refined_by and refined_sets go together")
    condition = question.show_if
    if (
        condition
        and sum((bool(condition.is_), bool(condition.not_), bool(condition.answered))) != 1
    ):
        raise QuestionFileError(f"{where}: show_if needs one of is, not, answered = true")
    match question:
        case Number() | Share() | OwnedAndYears():
            check_bounds(question, where)
            if isinstance(question, Number):
                check_units(question, where)
        case Choice() | Multi():
            ids = [option.id for option in question.options]
            if not ids or len(set(ids)) != len(ids) or RESERVED_OPTIONS & set(ids):
                raise QuestionFileError(
                    f"{where}: options need distinct ids other than 'none', 'usual'"
                )
        case Grid():
            check_grid(question, where)
        case Block():
            if len(set(question.asks)) != len(question.asks) or not question.asks:
                raise QuestionFileError(f"{where}: asks needs questions, each of them once")
        case Country():
            pass


def check_bounds(question: Number | Share | OwnedAndYears, where: str) -> None:
    """Bounds in order, and the soft limit and every suggestion inside them."""
    low, high = question.min, question.max
    if not 0 <= low < high:
        raise QuestionFileError(f"{where}: min {low} is not below max {high}")
    if question.unusual is not None and not low < question.unusual <= high:
        raise QuestionFileError(f"{where}: unusual {question.unusual} is outside the bounds")
    for suggestion in question.suggestions:
        period = suggestion.period if isinstance(suggestion, Suggestion) else ""
        if period and period not in getattr(question, "periods", ()):
            raise QuestionFileError(f"{where}: suggestion for '{period}', which is not offered")
    amounts = [in_default(question, suggestion) for suggestion in question.suggestions]
    check_suggestions(amounts, low, high, where)
    if isinstance(question, OwnedAndYears):
        if not 0 < question.years_min < question.years_max:
            raise QuestionFileError(f"{where}: years_min is not below years_max, or is zero")
        years = [in_default(question, suggestion) for suggestion in question.years_suggestions]
        check_suggestions(years, question.years_min, question.years_max, where)


def in_default(question: Number | Share | OwnedAndYears, suggestion: float | Suggestion) -> float:
    """What a suggestion comes to in the question's own period."""
    if not isinstance(suggestion, Suggestion):
        return suggestion
    if isinstance(question, Number):
        return question.in_default(suggestion.value, suggestion.period)
    return suggestion.value


def check_suggestions(amounts: list[float], low: float, high: float, where: str) -> None:
    """Every suggestion inside the bounds, the smaller ones first."""
    for amount in amounts:
        if not low <= amount <= high:
            raise QuestionFileError(f"{where}: suggestion {amount:g} is outside the bounds")
    if amounts != sorted(set(amounts)):
        raise QuestionFileError(f"{where}: suggestions do not rise")


def check_units(question: Number, where: str) -> None:
    """Periods with the default among them and not in the unit's name; units that convert."""
    if question.periods:
        if question.period not in question.periods or len(set(question.periods)) < 2:
            raise QuestionFileError(
                f"{where}: periods needs two or more, with period '{question.period}' among them"
            )
        spoken = ("a day", "a week", "a month", "a year", "per day", "per week", "per year")
        for unit in (question.unit, question.unit_one):
            if unit.endswith(spoken):
                raise QuestionFileError(
                    f"{where}: with periods the unit names none: '{unit}' should end before it"
                )
    ids = [unit.id for unit in question.units]
    if len(set(ids)) != len(ids) or any(unit.per_default <= 0 for unit in question.units):
        raise QuestionFileError(f"{where}: units need distinct ids and a per_default above 0")
    if question.whole and (question.periods or question.units):
        raise QuestionFileError(f"{where}: whole cannot go with periods or units")


def check_grid(question: Grid, where: str) -> None:
    """Rows with ids of their own and a bound."""
    ids = [row.id for row in question.rows]
    if not ids or len(set(ids)) != len(ids):
        raise QuestionFileError(f"{where}: rows need distinct ids")
    for row in question.rows:
        if row.max <= 0 or (row.unusual is not None and not 0 < row.unusual <= row.max):
            raise QuestionFileError(f"{where}: row {row.id}: bounds contradict each other")


def check_together(files: Iterable[SectionFile], paths: Paths) -> None:
    """Refuse names that lead nowhere: in targets, conditions, blocks and paths."""
    known: dict[str, tuple[str, Question]] = {}
    priced: dict[str, str] = {}
    sections = {}
    for file in files:
        name = f"{file.section.id}.toml"
        sections[file.section.id] = {question.id for question in file.question}
        for question in file.question:
            if question.id in known:
                raise QuestionFileError(f"{name}: the id '{question.id}' is used twice")
            known[question.id] = (name, question)
    for name, question in known.values():
        where = f"{name}: {question.id}"
        for target in (*question.targets, *as_tuple(question.refined_sets)):
            check_target(question, target, where)
        if question.spend and question.spend not in model_names()["category"]:
            raise QuestionFileError(f"{where}: spend: no category is called '{question.spend}'")
        if question.spend and priced.setdefault(question.spend, question.id) != question.id:
            raise QuestionFileError(f"{where}: spend: {priced[question.spend]} asks for it already")
        if question.refined_by and question.refined_by not in known:
            raise QuestionFileError(f"{where}: refined_by: no question '{question.refined_by}'")
        check_condition(question, known, where)
        if question.signs and question.signs not in known_settings():
            raise QuestionFileError(f"{where}: signs: no setting is called '{question.signs}'")
        if question.case and question.case not in cases():
            raise QuestionFileError(f"{where}: case: no case is called '{question.case}'")
        if isinstance(question, Block):
            section = sections[name.removesuffix(".toml")]
            for asked in question.asks:
                if asked not in section or isinstance(known[asked][1], Block):
                    raise QuestionFileError(f"{where}: asks: no question '{asked}' in this file")
    for order in (paths.quick, paths.youth):
        check_order(order, set(known), "paths.toml")
    for section_id, order in paths.refine.items():
        if section_id not in sections:
            raise QuestionFileError(f"paths.toml: refine: no section is called {section_id}")
        check_order(order, sections[section_id], f"paths.toml: refine.{section_id}")


def check_order(order: tuple[str, ...], known: set[str], where: str) -> None:
    """Every question of an order is there, and is asked once."""
    if missing := [name for name in order if name not in known]:
        raise QuestionFileError(f"{where}: no question is called {', '.join(missing)}")
    if len(set(order)) != len(order):
        raise QuestionFileError(f"{where}: a question stands there twice")


def check_condition(question: Question, known: dict[str, tuple[str, Question]], where: str) -> None:
    """A condition names a question, an answer it can have, and never itself in the end."""
    seen, condition = {question.id}, question.show_if
    while condition:
        if condition.question not in known or condition.question in seen:
            raise QuestionFileError(f"{where}: show_if: '{condition.question}' leads nowhere")
        seen.add(condition.question)
        other = known[condition.question][1]
        value = condition.is_ or condition.not_
        if value and value != "none":
            options = (
                [option.id for option in other.options] if isinstance(other, Choice | Multi) else []
            )
            if value not in options:
                raise QuestionFileError(f"{where}: show_if: {other.id} has no answer '{value}'")
        condition = other.show_if


def check_target(question: Question, text: str, where: str) -> None:
    """The model has this input, and the kind of question can set it."""
    try:
        target = read_target(text)
    except ValueError as error:
        raise QuestionFileError(f"{where}: sets: cannot read '{text}'") from error
    names = model_names()
    if target.kind == "quantity" and target.name not in names["item"]:
        raise QuestionFileError(f"{where}: sets: the model has no item '{target.name}'")
    if target.kind in ("spend", "modifier") and target.name not in names["category"]:
        raise QuestionFileError(f"{where}: sets: the model has no category '{target.name}'")
    if target.kind == "modifier":
        if target.modifier not in names["modifier"]:
            raise QuestionFileError(f"{where}: sets: the model has no modifier '{text}'")
        if target.modifier in ("years_kept", "repaired") and target.name not in names["lifetime"]:
            raise QuestionFileError(f"{where}: sets: no usual lifetime is held for '{target.name}'")
        if (target.modifier == "origin") != isinstance(question, Country):
            raise QuestionFileError(f"{where}: sets: an origin is asked by a country question")
        if target.modifier == "origin" and target.name not in names["origin"]:
            raise QuestionFileError(f"{where}: sets: '{target.name}' is followed to no origin")
    for kind, bands in (("income_band", fm.INCOME_BANDS), ("age_band", fm.AGE_BANDS)):
        if target.kind == kind and not (
            isinstance(question, Choice)
            and not question.none
            and all(option.means in bands for option in question.options)
        ):
            raise QuestionFileError(
                f"{where}: {kind} is set by a choice, none = false, with values of {bands}"
            )
    if target.kind in ("quantity", "spend", "modifier") and isinstance(question, Choice | Multi):
        for option in question.options:
            if isinstance(option.means, str) and target.modifier != "label":
                raise QuestionFileError(f"{where}: option {option.id}: value is not a number")


@cache
def known_settings() -> frozenset[str]:
    """What the page of signs has a part about."""
    return frozenset(setting.row.id for setting in settings())


@cache
def model_names() -> dict[str, frozenset[str]]:
    """What the model knows, by kind of name."""
    return {
        "item": frozenset(row.id for row in fm.items()),
        "category": frozenset(row.id for row in fm.categories()),
        "modifier": frozenset(row.name for row in fm.MODIFIERS),
        "lifetime": frozenset(fm.lifetimes()),
        "origin": frozenset(row.category for row in fm.commodity_cells() if row.named),
        "period": frozenset(PERIODS_PER_YEAR),
    }
