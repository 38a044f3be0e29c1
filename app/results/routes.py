"""Pages of the result. Everything is computed from the signed answers in the visitor's browser."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask_babel import gettext
from werkzeug import Response

import footprint_model as fm
from app import charts
from app.actions import actions_for
from app.actions.cards import cards
from app.durations import DAYS_PER_YEAR, UNITS_PER_DAY
from app.geography import world_map
from app.i18n import country_name
from app.quiz.answers import NoAnswers
from app.quiz.model_input import to_consumption
from app.quiz.ranking import best_open
from app.quiz.responses import private
from app.quiz.state import load_answers
from app.results import bp, fragments
from app.results.addresses import addresses
from app.results.breakdown import (
    breakdown,
    category_name,
    category_rows,
    flow_rows,
    largest_categories,
    low_confidence,
    narrowing,
    sector_name,
)
from app.results.downloads import result_csv, result_json
from app.results.headline import headline
from app.results.plotly_assets import style_ids
from app.results.tables import tables

ACTIONS_SHOWN = 3


@bp.context_processor
def parts_of_pages() -> dict[str, object]:
    """What the templates of this blueprint call."""
    return {
        "kept": fragments.kept,
        "cards": cards,
        "fragments": fragments,
        "model_version": fm.MODEL_VERSION,
        "data_version": fm.data_version(),
    }


@bp.errorhandler(NoAnswers)
def ask_first(_: NoAnswers) -> Response:
    """Without a country there is nothing to estimate: begin with the questions."""
    return redirect(url_for("quiz.start"))


@bp.get("/result")
def result() -> Response:
    """The estimate, what it is made of, and what can be done."""
    answers = load_answers()
    consumption = to_consumption(answers)
    estimate = fm.estimate(consumption)
    open_ = best_open(answers)
    return private(
        render_template(
            "results/result.html",
            estimate=estimate,
            headline=headline(estimate),
            parts=breakdown(estimate),
            tables=tables(estimate, open_),
            why=addresses(),
            country=country_name(estimate.country),
            drawing=world_map(),
            actions=actions_for(largest_categories(estimate), estimate.country)[:ACTIONS_SHOWN],
            narrowing=narrowing(open_),
            low_confidence=gettext(low_confidence(consumption) or "-").removeprefix("-"),
            notes=[gettext(note) for note in estimate.notes],
        )
    )


@bp.get("/result/explore")
def explore() -> Response:
    """The same numbers as charts one can turn over; the drawing library loads only when asked."""
    estimate = fm.estimate(to_consumption(load_answers()))
    parts = breakdown(estimate)
    words = charts.Words(
        category=category_name,
        country=country_name,
        sector=sector_name,
        you=gettext("Your purchases"),
        average=gettext("Average where you live"),
        elsewhere=gettext("Other countries"),
        other=gettext("Everything else"),
        unit=gettext("hours a year") if parts.unit == "hours" else gettext("days a year"),
        per_person_year=DAYS_PER_YEAR * UNITS_PER_DAY[parts.unit],
    )
    return private(
        render_template(
            "results/explore.html",
            estimate=estimate,
            parts=parts,
            categories=category_rows(estimate, parts.unit),
            flows=flow_rows(estimate, parts.unit),
            figures=charts.figures(estimate, words),
            palettes=charts.PALETTES,
            style_ids=style_ids(),
            country=country_name(estimate.country),
        )
    )


@bp.get("/result.csv")
def download_csv() -> Response:
    """One's own result as a table."""
    text = result_csv(fm.estimate(to_consumption(load_answers())))
    return attachment("\ufeff" + text, "text/csv; charset=utf-8", "footprint.csv")


@bp.get("/result.json")
def download_json() -> Response:
    """One's own result with the answers behind it."""
    answers = load_answers()
    text = result_json(fm.estimate(to_consumption(answers)), answers)
    return attachment(text, "application/json; charset=utf-8", "footprint.json")


def attachment(text: str, content_type: str, name: str) -> Response:
    """A file to keep, never cached on the way."""
    response = private(text)
    response.headers["Content-Type"] = content_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
