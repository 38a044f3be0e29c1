"""The raw folder: what is missing is named, what is there is read as text."""

import hashlib
import math

import pytest

from footprint_model import tables
from footprint_model.build.raw import FILES, Raw, number
from footprint_model.errors import RawFileMissing


def test_a_complete_folder_passes(raw):
    raw.check()
    assert set(FILES) == {entry["file"] for entry in raw.hashes()}


def test_each_missing_file_is_named_with_its_publisher(tmp_path):
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    folder = Raw(tmp_path)
    for name, (_, publisher) in FILES.items():
        folder.path(name).unlink()
        with pytest.raises(RawFileMissing) as caught:
            folder.check()
        folder.path(name).touch()
        message = str(caught.value)
        assert message.startswith(f"1 raw file(s) not found in {tmp_path}")
        assert name in message
        assert publisher in message


def test_all_missing_files_are_named_at_once(tmp_path):
    with pytest.raises(RawFileMissing) as caught:
        Raw(tmp_path / "nowhere").check()
    message = str(caught.value)
    assert [name for name in FILES if name not in message] == []


def test_a_folder_in_the_place_of_a_file_is_missing(own_raw):
    path = own_raw.path("gsi_2023_country.csv")
    path.unlink()
    path.mkdir()
    with pytest.raises(RawFileMissing, match=r"gsi_2023_country\.csv.*Walk Free"):
        own_raw.check()


def test_only_listed_files_are_read(raw):
    with pytest.raises(KeyError, match=r"secret\.csv"):
        raw.path("secret.csv")


def test_codes_stay_text_and_a_byte_order_mark_is_no_part_of_a_name(own_raw):
    own_raw.path("macro/factbook_macro.csv").write_text(
        "\ufeffiso3,name\nNAM,NA\nNOR,NO\n", encoding="utf-8"
    )
    assert own_raw.by_country("macro/factbook_macro.csv") == {
        "NAM": {"iso3": "NAM", "name": "NA"},
        "NOR": {"iso3": "NOR", "name": "NO"},
    }


def test_an_empty_cell_is_not_zero():
    assert math.isnan(number(""))
    assert math.isnan(number(None))
    assert number("0") == 0
    assert number("1e3") == 1000


def test_hashes_are_those_of_the_bytes_and_name_a_source(raw):
    keys = {source.key for source in tables.sources()}
    for entry in raw.hashes():
        digest = hashlib.sha256(raw.path(entry["file"]).read_bytes()).hexdigest()
        assert entry["sha256"] == digest
        assert entry["source"] in keys
