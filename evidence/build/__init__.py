"""From raw public tables to the tables of ``evidence/data``; one module per subject.

Run offline as ``python -m evidence build --raw DIR``. A step reads raw rows, checks them, and
returns the rows of its tables; what it leaves out and why stands in its module.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from footprint_model.build.raw import Raw

# path below the raw folder -> (publisher's short name, publisher); see Raw.
FILES: dict[str, tuple[str, str]] = {
    "support/helplines.csv": ("help_lines", "this project's reading of help line pages"),
    "support/emergency_numbers.csv": ("emergency", "libphonenumber; DennisGross/aidlines"),
    "support/support_orgs.csv": ("help_organisations", "this project's reading of public pages"),
}

# A table is its name and its rows; the first row's keys are the header.
Table = tuple[str, list[dict[str, object]]]
Step = Callable[[Raw], Iterable[Table]]


def steps() -> Mapping[str, Step]:
    """Every step by name."""
    from evidence.build import emergency_numbers, help_lines, help_organisations

    return {
        "help lines": help_lines.help_line_tables,
        "emergency numbers": emergency_numbers.emergency_tables,
        "help organisations": help_organisations.organisation_tables,
    }


def build(raw_folder: Path, out_folder: Path) -> list[str]:
    """Run every step and write its tables; returns their names.

    Raises
    ------
    RawFileMissing, RawFileDamaged
        Nothing is written then.
    """
    raw = Raw(raw_folder, FILES)
    raw.check()
    tables = [table for step in steps().values() for table in step(raw)]
    for name, rows in tables:
        (out_folder / name).write_text(as_csv(rows), encoding="utf-8", newline="")
    return [name for name, _ in tables]


def as_csv(rows: list[dict[str, object]]) -> str:
    """Rows as CSV; the first row's keys are the header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
