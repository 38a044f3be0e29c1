"""Goods that the US Labor Department lists for forced labour or child labour, by country.

What the list does not say matters as much: a pair that is absent is not a safe pair, the United
States is left out, and the edition is that of 2022 with part of the changes of 2024. The two flags
are apart and are never added up.
"""

from functools import cache
from typing import Literal

import footprint_model as fm
from evidence.rows import Row, read_rows
from footprint_model import TableError

FILE = "listed_goods.csv"


class ListedGood(Row, frozen=True):
    """One good from one country. With an `input_good` it is listed for what it is made of."""

    good: str
    iso3: str
    commodity: str
    forced_labour: bool
    child_labour: bool
    forced_child_labour: bool
    input_good: str
    input_iso3: str
    input_forced_labour: bool | None
    input_child_labour: bool | None
    row_basis: Literal["edition_2022", "added_2024", "forced_labour_added_2024", "downstream_2024"]
    publisher: str
    title: str
    edition: str
    year: int

    @property
    def is_downstream(self) -> bool:
        """Whether it is listed for its input, not for its own making."""
        return bool(self.input_good)


@cache
def listed_goods() -> tuple[ListedGood, ...]:
    """Every row, by good, then country.

    Raises
    ------
    TableError
        If a row names a commodity the model does not have, or no reason to be listed.
    """
    rows = read_rows(FILE, ListedGood, ("good", "iso3"))
    known = fm.commodity_table()
    for line, row in enumerate(rows, start=2):
        if row.commodity and row.commodity not in known:
            raise TableError(f"{FILE}:{line}: {row.commodity!r}, expected a commodity of the model")
        if not (row.forced_labour or row.child_labour or row.is_downstream):
            raise TableError(f"{FILE}:{line}: {row.good!r} has no flag and no input, expected one")
    return rows


def goods_of_country(iso3: str) -> tuple[ListedGood, ...]:
    """Listed goods from that country; for forced labour first, then by name."""
    rows = [row for row in listed_goods() if row.iso3 == iso3]
    return tuple(sorted(rows, key=lambda row: (not row.forced_labour, row.good)))


def goods_of_commodity(commodity: str) -> tuple[ListedGood, ...]:
    """Listed goods that belong to a commodity of the model."""
    return tuple(row for row in listed_goods() if row.commodity == commodity)
