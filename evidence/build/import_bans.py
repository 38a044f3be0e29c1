"""Import bans: laws, orders and priority sectors, by goods and country of origin.

No firm is named: which one an order is about is a legal risk to repeat from a copy, and goods and
country are what a reader can use. Left out: rows whose goods were not read anywhere, rows of which
only a name was seen, and reporting laws, which ban nothing. Dates out of an unreliable copy lose
their day and are marked so.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

FILE = "import_bans.csv"
FILES = {FILE: ("import_bans", "US CBP and others")}
WORDS = Path(__file__).with_suffix(".toml")
COMPANIES = "named companies"
VESSEL = "one fishing vessel"
PRECISION = {"day": "day", "month": "month", "year": "year", "day of announcement": "announced"}
# The month of the text behind the sectors: they stood then.
SECTORS_READ = "2025-08"
IN_FORCE_SINCE = "in force since "


def import_bans(raw: Raw) -> list[tuple[str, list[dict[str, object]]]]:
    """Rows of import_bans.csv: laws first, then by date.

    Raises
    ------
    RawFileDamaged
        If a status is none that is known here.
    """
    known = words()
    rows = []
    for row in raw.rows(FILE):
        if (
            row["verification"] == "name_only"
            or row["goods"] not in known["goods"]
            or row["instrument"] not in known["instruments"]
        ):
            continue
        goods, commodities = known["goods"][row["goods"]]
        kind, instrument, publisher, title = known["instruments"][row["instrument"]]
        sure = row["verification"] != "low"
        date = since(row["status"]) or row["date_issued"]
        rows.append(
            {
                "jurisdiction": row["jurisdiction"],
                "kind": kind,
                "instrument": instrument,
                "goods": goods,
                "commodities": " ".join(commodities),
                "scope": scope(row["entity_or_scope"]),
                "origin_iso3": row["origin_iso3"],
                "date": date if sure else date[:4],
                "date_precision": PRECISION[row["date_precision"]] if sure else "unsure",
                "status": status(row),
                "status_date": status_date(row, kind),
                "publisher": publisher,
                "title": title,
                "year": row["date_issued"][:4],
                "verification": row["verification"],
            }
        )
    order = ("law", "sector", "order")
    rows.sort(key=lambda row: (order.index(row["kind"]), row["date"], row["goods"]))
    return [("import_bans.csv", rows)]


@cache
def words() -> dict[str, Any]:
    """Our words for the raw ones."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def scope(entity: str) -> str:
    """What is covered, without the name of a firm or a ship."""
    if entity.startswith("Fishing vessel"):
        return VESSEL
    return str(words()["scopes"].get(entity, COMPANIES))


def since(text: str) -> str:
    """The day on which a law came into force, where the status gives it."""
    return text.removeprefix(IN_FORCE_SINCE) if text.startswith(IN_FORCE_SINCE) else ""


def status_date(row: dict[str, str], kind: str) -> str:
    """When the status was so, or changes; a law that is in force has none."""
    if kind == "sector":
        return SECTORS_READ
    return "" if status(row) == "in_force" else row["status_date"]


def status(row: dict[str, str]) -> str:
    """Our key for the raw status.

    Raises
    ------
    RawFileDamaged
    """
    text = row["status"]
    if "; " in text and text.endswith("admitted"):  # some goods are let in again
        return "changed"
    for start, key in words()["status"].items():
        if text.startswith(start):
            return str(key)
    raise RawFileDamaged(f"{FILE}: status {text!r}, expected the beginning of one that is known")
