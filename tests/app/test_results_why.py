"""The page that leads from an answer to a figure, for the whole and for every category."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

import footprint_model as fm
from app.durations import duration
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.results.why import significant_figures
from tests.answered import SOME, visitor
from tests.app.about import text_of
from tests.pages import Pages

CATEGORIES = [row.id for row in fm.categories()]


@pytest.fixture
def asked(client: FlaskClient) -> Pages:
    """Pages of a visitor who answered something."""
    return Pages(visitor(client))


def trace_of(category: str | None) -> fm.Trace:
    return fm.explain(to_consumption(Answers(SOME)), category)


@pytest.mark.parametrize("category", [None, *CATEGORIES])
def test_every_step_is_told_with_links_to_all_its_sources(asked: Pages, category: str | None):
    soup = asked("/en/result/why" + (f"/{category}" if category else ""))
    steps = trace_of(category).steps
    shown = soup.select(".trace > li")
    assert len(shown) == len(steps)
    for tag, step in zip(shown, steps, strict=True):
        told = text_of(tag.p)
        assert told
        assert "{" not in told
        links = [link["href"] for link in tag.select("a")]
        assert links == [f"/en/sources#{key}" for key in step.sources]
        assert step.basis in text_of(tag).lower() or not step.sources
    assert "trace__step--result" in shown[-1]["class"]


def test_sources_are_where_the_links_lead(asked: Pages):
    links = {link["href"] for link in asked("/en/result/why/clothing").select(".trace a")}
    shown = {f"/en/sources#{tag['id']}" for tag in asked("/en/sources").select(".source")}
    assert links
    assert links <= shown


def test_the_whole_leads_to_every_category_and_each_back(asked: Pages):
    listed = {link["href"] for link in asked("/en/result/why").select(".why__list a")}
    assert listed == {f"/en/result/why/{category}" for category in CATEGORIES}
    part = asked("/en/result/why/clothing")
    assert "Clothes" in text_of(part.h1)
    for href in ("/en/result/why", "/en/result"):
        assert part.select_one(f"main a[href='{href}']")


def test_the_result_leads_here(asked: Pages):
    assert asked("/en/result").select_one("a[href='/en/result/why']")
    assert asked("/en/result/explore").select_one("a[href='/en/result/why/clothing']")


def test_the_figure_is_the_one_of_the_result(app: Flask, asked: Pages):
    days = trace_of("clothing").person_years.times(365)
    with app.test_request_context("/en/"):
        central, high = duration(days.central), duration(days.high)
    last = text_of(asked("/en/result/why/clothing").select(".trace > li")[-1])
    assert last.startswith(f"Together: {central} a year")
    assert high in last


def test_a_category_that_does_not_exist_is_not_found(asked: Pages):
    asked("/en/result/why/moon", status=404)


@pytest.mark.parametrize("path", ["/en/result/why", "/en/result/why/clothing"])
def test_who_has_answered_nothing_is_asked_first(client: FlaskClient, path: str):
    response = client.get(path)
    assert response.status_code == 302
    assert response.location == "/en/quiz/"


@pytest.mark.parametrize("path", ["/en/result/why", "/en/result/why/clothing"])
def test_no_shared_cache_keeps_it(client: FlaskClient, path: str):
    assert visitor(client).get(path).headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (3, "3"), (50, "50"), (25.31, "25.3"), (1170.4, "1,170"), (0.03129, "0.0313")],
)
def test_numbers_have_three_figures_and_no_zeros_for_show(app: Flask, value: float, shown: str):
    with app.test_request_context("/en/"):
        assert significant_figures(value) == shown
