"""Figures, indicators and laws of countries: rounded as shown, empty where nothing is published."""

import pytest

from evidence import countries as held
from evidence.build import as_csv, countries
from evidence.import_bans import EU_MEMBERS
from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

INDEX = {
    "iso3": "IND",
    "ms_number": "11050000",
    "ms_prevalence_per_1000": "8.0123",
    "derived_forced_labour_per_1000": "4.124",
    **dict.fromkeys(countries.SCORES.values(), "45.51"),
}
NOT_ASSESSED = {**dict.fromkeys(INDEX, ""), "iso3": "SYC"}
TIER = {"report_year": "2025", "iso3": "IND", "tier": "Tier 2 Watch List"}
LAW = {"iso3": "PAK", **dict.fromkeys(countries.INDICATORS.values(), "0")}
NAMED = {
    "jurisdiction": "FRA",
    "law_kind": "due_diligence",
    "name": "Loi sur le devoir de vigilance",
    "year": "2017",
    "in_force_date": "",
    "who_is_covered": "large companies",
    "what_it_requires": "vigilance plan",
    "source": "a comparison sheet",
    "source_date": "2021-05-01",
    "certainty": "secondary",
}


@pytest.fixture
def built(tmp_path):
    def build(tier=TIER, named=NAMED):
        (tmp_path / "support").mkdir(exist_ok=True)
        for name, rows in {
            countries.INDEX: [INDEX, NOT_ASSESSED],
            countries.TIERS: [tier],
            countries.LAWS: [LAW, {**LAW, "iso3": "AIA", "ilo_c29_in_force": ""}],
            countries.NAMED_LAWS: [NAMED, named],
        }.items():
            (tmp_path / name).write_text(as_csv(rows), encoding="utf-8")
        return dict(countries.countries(Raw(tmp_path, countries.FILES)))

    return build


def test_figures_are_rounded_as_they_are_shown(built):
    row = next(row for row in built()["country_figures.csv"] if row["iso3"] == "IND")
    assert row["modern_slavery_per_1000"] == "8.0"
    assert row["modern_slavery_people"] == "11050000"
    assert row["government_response"] == "46"
    assert (row["tier"], row["tier_year"]) == ("2_watch", "2025")


def test_what_is_not_published_stays_empty(built):
    row = next(row for row in built()["country_figures.csv"] if row["iso3"] == "SYC")
    assert {value for key, value in row.items() if key != "iso3"} == {""}


def test_an_unknown_tier_is_refused(built):
    with pytest.raises(RawFileDamaged, match="'Tier 7' of IND"):
        built(tier={**TIER, "tier": "Tier 7"})


def test_indicators_on_which_sources_disagree_are_empty_and_unassessed_places_left_out(built):
    [row] = built()["country_laws.csv"]
    assert row["palermo"] == ""
    assert row["ilo_c29"] == "0"


def test_import_bans_are_not_told_twice(built):
    rows = built(named={**NAMED, "law_kind": "import_ban", "name": "A ban"})["laws.csv"]
    assert [row["name"] for row in rows] == ["Loi sur le devoir de vigilance"]
    assert rows[0]["what"] == "Vigilance plan"
    assert rows[0]["read_year"] == "2021"


def test_the_tables_hold_what_was_published():
    figures = held.country_figures()
    assert sum(row.modern_slavery_per_1000 is not None for row in figures.values()) == 160
    assert sum(row.government_response is not None for row in figures.values()) == 176
    assert sum(row.tier is not None for row in figures.values()) == 188
    total = sum(row.modern_slavery_people or 0 for row in figures.values())
    assert total == pytest.approx(49.6e6, rel=1e-3)
    assert len(held.law_indicators()) == 176


def test_forced_labour_is_a_part_of_modern_slavery():
    for row in held.country_figures().values():
        if row.forced_labour_per_1000 is not None:
            assert row.forced_labour_per_1000 <= row.modern_slavery_per_1000


def test_only_parts_that_are_published_are_listed():
    assert len(held.country_figures()["IND"].vulnerability_parts) == 5
    assert held.country_figures()["ISL"].vulnerability_parts == {}


def test_laws_of_a_union_are_laws_of_its_members():
    assert {law.jurisdiction for law in held.laws_of("FRA")} == {"FRA", "EU"}
    assert {law.jurisdiction for law in held.laws_of("GBR")} == {"GBR"}
    assert held.laws_of("XKX") == ()
    assert all(held.laws_of(code) for code in EU_MEMBERS)


def test_every_publication_says_who_what_and_when():
    for row in held.publications().values():
        assert row.publisher
        assert row.title
        assert row.year >= 2023
        assert row.note
