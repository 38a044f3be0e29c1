"""Every page of the method has its menu and its list; every link leads where it says."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask, url_for

from app.about.contents import pages
from app.about.routes import rendered
from tests.answered import visitor
from tests.app.about import found, text_of
from tests.pages import METHOD_PAGES, Pages

# Anchors of the single page that the method once was; links to them are all over the world.
OLD_ANCHORS = [
    "short",
    "fraction",
    "scope",
    "state",
    "limits",
    "misread",
    "critique",
    "compared",
    "words",
    "formulas",
    "origins",
    "categories",
    "typical",
    "prices",
    "keeping",
    "labels",
    "uncertainty",
    "narrowing",
    "assumptions",
    "identities",
    "fit",
    "world",
    "care",
    "tables",
    "cite",
]

Soups = dict[str, BeautifulSoup]


def test_the_tests_know_every_page(app: Flask):
    with app.test_request_context("/en/"):
        shown = [url_for(page.endpoint, lang_code="en") for page in pages()]
    assert shown == [*METHOD_PAGES, "/en/sources"]


@pytest.mark.parametrize("path", [*METHOD_PAGES, "/en/sources"])
def test_the_menu_is_on_every_page_and_says_where_one_is(page: Pages, path: str):
    links = page(path).select("nav.pages a")
    assert [link["href"] for link in links] == [*METHOD_PAGES, "/en/sources"]
    assert [link["href"] for link in links if link.get("aria-current") == "page"] == [path]


@pytest.mark.parametrize("path", METHOD_PAGES)
def test_the_list_of_a_page_is_its_sections_in_order(method_pages: Soups, path: str):
    soup = method_pages[path]
    sections = soup.select("main section[id]")
    assert [link["href"] for link in soup.select(".contents a")] == [
        f"#{tag['id']}" for tag in sections
    ]
    for tag in sections:
        assert text_of(found(tag, "h2"))
    assert len(soup.select("main h2")) == len(sections)


@pytest.mark.parametrize("path", METHOD_PAGES)
def test_links_to_a_section_or_a_row_find_it(method_pages: Soups, path: str):
    for link in method_pages[path].select("main a[href*='/method'][href*='#']"):
        parts = urlsplit(link["href"])
        assert method_pages[parts.path].find(id=parts.fragment), link


@pytest.mark.parametrize("path", ["/en/result", "/en/result/why"])
def test_links_from_a_result_find_their_section(method_pages: Soups, page: Pages, path: str):
    visitor(page.client)
    links = page(path).select("a[href*='/method'][href*='#']")
    assert links
    for link in links:
        parts = urlsplit(link["href"])
        assert method_pages[parts.path].find("section", id=parts.fragment), link


@pytest.mark.parametrize("anchor", OLD_ANCHORS)
def test_an_old_link_is_one_step_from_its_section(method_pages: Soups, anchor: str):
    tag = method_pages["/en/method"].find(id=anchor)
    assert tag
    if tag.name == "section":
        return
    parts = urlsplit(found(tag, "a")["href"])
    assert method_pages[parts.path].find("section", id=anchor)


def test_each_page_but_the_last_leads_on(method_pages: Soups):
    following = [found(soup, ".onward a")["href"] for soup in method_pages.values()]
    assert following == [*METHOD_PAGES[1:], "/en/sources"]


@pytest.mark.parametrize("path", METHOD_PAGES)
def test_words_are_kind(method_pages: Soups, path: str):
    text = found(method_pages[path], "main").get_text()
    assert not re.search(r"\bslaves?\b", text)
    assert "!" not in text


def test_the_checks_are_run_for_the_page_of_checks_alone(make_app, monkeypatch):
    def refuse() -> None:
        raise AssertionError("checks were run")

    monkeypatch.setattr("app.about.routes.proof", refuse)
    rendered.cache_clear()
    client = make_app().test_client()
    for path in METHOD_PAGES[:-1]:
        assert client.get(path).status_code == 200
    rendered.cache_clear()
