"""Letters to edit and to send from one's own mail program. The site sends and keeps nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import msgspec
from flask_babel import gettext as _

from app.actions.catalogue import EVERYWHERE, is_for
from app.i18n import country_name

FILE = Path(__file__).parent / "letters.toml"


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a letter can be about, and the countries it is offered in (none: any)."""

    id: str
    name: str
    subject: str
    opening: str
    countries: tuple[str, ...] = (EVERYWHERE,)
    not_in: tuple[str, ...] = ()


class Letter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A letter; see letters.toml."""

    id: str
    title: str
    to: str
    choice: str
    text: str
    known: str
    option: tuple[Option, ...]

    def options(self, country: str) -> list[Option]:
        """What it can be about for somebody living there; everything when that is not known."""
        return [
            option
            for option in self.option
            if not country or is_for(country, option.countries, option.not_in)
        ]


class LetterFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """letters.toml"""

    letter: tuple[Letter, ...]


class Draft(NamedTuple):
    """A letter ready to be edited."""

    letter: Letter
    option: Option
    options: list[Option]
    subject: str
    text: str

    @property
    def mailto(self) -> str:
        """Opens the reader's own mail program, with no recipient."""
        body = quote(self.text.replace("\n", "\r\n"), safe="")
        return f"mailto:?subject={quote(self.subject, safe='')}&body={body}"

    @property
    def file(self) -> str:
        """The letter as a text file."""
        return f"{self.subject}\n\n{self.text}\n"


@cache
def letters() -> dict[str, Letter]:
    """Every letter by its id."""
    found = msgspec.toml.decode(FILE.read_text(encoding="utf-8"), type=LetterFile).letter
    return {letter.id: letter for letter in found}


def draft(letter_id: str, chosen: str, country: str) -> Draft | None:
    """A letter with an option filled in, the first one where the chosen is not offered there."""
    letter = letters().get(letter_id)
    if letter is None:
        return None
    options = letter.options(country)
    option = next((one for one in options if one.id == chosen), options[0])
    text = (
        _(letter.text)
        .strip()
        .format(
            opening=_(option.opening),
            country=country_name(country) if country else _("[your country]"),
        )
    )
    return Draft(letter, option, options, _(option.subject), text)
