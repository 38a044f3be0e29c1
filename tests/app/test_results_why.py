"""Pages that lead from an answer to a figure, for the whole, every part, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

import footprint_model as fm
from app.durations import between, duration
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.results.why import significant_figures
from tests.answered import SOME, visitor
from tests.app.about import text_of
from tests.pages import Pages

CATEGORIES = [row.id for row in fm.categories()]
SECTORS = [row.id for row in fm.sectors()]
Tracer = Callable[[fm.Consumption], fm.Trace]
TRACES: dict[str, Tracer] = {
    "": fm.explain,
    "/average": fm.explain_average,
    "/people": fm.explain_people,
    "/range": fm.explain_range,
    "/in-your-name": fm.explain_in_your_name,
    "/origin/IND": lambda person: fm.explain(person, origin="IND"),
    "/clothing/PAK": lambda person: fm.explain(person, "clothing", "PAK"),
    **{f"/{key}": lambda person, key=key: fm.explain(person, key) for key in CATEGORIES},
    **{f"/kind/{key}": lambda person, key=key: fm.explain(person, sector=key) for key in SECTORS},
}
BADGES = {"derived": "Modelled", "assumed": "Assumed", "measured": "Measured"}


@pytest.fixture
def asked(client: FlaskClient) -> Pages:
    """Pages of a visitor who answered something."""
    return Pages(visitor(client))


@pytest.fixture(scope="module")
def explained(app: Flask) -> Callable[[str], BeautifulSoup]:
    """A page of the same visitor, fetched once for all tests of it."""
    pages = Pages(visitor(app.test_client()))
    return cache(lambda path: pages(f"/en/result/why{path}"))


def trace_at(path: str) -> fm.Trace:
    return TRACES[path](to_consumption(Answers(SOME)))


@pytest.mark.parametrize("path", TRACES)
def test_every_step_is_told_with_its_badge_and_links_to_its_sources(
    explained: Callable[[str], BeautifulSoup], path: str
):
    soup = explained(path)
    trace = trace_at(path)
    shown = soup.select(".trace > li")
    assert len(shown) == len(trace.steps)
    for tag, step in zip(shown, trace.steps, strict=True):
        told = text_of(tag.p)
        assert told
        assert "{" not in told
        links = [link["href"] for link in tag.select("a")]
        assert links == [f"#{key}" for key in step.sources]
        if step is not trace.steps[-1]:
            own = step.basis == "measured" and not step.sources
            wanted = "Your answer" if own else BADGES[step.basis]
            assert text_of(tag.select_one(".badge")) == wanted
    assert "trace__step--result" in shown[-1]["class"]


@pytest.mark.parametrize("path", TRACES)
def test_every_figure_ends_in_its_sources_with_title_publisher_year_and_place(
    explained: Callable[[str], BeautifulSoup], path: str
):
    soup = explained(path)
    by_key = {source.key: source for source in fm.sources()}
    shown = soup.select(".why__source")
    assert [tag["id"] for tag in shown] == list(trace_at(path).sources)
    assert shown
    for tag in shown:
        source = by_key[tag["id"]]
        assert text_of(tag).startswith(source.title)
        assert f"{source.publisher}, {source.year}" in text_of(tag)
        assert source.where in text_of(tag)
        assert tag.select_one(f"a[href='/en/sources#{source.key}']")


@pytest.mark.parametrize("path", TRACES)
def test_the_figure_is_on_top_with_one_badge_and_what_it_rests_on(
    app: Flask, explained: Callable[[str], BeautifulSoup], path: str
):
    soup = explained(path)
    trace = trace_at(path)
    days = trace.person_years.times(365)
    with app.test_request_context("/en/"):
        amount, range_ = duration(days.central), between(days.low, days.high)
    head = soup.select_one(".why__head")
    assert text_of(head.select_one(".why__figure")) == amount
    has_range = trace.steps[-1].id == "result"
    assert (range_ in text_of(head)) is has_range
    assert text_of(head.select_one(".badge")) == "Modelled"
    counted = sum(
        int(word)
        for word in text_of(head.select_one(".why__evidence .muted")).split()
        if word.isdigit()
    )
    assert counted == len(trace.steps) - 1


def test_sources_are_where_the_links_lead(asked: Pages):
    links = {link["href"] for link in asked("/en/result/why/clothing").select(".why__source a")}
    shown = {f"/en/sources#{tag['id']}" for tag in asked("/en/sources").select(".source")}
    links = {link for link in links if link.startswith("/")}
    assert links
    assert links <= shown


def test_the_whole_leads_to_every_part_and_each_back(asked: Pages):
    estimate = fm.estimate(to_consumption(Answers(SOME)))
    listed = {link["href"] for link in asked("/en/result/why").select(".why__list a")}
    assert listed == (
        {f"/en/result/why/{category}" for category in CATEGORIES}
        | {f"/en/result/why/kind/{sector}" for sector in SECTORS}
        | {f"/en/result/why/origin/{row.country}" for row in estimate.by_origin}
    )
    part = asked("/en/result/why/clothing")
    assert "Clothes" in text_of(part.h1)
    for href in ("/en/result/why", "/en/result"):
        assert part.select_one(f"main a[href='{href}']")


def test_a_category_leads_to_what_it_has_from_a_country_and_back(asked: Pages):
    links = [link["href"] for link in asked("/en/result/why/clothing").select(".why__list a")]
    assert "/en/result/why/clothing/PAK" in links
    below = asked("/en/result/why/clothing/PAK")
    assert text_of(below.h1) == "Clothes, from Pakistan"
    assert below.select_one("main a[href='/en/result/why/clothing']")


def test_the_result_leads_here(asked: Pages):
    assert asked("/en/result").select_one("a[href='/en/result/why']")
    assert asked("/en/result/explore").select_one("a[href='/en/result/why/clothing']")


@pytest.mark.parametrize(
    "path", ["/moon", "/origin/XXX", "/kind/moon", "/moon/IND", "/clothing/XXX", "/clothing/ind"]
)
def test_what_does_not_exist_is_not_found(asked: Pages, path: str):
    asked(f"/en/result/why{path}", status=404)


@pytest.mark.parametrize("path", ["", "/clothing", "/range", "/origin/IND", "/kind/mining"])
def test_who_has_answered_nothing_is_asked_first(client: FlaskClient, path: str):
    response = client.get(f"/en/result/why{path}")
    assert response.status_code == 302
    assert response.location == "/en/quiz/"


@pytest.mark.parametrize("path", ["", "/clothing", "/people", "/average"])
def test_no_shared_cache_keeps_it(client: FlaskClient, path: str):
    response = visitor(client).get(f"/en/result/why{path}")
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (3, "3"), (50, "50"), (25.31, "25.3"), (1170.4, "1,170"), (0.03129, "0.0313")],
)
def test_numbers_have_three_figures_and_no_zeros_for_show(app: Flask, value: float, shown: str):
    with app.test_request_context("/en/"):
        assert significant_figures(value) == shown
