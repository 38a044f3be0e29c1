"""Which page of the method holds which section, for menus and for links from one to the other."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _


class Section(NamedTuple):
    """A part of a page: its anchor, and its name in lists."""

    id: str
    name: str


class Page(NamedTuple):
    """A page: its endpoint, its name in menus, what one finds there, its sections in order."""

    endpoint: str
    name: str
    holds: str
    sections: tuple[Section, ...]


def pages() -> tuple[Page, ...]:
    """The pages in reading order, in the reader's language."""
    return (
        Page(
            "about.method",
            _("In short"),
            _("The whole idea without a table."),
            (
                Section("short", _("In four steps")),
                Section("fraction", _("Why a fraction")),
                Section("scope", _("What is counted")),
                Section("state", _("Forced by states")),
                Section("limits", _("What it cannot say")),
                Section("misread", _("Easy to get wrong")),
                Section("uncertainty", _("Why there is a range")),
                Section("critique", _("What critics say")),
                Section("compared", _("Other footprints")),
                Section("words", _("Words")),
                Section("formulas", _("Formulas")),
                Section("more", _("Look closer")),
            ),
        ),
        Page(
            "about.products",
            _("What you buy"),
            _("How an answer becomes part of your number, and where things come from."),
            (
                Section("categories", _("How a category is counted")),
                Section("origins", _("Where a product comes from")),
                Section("flows", _("Which country does which kind of work")),
                Section("keeping", _("Second-hand and keeping")),
                Section("labels", _("Labels")),
            ),
        ),
        Page(
            "about.money",
            _("People and money"),
            _("Who stands in where you gave no answer, and how prices and currencies are used."),
            (
                Section("typical", _("What is typical for you")),
                Section("residents", _("How people differ")),
                Section("prices", _("Prices and things")),
                Section("money", _("Currencies")),
            ),
        ),
        Page(
            "about.assumptions",
            _("Assumptions"),
            _("Every number we had to judge ourselves, with its reason, and what it does."),
            (
                Section("bases", _("What rests on what")),
                Section("assumptions", _("What we assumed")),
                Section("measured", _("Measured and derived")),
                Section("parts", _("Parts of categories")),
                Section("narrowing", _("How answers narrow the range")),
                Section("sensitivity", _("What the range comes from")),
            ),
        ),
        Page(
            "about.countries",
            _("Countries"),
            _("The footprint of every country, and which to read with care."),
            (
                Section("world", _("Every country")),
                Section("care", _("Read with care")),
                Section("homes", _("Homes and price levels")),
            ),
        ),
        Page(
            "about.checks",
            _("Checks"),
            _("What must hold, how near it comes to published figures, every table."),
            (
                Section("identities", _("What must hold")),
                Section("fit", _("How near it is")),
                Section("tables", _("Tables")),
                Section("cite", _("How to cite")),
            ),
        ),
        Page(
            "about.sources",
            _("Sources"),
            _("Who published what we use, and on what terms."),
            (),
        ),
    )


def at(section: str) -> str:
    """The address of a section, whichever page it is on; KeyError where there is none."""
    where = {part.id: page.endpoint for page in pages() for part in page.sections}
    return url_for(where[section], _anchor=section)
