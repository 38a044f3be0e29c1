"""Pages of the result. Everything is computed from the signed answers in the visitor's browser."""

from __future__ import annotations

from flask import Response, abort, make_response, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirect

import footprint_model as fm
from app import charts
from app.actions import ranked
from app.actions.cards import cards, short_rows
from app.actions.ranking import FIRST
from app.actions.visitor import ruled_out
from app.durations import DAYS_PER_YEAR, UNITS_PER_DAY
from app.geography import world_map
from app.i18n import country_name
from app.quiz.answers import NoAnswers
from app.quiz.model_input import to_consumption
from app.quiz.state import load_answers
from app.results import bp
from app.results.breakdown import (
    breakdown,
    category_name,
    flow_rows,
    low_confidence,
    narrowing,
    sector_name,
)
from app.results.downloads import result_csv, result_json
from app.results.fragments import category_table, kept, origin_table
from app.results.headline import headline
from app.results.plotly_assets import style_ids
from app.results.why import told


@bp.context_processor
def parts_of_pages() -> dict[str, object]:
    """What the templates of this blueprint call."""
    return {
        "kept": kept,
        "cards": cards,
        "short_rows": short_rows,
        "category_table": category_table,
        "origin_table": origin_table,
        "model_version": fm.MODEL_VERSION,
        "data_version": fm.data_version(),
    }


@bp.errorhandler(NoAnswers)
def ask_first(_: NoAnswers) -> Redirect:
    """Without a country there is nothing to estimate: begin with the questions."""
    return redirect(url_for("quiz.start"))


@bp.get("/result")
def result() -> Response:
    """The estimate, what it is made of, and what can be done."""
    answers = load_answers()
    consumption = to_consumption(answers)
    estimate = fm.estimate(consumption)
    return private(
        render_template(
            "results/result.html",
            estimate=estimate,
            headline=headline(estimate),
            parts=breakdown(estimate),
            country=country_name(estimate.country),
            drawing=world_map(),
            actions=ranked(estimate, ruled_out(answers))[:FIRST],
            narrowing=narrowing(answers),
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
            flows=flow_rows(estimate, parts.unit),
            figures=charts.figures(estimate, words),
            palettes=charts.PALETTES,
            style_ids=style_ids(),
            country=country_name(estimate.country),
        )
    )


@bp.get("/result/why")
@bp.get("/result/why/<category>")
def why(category: str | None = None) -> Response:
    """A figure traced back to its sources, step by step."""
    names = {row.id: gettext(row.name) for row in fm.categories()}
    if category is not None and category not in names:
        abort(404)
    return private(
        render_template(
            "results/why.html",
            steps=told(fm.explain(to_consumption(load_answers()), category)),
            category=names.get(category or ""),
            categories=names.items(),
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


def private(body: str) -> Response:
    """A page about one person: no shared cache may keep it."""
    response = make_response(body)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
