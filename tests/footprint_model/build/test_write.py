"""The derived tables and the manifest that proves them."""

import csv
import hashlib

import msgspec
import numpy as np
import pytest

from footprint_model import tables
from footprint_model.build.write import write_array, write_countries, write_manifest
from footprint_model.errors import CheckFailed
from footprint_model.schema import Country, Manifest

NAMES = {"b.npy": ("people", "row × column"), "a.csv": ("one row per country", "see schema")}


def write_all(folder, raw, values):
    folder.mkdir()
    write_array(folder, "b.npy", values)
    (folder / "a.csv").write_text("iso3\nUSA\n", encoding="utf-8")
    return write_manifest(folder, raw, NAMES, account="small", total=1234.5, draws=10, seed=7)


@pytest.fixture
def values():
    return np.arange(6, dtype=np.float32).reshape(2, 3)


@pytest.fixture
def manifest(tmp_path, raw, values):
    write_all(tmp_path / "out", raw, values)
    return msgspec.json.decode((tmp_path / "out/manifest.json").read_bytes(), type=Manifest)


def test_the_manifest_names_every_table_with_its_hash_and_size(manifest, tmp_path):
    assert [entry.file for entry in manifest.tables] == ["a.csv", "b.npy"]
    for entry in manifest.tables:
        content = (tmp_path / "out" / entry.file).read_bytes()
        assert entry.sha256 == hashlib.sha256(content).hexdigest()
        assert entry.bytes == len(content)
        assert (entry.unit, entry.axes) == NAMES[entry.file]


def test_the_manifest_names_every_input_with_its_hash_and_source(manifest, raw):
    assert [msgspec.to_builtins(entry) for entry in manifest.inputs] == raw.hashes()


def test_the_manifest_keeps_what_the_draws_need(manifest):
    assert (manifest.account, manifest.total_person_years) == ("small", 1234.5)
    assert (manifest.draws, manifest.seed, manifest.reference_year) == (10, 7, 2021)


def test_the_same_input_twice_gives_the_same_bytes(tmp_path, raw, values):
    versions = [write_all(tmp_path / name, raw, values) for name in ("one", "two")]
    assert versions[0] == versions[1]
    for name in (*NAMES, "manifest.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_another_table_is_another_version(tmp_path, raw, values):
    one = write_all(tmp_path / "one", raw, values)
    two = write_all(tmp_path / "two", raw, values + 1)
    assert one.startswith("2021.small.")
    assert one != two


def test_arrays_are_stored_in_one_layout_on_every_machine(tmp_path, values):
    write_array(tmp_path, "plain.npy", values)
    write_array(tmp_path, "other.npy", np.asfortranarray(values).astype(">f4"))
    assert (tmp_path / "plain.npy").read_bytes() == (tmp_path / "other.npy").read_bytes()
    assert np.load(tmp_path / "plain.npy").tolist() == values.tolist()


def test_countries_come_back_as_they_were_written(tmp_path):
    rows = (
        Country("CIV", "CI", "Côte d'Ivoire", "XOF", 26_378_000, True, ""),
        Country("PRK", "KP", "Korea, north", "KPW", 25_779_000, False, "No figures, none."),
    )
    write_countries(tmp_path, rows)
    with (tmp_path / "countries.csv").open(encoding="utf-8", newline="") as file:
        read = [msgspec.convert(row, type=Country, strict=False) for row in csv.DictReader(file)]
    assert tuple(read) == rows


def test_the_shipped_countries_would_be_written_to_the_same_bytes(tmp_path):
    write_countries(tmp_path, tables.countries())
    shipped = (tables.DATA / "countries.csv").read_bytes()
    assert (tmp_path / "countries.csv").read_bytes() == shipped


def test_tables_too_large_for_the_repository_are_refused(tmp_path, raw):
    with pytest.raises(CheckFailed, match="bytes"):
        write_all(tmp_path / "out", raw, np.zeros(2_600_000))
