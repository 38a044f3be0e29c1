"""A link to come back, made only when somebody asks for it. Nothing is stored: the link carries the
signed answers themselves, and whoever has the link can see them."""

from __future__ import annotations

import msgspec
from flask import render_template, url_for
from flask_wtf import FlaskForm
from itsdangerous import BadData, SignatureExpired
from werkzeug import Response

from app.quiz import bp
from app.quiz.answers import Answers
from app.quiz.responses import private, saved
from app.quiz.state import (
    MAX_BYTES,
    Payload,
    StateError,
    answers_of,
    load_answers,
    payload_of,
    serializer,
)

DAYS = 30
SALT = "quiz-link"  # a link is not a cookie: neither is taken for the other


class LinkError(Exception):
    """The link carries no answers that we can read."""


class LinkExpired(LinkError):
    """The link is older than its days."""


def link_token(answers: Answers) -> str:
    """The signed answers as they stand in a link."""
    return serializer(SALT).dumps(payload_of(answers))


def read_link(token: str) -> Answers:
    """The answers in a link. Raises LinkExpired, LinkError."""
    if len(token) > MAX_BYTES:
        raise LinkError
    try:
        found = serializer(SALT).loads(token, max_age=DAYS * 24 * 60 * 60)
        payload = msgspec.convert(found, type=Payload)
    except SignatureExpired as error:
        raise LinkExpired from error
    except (BadData, msgspec.ValidationError) as error:
        raise LinkError from error
    return answers_of(payload)


@bp.route("/quiz/keep", methods=["GET", "POST"])
def keep() -> Response:
    """Say what a private link is; make one when asked."""
    answers = load_answers()
    link = ""
    if answers and FlaskForm().validate_on_submit():
        link = url_for("quiz.kept", token=link_token(answers), _external=True)
    page = private(render_template("quiz/keep.html", answers=answers, link=link, days=DAYS))
    if link:
        page.headers["Cache-Control"] = "no-store"
    return page


@bp.route("/quiz/kept/<token>", methods=["GET", "POST"])
def kept(token: str) -> Response:
    """Offer the answers of a link; take them on when asked, since they replace those here."""
    try:
        found = read_link(token)
    except LinkError as error:
        expired = isinstance(error, LinkExpired)
        page = render_template("quiz/kept.html", found=None, expired=expired, days=DAYS)
        return private(page, 410 if expired else 400)
    if FlaskForm().validate_on_submit():
        return saved(found, url_for("quiz.review"))
    try:
        here = load_answers()
    except StateError:
        here = Answers()
    page = private(
        render_template("quiz/kept.html", found=found, replaces=len(here) > 0 and here != found)
    )
    page.headers["Cache-Control"] = "no-store"
    return page
