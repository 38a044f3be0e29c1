"""The link to come back: made when asked, read for thirty days, nothing stored."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import pytest
from flask import Flask

from app.quiz import state
from app.quiz.answers import Answers
from app.quiz.private_link import DAYS, LinkError, link_token, read_link
from tests.answered import SOME, token, visitor
from tests.pages import Pages


def test_nothing_to_keep_without_answers(page: Pages):
    soup = page("/en/quiz/keep")
    assert "no answers to keep" in soup.main.text
    assert not soup.select_one("main form")


def test_a_link_is_made_only_when_asked_and_brings_the_answers_back(page: Pages):
    visitor(page.client)
    soup = page("/en/quiz/keep")
    assert "kept/" not in str(soup)
    assert "can see your answers" in soup.main.text
    made = page.post("/en/quiz/keep")
    assert page.response.headers["Cache-Control"] == "no-store"
    link = urlsplit(made.select_one("#link").text)
    page.client.delete_cookie(state.COOKIE)
    offered = page(link.path)
    assert "5 answers" in offered.main.text
    assert "replace" not in offered.main.text
    assert "Nothing is answered yet" in page("/en/quiz/review").text
    page.post(link.path)
    assert page.response.request.path == "/en/quiz/review"
    assert "2 cups a day" in page("/en/quiz/review").find(id="coffee").text


def test_answers_of_this_browser_are_not_replaced_unasked(page: Pages, app: Flask):
    visitor(page.client, {"country": "KEN"})
    with app.test_request_context("/en/"):
        link = link_token(Answers(SOME))
    assert "they replace the answers" in page(f"/en/quiz/kept/{link}").main.text
    assert "Kenya" in page("/en/quiz/review").find(id="country").text


def test_an_old_or_broken_link_says_so_and_keeps_what_is_here(
    page: Pages, app: Flask, monkeypatch: pytest.MonkeyPatch
):
    visitor(page.client)
    with app.test_request_context("/en/"):
        link = link_token(Answers(SOME))
    assert "could not be read" in page(f"/en/quiz/kept/{link[:-4]}", 400).h1.text
    now = time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + (DAYS + 1) * 86_400)
    assert "has ended" in page(f"/en/quiz/kept/{link}", 410).h1.text
    monkeypatch.undo()
    assert page("/en/quiz/review").find(id="coffee")


def test_a_cookie_is_not_a_link(app: Flask):
    cookie = token(app, SOME)
    with app.test_request_context("/en/"), pytest.raises(LinkError):
        read_link(cookie)
