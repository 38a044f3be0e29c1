"""Method and sources are the model's own tables, read out."""

from __future__ import annotations

import re

import pytest

import footprint_model as fm
from app.about import proof, scope
from footprint_model.world import world
from tests.pages import Pages


def text_of(tag: object) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ", strip=True))  # type: ignore[attr-defined]


@pytest.fixture
def method(page: Pages) -> object:
    return page("/en/method")


def test_every_assumption_is_listed_with_its_reason(method):
    rows = {row["id"]: text_of(row) for row in method.select("#assumed tbody tr")}
    assumed = [row for row in fm.parameters() if row.basis == "assumed"]
    assert len(rows) == len(assumed)
    for row in assumed:
        assert re.sub(r"\s+", " ", row.reason) in rows[f"parameter-{row.name}"]


def test_every_other_parameter_is_listed_too(method):
    known = [row for row in fm.parameters() if row.basis != "assumed"]
    assert len(method.select("#known tbody tr")) == len(known)


def test_identities_hold_and_are_shown(method):
    text = text_of(method.select_one("#identities"))
    for check in proof().identities:
        assert check.holds, check
        assert check.name in text
    assert "conservation" in text


def test_the_total_is_shown_beside_what_was_shared_out(method):
    text = text_of(method.select_one("#world"))
    assert f"{world().total_person_years:,.0f}" in text
    assert f"{world().cross_border_share:.1%}" in text
    consumers = [c for c in fm.countries() if c.consumer]
    assert len(method.select("#all tbody tr")) == len(consumers)


def test_what_is_left_out_is_named_with_its_number(method):
    text = text_of(method.select_one("#scope"))
    for part in ("private_work", "sexual_exploitation", "state_imposed", "forced_marriage"):
        assert f"{scope()[part].people / 1e6:.1f}" in text
    assert "Child labour" in text


def test_scope_agrees_with_the_model():
    counted = [part.people for part in scope().values() if part.counted]
    assert sum(counted) == world().total_person_years
    keys = {source.key for source in fm.sources()}
    assert {part.source for part in scope().values()} <= keys


def test_critics_are_quoted_and_answered(method):
    text = text_of(method.select_one("#critique"))
    assert "Reiner, Malik and Murray" in text
    assert method.select_one("#critique a[href='https://doi.org/10.1111/jiec.70037']")
    assert len(method.select("#critique dd")) == 3


def test_limits_are_named(method):
    text = text_of(method.select_one("#limits"))
    for word in ("not a measurement", "Minderoo Foundation", "leaves out the United States"):
        assert word in text


def test_words_are_kind(method):
    text = method.select_one("main").get_text()
    assert not re.search(r"\bslaves?\b", text)
    assert "!" not in text


def test_every_source_link_leads_to_a_source(page: Pages, method):
    named = {link["href"].split("#")[1] for link in method.select("a[href*='/sources#']")}
    assert named
    sources = page("/en/sources")
    shown = {tag["id"] for tag in sources.select(".source")}
    assert named <= shown
    assert shown == {source.key for source in fm.sources()} | {"outlines"}


def test_each_source_says_who_when_where_and_on_what_terms(page: Pages):
    soup = page("/en/sources")
    for source in fm.sources():
        text = text_of(soup.find(id=source.key))
        for part in (
            source.title,
            source.publisher,
            str(source.year),
            source.licence,
            source.where,
        ):
            assert re.sub(r"\s+", " ", part) in text


def test_the_fit_is_shown_with_what_it_was_not_told(method):
    rows = [text_of(row) for row in method.select("#margins tbody tr")]
    summaries = fm.margins().summaries
    assert len(rows) == len(summaries)
    assert sum("not told" in row for row in rows) == sum(not row.fitted for row in summaries)


def test_what_drives_the_range_is_in_order(method):
    spreads = [float(row.select_one(".numeric").text) for row in method.select("#drivers tbody tr")]
    assert spreads == sorted(spreads, reverse=True)
    assert len(spreads) == len({row.assumption for row in fm.sensitivity()})
    assert "sd_" not in text_of(method.select_one("#drivers"))
