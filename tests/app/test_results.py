"""The result page: its numbers, its pictures, its weight, and the odd cases."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

import footprint_model as fm
from app.durations import between, duration, list_numbers
from app.quiz import state
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.quiz.ranking import best_open
from app.results import routes
from app.results.breakdown import BARS, breakdown, narrowing
from app.results.headline import headline
from app.results.tables import ORIGINS_IN_TABLE
from app.static_files import SOURCE
from tests.answered import SOME, everything_at, token, visitor
from tests.pages import Pages

MOST_BYTES = 100_000
MOST_SCRIPT_BYTES = 30_000


@pytest.fixture
def result(client: FlaskClient) -> Any:
    """The checked result page of a visitor with these answers."""

    def open_result(values: dict[str, Any] | None = None) -> Any:
        return Pages(visitor(client, values))("/en/result")

    return open_result


def estimate_of(values: dict[str, Any]) -> fm.Estimate:
    return fm.estimate(to_consumption(Answers(values)))


def text_of(tag: Any) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ", strip=True))


def test_the_first_screen_is_the_estimate(app: Flask, result: Any):
    soup, estimate = result(), estimate_of(SOME)
    hero = re.sub(r" ([.,])", r"\1", text_of(soup.select_one(".hero")))
    with app.test_request_context("/en/result"):
        days = estimate.days_per_year
        assert duration(days.central) in text_of(soup.h1)
        assert f"Most likely {between(days.low, days.high)}." in hero
        average = duration(estimate.average_person_years.central * 365)
        assert f"Average where you live (United States): {average}." in hero
        shown = headline(estimate)
    assert estimate.one_in is not None
    assert shown.one_in == pytest.approx(estimate.one_in.central, rel=0.05)
    assert f"It takes {shown.one_in} people who live like you to keep one person" in hero
    assert "What this is not" in text_of(soup.select_one(".meaning"))


def test_bought_in_your_name_is_shown_and_never_added(app: Flask, result: Any):
    soup, estimate = result(), estimate_of(SOME)
    with app.test_request_context("/en/result"):
        named = duration(estimate.in_your_name.days_per_year.central)
    card = soup.select_one("#name-title").find_parent("section")
    assert named in text_of(card)
    parts = sum(row.person_years.central for row in estimate.by_category)
    assert parts == pytest.approx(estimate.person_years.central)


def rows_of(soup: Any, table: str) -> dict[str, float]:
    """The rows of a table by name, as printed."""
    return {
        row.th.get_text(strip=True): float(row.td.get_text(strip=True).replace("< ", ""))
        for row in soup.select(f"#{table} tbody tr")
    }


def same(shown: str, exact: float) -> bool:
    """Whether a number with two significant digits is that of the table, which has two decimals."""
    number = float(shown.removesuffix(" h"))
    return number == pytest.approx(exact, rel=0.06, abs=0.011)


def test_bars_say_what_the_table_says(result: Any):
    soup = result()
    table = rows_of(soup, "categories")
    assert len(table) == len(fm.categories())
    rows = soup.select("#parts .bars__row")
    assert len(rows) == BARS
    for row in rows:
        name, amount = (text_of(row.select_one(f".bars__{part}")) for part in ("name", "amount"))
        assert same(amount, table[name])


def test_the_map_and_its_list_say_what_the_table_says(result: Any):
    soup = result()
    table = rows_of(soup, "origins")
    for row in soup.select(".where .bars__row"):
        name, amount = (text_of(row.select_one(f".bars__{part}")) for part in ("name", "amount"))
        assert same(amount, table[name])
    titles = [title.get_text() for title in soup.select(".world path title")]
    assert titles
    for title in titles:
        name, amount = title.rsplit(": ", 1)
        assert same(amount, table[name])


def test_the_largest_countries_are_named_and_the_others_counted(result: Any):
    soup, estimate = result(), estimate_of(SOME)
    rows = soup.select("#origins tbody tr")
    named = [row.select_one("a")["href"].rsplit("/", 1)[1] for row in rows[:-1]]
    assert named == [row.country for row in estimate.by_origin[:ORIGINS_IN_TABLE]]
    left = len(estimate.by_origin) - ORIGINS_IN_TABLE
    assert text_of(rows[-1].th) == f"{left} more countries"
    assert rows[-1].select_one("a[href='/en/result/why#countries']")


def test_the_same_amount_is_said_in_four_sizes(app: Flask, result: Any):
    soup, estimate = result(), estimate_of(SOME)
    shown = [text_of(tag) for tag in soup.select(".readings dd")]
    years = estimate.person_years.central
    with app.test_request_context("/en/"):
        days = duration(years * 365)
        assert shown == [
            f"1/{headline(estimate).one_in} of a person’s time",
            f"{days} of a life",
            duration(float(f"{years * 365 * 80:.2g}")),
            f"{years * 10_000:.2g} people",
        ]


def test_lengths_of_bars_follow_the_numbers(app: Flask):
    estimate = estimate_of(SOME)
    with app.test_request_context("/en/result"):
        bars = breakdown(estimate).bars
    longest = max(
        max(row.person_years.high, row.average_person_years) for row in estimate.by_category[:BARS]
    )
    for bar, row in zip(bars, estimate.by_category, strict=False):
        assert bar.id == row.category
        assert bar.central == pytest.approx(100 * row.person_years.central / longest, abs=0.06)
        assert bar.low <= bar.central <= bar.high <= 100


def test_every_drawing_is_well_formed(client: FlaskClient):
    html = visitor(client).get("/en/result").text
    drawings = re.findall(r"<svg\b.*?</svg>", html, flags=re.DOTALL)
    assert len(drawings) > BARS
    for drawing in drawings:
        ET.fromstring(drawing)
    world = ET.fromstring(next(d for d in drawings if 'class="world"' in d))
    assert world.get("role") == "img"
    assert [child.tag for child in world][:2] == ["title", "desc"]


def test_the_page_is_light(client: FlaskClient):
    """Bytes before compression: the page, its stylesheets and its scripts."""
    response = visitor(client).get("/en/result")
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', response.text)
    scripts = re.findall(r'<script[^>]* src="([^"]+)"', response.text)
    assert sheets

    def size(urls: list[str]) -> int:
        paths = [urlsplit(url).path.removeprefix("/static/") for url in urls]
        return sum((SOURCE / path).stat().st_size for path in paths)

    assert len(response.data) + size(sheets) + size(scripts) <= MOST_BYTES
    assert size(scripts) <= MOST_SCRIPT_BYTES


def test_only_the_visitor_gets_the_page(client: FlaskClient):
    for path in ("/en/result", "/en/result/explore", "/en/result.csv", "/en/result.json"):
        response = visitor(client).get(path)
        assert response.status_code == 200
        assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/en/result", "/en/result/explore", "/en/result.csv"])
def test_without_a_country_the_questions_come_first(client: FlaskClient, path: str):
    response = client.get(path)
    assert response.status_code == 302
    assert response.location.endswith("/en/quiz/")


def test_tampered_answers_are_explained(client: FlaskClient, app: Flask):
    client.set_cookie(state.COOKIE, token(app, SOME)[:-3] + "abc")
    Pages(client)("/en/result", status=400)


def test_nothing_bought_is_nothing(monkeypatch: pytest.MonkeyPatch, result: Any):
    nothing = fm.Consumption("USA", spend_per_year={category.id: 0 for category in fm.categories()})
    monkeypatch.setattr(routes, "to_consumption", lambda _: nothing)
    soup = result()
    assert "0 minutes" in text_of(soup.h1)
    assert "there is nothing to count" in text_of(soup.select_one(".hero"))
    assert not soup.select(".dot-field")
    assert "Bought in your name" in soup.get_text()
    assert len(soup.select(".action")) == 3


def test_a_person_and_more(monkeypatch: pytest.MonkeyPatch, result: Any):
    usual = fm.estimate(fm.Consumption("USA")).person_years.central
    whole = fm.Estimate.__new__(fm.Estimate)
    base = fm.estimate(fm.Consumption("USA"))
    for name, value in vars(base).items():
        object.__setattr__(whole, name, value)
    factor = 3 / usual
    object.__setattr__(whole, "person_years", base.person_years.times(factor))
    object.__setattr__(whole, "_central", base._central * factor)
    monkeypatch.setattr(routes.fm, "estimate", lambda _: whole)
    soup = result()
    assert "1,095 days" in text_of(soup.h1)
    assert "as if 3.0 people worked" in text_of(soup.select_one(".hero"))
    assert text_of(soup.select_one(".readings dd")) == "3 people"
    assert not soup.select(".dot-field")


def test_weak_countries_are_named(result: Any):
    weak = next(c for c in fm.countries() if c.consumer and c.low_confidence)
    soup = result({"country": weak.iso3})
    assert weak.low_confidence in text_of(soup.select_one(".hero"))


@pytest.mark.parametrize("country", [c.iso3 for c in fm.countries() if c.consumer][::12])
def test_every_country_has_a_result(result: Any, country: str):
    soup = result({"country": country})
    assert len(soup.select(".action")) == 3
    assert soup.select(".world path")


def test_open_questions_that_would_narrow_most(app: Flask):
    answers = Answers(SOME)
    with app.test_request_context("/en/result"):
        found = narrowing(best_open(answers, to_consumption(answers)))
    assert 0 < len(found) <= 3
    assert not {one.question_id for one in found} & set(answers)


def test_with_all_answered_nothing_is_left_to_ask(app: Flask, result: Any):
    assert "answered everything we ask" in result(everything_at("max")).get_text()


def test_answers_can_be_changed_and_deleted(result: Any):
    soup = result()
    form = soup.select_one("form[method=post]")
    assert form["action"].endswith("/quiz/forget")
    assert soup.select_one("main a[href$='/quiz/review']")


def test_versions_are_named(result: Any):
    foot = text_of(result().select_one(".result__foot"))
    assert f"Model {fm.MODEL_VERSION}, data {fm.data_version()}." in foot


def test_row_numbers(app: Flask):
    with app.test_request_context("/en/"):
        write = list_numbers("hours")
        assert write(0) == "0"
        assert write(0.0001) == "< 0.01"
        assert write(0.5 / 24) == "0.50"
        assert write(2.94 / 24) == "2.9"
        assert write(17.4 / 24) == "17"
        assert list_numbers("days")(12.3) == "12"


def test_outlines_name_their_source():
    assert (Path(__file__).parents[2] / "app/geography/SOURCES.md").exists()
