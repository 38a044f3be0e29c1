"""Answers to requests about answers: never kept by a shared cache, and short on the way."""

from __future__ import annotations

import gzip

from flask import make_response, redirect, request
from werkzeug import Response

from app.quiz.answers import Answers
from app.quiz.state import save

LONG = 11_000  # bytes; only pages with many questions are longer


def private(body: str, status: int = 200) -> Response:
    """A page with answers in it."""
    sent = body.encode()
    long = len(sent) > LONG
    packed = long and "gzip" in request.accept_encodings
    response = make_response(gzip.compress(sent, 4, mtime=0) if packed else sent, status)
    response.headers["Cache-Control"] = "private, no-cache"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    if long:
        response.vary.add("Accept-Encoding")
    return response


def saved(answers: Answers, where: str) -> Response:
    """Keep the answers in the browser and go on."""
    save(answers)
    return redirect(where, 303)


def then_asked() -> str:
    """Where a question was opened from."""
    return request.args.get("then", "")
