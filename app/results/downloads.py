"""One's own result as a table (CSV), made on the spot; nothing is kept."""

from __future__ import annotations

import csv
import io

from flask import Response, make_response
from flask_babel import gettext as _

from app.durations import DAYS_PER_YEAR
from app.i18n import country_name, number
from app.quiz import questions as q
from app.quiz.answers import Answers
from app.quiz.model_input import items_by_id
from app.quiz.wording import answer_in_words
from app.results.breakdown import category_name, sector_name
from footprint_model import Estimate

COLUMNS = (
    "part",
    "id",
    "name",
    "person_years",
    "person_years_low",
    "person_years_high",
    "days_per_year",
    "average_person_years",
    "answered",
    "answer",
    "model_version",
    "data_version",
)
RISKY_FIRST_CHARACTERS = ("=", "+", "-", "@", "\t", "\r")


def result_csv(estimate: Estimate, answers: Answers) -> str:
    """One row per total, category, country of work, producing sector, answer and listed thing."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()

    def row(part, key, name, central="", low="", high="", average="", answered="", answer=""):
        writer.writerow(
            {
                "part": part,
                "id": key,
                "name": cell(name),
                "person_years": central,
                "person_years_low": low,
                "person_years_high": high,
                "days_per_year": "" if central == "" else central * DAYS_PER_YEAR,
                "average_person_years": average,
                "answered": answered,
                "answer": cell(answer),
                "model_version": estimate.model_version,
                "data_version": estimate.data_version,
            }
        )

    total, average = estimate.person_years, estimate.average_person_years
    named = estimate.in_your_name.person_years
    home = country_name(estimate.country)
    row(
        "your_purchases",
        estimate.country,
        home,
        total.central,
        total.low,
        total.high,
        average.central,
    )
    row("in_your_name", estimate.country, home, named.central, named.low, named.high)
    for one in estimate.by_category:
        years = one.person_years
        row(
            "category",
            one.category,
            category_name(one.category),
            years.central,
            years.low,
            years.high,
            one.average_person_years,
            "yes" if one.answered else "no",
        )
    for one in estimate.by_origin:
        row("origin", one.country, country_name(one.country), one.person_years)
    for one in estimate.by_sector:
        row("sector", one.sector, sector_name(one.sector), one.person_years)
    for question in q.by_id().values():
        if question.id in answers:
            said = answer_in_words(question, answers.get(question.id))
            row("answer", question.id, _(question.short), answer=said)
    for name, amount in answers.items.items():
        row("listed", name, _(items_by_id()[name].name), answer=number(amount, 2, least=0))
    return out.getvalue()


def cell(text: str) -> str:
    """A text no spreadsheet will run as a formula."""
    return f"'{text}" if text.startswith(RISKY_FIRST_CHARACTERS) else text


def attachment(data: str | bytes, content_type: str, name: str) -> Response:
    """A file to keep, never cached on the way."""
    response = make_response(data)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Type"] = content_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
