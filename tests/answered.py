"""Visitors with answers: the signed cookie that the questions would have left."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page

from app.quiz import state
from app.quiz.answers import Answers

SOME: dict[str, Any] = {
    "country": "USA",
    "household": 2,
    "coffee": 2,
    "tops": 10,
    "phones": [1, 3],
}


def token(app: Flask, values: dict[str, Any]) -> str:
    with app.test_request_context("/en/"):
        return state.dumps(Answers(values))


def visitor(client: FlaskClient, values: dict[str, Any] | None = None) -> FlaskClient:
    """The client, with these answers in its cookie."""
    client.set_cookie(state.COOKIE, token(client.application, values or SOME))
    return client


def visit(tab: Page, app: Flask, address: str, values: dict[str, Any] | None = None) -> Page:
    """The browser tab, with these answers in its cookie."""
    cookie = {"name": state.COOKIE, "value": token(app, values or SOME), "url": address}
    tab.context.add_cookies([cookie])  # type: ignore[list-item]
    return tab
