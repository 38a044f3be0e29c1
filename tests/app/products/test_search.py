"""Finding a product: by its name, by what is in it, by a thing; whatever is typed."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

import footprint_model as fm
from tests.pages import Pages


def found(soup) -> list[str]:
    return [a["href"] for a in soup.select(".known__part a[href]")]


def test_the_list_has_every_category_and_commodity_once(page: Pages):
    soup = page("/en/products")
    links = [a["href"] for a in soup.select("#categories a, #commodities a")]
    wanted = [f"/en/products/{row.id}" for row in fm.categories()]
    wanted += [f"/en/goods/{name}" for name in fm.commodity_table()]
    assert sorted(links) == sorted(wanted)
    marks = soup.select(".shelf .visually-hidden")
    assert len(marks) == len(fm.categories())
    assert all(mark.get_text() for mark in marks)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Clothes", "/en/products/clothing"),
        ("cocoas", "/en/goods/cocoa"),
        ("jeans", "/en/products/clothing"),
        ("CHOCOLATÉ", "/en/products/chocolate"),
        ("car wash", "/en/products/car_wash"),
        ("a prawn", "/en/products/shrimp"),
        ("nails", "/en/products/beauty_services"),
    ],
)
def test_it_finds(page: Pages, text: str, address: str):
    soup = page("/en/products", query_string={"q": text})
    assert address in found(soup)
    assert soup.select_one("input[name=q]")["value"] == text


@pytest.mark.parametrize(
    "text", ["zzzzzz", "…", "<script>alert(1)</script>", "%(zzzz)s", "x" * 5000]
)
def test_nothing_found_is_said_and_leads_on(page: Pages, text: str):
    soup = page("/en/products", query_string={"q": text})
    assert "Nothing found" in soup.h1.get_text()
    assert soup.select_one("main a[href='/en/products']")
    assert len(soup.select_one("input[name=q]")["value"]) <= 100


def test_an_empty_search_is_the_list(page: Pages):
    assert page("/en/products?q=%20").select_one("#commodities")


def test_the_list_may_be_kept_and_a_search_may_not(client: FlaskClient):
    assert client.get("/en/products").headers["Cache-Control"].startswith("public")
    assert "private" in client.get("/en/products?q=tea").headers["Cache-Control"]
