"""The questions on paper, with a table to work the result out by hand.

An estimate is linear in what one buys, so one number for each answer is enough: minutes of
somebody's life for one cup a day. What no question asks is one line at the end.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from flask import render_template, request
from flask_babel import gettext
from werkzeug import Response
from werkzeug.exceptions import NotFound

import footprint_model as fm
from app.i18n import country_name
from app.quiz import bp
from app.quiz import questions as q
from app.quiz.answers import consumer_codes
from app.quiz.fields import unit_and_period
from app.quiz.places import country_choices
from app.quiz.responses import private

MINUTES = 365 * 24 * 60
DEFAULT_COUNTRY = "USA"
SETS = ("quick", "youth")


class Line(NamedTuple):
    """One answer of the sheet: what to multiply by how many minutes.

    ``shared``: divide by the people at home. ``used``: part of what the used share takes from.
    """

    question: q.Question
    label: str
    minutes: float
    shared: bool
    used: bool


class Sheet(NamedTuple):
    """A worksheet for one country: lines to fill in, and minutes that no line holds."""

    country: str
    lines: tuple[Line, ...]
    rest: float
    used_counts: float


@bp.get("/quiz/paper")
def paper() -> Response:
    """The worksheet of a country, to print."""
    which = request.args.get("set", "quick")
    country = request.args.get("country", DEFAULT_COUNTRY)
    if which not in SETS or country not in consumer_codes():
        raise NotFound
    return private(
        render_template(
            "quiz/paper.html",
            asked=asked_on_paper(which),
            sheet=sheet(country, which),
            which=which,
            countries=country_choices(consumer_codes()),
            country=country,
            where=country_name(country),
            period_words=period_words,
            model_version=fm.MODEL_VERSION,
            data_version=fm.data_version(),
        )
    )


def asked_on_paper(which: str) -> list[q.Question]:
    """The questions of a sheet: all of the path but the country, which is printed on it."""
    return [question for question in _path(which) if not isinstance(question, q.Country)]


def period_words(question: q.Question) -> str:
    """How an amount is counted, such as "cups a day", with the period where the unit has none."""
    unit = gettext(getattr(question, "unit", ""))
    if not isinstance(question, q.Number) or not question.periods:
        return unit
    return unit_and_period(unit, question.period)


@cache
def sheet(country: str, which: str) -> Sheet:
    """What one of each answer adds, and what remains when all of them are nothing."""
    asked = _path(which)
    items = [target.name for question in asked for target in _quantities(question)]
    nothing = dict.fromkeys(items, 0.0)
    people = fm.estimate(fm.Consumption(country, quantities_per_year=nothing))
    rest = people.person_years.central
    used = _used_categories(asked)
    lines = []
    for question in asked:
        for label, amounts in _answers(question):
            one = fm.estimate(fm.Consumption(country, quantities_per_year=nothing | amounts))
            by_id = {item.id: item for item in fm.items()}
            shared = any(by_id[name].per_household for name in amounts)
            minutes = (one.person_years.central - rest) * MINUTES
            lines.append(
                Line(
                    question,
                    label,
                    minutes * (_home() if shared else 1),
                    shared,
                    any(by_id[name].category in used for name in amounts),
                )
            )
    return Sheet(country, tuple(lines), rest * MINUTES, 1 - _left())


def _answers(question: q.Question) -> list[tuple[str, dict[str, float]]]:
    """What each line multiplies: one unit of a count, or each option of a choice."""
    targets = _quantities(question)
    if not targets:
        return []
    if isinstance(question, q.Choice):
        return [
            (option.label, {t.name: float(option.means) * t.factor for t in targets})
            for option in question.options
        ]
    per_year = question.per_year if isinstance(question, q.Number) else 1.0
    return [("", {target.name: per_year * target.factor for target in targets})]


def _quantities(question: q.Question) -> list[q.Target]:
    targets = [q.read_target(text) for text in question.targets]
    return [target for target in targets if target.kind == "quantity"]


def _used_categories(asked: tuple[q.Question, ...]) -> set[str]:
    """Categories that the share bought used speaks of."""
    targets = [q.read_target(text) for question in asked for text in question.targets]
    return {t.name for t in targets if t.kind == "modifier" and t.modifier == "used_share"}


def _path(which: str) -> tuple[q.Question, ...]:
    return q.youth_path() if which == "youth" else q.quick_path()


def _home() -> float:
    return _parameter("household_size_unknown")


def _left() -> float:
    return _parameter("used_life_left")


def _parameter(name: str) -> float:
    return next(row.central for row in fm.parameters() if row.name == name)
