"""One commodity: where the people behind it work, what it goes into, how much is in a thing."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import gettext, ngettext
from flask_babel import gettext as _

import footprint_model as fm
from app.about.products import trade_words
from app.claims import Reference, year_words
from app.i18n import country_in_sentence, number, percent
from app.links import country_link
from app.products.category import ORIGINS, share_bars, share_words
from app.results.breakdown import Bar, category_name
from evidence.materials import Material, materials_of
from footprint_model.commodities import world_parts


class Part(NamedTuple):
    """A category and the commodity's part of its people in the world."""

    category: str
    name: str
    share: str


class Content(NamedTuple):
    """How much of a material is in one thing, or was needed for it."""

    thing: str
    amount: str
    material: str
    basis: str


class World(NamedTuple):
    """What the model says about a commodity behind the purchases of all the world's homes."""

    origins: tuple[Bar, ...]
    first: str
    first_share: str
    traded: bool
    known: str
    note: str
    parts: tuple[Part, ...]


def in_the_world(commodity: str) -> World:
    """Origins and categories of a commodity."""
    row = fm.commodity_table()[commodity]
    whole = world_parts()[commodity]
    codes = [country.iso3 for country in fm.countries()]
    largest = (-whole.origins).argsort(kind="stable")[:ORIGINS]
    rows = [(codes[i], country_link(codes[i]), float(whole.origins[i])) for i in largest]
    return World(
        origins=share_bars(rows, 1.0),
        first=country_in_sentence(rows[0][0]),
        first_share=percent(rows[0][2]),
        traded=bool(row.trade),
        known=trade_words(row),
        note=gettext(row.note) if row.note else "",
        parts=tuple(
            Part(category, category_name(category), share_words(share))
            for category, share in whole.categories
        ),
    )


def contents(commodity: str) -> list[Content]:
    """Things of which we know how much of the commodity they hold or took."""
    return [
        Content(
            gettext(row.thing),
            amount(row),
            gettext(row.material),
            basis_words(row.basis),
        )
        for row in materials_of(commodity)
    ]


def content_sources(commodity: str) -> list[Reference]:
    """Who says how much is in what, each once."""
    rows = ((row.publisher, row.year) for row in materials_of(commodity))
    return [Reference(publisher, "", year_words(year)) for publisher, year in dict.fromkeys(rows)]


def amount(row: Material) -> str:
    """Such as "5.5 g (3 to 8 g)"."""
    value = with_unit(row.value, row.unit)
    if row.basis == "legal_minimum":
        return _("at least %(amount)s", amount=value)
    if row.low is None or row.low == row.high:
        return value
    if row.high is None:
        return _(
            "%(amount)s (%(low)s in the finished thing)",
            amount=value,
            low=with_unit(row.low, row.unit),
        )
    low, high = number(row.low, 2, least=0), with_unit(row.high, row.unit)
    return _("%(amount)s (%(low)s to %(high)s)", amount=value, low=low, high=high)


def with_unit(value: float, unit: str) -> str:
    """A number with at most three figures and its unit."""
    n = number(value, 0 if value >= 100 else 1 if value >= 10 else 2, least=0)
    if unit == "minutes":
        return ngettext("%(n)s minute", "%(n)s minutes", max(1, round(value)), n=n)
    return {
        "g": _("%(n)s g", n=n),
        "mg": _("%(n)s mg", n=n),
        "kg": _("%(n)s kg", n=n),
        "m2": _("%(n)s m²", n=n),
    }[unit]


def basis_words(basis: str) -> str:
    """What a content rests on."""
    return {
        "legal_minimum": _("set by law"),
        "model": _("a model’s typical value"),
        "derived": _("worked out from what is lost on the way"),
        "rule_of_thumb": _("rule of thumb of the trade"),
        "press": _("estimate in the press"),
    }[basis]
