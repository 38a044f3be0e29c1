"""Signs of forced labour where people buy a service, each with who says so.

A setting is in the table only if a public body or an anti-slavery organisation has written signs
for it down. The sentences are ours. Signs that only say where somebody comes from, which language
they speak or how clean they are, are left out: they point at people, not at what is done to them.
"""

from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from evidence.rows import DATA, Row, read_rows
from footprint_model import TableError, categories


class Sign(Row, frozen=True):
    """One sign in one setting, one row of signs.csv."""

    setting: str
    sign: str
    publisher: str
    title: str
    year: int | None
    page: str
    read_on: date


class SettingRow(Row, frozen=True):
    """One row of sign_settings.csv; `fact` is a figure on the setting, with its own source.

    `category` is what people buy there, where that is one thing.
    """

    id: str
    name: str
    category: str
    fact: str
    fact_publisher: str
    fact_title: str
    fact_year: int | None
    claim_status: Literal["estimate", "survey", "self_report", ""]


class Source(NamedTuple):
    """Where signs were read."""

    publisher: str
    title: str
    year: int | None
    page: str
    read_on: date


class Setting(NamedTuple):
    """A setting with its signs, and the sources of these."""

    row: SettingRow
    signs: tuple[str, ...]
    sources: tuple[Source, ...]


@cache
def settings(folder: Path = DATA) -> tuple[Setting, ...]:
    """Every setting, in the order of the file.

    Raises
    ------
    TableError
        If a sign is of an unknown setting, a setting has no sign, or its category is unknown.
    """
    rows = {row.id: row for row in read_rows("sign_settings.csv", SettingRow, ("id",), folder)}
    signs = read_rows("signs.csv", Sign, ("setting", "sign"), folder)
    by_setting = {
        name: tuple(group)
        for name, group in groupby(
            sorted(signs, key=lambda sign: sign.setting), key=lambda sign: sign.setting
        )
    }
    bought = {row.category for row in rows.values() if row.category}
    if odd := bought - {category.id for category in categories()}:
        raise TableError(f"sign_settings.csv: no category is called {', '.join(sorted(odd))}")
    if odd := set(rows) ^ set(by_setting):
        raise TableError(f"signs.csv and sign_settings.csv differ on {', '.join(sorted(odd))}")
    return tuple(
        Setting(
            row,
            tuple(sign.sign for sign in by_setting[row.id]),
            tuple(
                dict.fromkeys(
                    Source(sign.publisher, sign.title, sign.year, sign.page, sign.read_on)
                    for sign in by_setting[row.id]
                )
            ),
        )
        for row in rows.values()
    )


def setting_of(category: str) -> str:
    """The setting in which people buy this; nothing where there is none."""
    return next((one.row.id for one in settings() if one.row.category == category), "")
