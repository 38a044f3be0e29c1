"""Taking part on the site: come through a campaign, see one's result, be counted if one wants."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug import Response

import footprint_model as fm
from app.campaigns import bp, lifetime
from app.campaigns.joining import for_campaign, join, limit
from app.campaigns.public import found, way
from app.campaigns.settings import decode
from app.extensions import limiter
from app.groups.today import today
from app.models import Campaign
from app.quiz.answers import NoAnswers
from app.quiz.model_input import to_consumption
from app.quiz.state import load_answers, save


@bp.errorhandler(NoAnswers)
def ask_first(_: NoAnswers) -> Response:
    """Without a result there is nothing to count."""
    return redirect(url_for("quiz.start"))


@bp.get("/c/<slug>/take-part")
def take_part(slug: str) -> Response:
    """Go to the questions, or to the result if there is one; the browser remembers for what."""
    campaign = found(slug)
    if not lifetime.counts_now(campaign):
        return redirect(url_for(".page", slug=slug))
    answers = load_answers()
    marked = for_campaign(answers, slug, "page", way(decode(campaign.settings)))
    save(marked)
    response = redirect(url_for("results.result" if answers.is_done else "quiz.start"))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/c/<slug>/add")
@limiter.shared_limit(limit, scope="campaigns")
def add(slug: str) -> ResponseReturnValue:
    """Count somebody who said so, and say what became of it."""
    campaign = found(slug)
    answers = load_answers()
    if not lifetime.counts_now(campaign):
        return closed(campaign)
    if answers.joining is None or not FlaskForm().validate_on_submit():
        return redirect(url_for(".take_part", slug=slug), 303)
    estimate = fm.estimate(to_consumption(answers))
    new = join(campaign, answers.joining, estimate, request.form.getlist("pledge"))
    return redirect(url_for(".page", slug=slug, counted="yes" if new else "already"), 303)


def closed(campaign: Campaign) -> Response:
    """Say that nobody is counted now, and that nothing was lost."""
    page = render_template(
        "campaigns/closed.html",
        campaign=campaign,
        settings=decode(campaign.settings),
        counting=False,
        over=today() > campaign.ends_on,
    )
    response = make_response(page, 409)
    response.headers["Cache-Control"] = "no-store"
    return response
