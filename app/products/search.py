"""Finding a category or a commodity by its name or by a thing in it, such as jeans."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import gettext

import footprint_model as fm
from app.results.breakdown import category_name

THINGS = 12  # most things to show
LONGEST = 100  # characters of a question that are shown again


class Thing(NamedTuple):
    """A thing people buy and the category it counts in."""

    name: str
    category: str
    category_name: str


class Found(NamedTuple):
    """What fits a question; categories by their names, then those of the things."""

    text: str
    categories: tuple[tuple[str, str], ...]
    commodities: tuple[tuple[str, str], ...]
    things: tuple[Thing, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing fits."""
        return not (self.categories or self.commodities or self.things)


def search(text: str) -> Found:
    """Categories and commodities by name, in English or the reader's language; things in English."""
    text = " ".join(text.split())[:LONGEST]
    things = tuple(
        Thing(gettext(item.name), item.category, category_name(item.category))
        for item in fm.catalogue.search(text, THINGS)
    )
    named = [
        row.id
        for row in fm.categories()
        if fm.catalogue.fits(text, (row.name, category_name(row.id), row.id.replace("_", " ")))
    ]
    ids = dict.fromkeys([*named, *(thing.category for thing in things)])
    categories = tuple((name, category_name(name)) for name in ids)
    commodities = tuple(
        (row.id, gettext(row.name))
        for row in fm.commodity_table().values()
        if fm.catalogue.fits(text, (row.name, gettext(row.name)))
    )
    return Found(text, categories, commodities, things)
