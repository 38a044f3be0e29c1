"""The start page, privacy and help."""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import footprint_model as fm
from app import support
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


@pytest.mark.parametrize("path", ["/en/", "/en/privacy", "/en/help"])
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
    cookies = ("answers", "session", "checklist")
    set_now = {name for name in cookies if page.client.get_cookie(name)}
    assert named == set_now == set(cookies)


# --- help -----------------------------------------------------------------------------------------


def test_help_begins_with_danger_and_the_way_out(page: Pages):
    soup = page("/en/help")
    leave = soup.select_one("[data-leave]")
    assert leave.name == "a"
    assert leave["href"].startswith("https://")
    assert "In danger now?" in soup.select_one(".lede").text


def test_a_country_shows_its_numbers_as_telephone_links(page: Pages):
    soup = page("/en/help?country=GBR")
    numbers = soup.find(id="numbers")
    assert [link["href"] for link in numbers.select("a.tel")] == ["tel:999"]
    assert "Modern Slavery & Exploitation Helpline" in numbers.text
    assert "Check before you rely on it" in numbers.text


def test_a_country_without_an_agreed_number_says_so(page: Pages):
    # Two public lists contradict each other on Nigeria.
    assert "NGA" not in support.emergency_numbers()
    assert page("/en/help?country=NGA").find(id="numbers").text.strip() == ""


def test_an_unknown_country_is_ignored(page: Pages):
    assert page("/en/help?country=<b>").find(id="numbers").text.strip() == ""


def test_no_service_number_is_shown_that_nobody_has_checked(page: Pages):
    shown = {link["href"] for link in page("/en/help").select(".service a[href^='tel:']")}
    checked = {
        f"tel:{row.phone.replace(' ', '')}"
        for row in support.services()
        if row.phone_to_show(datetime.now(UTC).date())
    }
    assert shown == checked


def service(**changes: str) -> support.Service:
    first = support.services()[0]
    values = {name: getattr(first, name) for name in first.__dataclass_fields__} | changes
    return support.Service(**values)


def test_a_checked_number_is_shown_for_a_year():
    checked = service(phone="0800 0 1", phone_checked_on="2026-03-01")
    assert checked.phone_to_show(date(2026, 12, 1)) == "0800 0 1"
    assert checked.phone_to_show(date(2027, 3, 2)) == ""
    assert checked.phone_to_show(date(2026, 2, 1)) == ""
    assert service(phone="0800 0 1", phone_checked_on="").phone_to_show(date(2026, 12, 1)) == ""


def test_old_or_undated_sources_are_marked():
    today = date(2026, 11, 23)
    assert service(source_date="").has_old_source(today)
    assert service(source_date="2021-02-08").has_old_source(today)
    assert not service(source_date="2025").has_old_source(today)


def test_rows_name_source_day_and_who_answers():
    from app.pages import AUDIENCES, WHO_ANSWERS

    for row in support.services():
        assert row.source
        assert date.fromisoformat(row.read_on)
        assert row.answers in WHO_ANSWERS
        assert row.audience in AUDIENCES
        assert row.url.startswith("https://")


def test_emergency_numbers_are_short_and_dated():
    path = Path(support.__file__).parent / "emergency_numbers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({row["iso3"] for row in rows}) >= 100
    for row in rows:
        assert re.fullmatch(r"\d{2,6}( \d{2,6})*", row["numbers"]), row
        assert date.fromisoformat(row["checked_on"])
    known = {row["iso3"]: row["numbers"] for row in rows}
    assert (known["USA"], known["DEU"], known["AUS"]) == ("911", "110 112", "000")
