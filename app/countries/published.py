"""What others have published about one country, ready to be shown, with all its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import gettext

import footprint_model as fm
from app.claims import about_words, care_words, status_words, year_words
from app.countries import words
from app.i18n import country_in_sentence, country_name
from evidence import countries as published
from evidence.cases import cases_about
from evidence.country_facts import SectorFact, facts_by_country
from evidence.goods import ListedGood, goods_of_country
from evidence.import_bans import EU, ImportBan, bans_of_jurisdiction, bans_on_origin
from footprint_model.schema import StatePlace

UNITED_STATES = "USA"


class Fact(NamedTuple):
    """One finding about a trade in the country."""

    trade: str
    category: str
    sentence: str
    caution: str
    status: str
    care: str
    about: str
    reference: str


class Bans(NamedTuple):
    """Import bans that differ in nothing but goods and date, in words."""

    who: str
    instrument: str
    scope: str
    status: str
    goods: tuple[tuple[str, str], ...]


class Goods(NamedTuple):
    """Listed goods by why they are listed; forced with the commodity whose page says more."""

    forced: tuple[tuple[str, str], ...]
    child: tuple[str, ...]
    downstream: tuple[tuple[str, str, str], ...]

    @property
    def any(self) -> bool:
        return bool(self.forced or self.child or self.downstream)


class Indicator(NamedTuple):
    """A treaty or a law, and whether it was there."""

    name: str
    met: bool
    state: str


class Law(NamedTuple):
    """A law by its name."""

    name: str
    kind: str
    year: str
    who: str
    what: str
    read_in: str


class Source(NamedTuple):
    """An entry of the list at the foot of the page; `id` is what figures link to."""

    id: str
    publisher: str
    title: str
    year: str
    note: str
    url: str


@dataclass(frozen=True)
class Published:
    """Everything but the model's own figures."""

    figures: published.CountryFigures | None
    facts: tuple[Fact, ...]
    cases: tuple[tuple[str, str], ...]
    goods: Goods
    bans_here: tuple[Bans, ...]
    bans_on_goods: tuple[Bans, ...]
    state: tuple[tuple[StatePlace, str], ...]
    indicators: list[tuple[str, list[Indicator]]]
    laws: tuple[Law, ...]
    sources: tuple[Source, ...]
    quoted: tuple[str, ...]


def about(code: str) -> Published:
    """What is held on the country."""
    figures = published.country_figures().get(code)
    facts = facts_by_country().get(code, ())
    goods = goods_of_country(code)
    here, on_goods = bans_of_jurisdiction(code), bans_on_origin(code)
    state = tuple(place for place in fm.state_imposed().place if place.iso3 == code)
    found = published.law_indicators().get(code)
    laws = published.laws_of(code)
    return Published(
        figures=figures,
        facts=tuple(fact_in_words(fact) for fact in facts),
        cases=tuple(
            (case.story.id, gettext(case.story.title)) for case in cases_about(country=code)
        ),
        goods=goods_in_words(goods),
        bans_here=bans_in_words(here),
        bans_on_goods=bans_in_words(on_goods),
        state=tuple((place, status_words(place.status)) for place in state),
        indicators=[
            (group, [indicator(name, state, getattr(found, field)) for field, name in rows])
            for group, state, rows in words.indicator_groups()
        ]
        if found
        else [],
        laws=tuple(law_in_words(law) for law in laws),
        sources=tuple(sources(figures, (*here, *on_goods), bool(laws))),
        quoted=tuple(dict.fromkeys(reference(one) for one in (*facts, *state))),
    )


def indicator(name: str, state: words.State, met: bool | None) -> Indicator:
    return Indicator(name, bool(met), state(met))


def fact_in_words(fact: SectorFact) -> Fact:
    return Fact(
        trade=gettext(fact.topic),
        category=fact.category,
        sentence=gettext(fact.sentence),
        caution=gettext(fact.caution) if fact.caution else "",
        status=status_words(fact.claim_status),
        care=care_words(fact.confidence),
        about=about_words(fact.about),
        reference=reference(fact),
    )


def reference(quoted: SectorFact | StatePlace) -> str:
    """Publisher, title and year of what one line rests on."""
    return f"{quoted.publisher}, {quoted.title}, {year_words(quoted.year)}"


def goods_in_words(rows: tuple[ListedGood, ...]) -> Goods:
    """Names in the reader's language; child labour stays apart, also where both are listed."""
    return Goods(
        forced=tuple((gettext(row.good), row.commodity) for row in rows if row.forced_labour),
        child=tuple(gettext(row.good) for row in rows if row.child_labour),
        downstream=tuple(
            (gettext(row.good), gettext(row.input_good), country_in_sentence(row.input_iso3))
            for row in rows
            if row.is_downstream
        ),
    )


def bans_in_words(rows: tuple[ImportBan, ...]) -> tuple[Bans, ...]:
    """Bans gathered by what they share, in the order of the first of each."""
    groups: dict[tuple[str, str, str, str], list[tuple[str, str]]] = {}
    for ban in rows:
        union = ban.jurisdiction == EU
        shared = (
            gettext("European Union") if union else country_name(ban.jurisdiction),
            gettext(ban.instrument),
            gettext(ban.scope) if ban.scope else "",
            words.ban_status(ban),
        )
        groups.setdefault(shared, []).append((gettext(ban.goods), words.ban_date(ban)))
    return tuple(Bans(*shared, tuple(goods)) for shared, goods in groups.items())


def law_in_words(law: published.Law) -> Law:
    return Law(
        name=law.name,
        kind=words.law_kind(law.kind),
        year=str(law.year or ""),
        who=gettext(law.who) if law.who else "",
        what=gettext(law.what) if law.what else "",
        read_in=law.read_in,
    )


def sources(
    figures: published.CountryFigures | None,
    bans: tuple[ImportBan, ...],
    has_laws: bool,
) -> list[Source]:
    """Publications that figures link to, in the order of the page."""
    held = published.publications()
    keys = []
    if figures and any(
        value is not None
        for value in (
            figures.modern_slavery_per_1000,
            figures.vulnerability,
            figures.government_response,
        )
    ):
        keys.append("index")
    if figures and figures.tier:
        keys.append("tiers")
    keys.append("goods")
    if bans:
        keys.append("bans")
    if has_laws:
        keys.append("laws")
    return [
        Source(key, one.publisher, one.title, str(one.year), gettext(one.note), one.url)
        for key, one in ((key, held[key]) for key in keys)
    ]
