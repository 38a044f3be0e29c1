"""The list of goods: what it says, what it leaves out, and that pages can link to commodities."""

import pytest

import footprint_model as fm
from evidence import goods, rows
from evidence.build import as_csv
from evidence.build.listed_goods import FILES, listed_goods
from footprint_model import TableError
from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

RAW = {
    "edition": "2024_partial",
    "good": "Cocoa",
    "sector": "Agriculture",
    "iso3": "CIV",
    "country": "Côte d’Ivoire",
    "child_labor": "1",
    "forced_labor": "1",
    "forced_child_labor": "1",
    "downstream": "0",
    "downstream_input_good": "",
    "downstream_input_iso3": "",
    "input_child_labor": "",
    "input_forced_labor": "",
    "row_basis": "edition 2022, not named as removed in 2024",
}


def raw(folder, *changes):
    path = folder / next(iter(FILES))
    path.parent.mkdir()
    path.write_text(as_csv([{**RAW, **change} for change in changes]), encoding="utf-8")
    return Raw(folder, FILES)


def test_a_raw_row_becomes_ours_with_its_source(tmp_path):
    [(name, [row])] = listed_goods(raw(tmp_path, {}))
    assert name == "listed_goods.csv"
    assert (row["commodity"], row["forced_labour"], row["child_labour"]) == ("cocoa", "1", "1")
    assert row["year"] == 2022
    assert "2022 edition" in str(row["edition"])


def test_entries_about_sexual_exploitation_are_left_out(tmp_path):
    [(_, made)] = listed_goods(raw(tmp_path, {}, {"good": "Pornography", "iso3": "PHL"}))
    assert [row["good"] for row in made] == ["Cocoa"]


def test_an_unknown_basis_is_named(tmp_path):
    with pytest.raises(RawFileDamaged, match="Cocoa of CIV: basis 'hearsay'"):
        listed_goods(raw(tmp_path, {"row_basis": "hearsay"}))


def test_the_list_is_whole():
    """478 rows as the source counts them, less the seven that are left out."""
    table = goods.listed_goods()
    assert len(table) == 478 - 7
    assert sum(row.is_downstream for row in table) == 14
    assert {row.year for row in table} == {2022, 2024}
    assert not any(row.iso3 == "USA" for row in table)


def test_goods_that_move_the_model_are_linked_to_their_commodity():
    by_good = {row.good: row.commodity for row in goods.listed_goods()}
    for commodity in fm.commodity_table().values():
        for good in filter(None, commodity.listed.split("|")):
            assert by_good[good] == commodity.id


def test_a_downstream_good_has_no_flag_of_its_own():
    for row in goods.listed_goods():
        if row.is_downstream:
            assert not row.forced_labour
            assert not row.child_labour
            assert row.input_iso3


def test_goods_of_a_country_begin_with_forced_labour():
    found = goods.goods_of_country("IND")
    assert len(found) > 10
    flags = [row.forced_labour for row in found]
    assert flags == sorted(flags, reverse=True)
    assert goods.goods_of_country("NOR") == ()


def test_goods_of_a_commodity():
    assert {"CIV", "GHA"} <= {row.iso3 for row in goods.goods_of_commodity("cocoa")}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"commodity": "unobtainium"}, "listed_goods.csv:2: 'unobtainium'"),
        ({"forced_labour": "0", "child_labour": "0"}, "no flag and no input"),
    ],
)
def test_a_row_that_cannot_be_is_refused(tmp_path, monkeypatch, change, message):
    [(name, [row])] = listed_goods(raw(tmp_path, {}))
    (tmp_path / name).write_text(as_csv([{**row, **change}]), encoding="utf-8")
    monkeypatch.setattr(goods, "read_rows", lambda *given: rows.read_rows(*given, folder=tmp_path))
    with pytest.raises(TableError, match=message):
        goods.listed_goods.__wrapped__()
