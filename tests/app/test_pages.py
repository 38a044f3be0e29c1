"""The start page and privacy; help has tests of its own."""

from __future__ import annotations

import re

import pytest

import footprint_model as fm
from app.durations import significant
from app.figures import figures
from app.i18n import number
from tests.pages import Pages

LANGUAGE_WORDS = re.compile(r"\bslaves?\b|!|\bvictims?\b", re.IGNORECASE)


def test_the_start_page_says_it_in_one_breath(page: Pages):
    soup = page("/en/")
    assert soup.h1.text == "How much forced labour is in what you buy?"
    start = soup.select_one(".hero a.button")
    assert start["href"] == "/en/quiz/"
    assert "About 4 minutes. No account. Nothing is stored." in soup.select_one(".hero").text
    assert len(soup.select(".promises .card")) == 3
    assert len(page.response.data) < 30_000


def test_the_dot_field_shows_the_models_own_number(page: Pages, app):
    expected = round(significant(fm.average("USA").one_in.central))
    soup = page("/en/")
    with app.test_request_context("/en/"):
        assert f"{number(expected)} people" in soup.select_one("figcaption").text
        assert number(expected) in soup.select_one("[role=img]")["aria-label"]


def test_the_headline_figure_has_its_year_and_source(page: Pages):
    figure = figures()["people_in_forced_labour"]
    kicker = page("/en/").select_one(".hero__kicker").text
    assert "27.6 million" in kicker
    assert str(figure.year) in kicker
    assert figure.publisher in kicker


@pytest.mark.parametrize("path", ["/en/", "/en/privacy", "/en/help"])
def test_every_page_leads_to_method_help_privacy_and_report(page: Pages, path: str):
    links = {link["href"].split("?")[0] for link in page(path).select("a[href]")}
    assert {"/en/method", "/en/sources", "/en/help", "/en/privacy", "/en/report"} <= links


@pytest.mark.parametrize(
    "path", ["/en/", "/en/privacy", "/en/help", "/en/help/GBR", "/en/signs", "/en/content-policy"]
)
def test_words_are_respectful(page: Pages, path: str):
    soup = page(path)
    for name in soup.select(".service, cite, .muted"):
        name.decompose()  # names of organisations and titles are theirs
    assert not LANGUAGE_WORDS.findall(soup.main.get_text(" "))


def test_privacy_names_the_cookies_that_are_set(page: Pages):
    named = {code.text for code in page("/en/privacy").select("code")}
    page.post("/en/quiz/country", {"country": "USA"})
    for question in ("country", "coffee"):
        page(f"/en/quiz/{question}")
    page.post("/en/checklist", {"state.canteen": "plan"})
    set_now = {cookie.key for cookie in page.client._cookies.values()}
    assert named == set_now == {"answers", "checklist"}
