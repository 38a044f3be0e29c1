"""Organisations for the help page: chosen by name from those that were read."""

import csv

import pytest

from evidence.build import FILES
from evidence.build.help_organisations import CHOICES, FILE, organisation_tables
from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged


def raw(folder, names):
    path = folder / FILE
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "source", "source_date", "certainty"])
        writer.writerows([name, "A source", "2021-03", "primary"] for name in names)
    return Raw(folder, FILES)


def chosen():
    with CHOICES.open(encoding="utf-8", newline="") as file:
        return [row["raw_name"] for row in csv.DictReader(file)]


def test_only_the_chosen_are_in_the_table(tmp_path):
    [(name, rows)] = organisation_tables(raw(tmp_path, [*chosen(), "A campaign"]))
    assert name == "help_organisations.csv"
    assert len(rows) == len(chosen())
    assert "A campaign" not in {row["name"] for row in rows}
    assert {row["year"] for row in rows} == {"2021"}


def test_a_chosen_one_that_was_not_read_stops_the_build(tmp_path):
    with pytest.raises(RawFileDamaged, match=chosen()[0].split()[0]):
        list(organisation_tables(raw(tmp_path, chosen()[1:])))
