"""Visitors with answers: the signed cookie that the questions would have left."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page

from app.quiz import questions as q
from app.quiz import state
from app.quiz.answers import NONE, USUAL, Answers

TOKEN = "a token of the tests"
SOME: dict[str, Any] = {
    "country": "USA",
    "household": 2,
    "coffee": 2,
    "tops": 10,
    "phones": [1, 3],
}


def everything_at(extreme: str, country: str = "USA") -> dict[str, Any]:
    """An answer to every question: the "max", "none" (zero) or "usual" (don't know).

    Where there can be no such answer: the largest, or don't know.
    """
    found: dict[str, Any] = {}
    for question in q.by_id().values():
        if isinstance(question, q.Block):
            continue
        found[question.id] = _at(extreme, question)
    return {**found, "country": country}


def _at(extreme: str, question: q.Question) -> Any:
    if extreme == "usual" or (extreme == "none" and not question.none):
        return USUAL
    if extreme == "none":
        return NONE if isinstance(question, q.Choice | q.Multi) else 0
    match question:
        case q.Country():
            return "CHN"
        case q.Choice():
            return question.options[-1].id
        case q.Multi():
            return [option.id for option in question.options]
        case q.Grid():
            return {row.id: row.max for row in question.rows}
        case q.OwnedAndYears():
            return [question.max, question.years_min]
        case _:
            return question.max


def signed(app: Flask, answers: Answers) -> str:
    """The text of a cookie with these answers; they are never kept without the token for forms."""
    with app.test_request_context("/en/"):
        held = {"answers": state.payload_of(answers), "csrf_token": TOKEN}
        return str(state.serializer().dumps(held))


def token(app: Flask, values: dict[str, Any]) -> str:
    return signed(app, Answers(values))


def answer(client: FlaskClient, answers: Answers) -> None:
    """Put these answers into the client's cookie, beside the token for forms."""
    with client.session_transaction() as held:
        held["answers"] = state.payload_of(answers)
        held.setdefault("csrf_token", TOKEN)


def visitor(client: FlaskClient, values: dict[str, Any] | None = None) -> FlaskClient:
    """The client, with these answers in its cookie."""
    answer(client, Answers(values or SOME))
    return client


def visit(tab: Page, app: Flask, address: str, values: dict[str, Any] | None = None) -> Page:
    """The browser tab, with these answers in its cookie."""
    cookie = {"name": state.COOKIE, "value": token(app, values or SOME), "url": address}
    tab.context.add_cookies([cookie])  # type: ignore[list-item]
    return tab
