"""What holds of the tables this site runs on, and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import footprint_model as fm
from footprint_model import schema
from footprint_model.identities import Check, checks


@dataclass(frozen=True)
class Table:
    """A table of the data: what its rows and columns are, in which unit, how large."""

    file: str
    axes: str
    columns: tuple[str, ...]
    unit: str
    bytes: int


@dataclass(frozen=True)
class Proof:
    """What holds of the tables, found when the page was first asked for."""

    identities: tuple[Check, ...]
    tables: int


@cache
def proof() -> Proof:
    """Run the model's own checks once; its tables do not change while the site runs."""
    found = tuple(checks())
    return Proof(
        identities=tuple(check for check in found if not check.name.startswith("sha256 ")),
        tables=sum(check.name.startswith("sha256 ") for check in found),
    )


def columns_of(text: str) -> tuple[str, ...]:
    """Names of the columns where the manifest refers to a row of the model's schema."""
    kind = text.removeprefix("see schema.")
    return tuple(getattr(schema, kind).__struct_fields__) if kind != text else ()


def tables() -> list[Table]:
    """Every table of the model's data, as its manifest describes it."""
    found = []
    for entry in fm.manifest().tables:
        columns = columns_of(entry.axes) or columns_of(entry.unit)
        axes = "" if columns_of(entry.axes) else entry.axes
        unit = "" if columns_of(entry.unit) else entry.unit
        found.append(Table(entry.file, axes, columns, unit, entry.bytes))
    return found
