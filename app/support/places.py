"""What can be said about help in one country, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

from babel import Locale
from flask_babel import get_locale

import footprint_model as fm
from app.countries import directory
from app.i18n import country_name
from evidence.help_lines import (
    AnsweredBy,
    EmergencyNumbers,
    HelpLine,
    HelpOrganisation,
    emergency_numbers,
    help_lines,
    help_organisations,
)

# Those who owe nothing to an authority first; a line for professionals is no help to most.
FIRST_TO_LAST: tuple[AnsweredBy, ...] = ("charity", "public", "unnamed", "police", "immigration")


@dataclass(frozen=True, slots=True)
class Place:
    """One country or territory."""

    iso3: str
    name: str
    emergency: EmergencyNumbers | None
    lines: tuple[HelpLine, ...]
    organisations: tuple[HelpOrganisation, ...]

    @property
    def has_page(self) -> bool:
        """Whether there is a page on forced labour there."""
        return self.iso3 in directory.codes()


def places() -> tuple[Place, ...]:
    """Every country and territory in the order of names in the reader's language."""
    return _places(get_locale())


def place(iso3: str | None) -> Place | None:
    """One of them, or nothing."""
    return _by_code(get_locale()).get(iso3 or "")


def everywhere() -> tuple[HelpOrganisation, ...]:
    """Organisations of no one country."""
    return tuple(one for one in help_organisations() if not one.iso3)


@cache
def _places(locale: Locale) -> tuple[Place, ...]:
    codes = {*emergency_numbers(), *(country.iso3 for country in fm.countries())}
    found = [
        Place(
            iso3,
            country_name(iso3),
            emergency_numbers().get(iso3),
            tuple(sorted(_visible(iso3), key=_order)),
            tuple(one for one in help_organisations() if one.iso3 == iso3),
        )
        for iso3 in codes
    ]
    return tuple(sorted(found, key=lambda place: _without_marks(place.name)))


def _without_marks(name: str) -> str:
    """For sorting: Å stands beside A, not after Z."""
    return "".join(sign for sign in normalize("NFKD", name) if not combining(sign)).casefold()


@cache
def _by_code(locale: Locale) -> dict[str, Place]:
    return {place.iso3: place for place in _places(locale)}


def _visible(iso3: str) -> list[HelpLine]:
    return [line for line in help_lines() if line.iso3 == iso3 and line.visible]


def _order(line: HelpLine) -> tuple[bool, int]:
    return line.audience == "professionals", FIRST_TO_LAST.index(line.answered_by)
