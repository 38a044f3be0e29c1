"""How much of a commodity is in a thing, with a range where the sources give one."""

from functools import cache
from typing import Literal

from evidence.claims import Confidence
from evidence.rows import Row, read_rows


class Material(Row, frozen=True):
    """``value`` in ``unit`` of ``material`` in one ``thing``, or used to make it."""

    id: str
    commodity: str
    thing: str
    material: str
    value: float
    low: float | None
    high: float | None
    unit: Literal["g", "mg", "kg", "m2", "minutes"]
    basis: Literal["legal_minimum", "model", "derived", "rule_of_thumb", "press"]
    confidence: Confidence
    publisher: str
    year: int | None


@cache
def materials() -> tuple[Material, ...]:
    """Every row, in the order of the file."""
    return read_rows("materials.csv", Material, ("id",))


def materials_of(commodity: str) -> tuple[Material, ...]:
    """Things that hold or took this commodity."""
    return tuple(row for row in materials() if row.commodity == commodity)
