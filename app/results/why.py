"""The way from an answer to a figure, told in the reader's language."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

from flask_babel import gettext
from flask_babel import gettext as _

import footprint_model as fm
from app.durations import DAYS_PER_YEAR, between, duration, list_unit
from app.i18n import country_in_sentence, number, percent, significant
from app.results.adding_up import Column
from app.results.breakdown import category_name, country_name_of, sector_name

ORIGINS_LISTED = 12
BADGES = ("answer", "measured", "modelled", "assumed")


class ToldStep(NamedTuple):
    """One step: the sentence, the badge of what it rests on, its sources with their numbers."""

    id: str
    text: str
    badge: str
    sources: tuple[tuple[int, fm.Source], ...]


class Evidence(NamedTuple):
    """What a figure rests on: how many of its steps carry which badge."""

    badge: str
    counts: tuple[tuple[str, int], ...]


class Figure(NamedTuple):
    """The figure itself, in words; `range` is empty where only the middle is estimated."""

    amount: str
    range: str


class Part(NamedTuple):
    """A part with an explanation of its own."""

    id: str
    name: str
    amount: str


class Whole(NamedTuple):
    """Every part of the whole number, in one unit, as in the tables of the result."""

    unit: str
    categories: tuple[Part, ...]
    origins: tuple[Part, ...]
    sectors: tuple[Part, ...]


def told(trace: fm.Trace) -> list[ToldStep]:
    """Every step of a trace as a sentence with its sources."""
    numbered = {
        source.key: (place, source) for place, source in enumerate(sources_of(trace), start=1)
    }
    return [
        ToldStep(
            step.id,
            sentence_of(step),
            badge(step),
            tuple(numbered[key] for key in step.sources),
        )
        for step in trace.steps
    ]


def sentence_of(step: fm.Step) -> str:
    """A step in words; some begin with a country, whose “the” is then large."""
    text = fm.sentence(step, gettext, significant_figures, country_in_sentence, share, time)
    return text[:1].upper() + text[1:]


def badge(step: fm.Step) -> str:
    """What a step rests on: what the visitor said is neither measured nor assumed."""
    if step.basis == "measured" and not step.sources:
        return "answer"
    return "modelled" if step.basis == "derived" else step.basis


def badge_name(kind: str) -> str:
    """The badge in words."""
    return {
        "answer": _("Your answer"),
        "measured": _("Measured"),
        "modelled": _("Modelled"),
        "assumed": _("Assumed"),
    }[kind]


def evidence(trace: fm.Trace) -> Evidence:
    """The badge of a figure: every figure comes out of the model, on what its steps rest."""
    counts = Counter(badge(step) for step in trace.steps[:-1])
    return Evidence(
        badge(trace.steps[-1]), tuple((kind, counts[kind]) for kind in BADGES if counts[kind])
    )


def sources_of(trace: fm.Trace) -> list[fm.Source]:
    """Every source of a trace, in order of appearance."""
    by_key = {source.key: source for source in fm.sources()}
    return [by_key[key] for key in trace.sources]


def written(trace: fm.Trace) -> Figure:
    """The figure that a trace leads to."""
    days = trace.person_years.times(DAYS_PER_YEAR)
    alone = trace.steps[-1].id == "result_middle"
    return Figure(duration(days.central), "" if alone else between(days.low, days.high))


def parts_of_the_whole(estimate: fm.Estimate) -> Whole:
    """Every category, country and kind of work with its amount."""
    total = estimate.days_per_year.central
    unit = list_unit(total)
    column = Column(unit, total)

    def parts(rows: list[tuple[str, str, float]]) -> tuple[Part, ...]:
        days = [years * DAYS_PER_YEAR for _key, _name, years in rows]
        return tuple(
            Part(key, name, column.write(units, some=value > 0))
            for (key, name, _years), units, value in zip(
                rows, column.add_up(days), days, strict=True
            )
        )

    return Whole(
        unit,
        parts(
            [
                (row.category, category_name(row.category), row.person_years.central)
                for row in estimate.by_category
            ]
        ),
        parts(
            [
                (row.country, country_name_of(row.country), row.person_years)
                for row in estimate.by_origin
            ]
        ),
        parts(
            [(row.sector, sector_name(row.sector), row.person_years) for row in estimate.by_sector]
        ),
    )


def origins_of(estimate: fm.Estimate, category: str) -> tuple[Part, ...]:
    """The countries with most of a category, each with its share of it."""
    rows = [row for row in estimate.by_category_origin if row.category == category]
    whole = sum(row.person_years for row in rows)
    return tuple(
        Part(row.country, country_name_of(row.country), share(row.person_years / whole))
        for row in rows[:ORIGINS_LISTED]
    )


def significant_figures(value: float) -> str:
    """Three figures: enough to follow the arithmetic, not more than the estimate can bear."""
    if value == 0 or abs(value) >= 100:
        return significant(value, 3)
    return number(float(f"{value:.2e}"), 2 - math.floor(math.log10(abs(value))), least=0)


def time(person_years: float) -> str:
    """Time out of somebody's life, a year."""
    return duration(person_years * DAYS_PER_YEAR)


def share(value: float) -> str:
    """Per cent, with a decimal where a whole number would hide most of it."""
    return percent(value, 0 if value >= 0.1 else 1)
