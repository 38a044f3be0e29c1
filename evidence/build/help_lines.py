"""Help lines: what was read about each, joined with what was decided about showing it.

Every row of the reading has a decision in ``help_line_decisions.csv``, made with its notes in
hand: shown with its number, with its page only, once confirmed, or never; who answers, for whom,
and why. Here two rules are kept whatever a decision says: a row marked do-not-publish is never
shown, and a number from a secondary source is not shown until it is confirmed. Hours that a note
doubts, and numbers that another source adds, are left out by the decision.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from evidence.help_lines import GOOD_UNCONFIRMED, TABLE, HelpLine, help_lines
from evidence.rows import DATA
from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

FILE = "support/helplines.csv"
DECISIONS = Path(__file__).with_name("help_line_decisions.csv")
READ_ON = date(2026, 11, 23)


def help_line_tables(raw: Raw) -> Iterable[tuple[str, list[dict[str, object]]]]:
    """The table of help lines; confirmations of the table in use are kept."""
    kept = {line.id: line for line in help_lines()} if (DATA / TABLE).is_file() else {}
    with DECISIONS.open(encoding="utf-8", newline="") as file:
        decisions = {(row["iso3"], row["raw_name"]): row for row in csv.DictReader(file)}
    yield TABLE, rows(raw.rows(FILE), decisions, kept)


def rows(
    read: Iterable[Mapping[str, str]],
    decisions: Mapping[tuple[str, str], Mapping[str, str]],
    kept: Mapping[str, HelpLine],
) -> list[dict[str, object]]:
    """One row per row that was read.

    Raises
    ------
    RawFileDamaged
        If a row has no decision, or the decision shows what must not be shown.
    """
    found = []
    for row in read:
        decision = decisions.get((row["iso3"], row["name"]))
        if decision is None:
            raise RawFileDamaged(
                f"{FILE}: {row['iso3']} {row['name']!r} has no row in {DECISIONS.name}"
            )
        _refuse(row, decision)
        found.append(_row(row, decision, kept.get(decision["id"])))
    return found


def _refuse(row: Mapping[str, str], decision: Mapping[str, str]) -> None:
    shown = decision["shown"]
    if row["publish_advice"] == "do_not_publish" and shown != "never":
        raise RawFileDamaged(f"{decision['id']}: shown {shown!r}, but it is not to be published")
    if row["certainty"] == "secondary" and shown == "number":
        raise RawFileDamaged(f"{decision['id']}: shown {shown!r}, but its source is secondary")


def _row(
    row: Mapping[str, str], decision: Mapping[str, str], kept: HelpLine | None
) -> dict[str, object]:
    phone = decision["phone"] or plain_numbers(row["phone_as_dialled"])
    abroad = plain_numbers(row["phone_international"])
    year, dated = _year(row, decision["year"])
    # A confirmation is of one number; with another number it is worth nothing.
    confirmed = kept if kept and kept.confirmed_on and kept.phone == phone else None
    return {
        "id": decision["id"],
        "iso3": str(row["iso3"]),
        "name": decision["name"] or str(row["name"]),
        "operator": decision["operator"] or str(row["operator"]),
        "answered_by": decision["answered_by"],
        "audience": decision["audience"],
        "phone": phone,
        "phone_abroad": abroad if abroad.startswith("+") and abroad != phone else "",
        "email": decision["email"],
        "free": next(
            (word for word in ("yes", "no") if row["free_of_charge"].startswith(word)), ""
        ),
        "hours": decision["hours"],
        "languages": decision["languages"],
        "more_languages": decision["more_languages"],
        "page": decision["page"],
        "remark": decision["remark"],
        "publisher": decision["publisher"],
        "source": str(row["source_title"]),
        "year": year,
        "dated": dated,
        "read_on": READ_ON,
        "certainty": str(row["certainty"]),
        "shown": decision["shown"],
        "why": decision["why"],
        "confirmed_on": confirmed.confirmed_on if confirmed else "",
        "confirmed_by": confirmed.confirmed_by if confirmed else "",
        "confirmed_how": confirmed.confirmed_how if confirmed else "",
        "review_by": confirmed.review_by if confirmed else READ_ON + GOOD_UNCONFIRMED,
    }


def plain_numbers(text: str) -> str:
    """Numbers without what is said about them: "+46(0)20 (as printed)" is "+46 20".

    >>> plain_numbers("(+352) 244 60 3220; 113 (mobile)")
    '+352 244 60 3220; 113'
    """
    text = re.sub(r"\((\+\d+)\)", r"\1", text).replace("(0)", " ")
    parts = [re.sub(r"\([^)]*\)", "", part).strip() for part in text.split(";")]
    return "; ".join(part for part in parts if part)


def _year(row: Mapping[str, str], decided: str) -> tuple[str, str]:
    """The year of what was read, and whether it is printed or follows from the text.

    A decision "-" means that the date that was read belongs to another source.
    """
    year = decided.strip("-") if decided else row["source_date"][:4]
    printed = row["source_date_basis"].startswith(("printed", "date in address", "commit"))
    return year, ("printed" if printed else "content") if year else ""
