"""The estimate as it stands while questions are answered: context, not a score."""

from __future__ import annotations

from dataclasses import dataclass

import footprint_model as fm
from app.durations import DAYS_PER_YEAR, duration
from app.i18n import country_name
from app.quiz.answers import Answers, NoAnswers
from app.quiz.model_input import in_order, to_consumption


@dataclass(frozen=True)
class SoFar:
    """The estimate in words, for the strip at the foot of a question."""

    amount: str
    average: str
    country: str
    answered: bool


def so_far(answers: Answers) -> SoFar | None:
    """The estimate with the answers given up to now; None before the country is known."""
    try:
        consumption = to_consumption(answers)
    except NoAnswers:
        return None
    moved = bool(answers.items) or any(
        question.targets and not question.targets[0].startswith(("country", "household_size"))
        for question, _answer in in_order(answers)
    )
    return SoFar(
        amount=duration(fm.central_person_years(consumption) * DAYS_PER_YEAR),
        average=duration(fm.average_person_years(consumption.country).central * DAYS_PER_YEAR),
        country=country_name(consumption.country),
        answered=moved,
    )
