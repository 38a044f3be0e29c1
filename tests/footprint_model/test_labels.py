"""Labels: which lower an estimate, which only widen it, and that each says why."""

import csv
import io
import re

import pytest

import footprint_model as fm
from footprint_model import tables

LABELS = tables.labels()
LONGEST_REASON = 45  # words


def test_only_two_programmes_lower_an_estimate():
    assert {row.id for row in LABELS.values() if row.use == "reduce"} == {
        "fair_food_program",
        "milk_with_dignity",
    }


def test_what_lowers_an_estimate_meets_the_published_rule():
    for row in LABELS.values():
        if row.use == "reduce":
            assert row.may_lower, row.id
            assert row.covered_commodities, f"{row.id}: nothing to lower"


def test_what_would_meet_the_rule_but_does_not_lower_is_no_choice_of_shoppers():
    left = {row.id for row in LABELS.values() if row.may_lower and row.use != "reduce"}
    assert {LABELS[name].use for name in left} == {"public_purchasing"}


def test_a_label_without_any_evidence_never_lowers():
    unread = [row for row in LABELS.values() if row.covers_forced_labour == "not_read"]
    assert len(unread) >= 8
    assert {row.use for row in unread} <= {"widen", "none"}


@pytest.mark.parametrize("row", LABELS.values(), ids=LABELS)
def test_a_label_names_what_it_covers_where_it_was_read_and_why(row):
    assert set(row.covered) <= {category.id for category in fm.categories()}
    assert set(row.covered_commodities) <= set(tables.commodities())
    assert row.source in {source.key for source in fm.sources()}
    assert row.basis == "assumed"  # what the model does with it is our judgement
    assert row.covered or row.use == "none"
    words = row.reason.split()
    assert 8 <= len(words) <= LONGEST_REASON
    assert row.reason.endswith(".")
    assert not re.search(r"\bslaves?\b|!", row.reason)


def test_the_numbers_of_the_rule_are_there_with_a_reason():
    rows = {row.name: row for row in fm.parameters()}
    effect = rows["label_effect"]
    assert 0 <= effect.low < effect.central < effect.high < 1
    assert rows["sd_label_reduce"].central > rows["sd_label"].central > 0
    for name in ("label_effect", "sd_label", "sd_label_reduce", "repair_lengthens", "sd_origin"):
        assert rows[name].basis == "assumed"
        assert rows[name].reason


def test_clothes_that_are_repaired_are_kept_longer_by_a_survey():
    rows = fm.lifetimes()
    assert rows["clothing"].repaired_years == pytest.approx(1.3)
    assert all(row.repaired_years is None for row in rows.values() if row.category != "clothing")


# --- damaged rows ---------------------------------------------------------------------------------


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """Read the labels with one cell of one row changed; the reader's memory is put back."""
    text = (tables.DATA / "labels.csv").read_text(encoding="utf-8")
    for name in ("sources.toml", "categories.csv", "commodities.csv"):
        (tmp_path / name).symlink_to(tables.DATA / name)

    def read(line, column, value):
        rows = list(csv.DictReader(io.StringIO(text)))
        rows[line - 2][column] = value
        with (tmp_path / "labels.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        monkeypatch.setattr(tables, "DATA", tmp_path)
        return tables.labels.__wrapped__()

    return read


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("id", "fairtrade", "fairtrade"),
        ("source", "hearsay", "expected a key of sources.toml"),
        ("categories", "coffee|moonlight", "'moonlight' is unknown, expected an id of categories"),
        ("commodities", "unobtainium", "'unobtainium' is unknown, expected an id of commodities"),
        ("use", "reduce", "expected a standard that covers forced labour"),
        ("use", "lower", "Invalid enum value 'lower'"),
        ("evidence", "plenty", "Invalid enum value 'plenty'"),
        ("year", "soon", "Expected `int`"),
    ],
)
def test_a_damaged_row_is_refused_with_its_line(damaged, column, value, told):
    with pytest.raises(fm.TableError, match=r"labels\.csv:4: ") as refused:
        damaged(4, column, value)
    assert told in str(refused.value)


def test_the_untouched_copy_is_read(damaged):
    assert set(damaged(4, "year", "2021")) == set(LABELS)
