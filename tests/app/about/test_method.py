"""Method and sources are the model's own tables, read out."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from flask.testing import FlaskClient

import footprint_model as fm
from app import catalogues
from app.about.checks import proof, tables
from app.about.scope import figures, scope
from footprint_model.schema import Country
from footprint_model.world import world
from tests.app.about import text_of
from tests.pages import Pages


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


def test_every_assumed_thing_lifetime_and_kind_of_work_is_shown_as_such(method):
    shown = {
        **{f"item-{row.id}": (row, row.note) for row in fm.items() if row.scales != "list"},
        **{f"lifetime-{row.category}": (row, row.note) for row in fm.lifetimes().values()},
        **{f"sector-{row.id}": (row, row.name) for row in fm.sectors()},
    }
    for anchor, (row, words) in shown.items():
        tag = method.find(id=anchor)
        assert tag, anchor
        assert row.basis in text_of(tag)
        assert re.sub(r"\s+", " ", words) in text_of(tag)
        if row.basis == "assumed":
            assert words, f"{anchor}: assumed without a reason"


def test_what_states_impose_is_shut_away_until_opened(method):
    layer = method.select_one("#state details")
    assert not layer.has_attr("open")
    places = fm.state_imposed().place
    rows = [text_of(row) for row in layer.select("li")]
    assert len(rows) == len(places)
    words = {
        "official_finding": "Finding of an official body",
        "campaign_monitoring": "Monitoring by campaigners",
        "estimate": "Estimate by a researcher",
    }
    for place in places:
        row = next(row for row in rows if place.what in row)
        assert words[place.status] in row
        assert f"{place.publisher}, {place.title} , {place.year}" in row
    names = [text_of(tag) for tag in layer.select("li b")]
    assert names == sorted(names)


def test_what_states_impose_is_in_no_total(method):
    imposed = fm.state_imposed()
    assert imposed.people == scope()["state_imposed"].people
    assert not scope()["state_imposed"].counted
    assert world().total_person_years == scope()["private_work"].people
    assert world().allocated_person_years == pytest.approx(scope()["private_work"].people)
    text = text_of(method.select_one("#state"))
    assert "None of them is in any footprint" in text
    assert re.sub(r"\s+", " ", imposed.why_apart) in text


def test_every_country_in_doubt_is_named_with_the_reason(method):
    for anchor, reason_of in (
        ("low-confidence", lambda country: country.low_confidence),
        ("gaps", lambda country: country.gaps),
    ):
        rows = {text_of(row.th): text_of(row.td) for row in method.select(f"#{anchor} tbody tr")}
        doubtful = [country for country in fm.countries() if reason_of(country)]
        assert len(rows) == len({reason_of(country) for country in doubtful})
        for country in doubtful:
            offered, _, unlisted = rows[reason_of(country)].partition("Not to be chosen:")
            where = offered if country.consumer else unlisted
            assert country_name_in_english(country) in where


def country_name_in_english(country: Country) -> str:
    name: str = Locale("en").territories[country.iso2]
    return name


def test_other_footprints_are_compared_by_what_they_count(method):
    text = text_of(method.select_one("#compared"))
    for name in ("Slavery Footprint, 2011", "Shilling, Wiedmann and Malik", "Walk Free"):
        assert name in text
    assert "proves neither" in text
    assert f"{figures()['satellite_ratio'].value:.1f}" in text
    keys = {source.key for source in fm.sources()}
    assert {figure.source for figure in figures().values() if figure.source} <= keys
    assert all(figure.where for figure in figures().values())


def test_the_dictionary_holds_every_table_and_every_input(method):
    manifest = fm.manifest()
    rows = [text_of(row) for row in method.select("#dictionary tbody tr")]
    assert len(rows) == len(manifest.tables)
    for row, table in zip(rows, manifest.tables, strict=True):
        assert row.startswith(table.file)
        for text in (table.axes, table.unit):
            assert "see schema" in text or text in row
        assert "see schema" not in row
    inputs = method.select("#inputs tbody tr")
    assert [text_of(row.th) for row in inputs] == [entry.file for entry in manifest.inputs]
    assert [row.a["href"].split("#")[1] for row in inputs] == [
        entry.source for entry in manifest.inputs
    ]


def test_columns_come_from_the_rows_of_the_model():
    found = {table.file: table for table in tables()}
    assert found["countries.csv"].columns[:2] == ("iso3", "iso2")
    assert found["draws.npy"].columns == ()


def test_it_says_how_to_cite_and_hands_out_the_file(method, client: FlaskClient):
    cite = method.select_one("#cite")
    assert fm.data_version() in text_of(cite)
    answer = client.get(cite.a["href"])
    assert answer.status_code == 200
    assert answer.text.startswith("cff-version:")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_misreadings_are_put_right(method):
    misread = method.select_one("#misread")
    assert len(misread.select("dt")) == len(misread.select("dd")) == 6


def test_what_comes_from_data_reaches_the_translator():
    gathered = {message for message, _context in catalogues.texts(catalogues.template())}
    imposed = fm.state_imposed()
    wanted = {imposed.why_apart, *(place.what for place in imposed.place)}
    for country in fm.countries():
        wanted |= {country.low_confidence, country.gaps}
    wanted |= {text for row in fm.labels().values() for text in (row.name, row.reason)}
    wanted |= {row.note for row in fm.items()} | {row.note for row in fm.lifetimes().values()}
    for table in tables():
        wanted |= {table.axes, table.unit}
    assert wanted - {""} <= gathered
    assert not gathered & {place.title for place in imposed.place}
