"""Damaged raw files: each stops the build with file, line and value, and nothing is written."""

import pytest

from footprint_model.build import build
from footprint_model.build.final_demand import TABLE, world_table
from footprint_model.build.raw import number
from footprint_model.cli import main
from footprint_model.errors import RawFileDamaged
from tests.footprint_model.build import miniature

GDP = "macro/world_bank_gdp_current_usd.csv"


def test_a_row_cut_short_names_its_line(own_raw):
    path = own_raw.folder / GDP
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].rsplit(",", 1)[0]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(RawFileDamaged, match=rf"{GDP}:3: 2 cells, expected 3"):
        own_raw.rows(GDP)


def test_a_word_where_a_number_belongs_names_line_and_value(own_raw):
    path = own_raw.folder / GDP
    text = path.read_text(encoding="utf-8")
    value = str(miniature.GDP_2021["CHN"])
    path.write_text(text.replace(value, "lots"), encoding="utf-8")
    cells = {row["code"]: row["gdp_usd_2021"] for row in own_raw.rows(GDP)}
    with pytest.raises(RawFileDamaged, match=rf"{GDP}:3: 'lots', expected a number"):
        number(cells["CHN"])


def test_a_missing_column_is_named_with_those_there_are(own_raw):
    with pytest.raises(RawFileDamaged, match=rf"{GDP}: no column 'gdp_usd_2031', found code"):
        own_raw.rows(GDP)[0]["gdp_usd_2031"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'code,value\n"open\n'])
def test_what_is_no_table_is_said_so(own_raw, content):
    (own_raw.folder / GDP).write_bytes(content)
    with pytest.raises(RawFileDamaged, match=f"^{GDP}"):
        own_raw.rows(GDP)


def test_a_header_alone_is_not_enough(own_raw):
    (own_raw.folder / GDP).write_text("code,gdp_usd_2011,gdp_usd_2021\n", encoding="utf-8")
    with pytest.raises(RawFileDamaged, match="no rows"):
        own_raw.rows(GDP)


@pytest.mark.parametrize("kept", [0, 100, 5_000])
def test_a_world_table_cut_short_is_named(own_raw, kept):
    path = own_raw.folder / TABLE
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(RawFileDamaged, match=TABLE):
        world_table(own_raw)


def test_a_country_without_gdp_names_both_files(own_raw):
    path = own_raw.folder / GDP
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("PAK,")]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(RawFileDamaged, match=r"no GDP of 2021 for PAK.*factbook_macro"):
        world_table(own_raw)


def test_a_build_that_stops_leaves_the_old_tables(own_raw, tmp_path, capsys):
    out = tmp_path / "tables"
    out.mkdir()
    (out / "manifest.json").write_text("the old one", encoding="utf-8")
    (own_raw.folder / TABLE).write_bytes(b"cut")
    with pytest.raises(RawFileDamaged):
        build(own_raw.folder, out)
    assert [path.name for path in out.iterdir()] == ["manifest.json"]
    assert (out / "manifest.json").read_text(encoding="utf-8") == "the old one"
    assert main(["build", "--raw", str(own_raw.folder), "--out", str(out)]) == 1
    assert TABLE in capsys.readouterr().err
