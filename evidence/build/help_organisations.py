"""Unions, networks and charities for the help page, from the list of organisations that was read.

``help_organisation_choices.csv`` names those that can help a person, or know who can, with our own
sentence on what for. Those that only campaign, research or fund are left out here: the actions
name them. That they exist is well attested; that they are active today was not checked.
"""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

FILE = "support/support_orgs.csv"
TABLE = "help_organisations.csv"
CHOICES = Path(__file__).with_name("help_organisation_choices.csv")
READ_ON = date(2026, 11, 23)
GOOD_FOR = timedelta(days=365)


def organisation_tables(raw: Raw) -> Iterable[tuple[str, list[dict[str, object]]]]:
    """One row per chosen organisation, in the order of the choices.

    Raises
    ------
    RawFileDamaged
        If a chosen organisation was not read.
    """
    read = {str(row["name"]): row for row in raw.rows(FILE)}
    with CHOICES.open(encoding="utf-8", newline="") as file:
        choices = list(csv.DictReader(file))
    rows: list[dict[str, object]] = []
    for choice in choices:
        row = read.get(choice["raw_name"])
        if row is None:
            raise RawFileDamaged(f"{FILE}: no organisation {choice['raw_name']!r}")
        rows.append(
            {
                "name": choice["name"] or choice["raw_name"],
                "iso3": choice["iso3"],
                "led_by": choice["led_by"],
                "what": choice["what"],
                "page": choice["page"],
                "publisher": choice["publisher"] or str(row["source"]),
                "year": str(row["source_date"])[:4],
                "certainty": str(row["certainty"]),
                "read_on": READ_ON,
                "review_by": READ_ON + GOOD_FOR,
            }
        )
    yield TABLE, rows
