"""The benchmark runs and sets every figure beside a baseline. How fast it is, it says itself."""

import re

import pytest

from footprint_model import bench
from footprint_model.cli import main


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(bench, "RUNS", 2)
    monkeypatch.setattr(bench, "BATCH", 50)
    monkeypatch.setattr(bench, "POINTS", 500)
    monkeypatch.chdir(bench.tables.DATA.parents[1])  # the fresh process imports the package here


def test_every_timing_stands_beside_its_baseline_and_their_ratio(small, capsys):
    assert main(["bench"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line]
    assert re.fullmatch(r"numpy [\d.]+.*, \d+ cores, \d+ draws", lines[0])
    assert lines[1].split() == ["what", "value", "baseline", "ratio"]
    timings = [line for line in lines[2:-2] if not line.rstrip().endswith("MB")]
    assert len(timings) == 9
    for line in timings:
        found = re.fullmatch(r"(.+?) +([\d.]+) (ms|s ) +([\d.]+) (ms|s ) +([\d.]+)", line)
        assert found, line
        assert found[3] == found[5]
        value, baseline, ratio = (float(found[i]) for i in (2, 4, 6))
        if baseline >= 0.1:  # enough digits printed to compare
            assert ratio == pytest.approx(value / baseline, rel=0.05, abs=0.1)


def test_memory_of_a_worker_is_told(small):
    memory = [line for line in bench.report().splitlines() if line.endswith("MB")]
    assert len(memory) == 1
    assert float(memory[0].split()[-2]) > 0


def test_the_other_engine_is_compared_and_said_not_to_be_measured(small):
    told, times = bench.report().splitlines()[-2:]
    assert told.startswith("384 ms: one full footprint of the Nos Gestes Climat engine")
    assert re.fullmatch(r"as published .*, not measured again: \d+ times one estimate here", times)


def test_people_of_the_benchmark_use_every_kind_of_answer():
    person = bench.everything()
    given = (person.household_size, person.income_band, person.age_band, person.spend_per_year)
    assert all(given)
    scales = {row.scales for row in bench.tables.items() if row.id in person.quantities_per_year}
    assert scales == {"category", "part", "list"}
    rules = {name for rules in person.modifiers.values() for name in rules}
    assert {"label", "origin"} <= rules
