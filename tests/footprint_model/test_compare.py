"""Comparing revisions: the other one is asked by its own code on its own tables."""

import subprocess

import pytest

from footprint_model import compare as comparing
from footprint_model.cli import main


def before_and_after(old, new):
    return comparing._changes("country", "people", old, new)


def test_largest_change_first_in_either_direction():
    rows = before_and_after(
        {"USA": 2.0, "IND": 1.0, "BRA": 4.0}, {"USA": 2.2, "IND": 1.0, "BRA": 1.0}
    )
    assert [row.name for row in rows] == ["BRA", "USA", "IND"]
    assert rows[0].ratio == pytest.approx(0.25)


def test_what_one_side_lacks_comes_first_and_has_no_ratio():
    rows = before_and_after({"USA": 2.0, "OLD": 1.0}, {"USA": 2.0, "NEW": 3.0})
    assert {row.name for row in rows[:2]} == {"OLD", "NEW"}
    assert all(row.ratio is None for row in rows[:2])


@pytest.fixture
def comparison():
    changes = (
        comparing.Change("country", "USA", "people", 2.0, 2.2),
        comparing.Change("category", "rice & <co>", "people", 100.0, 50.0),
        comparing.Change("persona", "newcomer", "days a year", None, 0.5),
    )
    return comparing.Comparison("old: model 1", "new: model 2", changes)


def test_table_shows_each_kind_with_its_ratio(comparison):
    text = comparing.table(comparison)
    assert "country: 1 of 1 changed" in text
    assert "1.100 times" in text
    assert "none" in text


def test_picture_is_well_formed_and_escapes_names(comparison):
    from xml.etree import ElementTree

    root = ElementTree.fromstring(comparing.picture(comparison))
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "category rice & <co>" in texts
    assert "×0.50" in texts


def test_an_unknown_revision_is_said_plainly(capsys):
    assert main(["compare", "no-such-revision"]) == 1
    assert "no-such-revision: git cannot read" in capsys.readouterr().err


def test_head_against_the_working_tree(capsys, tmp_path):
    inside = subprocess.run(
        ["git", "-C", str(comparing.ROOT), "rev-parse", "HEAD"], capture_output=True, check=False
    )
    assert inside.returncode == 0, "the tests run in a git checkout"
    drawing = tmp_path / "changes.svg"
    assert main(["compare", "HEAD", "--picture", str(drawing)]) == 0
    shown = capsys.readouterr().out
    assert "country:" in shown
    assert "category:" in shown
    assert drawing.read_text(encoding="utf-8").startswith("<svg")
