"""Every figure of the result has a way to its explanation, and each explanation ends in sources."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup, NavigableString
from flask.testing import FlaskClient

from tests.answered import SOME, everything_at, visitor
from tests.app.about import text_of
from tests.pages import Pages

VISITORS: dict[str, dict[str, Any]] = {
    "some answers, United States": SOME,
    "everything at its most, Germany": everything_at("max", "DEU"),
    "nothing known, Kenya": {"country": "KEN"},
}
WHY = "/en/result/why"
# Numbers that are no figures of the estimate.
PROSE = {
    ".action__meta": "how long an action takes",
    ".action__words": "years and names of laws in what an action asks for",
    ".action__known": "what is known of an action, with its sources on its own page",
    "#what-if form": "answers to try",
    "summary": "how many rows a table has",
    ".readings dt": "the round sizes that the estimate is said in",
    "#origins th": "how many countries the last row gathers",
    ".legend": "limits of the shades of the map",
    ".result__foot": "versions, and notes on answers",
    "svg": "drawings, whose numbers are in the lists beside them",
}


def figures(soup: BeautifulSoup) -> list[NavigableString]:
    """Every text of the page with a number in it, but for what is listed as prose."""
    prose = {id(tag) for selector in PROSE for tag in soup.select(selector)}
    return [
        text
        for text in soup.main.find_all(string=re.compile(r"\d"))  # type: ignore[union-attr]
        if not any(id(parent) in prose for parent in text.parents)
    ]


def explained(text: NavigableString) -> bool:
    """A figure is a link to its explanation, or stands in a row of a table with one."""
    link = text.find_parent("a")
    if link is not None:
        return str(link["href"]).startswith(WHY)
    row = text.find_parent("tr")
    return row is not None and row.select_one(f"a[href^='{WHY}']") is not None


@pytest.mark.parametrize("answers", VISITORS.values(), ids=VISITORS)
def test_no_figure_is_without_a_way_to_its_explanation(
    client: FlaskClient, answers: dict[str, Any]
):
    soup = Pages(visitor(client, answers))("/en/result")
    found = figures(soup)
    assert len(found) > 200
    assert [text for text in found if not explained(text)] == []


@pytest.mark.parametrize("selector", PROSE)
def test_nothing_is_listed_as_prose_in_vain(client: FlaskClient, selector: str):
    pages = [Pages(visitor(client, answers))("/en/result") for answers in VISITORS.values()]
    tags = [tag for soup in pages for tag in soup.select(f"main {selector}")]
    assert any(re.search(r"\d", str(tag)) for tag in tags)


@pytest.mark.parametrize("answers", VISITORS.values(), ids=VISITORS)
def test_every_explanation_works_and_ends_in_a_source(client: FlaskClient, answers: dict[str, Any]):
    pages = Pages(visitor(client, answers))
    links = {str(a["href"]) for a in pages("/en/result").select(f"main a[href^='{WHY}']")}
    for beside in ("", "/range", "/average", "/people", "/in-your-name"):
        assert WHY + beside in links
    soups = {}
    for link in sorted(links):
        path, anchor = urldefrag(link)
        soup = soups.setdefault(path, pages(path))
        assert not anchor or soup.find(id=anchor)
    assert len(soups) > 100
    for path, soup in soups.items():
        sources = soup.select(".why__source")
        assert sources, path
        for tag in sources:
            title, publisher = tag.b.get_text(strip=True), tag.span.get_text(strip=True)
            assert title, path
            assert re.search(r", (19|20)\d\d$", publisher), path


def test_a_row_leads_to_its_own_explanation(client: FlaskClient):
    pages = Pages(visitor(client))
    soup = pages("/en/result")
    rows = [
        (row.th.get_text(strip=True), row.select_one("td a")["href"])  # type: ignore[index, union-attr]
        for table in ("categories", "sectors", "origins")
        for row in soup.select(f"#{table} tbody tr")
    ]
    rows += [
        (text_of(row.select_one(".bars__name")), row.select_one(".bars__amount")["href"])  # type: ignore[index]
        for row in soup.select(".bars__row")
    ]
    for name, link in rows[::4]:
        if "#" not in link:
            assert text_of(pages(link).h1) in (name, f"Work in {name}", f"Work in the {name}")
