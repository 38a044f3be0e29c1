"""One cookie is enough for whoever answers, and pages that need none set none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask import Flask, Response, request_finished
from flask.testing import FlaskClient

from app.quiz.state import COOKIE
from tests.answered import visitor
from tests.campaigning import make_campaign  # noqa: F401
from tests.classing import make_class  # noqa: F401
from tests.pages import Pages
from tests.sharing import share  # noqa: F401

LONGEST = 40  # questions on a path


@pytest.fixture
def cookies(app: Flask) -> Iterator[list[str]]:
    """The names of all cookies that any answer of the site sets or deletes, in order."""
    found: list[str] = []

    def note(_site: Flask, response: Response, **_more: object) -> None:
        found.extend(one.partition("=")[0] for one in response.headers.getlist("Set-Cookie"))

    with request_finished.connected_to(note, app):
        yield found


def answer_all(page: Pages, soup: BeautifulSoup) -> BeautifulSoup:
    """Say "don't know" wherever one can."""
    for _question in range(LONGEST):
        form = soup.select_one("form.question__form")
        if not form:
            return soup
        sent = {box["name"]: "usual" for box in form.select("input[value=usual]")}
        if form.select_one("[name=country]"):
            sent["country"] = "GBR"
        soup = page.post(page.response.request.path, sent | {"go": "next"})
    raise AssertionError("the questions do not end")


def test_a_pupil_from_the_code_to_sending(page: Pages, make_class, cookies):  # noqa: F811
    made = make_class()
    soup = page(f"/join/{made.code}", follow_redirects=True)
    assert soup.h1.get_text() == "You have found your class"
    soup = page.post(f"/en/class/join/{made.code}", {"answers": "new"})
    assert soup.select_one("form.question__form")
    soup = answer_all(page, soup)
    assert page.response.request.path == "/en/result"
    assert soup.select_one("#send-to-class")
    soup = page.post("/en/class/send", {"own_0": "1"}, form_at="/en/result")
    assert soup.h1.get_text() == "Sent. Thank you."
    assert set(cookies) == {COOKIE}


def test_a_visitor_from_the_start_to_the_result(page: Pages, cookies):
    page("/en/")
    assert cookies == []
    soup = answer_all(page, page("/en/quiz/", follow_redirects=True))
    assert page.response.request.path == "/en/result"
    assert soup.select_one(".hero__amount")
    page("/en/quiz/review")
    page.post("/en/quiz/forget", form_at="/en/quiz/review")
    assert set(cookies) == {COOKIE}
    assert [one.key for one in page.client._cookies.values()] == [COOKIE]


NONE_NEEDED = (
    "/",
    "/en/",
    "/en/help",
    "/en/help/GBR",
    "/en/signs",
    "/en/privacy",
    "/en/method",
    "/en/sources",
    "/en/class",
    "/en/class/join",
    "/join",
    "/embed/quiz",
    "/embed/quiz?for=school",
    "/health",
    "/static/css/base.css",
    "/en/nothing",
)


@pytest.mark.parametrize("answered", [False, True], ids=["nobody", "somebody"])
@pytest.mark.parametrize("path", NONE_NEEDED)
def test_pages_that_need_no_cookie(client: FlaskClient, cookies, path: str, answered: bool):
    if answered:
        visitor(client)
    cookies.clear()
    client.get(path).close()
    assert cookies == []


def test_what_others_share_needs_no_cookie(
    app: Flask,
    page: Pages,
    share,  # noqa: F811
    make_campaign,  # noqa: F811
    cookies,
):
    shared = share("headline", "top")
    slug = make_campaign()
    cookies.clear()
    stranger = app.test_client()
    for path in (
        shared.page,
        f"{shared.page}/card.png",
        f"/embed/r/{shared.key}",
        f"/en/c/{slug}",
        f"/embed/c/{slug}",
    ):
        assert stranger.get(path).status_code == 200, path
    soup = BeautifulSoup(stranger.get("/embed/quiz").data, "html.parser")
    state = soup.select_one("[name=state]")["value"]
    sent = {"state": state, "country": "GBR", "go": "next"}
    assert stranger.post("/embed/quiz", data=sent).status_code == 200
    assert cookies == []
