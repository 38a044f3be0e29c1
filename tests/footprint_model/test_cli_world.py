"""The command line: the world, the build, and the program as a whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import footprint_model as fm
from footprint_model.build.raw import FILES

WORLD_KEYS = {
    "total_person_years",
    "allocated_person_years",
    "consumers",
    "cross_border_share",
}
CONSUMER_KEYS = {
    "country",
    "population",
    "household_per_100k",
    "all_final_demand_per_100k",
    "imported_per_100k",
    "share_abroad",
}


# --- world ----------------------------------------------------------------------------------------


def test_the_keys_of_the_world(run):
    status, out, err = run("world", "--json")
    assert (status, err) == (0, "")
    result = json.loads(out)
    assert set(result) >= WORLD_KEYS
    assert result["allocated_person_years"] == pytest.approx(result["total_person_years"], rel=1e-6)
    assert {row["country"] for row in result["consumers"]} == {c.iso3 for c in fm.countries()}
    for row in result["consumers"]:
        assert set(row) >= CONSUMER_KEYS


def test_the_world_as_a_table(run):
    status, out, _ = run("world")
    assert status == 0
    lines = out.splitlines()
    for country in fm.countries():
        assert any(line.startswith(country.iso3) for line in lines)
    assert "abroad" in lines[-1]


# --- build and the whole program ------------------------------------------------------------------


def test_build_names_each_missing_raw_file_and_its_publisher(run, tmp_path):
    status, out, err = run("build", "--raw", tmp_path / "raw", "--out", tmp_path / "out")
    assert status == 1
    assert out == ""
    for name, (_, publisher) in FILES.items():
        assert f"{name} (publisher: {publisher})" in err
    assert not (tmp_path / "out").exists()


def test_build_names_the_one_file_that_is_missing(run, tmp_path):
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "gsi_2023_country.csv").unlink()
    status, _, err = run("build", "--raw", tmp_path, "--out", tmp_path / "out")
    assert status == 1
    assert "1 raw file(s)" in err
    assert "gsi_2023_country.csv (publisher: Walk Free)" in err


def test_it_runs_as_a_module():
    root = Path(fm.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-m", "footprint_model", "estimate", "--country", "XYZ"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr.startswith("error: country: 'XYZ' is not a country of the account")
