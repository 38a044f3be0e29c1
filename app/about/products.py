"""Commodities inside categories, where they come from, and labels on them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from flask_babel import gettext
from flask_babel import gettext as _

import footprint_model as fm
from app.i18n import country_name
from footprint_model.commodities import KNOWN_BY, cells_known_by, parts

EXAMPLES = (("USA", "chocolate"), ("DEU", "clothing"))  # what is worked through
ORIGINS_OF_ALL, ORIGINS_OF_PART = 6, 3  # origins that an example names


class ShownPart(NamedTuple):
    """One commodity in an example: its part, how its origins are known, and the largest of them."""

    name: str
    share: float
    known: str
    origins: tuple[tuple[str, float], ...]


class Example(NamedTuple):
    """What an average resident's purchases of a category rest on.

    `origins`: names of the largest, each with its share of the category's people; `named`: what
    they come to together.
    """

    country: str
    category: str
    origins: tuple[tuple[str, float], ...]
    named: float
    parts: tuple[ShownPart, ...]


class Known(NamedTuple):
    """How many pairs of a commodity cell and a buying country are known one way."""

    words: str
    pairs: int
    share: float


def known_words(known_by: str) -> str:
    """How the origins of a commodity are known."""
    return {
        "trade": _("the buyer’s own trade figures"),
        "mirror": _("trade figures of its sellers"),
        "listed": _("the account, with import values of listed origins"),
        "reported": _("the account, with a share from a report"),
        "cell": _("the account’s own origins: no trade row is held"),
    }[known_by]


def trade_words(commodity: fm.Commodity) -> str:
    """Where the origins of a commodity come from."""
    table, _colon, names = commodity.trade.partition(":")
    names = names.replace("|", "; ")
    found = _("the account’s own origins")
    if table == "faostat":
        found = _("FAO trade figures: %(items)s", items=names)
    elif table == "walkfree":
        found = _("Walk Free: import values of listed origins (%(product)s)", product=names)
    if commodity.re_exports == "traced":
        found = _("%(trade)s; what is only passed on is traced to growers", trade=found)
    if any(row.commodity == commodity.id for row in fm.origin_shares()):
        found = _("%(trade)s; a share from a report", trade=found)
    return found


def examples() -> tuple[Example, ...]:
    """The worked examples, from the live tables."""
    return tuple(example(country, category) for country, category in EXAMPLES)


def example(country: str, category: str) -> Example:
    """An average resident's purchases of one category, by origin and commodity."""
    people: dict[str, float] = {}
    for row in fm.average(country).by_category_origin:
        if row.category == category:
            people[row.country] = people.get(row.country, 0.0) + row.person_years
    total = sum(people.values())
    largest = sorted(people, key=lambda code: -people[code])[:ORIGINS_OF_ALL]
    origins = tuple((country_name(code), people[code] / total) for code in largest)
    codes = [row.iso3 for row in fm.countries()]
    names = {row.id: row.name for row in fm.commodity_table().values()}
    shown = []
    for part in parts(codes.index(country), category):
        order = (-part.origins).argsort(kind="stable")[:ORIGINS_OF_PART]
        shown.append(
            ShownPart(
                gettext(names[part.commodity]),
                part.share,
                known_words(part.known_by),
                tuple((country_name(codes[r]), part.origins[r] / part.share) for r in order),
            )
        )
    label = next(row.name for row in fm.categories() if row.id == category)
    named = sum(share for _name, share in origins)
    return Example(country_name(country), gettext(label), origins, named, tuple(shown))


def how_known() -> tuple[Known, ...]:
    """All commodity cells of all buying countries by how their origins are known."""
    counted: Counter[str] = Counter(KNOWN_BY)
    counted.subtract(KNOWN_BY)
    counted.update(cells_known_by())
    total = sum(counted.values())
    return tuple(
        Known(known_words(name), counted[name], counted[name] / total)
        for name in ("trade", "mirror", "listed", "reported", "cell")
    )


def labels_in_order() -> list[fm.Label]:
    """Labels that change most first, then by name."""
    order = ("reduce", "public_purchasing", "widen", "none")
    return sorted(fm.labels().values(), key=lambda row: (order.index(row.use), row.name.lower()))
