"""The way from an answer to a figure, told in the reader's language."""

from __future__ import annotations

import math
from typing import NamedTuple

from flask_babel import gettext

import footprint_model as fm
from app.about.names import basis_name
from app.durations import DAYS_PER_YEAR, duration
from app.i18n import country_name, number, percent, significant


class ToldStep(NamedTuple):
    """One step: the sentence, what it rests on, and its sources."""

    id: str
    text: str
    basis: str
    sources: tuple[fm.Source, ...]


def told(trace: fm.Trace) -> list[ToldStep]:
    """Every step of a trace as a sentence with its sources."""
    sources = {source.key: source for source in fm.sources()}
    return [
        ToldStep(
            step.id,
            fm.sentence(step, gettext, significant_figures, country_name, share, time),
            basis_name(step.basis),
            tuple(sources[key] for key in step.sources),
        )
        for step in trace.steps
    ]


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
