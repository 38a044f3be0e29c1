"""Rows of the evidence are checked when they are loaded."""

import pytest

from evidence.rows import Row, read_rows
from footprint_model import TableError


class Thing(Row, frozen=True):
    name: str
    size: float
    year: int | None


def write(folder, text):
    (folder / "things.csv").write_text(text, encoding="utf-8")


def test_rows_are_structs_and_an_empty_cell_may_be_none(tmp_path):
    write(tmp_path, "name,size,year\nNamibia,1.5,\nNA,2,2021\n")
    assert read_rows("things.csv", Thing, folder=tmp_path) == (
        Thing("Namibia", 1.5, None),
        Thing("NA", 2.0, 2021),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,size,year\na,big,\n", "things.csv:2: .*size"),
        ("name,size,year\na,1,\na,2,\n", "things.csv:3: 'a' is already on line 2"),
        ("name,size,year,more\na,1,,x\n", "things.csv:2: .*more"),
        ("name,size\na,1\n", "things.csv:2: .*year"),
    ],
)
def test_a_row_that_does_not_fit_is_named_with_its_line(tmp_path, text, message):
    write(tmp_path, text)
    with pytest.raises(TableError, match=message):
        read_rows("things.csv", Thing, ("name",), folder=tmp_path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(TableError, match=r"things\.csv: missing"):
        read_rows("things.csv", Thing, folder=tmp_path)
