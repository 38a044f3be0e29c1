"""Import bans: goods and countries only, and no status that was not read."""

import datetime

import pytest

import footprint_model as fm
from evidence import import_bans as bans
from evidence.build import as_csv
from evidence.build.import_bans import FILES, import_bans, words
from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

RAW = {
    "jurisdiction": "USA",
    "instrument": "US CBP withhold release order (19 USC 1307)",
    "entity_or_scope": "Made Up Trading Company Ltd",
    "goods": "hair products",
    "origin_iso3": "CHN",
    "date_issued": "2020-05-01",
    "date_precision": "day",
    "status": "issued; current status not checked (name is in the copy)",
    "status_date": "",
    "verification": "secondary",
}


def built(folder, *changes):
    (folder / "import_bans.csv").write_text(
        as_csv([{**RAW, **change} for change in changes]), encoding="utf-8"
    )
    [(_, rows)] = import_bans(Raw(folder, FILES))
    return rows


def test_no_firm_is_named(tmp_path):
    [row] = built(tmp_path, {})
    assert row["scope"] == "named companies"
    assert "Made Up" not in str(row)
    [ship] = built(tmp_path, {"entity_or_scope": "Fishing vessel Made Up 7"})
    assert ship["scope"] == "one fishing vessel"


def test_every_scope_of_the_table_is_one_of_ours():
    ours = {"named companies", "one fishing vessel", *words()["scopes"].values()}
    assert {row.scope for row in bans.import_bans()} <= ours
    assert {row.goods for row in bans.import_bans()} <= {g for g, _ in words()["goods"].values()}


def test_rows_of_which_only_a_name_was_seen_and_reporting_laws_are_left_out(tmp_path):
    rows = built(
        tmp_path,
        {},
        {"verification": "name_only"},
        {"goods": "stevia (recall, unverified)"},
        {"instrument": "Modern Slavery Act 2015, reporting law", "goods": "company reporting"},
    )
    assert len(rows) == 1


def test_a_weak_date_keeps_its_year_only(tmp_path):
    [row] = built(tmp_path, {"verification": "low"})
    assert (row["date"], row["date_precision"]) == ("2020", "unsure")


@pytest.mark.parametrize(
    ("status", "key"),
    [
        ("issued; current status not checked (x); Some Firm admitted", "changed"),
        ("modified: no longer detained", "lifted"),
        ("modified", "changed"),
        ("not in the CBP name list snapshot: status unknown", "unknown"),
        ("in force; applies from 2027-12-14", "applies_later"),
    ],
)
def test_a_status_becomes_one_of_ours(tmp_path, status, key):
    [row] = built(tmp_path, {"status": status})
    assert row["status"] == key


def test_an_unknown_status_is_refused(tmp_path):
    with pytest.raises(RawFileDamaged, match="'perhaps'"):
        built(tmp_path, {"status": "perhaps"})


def test_no_order_is_called_in_force():
    for row in bans.import_bans():
        if row.kind == "order":
            assert row.status != "in_force"


def test_dates_are_what_they_say():
    for row in bans.import_bans():
        wanted = {"day": "%Y-%m-%d", "announced": "%Y-%m-%d", "month": "%Y-%m"}
        form = wanted.get(row.date_precision, "%Y")
        assert datetime.datetime.strptime(row.date, form).replace(tzinfo=datetime.UTC)


def test_bans_of_and_on_a_country():
    assert [row.jurisdiction for row in bans.bans_of_jurisdiction("FRA")] == ["EU"]
    assert len(bans.bans_of_jurisdiction("USA")) == 2
    assert bans.bans_of_jurisdiction("GBR") == ()
    assert {row.scope for row in bans.bans_on_origin("TKM")} == {"the whole country"}
    assert bans.bans_on_origin("NOR") == ()
    assert {row.origin_iso3 for row in bans.bans_on_commodity("palm_oil")} == {"MYS"}


def test_members_of_the_union_are_countries_of_the_model():
    assert len(bans.EU_MEMBERS) == 27
    assert {country.iso3 for country in fm.countries()} >= bans.EU_MEMBERS
