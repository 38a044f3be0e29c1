"""Pages of cases: dated, sourced, with their doubts, and without firms."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.claims import date_words
from evidence.cases import cases
from tests.app.products.test_pages import MOST_BYTES, check_firms, text_of
from tests.pages import Pages


@pytest.mark.parametrize("name", list(cases()))
def test_every_case_shows_every_fact_with_date_status_and_source(page: Pages, name: str):
    case = cases()[name]
    soup = page(f"/en/cases/{name}")
    assert len(page.response.data) <= MOST_BYTES
    check_firms(soup)
    events = soup.select(".timeline__event")
    assert len(events) == len(case.facts)
    for event, fact in zip(events, case.facts, strict=True):
        words = text_of(event)
        assert fact.fact in words
        assert fact.publisher in words
        assert event.select_one("cite").get_text() == fact.title
        assert event.select_one(".tag").get_text()
        shown = event.select_one("time")
        assert (shown["datetime"] if shown else "") == fact.date
    assert len(soup.select("#changed li")) == len(case.story.changed)
    assert len(soup.select("#open li")) == len(case.story.not_known)
    assert len(soup.select("#helps .action")) == 4
    foot = text_of(soup.select_one(".known__foot"))
    assert "read in a copy in November 2026" in foot
    if case.count.names_a_firm:
        assert f"{case.count.names_a_firm} are left out because they name firms" in foot
    else:
        assert "None had to be left out" in foot
    if case.story.reply:
        assert case.story.reply in text_of(soup.select_one("#facts"))


def test_a_claim_before_a_court_is_called_one(page: Pages):
    words = text_of(page("/en/cases/fair_food").select_one("#facts"))
    assert "a claim before a court, not a judgment" in words


def test_dates_are_as_precise_as_their_source(app: Flask):
    with app.test_request_context("/en/"):
        assert date_words("2015-12-14") == "December 14, 2015"
        assert date_words("2017-01") == "January 2017"
        assert date_words("2020") == "2020"
        assert date_words("") == "undated"


def test_the_list_begins_with_the_prawns(page: Pages):
    soup = page("/en/cases")
    links = [a["href"] for a in soup.select(".case-card h2 a")]
    assert links == [f"/en/cases/{name}" for name in cases()]
    assert links[0].endswith("thai_shrimp")
    assert re.match(r"2015–2024", text_of(soup.select_one(".case-card p")))


def test_products_lead_to_their_cases_and_back(page: Pages):
    assert page("/en/products/shrimp").select_one("#cases a[href='/en/cases/thai_shrimp']")
    assert page("/en/goods/shrimp").select_one("#cases a[href='/en/cases/thai_shrimp']")
    more = page("/en/cases/thai_shrimp").select("#more a")
    assert {"/en/products/shrimp", "/en/goods/shrimp"} <= {a["href"] for a in more}


def test_an_unknown_case_leads_to_the_list(page: Pages):
    soup = page("/en/cases/malaysia_gloves_palm", status=404)
    assert len(soup.select("main a[href^='/en/cases/']")) == len(cases())


def test_a_case_may_be_kept(client: FlaskClient):
    first = client.get("/en/cases/uk_farms")
    assert first.headers["Cache-Control"].startswith("public")
    again = client.get("/en/cases/uk_farms", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_facts_can_be_taken_along_with_their_sources(client: FlaskClient):
    response = client.get("/en/cases/thai_shrimp.csv")
    assert response.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))
    facts = cases()["thai_shrimp"].facts
    assert [row["date"] for row in rows] == [fact.date for fact in facts]
    assert [row["title"] for row in rows] == [fact.title for fact in facts]
    assert all(row["claim"] and row["publisher"] for row in rows)
    assert client.get("/en/cases/nothing.csv").status_code == 404
