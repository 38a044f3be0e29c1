"""The only reader of ``data/``: rows of a CSV file as structs, checked when they are loaded.

Each error names file, line, value and what was expected. Line 1 is the header.
"""

import csv
from pathlib import Path
from typing import TypeVar

import msgspec

from footprint_model import TableError

DATA = Path(__file__).resolve().parent / "data"


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every row. A field that may be None is None where the cell is empty."""


RowType = TypeVar("RowType", bound=Row)


def read_rows(
    name: str, row_type: type[RowType], key: tuple[str, ...] = (), folder: Path = DATA
) -> tuple[RowType, ...]:
    """Rows of ``data/NAME``, in the order of the file.

    Parameters
    ----------
    name : name of the file
    row_type : one field per column
    key : columns whose values together are on one row only
    folder : where the file is

    Raises
    ------
    TableError
        If the file is missing, a cell is not of its field's type, or a key is on two rows.
    """
    path = folder / name
    if not path.is_file():
        raise TableError(f"{name}: missing")
    optional = {
        field.name
        for field in msgspec.structs.fields(row_type)
        if type(None) in getattr(field.type, "__args__", ())
    }
    rows: list[RowType] = []
    seen: dict[tuple[object, ...], int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, cells in enumerate(csv.DictReader(file), start=2):
            values = {
                column: None if cell == "" and column in optional else cell
                for column, cell in cells.items()
            }
            try:
                row = msgspec.convert(values, type=row_type, strict=False)
            except msgspec.ValidationError as error:
                raise TableError(f"{name}:{line}: {error}") from error
            values_of_key = tuple(getattr(row, column) for column in key)
            if key and values_of_key in seen:
                shown = ", ".join(map(repr, values_of_key))
                raise TableError(
                    f"{name}:{line}: {shown} is already on line {seen[values_of_key]}, "
                    "expected once"
                )
            seen[values_of_key] = line
            rows.append(row)
    return tuple(rows)
