"""Where to get help: help lines, emergency numbers and organisations, and who vouches for each.

A line is shown because its operator or a government prints it, or because somebody has confirmed
it with the service. Which of the two, when and how stands in its row, and the page says it.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from evidence.rows import DATA, Row, read_rows

TABLE = "help_lines.csv"
GOOD_UNCONFIRMED = timedelta(days=181)  # half a year after the source was read
GOOD_CONFIRMED = timedelta(days=365)
OLD_AFTER_YEARS = 2

AnsweredBy = Literal["charity", "public", "police", "immigration", "unnamed"]
Audience = Literal[
    "anyone",
    "reporters",
    "women",
    "women_children",
    "children",
    "workers",
    "migrant_workers",
    "going_abroad",
    "domestic_workers",
    "foreigners",
    "professionals",
    "crime",
    "social",
]
# number: everything; page: its page, the number once confirmed; confirmed: all once confirmed.
Shown = Literal["number", "page", "confirmed", "never"]
Agreement = Literal["both", "one_list", "differ", "none"]


class HelpLine(Row, frozen=True):
    """A service one can call or write to, one row of help_lines.csv."""

    id: str
    iso3: str
    name: str
    operator: str
    answered_by: AnsweredBy
    audience: Audience
    phone: str  # as dialled in the country; several with "; " between
    phone_abroad: str  # only where it is printed
    email: str
    free: Literal["yes", "no", ""]
    hours: str
    languages: str  # ISO 639 codes, space between
    more_languages: Literal["interpreters", "others", ""]
    page: str
    remark: str
    publisher: str
    source: str
    year: int | None
    dated: Literal["printed", "content", ""]
    read_on: date
    certainty: Literal["primary", "secondary"]
    shown: Shown
    why: str
    confirmed_on: date | None
    confirmed_by: str
    confirmed_how: str  # "called", or the address of the operator's page
    review_by: date

    @property
    def visible(self) -> bool:
        """Whether the site shows the row at all."""
        if self.shown == "never":
            return False
        return self.confirmed_on is not None or self.shown in ("number", "page")

    @property
    def phones(self) -> tuple[str, ...]:
        """The numbers that the site shows."""
        held_back = self.shown != "number" and self.confirmed_on is None
        if not self.phone or held_back or not self.visible:
            return ()
        return tuple(self.phone.split("; "))

    @property
    def abroad(self) -> str:
        """The number for calls from another country, where the others are shown."""
        return self.phone_abroad if self.phones else ""

    def is_old(self, today: date) -> bool:
        """Whether what was read is of long ago, and nobody has confirmed it since."""
        if self.confirmed_on is not None or self.year is None:
            return False
        return today.year - self.year > OLD_AFTER_YEARS

    def is_overdue(self, today: date) -> bool:
        """Whether it is shown and should have been looked at again."""
        return self.visible and today > self.review_by


class EmergencyNumbers(Row, frozen=True):
    """What two public lists say about one country or territory."""

    iso3: str
    name: str
    numbers: str  # space between
    also: str  # one list adds these (both, one_list), or names these instead (differ)
    agreement: Agreement
    read_on: date
    review_by: date


class HelpOrganisation(Row, frozen=True):
    """A union, network or charity that can help or knows who can."""

    name: str
    iso3: str  # empty: everywhere, or a region that `what` names
    led_by: Literal["survivors", "workers", "migrants", "charity"]
    what: str
    page: str
    publisher: str
    year: int | None
    certainty: Literal["primary", "secondary"]
    read_on: date
    review_by: date


@cache
def help_lines(folder: Path = DATA) -> tuple[HelpLine, ...]:
    """Every row, also those that are not shown."""
    return read_rows(TABLE, HelpLine, ("id",), folder)


@cache
def emergency_numbers(folder: Path = DATA) -> dict[str, EmergencyNumbers]:
    """By country."""
    rows = read_rows("emergency_numbers.csv", EmergencyNumbers, ("iso3",), folder)
    return {row.iso3: row for row in rows}


@cache
def help_organisations(folder: Path = DATA) -> tuple[HelpOrganisation, ...]:
    """Those for one country and those for all."""
    return read_rows("help_organisations.csv", HelpOrganisation, ("name",), folder)
