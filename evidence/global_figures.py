"""Figures of the whole world: one record each, with its year and who says so."""

from functools import cache

from evidence.rows import Row, read_rows


class GlobalFigure(Row, frozen=True):
    """One figure. ``reference_year``: what year it is about; ``year``: when it was published."""

    id: str
    value: float
    sentence: str
    caution: str
    reference_year: int
    publisher: str
    title: str
    year: int


@cache
def global_figures() -> dict[str, GlobalFigure]:
    """Figures by id, in the order in which they are told."""
    return {row.id: row for row in read_rows("global_figures.csv", GlobalFigure, ("id",))}
