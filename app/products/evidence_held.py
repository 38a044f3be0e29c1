"""The evidence held on categories and commodities, and how strong it is, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from flask_babel import gettext
from flask_babel import gettext as _

import footprint_model as fm
from app.about.products import labels_in_order
from app.claims import ShownFact, shown
from app.countries.words import ban_date, ban_status
from app.i18n import country_in_sentence, country_name
from evidence.commodity_facts import CommodityFact
from evidence.goods import ListedGood, goods_of_commodity
from evidence.import_bans import EU, ImportBan, bans_on_commodity
from evidence.product_facts import product_facts

MEASURED, LISTED, REPORTED, MODELLED = "measured", "listed", "reported", "modelled"
STRENGTHS = (MEASURED, LISTED, REPORTED, MODELLED)
LARGE = 0.3  # of a producing sector's part of a category


class Topic(NamedTuple):
    """Facts about one thing, such as berries."""

    name: str
    facts: list[ShownFact]


class Listing(NamedTuple):
    """A commodity on the list of goods: the countries of each flag, by name."""

    commodity: str
    name: str
    forced: tuple[tuple[str, str], ...]
    child: tuple[tuple[str, str], ...]
    downstream: tuple[str, ...]


class Ban(NamedTuple):
    """One order or one sector that a law puts first."""

    goods: str
    origin: str
    scope: str
    jurisdiction: str
    since: str
    status: str
    stands: bool
    publisher: str
    title: str


@cache
def commodities_of(category: str) -> tuple[str, ...]:
    """Commodities the model knows inside a category, in the order of its table."""
    return tuple(cell.commodity for cell in fm.commodity_cells() if cell.category == category)


@cache
def main_commodities(category: str) -> tuple[str, ...]:
    """Commodities that a category is largely made of, or of which a fact filed under it speaks."""
    large = [
        cell.commodity
        for cell in fm.commodity_cells()
        if cell.category == category and (cell.named or cell.share >= LARGE)
    ]
    filed = (fact.commodity for fact in product_facts() if fact.category == category)
    return tuple(dict.fromkeys([*large, *filter(None, filed)]))


@cache
def facts_about(category: str) -> tuple[CommodityFact, ...]:
    """Facts about the category itself and about what it is largely made of."""
    large = main_commodities(category)
    return tuple(
        fact for fact in product_facts() if fact.category == category or fact.commodity in large
    )


def topics(facts: Iterable[CommodityFact]) -> list[Topic]:
    """Facts by what they are about, in their own order."""
    groups: dict[str, list[CommodityFact]] = {}
    for fact in facts:
        groups.setdefault(fact.topic, []).append(fact)
    return [Topic(gettext(name), shown(group)) for name, group in groups.items()]


def strength(facts: Sequence[CommodityFact], commodities: Iterable[str]) -> str:
    """How strong the evidence is: counted somewhere, on a list, told of, or none of these."""
    forced = [fact for fact in facts if fact.about != "child_labour"]
    if any(f.claim_status == "survey" and f.about == "forced_labour" for f in forced):
        return MEASURED
    listed = (row for commodity in commodities for row in goods_of_commodity(commodity))
    if any(row.forced_labour for row in listed):
        return LISTED
    return REPORTED if forced else MODELLED


def strength_of_category(category: str) -> str:
    """How strong the evidence on a category is."""
    return strength(facts_about(category), commodities_of(category))


def strength_words(strength: str) -> tuple[str, str]:
    """Name and meaning of a strength."""
    return {
        MEASURED: (
            _("measured in places"),
            _("In at least one place somebody asked workers how they work, and published it."),
        ),
        LISTED: (
            _("listed, not measured"),
            _(
                "The United States lists it, or what is in it. Of how many, there are estimates at best."
            ),
        ),
        REPORTED: (
            _("reported, not measured"),
            _(
                "Officials, helplines or reporters tell of it. Of how many, there are estimates at best."
            ),
        ),
        MODELLED: (
            _("modelled only"),
            _(
                "No count, list or report that we read speaks of it. The number follows money alone."
            ),
        ),
    }[strength]


def listing(commodity: str) -> Listing | None:
    """Where a commodity is listed; None where it is not."""
    rows = goods_of_commodity(commodity)
    if not rows:
        return None
    name = fm.commodity_table()[commodity].name
    return Listing(
        commodity,
        gettext(name),
        _places(row.iso3 for row in rows if row.forced_labour),
        _places(row.iso3 for row in rows if row.child_labour),
        tuple(_downstream(row) for row in rows if row.is_downstream),
    )


def _places(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((c, country_name(c)) for c in {*codes}), key=lambda pair: pair[1]))


def _downstream(row: ListedGood) -> str:
    return _(
        "%(good)s from %(country)s, for %(input)s from %(origin)s",
        good=gettext(row.good),
        country=country_in_sentence(row.iso3),
        input=gettext(row.input_good),
        origin=country_in_sentence(row.input_iso3),
    )


def bans(commodities: Iterable[str]) -> list[Ban]:
    """Orders and sectors that touch any of these; those that are gone come last."""
    rows = {row: None for commodity in commodities for row in bans_on_commodity(commodity)}
    return [_ban(row) for row in sorted(rows, key=lambda row: (not row.may_stand, row.date))]


def _ban(row: ImportBan) -> Ban:
    return Ban(
        goods=gettext(row.goods),
        origin=country_in_sentence(row.origin_iso3) if row.origin_iso3 else "",
        scope=gettext(row.scope) if row.scope else "",
        jurisdiction=_("European Union")
        if row.jurisdiction == EU
        else country_name(row.jurisdiction),
        since=ban_date(row),
        status=ban_status(row),
        stands=row.may_stand,
        publisher=row.publisher,
        title=row.title,
    )


def labels_on(category: str = "", commodity: str = "") -> list[fm.Label]:
    """Labels that speak of a category or a commodity, those that change most first."""
    return [
        label
        for label in labels_in_order()
        if category in label.covered or commodity in label.covered_commodities
    ]


def facts_of_commodity(commodity: str) -> tuple[CommodityFact, ...]:
    """All facts about a commodity."""
    return tuple(fact for fact in product_facts() if fact.commodity == commodity)
