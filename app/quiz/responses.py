"""Answers to requests about answers: never kept by a shared cache."""

from __future__ import annotations

from flask import make_response, redirect, request
from werkzeug import Response

from app.quiz.answers import Answers
from app.quiz.state import save


def private(body: str, status: int = 200) -> Response:
    """A page with answers in it."""
    response = make_response(body, status)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def saved(answers: Answers, where: str) -> Response:
    """Keep the answers in the browser and go on."""
    response = redirect(where, 303)
    save(response, answers)
    return response


def then_asked() -> str:
    """Where a question was opened from."""
    return request.args.get("then", "")
