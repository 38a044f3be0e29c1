"""Every page leads on: from a figure to what is known, from a question to signs and cases, to help."""

from __future__ import annotations

from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

import footprint_model as fm
from app.quiz import questions as q
from evidence.signs import settings
from tests.answered import SOME, visitor
from tests.pages import Pages


def links(part: BeautifulSoup | Tag | None) -> set[str]:
    assert part is not None
    return {str(link["href"]) for link in part.select("a[href]")}


def lead_somewhere(pages: Pages, addresses: set[str]) -> None:
    """Each address opens, and what it points at is there."""
    for address in sorted(addresses):
        path, anchor = urldefrag(address)
        soup = pages(path)
        assert not anchor or soup.find(id=anchor), address


def all_products(country: str) -> set[str]:
    return {f"/en/products/{row.id}?country={country}" for row in fm.categories()}


def test_names_of_the_result_lead_to_what_is_known(client: FlaskClient):
    pages = Pages(visitor(client))
    soup = pages("/en/result")
    products = links(soup.select_one("#parts")) & all_products("USA")
    countries = {name for name in links(soup.select_one("#where")) if "/countries/" in name}
    assert len(products) == len(soup.select("#parts .bars__row"))
    assert len(countries) == len(soup.select("#where .bars__row"))
    lead_somewhere(pages, products | countries)


@pytest.mark.parametrize(
    ("page", "ways"),
    [
        ("why/coffee", {"/en/products/coffee?country=USA"}),
        ("why/coffee/BRA", {"/en/products/coffee?country=USA", "/en/countries/BRA"}),
        ("why/origin/CHN", {"/en/result/explore/CHN", "/en/countries/CHN"}),
        ("why/average", {"/en/countries/USA"}),
        ("why/in-your-name", {"/en/actions#public_purchasing"}),
        ("explore/CHN", {"/en/result/why/origin/CHN", "/en/countries/CHN"}),
        ("explore", {"/en/products/coffee?country=USA", "/en/result/why/coffee"}),
    ],
)
def test_an_explained_figure_leads_on(client: FlaskClient, page: str, ways: set[str]):
    pages = Pages(visitor(client))
    assert ways <= links(pages(f"/en/result/{page}").main)
    lead_somewhere(pages, ways)


@pytest.mark.parametrize(
    ("page", "ways"),
    [
        ("products/car_wash", {"/en/signs#car_wash", "/en/result/why/car_wash"}),
        ("countries/CHN", {"/en/result/explore/CHN", "/en/help?country=CHN#numbers"}),
        ("help?country=CHN", {"/en/countries/CHN", "/en/help/CHN"}),
        ("help/CHN", {"/en/countries/CHN"}),
        ("signs", {"/en/products/car_wash", "/en/products/hotels"}),
        ("cases/thai_shrimp", {"/en/products/shrimp", "/en/countries/THA", "/en/help"}),
    ],
)
def test_what_is_known_leads_on(client: FlaskClient, page: str, ways: set[str]):
    pages = Pages(visitor(client))
    assert ways <= links(pages(f"/en/{page}").main)
    lead_somewhere(pages, ways)


def test_a_place_without_a_page_is_not_linked(page: Pages):
    assert not any("/countries/" in link for link in links(page("/en/help/SHN").main))


def test_an_action_leads_to_what_it_works_on(page: Pages):
    found = links(page("/en/actions/fair_food_program").main)
    assert "/en/countries/USA" in found
    assert any(link.startswith("/en/products/") for link in found)


def test_every_service_says_what_to_look_for(client: FlaskClient):
    pages = Pages(visitor(client, {**SOME, "household": 1}))
    for question in q.order_in()["services"]:
        assert f"/en/signs#{question.signs}" in links(pages(f"/en/quiz/{question.id}").main)
    assert {setting.row.id for setting in settings()} <= {one.signs for one in q.by_id().values()}


def test_a_question_leads_to_its_case(client: FlaskClient):
    pages = Pages(visitor(client))
    assert "/en/cases/thai_shrimp" in links(pages("/en/quiz/prawns").main)
    lead_somewhere(pages, {f"/en/cases/{one.case}" for one in q.by_id().values() if one.case})
