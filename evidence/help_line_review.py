"""Looking after the help lines: what is due, and writing down that a line was confirmed."""

import csv
import re
from datetime import date
from pathlib import Path

from evidence.help_lines import (
    GOOD_CONFIRMED,
    TABLE,
    HelpLine,
    emergency_numbers,
    help_lines,
    help_organisations,
)
from evidence.rows import DATA
from footprint_model import ModelError

CALLED = "called"
HOW = re.compile(r"called|read the operator['’]s page (https?://\S+)")


class CannotConfirm(ModelError):
    """The row is unknown, is never shown, or it is not said how it was confirmed."""


def overdue(today: date, folder: Path = DATA) -> list[str]:
    """What is shown and should have been looked at again before `today`, one line each."""
    found = [
        f"{line.id}: {line.name} was to be looked at again by {line.review_by}"
        for line in help_lines(folder)
        if line.is_overdue(today)
    ]
    tables = {
        "emergency_numbers.csv": [row.review_by for row in emergency_numbers(folder).values()],
        "help_organisations.csv": [row.review_by for row in help_organisations(folder)],
    }
    for name, days in tables.items():
        if today > min(days):
            found.append(f"{name}: was to be looked at again by {min(days)}")
    return found


def confirm(row_id: str, by: str, how: str, on: date, today: date, folder: Path = DATA) -> HelpLine:
    """Write into the table that somebody has confirmed a line with the service.

    Parameters
    ----------
    row_id : its ``id``
    by : who did it
    how : ``called``, or ``read the operator's page ADDRESS``
    on : the day it was done
    today : no later day than this is believed

    Raises
    ------
    CannotConfirm
        Nothing is written then.
    """
    by, match = by.strip(), HOW.fullmatch(how.strip())
    if not match:
        raise CannotConfirm(
            f"how it was confirmed: {how!r}, expected 'called' or "
            "'read the operator's page https://…'"
        )
    if not by:
        raise CannotConfirm("who confirmed it: nothing, expected a name")
    before = {line.id: line for line in help_lines(folder)}.get(row_id)
    if before is None:
        raise CannotConfirm(f"{row_id!r} is no row of {TABLE}; see `flask help-lines list`")
    if before.shown == "never":
        raise CannotConfirm(f"{row_id} is never shown: {before.why}")
    if not before.read_on <= on <= today:
        raise CannotConfirm(
            f"confirmed on {on}, expected a day from {before.read_on} (when it was read) to {today}"
        )
    _write(
        row_id,
        {
            "confirmed_on": on.isoformat(),
            "confirmed_by": by,
            "confirmed_how": match[1] or CALLED,
            "review_by": (on + GOOD_CONFIRMED).isoformat(),
        },
        folder,
    )
    help_lines.cache_clear()
    return next(line for line in help_lines(folder) if line.id == row_id)


def _write(row_id: str, changes: dict[str, str], folder: Path) -> None:
    """Change one row and leave every other byte as it is; a crash leaves the old file."""
    path = folder / TABLE
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header = list(reader.fieldnames or ())
        rows = [row | changes if row["id"] == row_id else row for row in reader]
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    new.replace(path)
