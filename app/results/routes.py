"""Pages of the result. Everything is computed from the signed answers in the visitor's browser."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import redirect, render_template, url_for
from flask_babel import gettext
from werkzeug import Response

import footprint_model as fm
from app.actions import ranked
from app.actions.cards import cards, short_rows
from app.actions.ranking import FIRST
from app.actions.visitor import ruled_out
from app.addresses import addresses
from app.campaigns.joining import offer
from app.classes.offering import offer as class_offer
from app.geography import world_map
from app.i18n import country_name
from app.quiz.answers import NoAnswers
from app.quiz.model_input import to_consumption
from app.quiz.ranking import best_open
from app.quiz.responses import private
from app.quiz.state import load_answers
from app.results import bp, fragments
from app.results.breakdown import (
    breakdown,
    low_confidence,
    narrowing,
)
from app.results.downloads import attachment, result_csv
from app.results.headline import headline
from app.results.result_file import written
from app.results.tables import tables


@bp.context_processor
def parts_of_pages() -> dict[str, object]:
    """What the templates of this blueprint call."""
    return {
        "cards": cards,
        "fragments": fragments,
        "short_rows": short_rows,
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
    open_ = best_open(answers, consumption)
    campaign = offer(answers, estimate.country)
    school_class = class_offer(answers)
    page = private(
        render_template(
            "results/result.html",
            answers=answers,
            estimate=estimate,
            headline=headline(estimate),
            parts=breakdown(estimate),
            tables=tables(estimate, open_),
            why=addresses(),
            country=country_name(estimate.country),
            drawing=world_map(),
            actions=ranked(estimate, ruled_out(answers))[:FIRST],
            narrowing=narrowing(open_),
            low_confidence=gettext(low_confidence(consumption) or "-").removeprefix("-"),
            notes=[gettext(note) for note in estimate.notes],
            offer=campaign,
            class_offer=school_class,
        )
    )
    if campaign or school_class:
        page.headers["Cache-Control"] = "no-store"  # who comes back by "Back" is not asked again
    return page


@bp.get("/result.csv")
def download_csv() -> Response:
    """One's own result and answers as a table."""
    answers = load_answers()
    text = result_csv(fm.estimate(to_consumption(answers)), answers)
    return attachment("\ufeff" + text, "text/csv; charset=utf-8", "footprint.csv")


@bp.get("/result.json")
def download_json() -> Response:
    """One's own result with the answers behind it, to compare with later."""
    answers = load_answers()
    data = written(answers, fm.estimate(to_consumption(answers)))
    name = f"footprint-{datetime.now(UTC).date()}.json"
    return attachment(data, "application/json; charset=utf-8", name)
