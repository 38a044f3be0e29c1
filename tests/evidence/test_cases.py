"""Cases: dated facts with a status, nothing about firms, and stories that rest on them."""

import re

import pytest

import footprint_model as fm
from evidence import cases as subject
from evidence import rows
from evidence.build import as_csv
from evidence.build.cases import FILES, cases
from footprint_model import TableError
from footprint_model.build.raw import Raw

RAW = {
    "case_id": "one",
    "case_title": "One",
    "seq": "1",
    "date": "2020-05",
    "date_precision": "month",
    "iso3": "IND",
    "fact": "Something is found.",
    "publisher": "A newspaper",
    "source_title": "A title",
    "where_read": "a copy",
    "claim_status": "reporting",
    "confidence": "high",
    "names_company": "0",
    "commodity": "tea",
    "not_known": "",
}


def made(folder, *changes):
    path = folder / next(iter(FILES))
    path.parent.mkdir()
    path.write_text(as_csv([{**RAW, **change} for change in changes]), encoding="utf-8")
    return dict(cases(Raw(folder, FILES)))


def test_facts_that_name_a_firm_are_counted_and_not_kept(tmp_path):
    tables = made(tmp_path, {}, {"seq": "2", "names_company": "1"}, {"seq": "3"})
    assert [row["number"] for row in tables["case_facts.csv"]] == ["1", "3"]
    [count] = tables["case_counts.csv"]
    assert (count["facts_read"], count["names_a_firm"]) == (3, 1)


def test_a_fact_without_a_known_publisher_is_counted_and_not_kept(tmp_path):
    tables = made(tmp_path, {}, {"seq": "2", "publisher": "(2016 report, as quoted by others)"})
    assert len(tables["case_facts.csv"]) == 1
    assert tables["case_counts.csv"][0]["publisher_unknown"] == 1


def test_prawns_come_first_and_there_are_at_least_eight():
    shown = list(subject.cases())
    assert shown[0] == "thai_shrimp"
    assert len(shown) >= 8


@pytest.mark.parametrize("case", subject.cases().values(), ids=lambda case: case.story.id)
def test_a_case_is_told_in_order_with_sources_and_doubts(case):
    read = [fact.confidence for fact in case.facts]
    assert len(read) >= 4
    assert read.count("high") >= 2
    assert "low" not in read
    dates = [fact.date or subject.UNDATED for fact in case.facts]
    assert dates == sorted(dates)
    for fact in case.facts:
        assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", fact.date)
        assert fact.publisher
        assert fact.title
        assert fact.fact.endswith(".")
    count = case.count
    assert count.facts_read == len(case.facts) + count.names_a_firm + count.publisher_unknown
    story = case.story
    assert story.changed
    assert story.not_known
    assert story.countries
    assert set(story.categories) <= {row.id for row in fm.categories()}
    assert set(story.commodities) <= set(fm.commodity_table())


def test_numbers_of_a_story_stand_in_its_facts():
    """Numbers of four digits and more, percentages and amounts are carried over, not made."""
    elsewhere = {"2022", "65,000"}  # the year of the World Cup; 65,598 in words of "over"
    for case in subject.cases().values():
        told = " ".join([case.story.short, *case.story.changed])
        facts = " ".join(f"{fact.date} {fact.fact} {fact.title}" for fact in case.facts)
        for number in re.findall(r"\d[\d,.]*\d%?|\d%", told):
            assert number in facts or number in elsewhere, (case.story.id, number)


def test_cases_are_found_by_what_they_speak_of():
    assert [c.story.id for c in subject.cases_about(commodity="shrimp")] == ["thai_shrimp"]
    assert "uk_farms" in [c.story.id for c in subject.cases_about(country="GBR")]
    assert [c.story.id for c in subject.cases_about(category="household_services")] == [
        "kafala_domestic"
    ]
    assert subject.cases_about(category="education") == []


def test_a_story_without_facts_is_named(tmp_path, monkeypatch):
    for name in ("case_facts.csv", "case_counts.csv"):
        (tmp_path / name).write_text((rows.DATA / name).read_text(), encoding="utf-8")
    (tmp_path / "case_stories.toml").write_text(
        '[[case]]\nid = "nowhere"\ntitle = "A"\nshort = "B"\nchanged = []\nnot_known = []\n'
        "commodities = []\ncategories = []\ncountries = []\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(subject, "DATA", tmp_path)
    with pytest.raises(TableError, match="nowhere"):
        subject.cases.__wrapped__()
