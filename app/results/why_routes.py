"""Pages that explain a figure of the result: how it was made, step by step, down to the sources."""

from __future__ import annotations

from flask import abort, render_template, url_for
from flask_babel import gettext as _
from werkzeug import Response

import footprint_model as fm
from app.addresses import addresses
from app.i18n import country_in_sentence
from app.links import about_category, about_country, link
from app.quiz.model_input import to_consumption
from app.quiz.ranking import asked_categories
from app.quiz.responses import private
from app.quiz.state import load_answers
from app.results import bp
from app.results.breakdown import category_name, country_name_of, sector_name
from app.results.why import (
    badge_name,
    evidence,
    origins_of,
    parts_of_the_whole,
    sources_of,
    told,
    written,
)


def page(trace: fm.Trace, title: str, **more: object) -> Response:
    """One figure explained."""
    return private(
        render_template(
            "results/why.html",
            trace=trace,
            title=title,
            figure=written(trace),
            evidence=evidence(trace),
            steps=told(trace),
            sources=sources_of(trace),
            why=addresses(),
            badge_name=badge_name,
            **more,
        )
    )


def person() -> fm.Consumption:
    """The visitor, as the model sees them."""
    return to_consumption(load_answers())


@bp.get("/result/why")
@bp.get("/result/why/<category>")
def why(category: str | None = None) -> Response:
    """The whole number or one category, and the way to its parts."""
    if category is not None and category not in {row.id for row in fm.categories()}:
        abort(404)
    consumption = person()
    trace = fm.explain(consumption, category)
    estimate = fm.estimate(consumption)
    if category is None:
        return page(trace, _("How your number is made"), whole=parts_of_the_whole(estimate))
    return page(
        trace,
        category_name(category),
        category=category,
        asked=category in asked_categories(),
        origins=origins_of(estimate, category),
        read_on=[about_category(category, consumption.country)],
    )


@bp.get("/result/why/<category>/<iso3>")
def why_category_origin(category: str, iso3: str) -> Response:
    """What one category has from one country."""
    known = {row.id for row in fm.categories()}
    if category not in known or iso3 not in {row.iso3 for row in fm.countries()}:
        abort(404)
    consumption = person()
    return page(
        fm.explain(consumption, category, iso3),
        _(
            "%(category)s, from %(country)s",
            category=category_name(category),
            country=country_in_sentence(iso3),
        ),
        category_name=category_name(category),
        read_on=[about_category(category, consumption.country), about_country(iso3)],
    )


@bp.get("/result/why/origin/<iso3>")
def why_origin(iso3: str) -> Response:
    """What comes from one country."""
    if iso3 not in {row.iso3 for row in fm.countries()}:
        abort(404)
    consumption = person()
    return page(
        fm.explain(consumption, origin=iso3),
        _("Work in %(country)s", country=country_in_sentence(iso3)),
        read_on=[
            link(url_for("results.explore_country", iso3=iso3), _("What it is in")),
            about_country(iso3),
        ],
    )


@bp.get("/result/why/kind/<sector>")
def why_work(sector: str) -> Response:
    """One kind of work."""
    if sector not in {row.id for row in fm.sectors()}:
        abort(404)
    consumption = person()
    return page(fm.explain(consumption, sector=sector), sector_name(sector))


@bp.get("/result/why/average")
def why_average() -> Response:
    """The average where the person lives."""
    consumption = person()
    name = country_name_of(consumption.country)
    return page(
        fm.explain_average(consumption),
        _("The average where you live: %(country)s", country=name),
        read_on=[about_country(consumption.country)],
    )


@bp.get("/result/why/people")
def why_people() -> Response:
    """One in so many people, the town and the long life."""
    consumption = person()
    return page(fm.explain_people(consumption), _("From time to people"))


@bp.get("/result/why/range")
def why_range() -> Response:
    """The two ends."""
    consumption = person()
    return page(fm.explain_range(consumption), _("Why there is a range"))


@bp.get("/result/why/in-your-name")
def why_in_your_name() -> Response:
    """What governments and investors buy."""
    consumption = person()
    return page(
        fm.explain_in_your_name(consumption),
        _("Bought in your name"),
        read_on=[
            link(url_for("actions.index", _anchor="public_purchasing"), _("Ask your institution"))
        ],
    )
