"""What somebody who looks after the help lines runs."""

import csv
from datetime import date

import pytest

from evidence.help_lines import TABLE, emergency_numbers, help_lines, help_organisations
from evidence.rows import DATA


@pytest.fixture
def copy(tmp_path):
    """The tables in a folder that a test may change."""
    for name in (TABLE, "emergency_numbers.csv", "help_organisations.csv"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    yield tmp_path
    for read in (help_lines, emergency_numbers, help_organisations):
        read.cache_clear()


@pytest.fixture
def run(app, copy):
    def invoke(command, *args):
        for read in (help_lines, emergency_numbers, help_organisations):
            read.cache_clear()
        return app.test_cli_runner().invoke(
            args=["help-lines", command, *args, "--data", str(copy)]
        )

    return invoke


def backdate(path, row_id=""):
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, header = list(reader), reader.fieldnames
    for row in rows:
        if not row_id or row["id"] == row_id:
            row["review_by"] = "2020-01-01"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_check_passes_on_the_tables_that_ship(run):
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "help lines shown, none is due" in result.output


def test_check_fails_on_a_backdated_copy_and_names_the_row(run, copy):
    backdate(copy / TABLE, "gbr-unseen")
    result = run("check")
    assert result.exit_code == 1
    assert "gbr-unseen" in result.output
    assert "2020-01-01" in result.output
    assert "1 past the day" in result.output


def test_check_fails_on_backdated_emergency_numbers(run, copy):
    backdate(copy / "emergency_numbers.csv")
    result = run("check")
    assert result.exit_code == 1
    assert "emergency_numbers.csv" in result.output


def test_confirming_a_late_row_makes_the_check_pass(run, copy):
    backdate(copy / TABLE, "gbr-unseen")
    assert run("check").exit_code == 1
    result = run("confirm", "gbr-unseen", "--by", "A. Example", "--how", "called")
    assert result.exit_code == 0, result.output
    assert run("check").exit_code == 0


def test_confirm_says_what_it_wrote(run):
    result = run("confirm", "usa-hsi", "--by", "A", "--how", "called", "--on", "2026-11-24")
    assert result.exit_code == 0, result.output
    assert "1-866-347-2423" in result.output
    assert "confirmed on 2026-11-24; look again by 2027-11-24" in result.output


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["usa-hsi", "--by", "A", "--how", "heard"], "expected 'called'"),
        (["usa-hsi", "--by", "A", "--how", "called", "--on", "yesterday"], "such as 2026-12-03"),
        (["nobody", "--by", "A", "--how", "called"], "is no row"),
        (["usa-hsi", "--how", "called"], "--by"),
    ],
)
def test_confirm_refuses_what_it_cannot_believe(run, copy, args, message):
    before = (copy / TABLE).read_bytes()
    result = run("confirm", *args)
    assert result.exit_code != 0
    assert message in result.output
    assert (copy / TABLE).read_bytes() == before


def test_list_gives_the_state_of_every_row(run, copy):
    run("confirm", "usa-hsi", "--by", "A. Example", "--how", "called", "--on", "2026-11-24")
    backdate(copy / TABLE, "gbr-unseen")
    output = run("list").output
    state = {line.split()[0]: line for line in output.splitlines() if not line.startswith(" ")}
    assert set(state) == {line.id for line in help_lines()}
    assert "DUE" in state["gbr-unseen"]
    assert "confirmed on 2026-11-24 by A. Example" in state["usa-hsi"]
    assert "without its number" in state["can-canadian-hotline"]
    assert "waits to be confirmed" in state["nga-naptip"]
    assert "never shown" in state["uga-wetaase"]


def test_the_day_of_a_confirmation_is_today_if_none_is_given(run, monkeypatch):
    from app.support import commands

    monkeypatch.setattr(commands, "today", lambda: date(2026, 12, 24))
    output = run("confirm", "gbr-unseen", "--by", "A", "--how", "called").output
    assert "confirmed on 2026-12-24" in output
