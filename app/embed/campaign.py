"""A campaign's frame: its name and colours, the questions, and the way to be counted, cookie-free.

The random number by which somebody is counted once travels with the answers, in the signed text.
"""

from __future__ import annotations

from typing import NamedTuple

from flask import Response, g, make_response, render_template, request

import footprint_model as fm
from app.campaigns import lifetime
from app.campaigns.joining import for_campaign, join, limit
from app.campaigns.public import found, language, logo_size, way
from app.campaigns.settings import Settings, decode
from app.embed import bp
from app.embed.quiz import conversation, nothing_yet, read_state, unkept
from app.embed.routes import frame_language
from app.extensions import csrf, limiter
from app.groups.today import today
from app.models import Campaign
from app.quiz.model_input import to_consumption
from app.quiz.state import Tampered


class Framed(NamedTuple):
    """Whose frame it is."""

    campaign: Campaign
    settings: Settings
    logo: tuple[int, int] | None
    counting: bool
    over: bool


@bp.route("/embed/c/<slug>", methods=["GET", "POST"])
@csrf.exempt
def campaign(slug: str) -> Response:
    """The questions, and the result with the question whether to be counted."""
    settings = framed(slug).settings
    return conversation(for_campaign(nothing_yet(), slug, "embed", way(settings)))


@bp.post("/embed/c/<slug>/add")
@csrf.exempt
@limiter.shared_limit(limit, scope="campaigns")
def add(slug: str) -> Response:
    """Count somebody who said so, and say what became of it.

    As with the questions, whoever sends the form has the signed answers: there is no cookie that
    another site could make use of.
    """
    here = framed(slug)
    answers, _question = read_state(request.form.get("state", ""))
    if answers.joining is None or answers.country is None:
        raise Tampered  # not from the form at the end of a result
    if not here.counting:
        return said("closed", 409)
    estimate = fm.estimate(to_consumption(answers))
    new = join(here.campaign, answers.joining, estimate, request.form.getlist("pledge"))
    return said("yes" if new else "already", 200)


def framed(slug: str) -> Framed:
    """The campaign, known to every template of the frame."""
    row = found(slug)
    settings = decode(row.settings)
    frame_language(language(settings) or "")
    over = today() > row.ends_on
    g.framed_campaign = Framed(row, settings, logo_size(row), lifetime.counts_now(row), over)
    return g.framed_campaign


def said(outcome: str, status: int) -> Response:
    """What became of it."""
    page = render_template("embed/counted.html", outcome=outcome)
    return unkept(make_response(page, status))
