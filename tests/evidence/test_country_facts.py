"""What was found in trades of a country: a sentence, a source, and no row that may not be shown."""

import pytest

from evidence import country_facts as held
from evidence.build import as_csv, sector_facts
from footprint_model import categories
from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

ROW = {
    "evidence_id": "",
    "iso3": "NPL",
    "publisher": "ILO",
    "title": "A survey",
    "publication_year": "2020",
    "verification": "secondary",
}


def raw(folder, **change):
    rows = [{**ROW, "evidence_id": fact.id, **change} for fact in held.sector_facts()]
    (folder / sector_facts.FILE).write_text(as_csv(rows), encoding="utf-8")
    return Raw(folder, sector_facts.FILES)


def test_our_sentence_meets_the_source_of_its_row(tmp_path):
    [(_, rows)] = sector_facts.sector_facts(raw(tmp_path))
    row = next(row for row in rows if row["id"] == "npl_brick_fl")
    assert "3.5%" in str(row["sentence"])
    assert (row["publisher"], row["year"], row["confidence"]) == ("ILO", "2020", "medium")


def test_a_row_that_is_only_remembered_is_refused(tmp_path):
    with pytest.raises(RawFileDamaged, match="recall_unverified"):
        sector_facts.sector_facts(raw(tmp_path, verification="recall_unverified"))


def test_a_sentence_without_its_row_is_named(tmp_path):
    (tmp_path / sector_facts.FILE).write_text(as_csv([{**ROW, "evidence_id": "other"}]))
    with pytest.raises(RawFileDamaged, match="no row 'cod_cobalt_fl'"):
        sector_facts.sector_facts(Raw(tmp_path, sector_facts.FILES))


def test_every_fact_says_who_and_of_which_trade():
    known = {row.id for row in categories()} | {""}
    for facts in held.facts_by_country().values():
        for fact in facts:
            assert fact.sentence.endswith(".")
            assert fact.topic
            assert fact.publisher
            assert fact.title
            assert fact.category in known


def test_facts_of_commodities_are_with_those_of_sectors():
    found = {fact.id for fact in held.facts_by_country()["BRA"]}
    assert {"bra_rescued_total", "coffee_bra_2025"} <= found


def test_child_labour_comes_last_and_is_marked():
    facts = held.facts_by_country()["IND"]
    flags = [fact.about == "child_labour" for fact in facts]
    assert any(flags)
    assert flags == sorted(flags)


def test_the_united_states_has_facts_of_its_own():
    assert len(held.facts_by_country()["USA"]) >= 3
