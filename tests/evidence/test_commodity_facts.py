"""Facts about commodities: what may be shown, in whose words, and that pages find them."""

import re

import msgspec
import pytest

import footprint_model as fm
from evidence import product_facts
from evidence.build import as_csv
from evidence.build.commodity_facts import FILES, commodity_facts
from evidence.commodity_facts import commodity_facts as read
from evidence.country_facts import sector_facts
from footprint_model import TableError
from footprint_model.build.raw import Raw

RAW = {
    "fact_id": "tea_new",
    "commodity": "tea",
    "category_id": "tea",
    "fact_type": "survey",
    "data_year": "2018",
    "published_year": "2019",
    "iso3": "IND",
    "place": "Assam",
    "value": "",
    "unit": "",
    "about": "forced labour",
    "claim_status": "survey",
    "says_who": "A university",
    "title": "Tea",
    "where_read": "a copy",
    "confidence": "high",
    "names_company": "0",
    "plain_sentence": "Pickers told researchers of debts.",
    "note": "",
}
CATEGORIES = {row.id for row in fm.categories()}


def made(folder, *changes):
    path = folder / next(iter(FILES))
    path.parent.mkdir()
    path.write_text(as_csv([{**RAW, **change} for change in changes]), encoding="utf-8")
    [(name, rows)] = commodity_facts(Raw(folder, FILES))
    assert name == "commodity_facts.csv"
    return rows


def test_a_raw_row_becomes_ours_with_status_and_source(tmp_path):
    [row] = made(tmp_path, {})
    assert row["about"] == "forced_labour"
    assert (row["claim_status"], row["publisher"], row["year"]) == (
        "survey",
        "A university",
        "2019",
    )
    assert (row["commodity"], row["category"], row["countries"]) == ("tea", "tea", "IND")


@pytest.mark.parametrize(
    "change",
    [
        {"names_company": "1"},
        {"fact_id": "ilab22_tea"},
        {"category_id": ""},
        {"fact_id": "palm_repay_82m"},  # its title abbreviates a firm
    ],
)
def test_rows_that_name_a_firm_repeat_the_list_or_fit_nowhere_are_left_out(tmp_path, change):
    assert [row["id"] for row in made(tmp_path, {}, change)] == ["tea_new"]


def test_a_claim_before_a_court_is_none_of_its_outcomes(tmp_path):
    [row] = made(tmp_path, {"fact_id": "farm_usa_ga", "claim_status": "court_outcome"})
    assert row["claim_status"] == "court_filing"
    assert "Patricio" not in row["title"]


def test_every_fact_is_one_sourced_sentence_about_something_the_model_knows():
    assert len(read()) > 90
    for fact in read():
        assert fact.category in CATEGORIES
        assert not fact.commodity or fact.commodity in fm.commodity_table()
        assert fact.sentence[0].isupper() or fact.sentence[0].isdigit()
        assert fact.sentence.endswith(".")
        assert len(fact.sentence.split()) <= 32
        assert fact.publisher
        assert fact.title
        assert fact.year is None or 1995 < fact.year <= 2026


def test_debts_are_those_for_getting_the_job():
    told = [fact for fact in read() if fact.debt]
    assert {fact.category for fact in told} >= {"health_services", "fruit_nuts", "restaurants"}
    for fact in told:
        assert re.search(r"debt|fees|loan|borrowed", fact.sentence)


def test_facts_of_trades_join_them_counts_first():
    facts = product_facts.product_facts()
    ids = [fact.id for fact in facts]
    assert len(ids) == len(set(ids))
    assert {"cod_cobalt_fl", "cocoa_fl_people"} <= set(ids)
    of_fish = [fact for fact in facts if fact.commodity == "fish"]
    assert of_fish[0].claim_status in ("survey", "official_finding")
    last_forced = max(i for i, fact in enumerate(facts) if fact.about == "forced_labour")
    assert all(fact.about != "forced_labour" for fact in facts[last_forced + 1 :])


def test_a_sector_fact_of_an_unknown_topic_is_named(monkeypatch):
    stray = msgspec.structs.replace(sector_facts()[0], topic="Kites")
    monkeypatch.setattr(product_facts, "sector_facts", lambda: (stray,))
    with pytest.raises(TableError, match="Kites"):
        product_facts.product_facts.__wrapped__()
