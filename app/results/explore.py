"""The charts: a page to explore them, one country at a time, and each as a file to keep."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from flask import Response, abort, render_template, url_for

import footprint_model as fm
from app import charts
from app.about.contents import at
from app.durations import duration
from app.geography import world_map
from app.i18n import country_name
from app.links import category_link
from app.quiz.responses import private
from app.quiz.state import load_answers
from app.results import bp, chart_tables
from app.results.breakdown import (
    Bar,
    breakdown,
    category_bars,
    category_rows,
    plain_bars,
    sector_name,
    share,
)
from app.results.downloads import attachment
from app.results.pictures import (
    Pictures,
    among_residents,
    fitted_note,
    narrowed_sentence,
    pictures,
    residents_note,
)
from app.results.plotly_assets import style_ids

CATEGORIES_SHOWN = 20
CATEGORIES_OF_COUNTRY = 10
LEAST_OF_COUNTRY = 0.001  # a kind of work below this share is no more than the grain of the fit


class Part(NamedTuple):
    """One row of a country's page."""

    name: str
    person_years: float


@bp.get("/result/explore")
def explore() -> Response:
    """Every chart with its table; the drawing library loads only when asked."""
    shown = Pictures(load_answers())
    parts = breakdown(shown.estimate)
    return private(
        render_template(
            "results/explore.html",
            pictures=pictures(),
            shown=shown,
            parts=parts,
            categories=category_rows(shown.estimate, parts.unit),
            bars=category_bars(shown.estimate, parts.unit, CATEGORIES_SHOWN),
            stage_bars=stage_bars(shown),
            drawing=world_map(),
            fitted=fitted_note(),
            among=among_residents(shown.estimate),
            about_residents=residents_note(shown.crowd),
            narrowed=narrowed_sentence(shown.stages),
            at=at,
            palettes=charts.PALETTES,
            style_ids=style_ids(),
            country=country_name(shown.estimate.country),
        )
    )


@bp.get("/result/explore/<iso3>")
def explore_country(iso3: str) -> Response:
    """What one's purchases take from one country: in what, and through which work."""
    if iso3 not in {row.iso3 for row in fm.countries()}:
        abort(404)
    shown = Pictures(load_answers())
    home = shown.estimate.country
    found = fm.flows(shown.estimate).of_country(iso3)
    years = float(found.sum())
    categories = parts_of(
        found.sum(axis=1), [category_link(row.id, home) for row in fm.categories()]
    )
    sectors = [
        row
        for row in parts_of(found.sum(axis=0), [sector_name(row.id) for row in fm.sectors()])
        if row.person_years > LEAST_OF_COUNTRY * years
    ]
    return private(
        render_template(
            "results/country.html",
            shown=shown,
            name=country_name(iso3),
            iso3=iso3,
            is_home=iso3 == home,
            amount=duration(years * fm.DAYS),
            total=duration(shown.estimate.days_per_year.central),
            share=share(years, shown.estimate.person_years.central),
            categories=categories,
            category_bars=bars_of(categories[:CATEGORIES_OF_COUNTRY], shown.unit),
            sectors=sectors,
            sector_bars=bars_of(sectors, shown.unit),
            at=at,
            fitted=fitted_note(),
        )
    )


@bp.get("/result/charts/<name>.svg")
def chart_svg(name: str) -> Response:
    """A chart as a picture that stands alone."""
    if name not in pictures():
        abort(404)
    text = Pictures(load_answers()).in_file(name, url_for("pages.landing", _external=True))
    return attachment(text, "image/svg+xml; charset=utf-8", f"footprint-{name}.svg")


@bp.get("/result/charts/<name>.csv")
def chart_csv(name: str) -> Response:
    """A chart's numbers."""
    if name not in pictures():
        abort(404)
    text = chart_tables.chart_csv(Pictures(load_answers()), name)
    return attachment("\ufeff" + text, "text/csv; charset=utf-8", f"footprint-{name}.csv")


def parts_of(values: np.ndarray, names: list[str]) -> list[Part]:
    """Rows with anybody in them, largest first."""
    rows = [Part(name, value) for name, value in zip(names, values.tolist(), strict=True)]
    return sorted((row for row in rows if row.person_years > 0), key=lambda row: -row.person_years)


def bars_of(rows: list[Part], unit: str) -> tuple[Bar, ...]:
    """Bars without a range."""
    return plain_bars([("", row.name, row.person_years * fm.DAYS) for row in rows], unit)


def stage_bars(shown: Pictures) -> tuple[Bar, ...]:
    """The range at each stage, in per cent of the longest."""
    longest = max((row.high for row in shown.stage_rows), default=0.0)
    return tuple(
        Bar(
            id="",
            name=row.name,
            amount=row.amount,
            central=round(100 * share(row.central, longest), 1),
            low=round(100 * share(row.low, longest), 1),
            high=round(100 * share(row.high, longest), 1),
        )
        for row in shown.stage_rows
    )


# --- parts of the result page ---------------------------------------------------------------------


@bp.context_processor
def parts_of_result() -> dict[str, object]:
    """What results/_distribution.html calls."""
    return {"among_residents": among_residents}
