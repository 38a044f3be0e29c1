"""Where to get help: emergency numbers and services, each row with the day we read its source.

A telephone number of a service is shown only when somebody has opened the operator's own page or
called, and has written the date into `phone_checked_on`; after a year it is hidden again. Until
then the page links to the operator, where the number in force stands.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from app.i18n import country_name

FOLDER = Path(__file__).parent
PHONE_GOOD_FOR = timedelta(days=365)
OLD_SOURCE_YEARS = 2


@dataclass(frozen=True, slots=True)
class Service:
    """One organisation that helps, or that takes reports."""

    iso3: str
    service: str
    run_by: str
    answers: str  # charity, public, police, immigration: who picks up the telephone
    audience: str  # anyone, women, workers, reporters
    url: str
    phone: str
    phone_checked_on: str
    source: str
    source_date: str
    read_on: str

    def phone_to_show(self, today: date) -> str:
        """The number, if it was checked within a year; else nothing."""
        if not self.phone or not self.phone_checked_on:
            return ""
        age = today - date.fromisoformat(self.phone_checked_on)
        return self.phone if timedelta() <= age <= PHONE_GOOD_FOR else ""

    def has_old_source(self, today: date) -> bool:
        """Whether the page we read bears no date or one of long ago."""
        return not self.source_date or today.year - int(self.source_date[:4]) > OLD_SOURCE_YEARS


@dataclass(frozen=True, slots=True)
class Place:
    """What we can say about one country."""

    iso3: str
    name: str
    emergency: tuple[str, ...]
    services: tuple[Service, ...]


@cache
def services() -> tuple[Service, ...]:
    """Rows of help_lines.csv."""
    with (FOLDER / "help_lines.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Service(**row) for row in csv.DictReader(file))


@cache
def emergency_numbers() -> dict[str, tuple[str, ...]]:
    """Numbers on which two public lists agree, by country."""
    with (FOLDER / "emergency_numbers.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: tuple(row["numbers"].split()) for row in csv.DictReader(file)}


def places() -> list[Place]:
    """Countries in the order of their names in the reader's language."""
    codes = set(emergency_numbers()) | {service.iso3 for service in services()}
    found = [
        Place(
            code,
            country_name(code),
            emergency_numbers().get(code, ()),
            tuple(service for service in services() if service.iso3 == code),
        )
        for code in codes
    ]
    return sorted(found, key=lambda place: place.name)
