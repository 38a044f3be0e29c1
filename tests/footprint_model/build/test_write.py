"""The derived tables and the manifest that proves them."""

import csv
import hashlib

import msgspec
import numpy as np
import pytest

from footprint_model import tables
from footprint_model.build.write import DERIVED, FACTS, Tables
from footprint_model.errors import CheckFailed
from footprint_model.schema import Country, Manifest, Sensitivity

ROW = Sensitivity("sd_trade", "USA", "all purchases", 0.25)


def written(folder, values=(1.0, 2.0)):
    """Every table a build makes, small."""
    result = Tables(folder)
    for name in DERIVED:
        if name.endswith(".npy"):
            result.array(name, np.array(values))
        elif name.endswith(".csv"):
            result.csv(name, [ROW])
        else:
            result.json(name, ROW)
    return result


def finish(result, raw):
    return result.finish(raw, account="small", total=1234.5, draws=10, seed=7)


@pytest.fixture
def manifest(tmp_path, raw):
    finish(written(tmp_path), raw)
    return msgspec.json.decode((tmp_path / "manifest.json").read_bytes(), type=Manifest)


def test_the_manifest_names_every_table_with_its_hash_and_size(manifest, tmp_path):
    assert {entry.file for entry in manifest.tables} == set(DERIVED) | set(FACTS)
    for entry in manifest.tables:
        content = (tmp_path / entry.file).read_bytes()
        assert entry.sha256 == hashlib.sha256(content).hexdigest()
        assert entry.bytes == len(content)
        assert (entry.unit, entry.axes) == (DERIVED | FACTS)[entry.file]


def test_the_manifest_names_every_input_with_its_hash_and_source(manifest, raw):
    assert [msgspec.to_builtins(entry) for entry in manifest.inputs] == raw.hashes()


def test_the_manifest_keeps_what_the_draws_need(manifest):
    assert (manifest.account, manifest.total_person_years) == ("small", 1234.5)
    assert (manifest.draws, manifest.seed, manifest.reference_year) == (10, 7, 2021)


def test_facts_written_by_hand_are_copied_unchanged(manifest, tmp_path):
    for name in FACTS:
        assert (tmp_path / name).read_bytes() == (tables.DATA / name).read_bytes()


def test_the_same_input_twice_gives_the_same_bytes(tmp_path, raw):
    one, two = (finish(written(tmp_path / name), raw) for name in ("one", "two"))
    assert one == two
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted([*DERIVED, *FACTS, "manifest.json"])
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_another_table_is_another_version(tmp_path, raw):
    one = finish(written(tmp_path / "one"), raw)
    two = finish(written(tmp_path / "two", values=(1.0, 3.0)), raw)
    assert one.startswith("2021.small.")
    assert one != two


def test_a_build_that_stops_half_way_leaves_the_tables_as_they_were(tmp_path, raw):
    finish(written(tmp_path), raw)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    Tables(tmp_path).array("draws.npy", np.zeros(3))
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert after == before
    too_large = written(tmp_path, values=np.zeros(200_000))
    with pytest.raises(CheckFailed, match="bytes"):
        finish(too_large, raw)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert after == before


def test_a_missing_table_stops_the_build(tmp_path, raw):
    result = Tables(tmp_path)
    result.array("draws.npy", np.zeros(3))
    with pytest.raises(FileNotFoundError):
        finish(result, raw)
    assert not (tmp_path / "manifest.json").exists()


def test_arrays_are_stored_in_one_layout_on_every_machine(tmp_path, raw):
    values = np.arange(6, dtype=np.float32).reshape(2, 3)
    stored = []
    for name, array in (("one", values), ("two", np.asfortranarray(values).astype(">f4"))):
        result = written(tmp_path / name)
        result.array("draws.npy", array)
        finish(result, raw)
        stored.append((tmp_path / name / "draws.npy").read_bytes())
    assert stored[0] == stored[1]
    assert np.load(tmp_path / "one/draws.npy").tolist() == values.tolist()


def test_countries_come_back_as_they_were_written(tmp_path, raw):
    rows = [
        msgspec.structs.replace(tables.countries()[0], name="Côte d'Ivoire", low_confidence=""),
        msgspec.structs.replace(tables.countries()[1], name="Korea, north", consumer=False),
    ]
    result = written(tmp_path)
    result.csv("countries.csv", rows)
    finish(result, raw)
    with (tmp_path / "countries.csv").open(encoding="utf-8", newline="") as file:
        read = [msgspec.convert(row, type=Country, strict=False) for row in csv.DictReader(file)]
    assert read == rows
