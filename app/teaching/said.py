"""Texts of the pack in the reader's language, with the site's own figures filled in."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from babel.numbers import format_compact_decimal
from flask_babel import get_locale, gettext
from flask_babel import gettext as _

import footprint_model as fm
from app.about.scope import scope
from app.claims import Reference, ShownFact, shown, status_words, year_words
from app.durations import between, duration
from app.durations import significant as rounded_to
from app.i18n import (
    country_in_sentence,
    country_name,
    number,
    percent,
    reader_language,
    significant,
)
from app.quiz.paper import MINUTES
from app.teaching.content import AgeId, FactCard, TalkCard, at, fact_cards
from evidence.cases import CaseFact, cases
from evidence.commodity_facts import CommodityFact, commodity_facts
from evidence.global_figures import global_figures

MILLION = 1_000_000


class Card(NamedTuple):
    """A fact card: what stands large, the fact, the doubt, who says so, a question."""

    large: str
    sentence: str
    care: str
    year: str
    reference: Reference
    ask: str


class Field(NamedTuple):
    """The field of dots of an average person."""

    one_in: int
    country: str


class Evidence(NamedTuple):
    """One fact behind a discussion card."""

    sentence: str
    status: str
    reference: Reference


def told(text: str) -> str:
    """A text with figures in place of the names in braces."""
    return str(gettext(text)).format_map(_figures(reader_language()))


@cache
def _figures(_language: str) -> dict[str, str]:
    parts = scope()
    return {
        "people": large(parts["forced_labour"].people),
        "counted": large(parts["private_work"].people),
        "sexual": large(parts["sexual_exploitation"].people),
        "state": large(parts["state_imposed"].people),
        "year": str(parts["forced_labour"].year),
        "minutes_of_year": number(MINUTES),
    }


def large(value: float) -> str:
    """A large number as one says it, such as "27.6 million"."""
    if value < MILLION:
        return number(value)
    return format_compact_decimal(value, format_type="long", locale=get_locale(), fraction_digits=1)


def facts_for(age: AgeId, country: str) -> list[Card]:
    """The fact cards of an age, with the average of a country."""
    return [_card(card, country) for card in at(age, fact_cards())]


def _card(card: FactCard, country: str) -> Card:
    if card.footprint:
        return _footprint(card, country)
    if card.world:
        figure = global_figures()[card.world]
        return Card(
            _shown(figure.value, card.shown),
            gettext(figure.sentence),
            gettext(figure.caution) if figure.caution else "",
            str(figure.reference_year),
            Reference(figure.publisher, figure.title, str(figure.year)),
            told(card.text),
        )
    [fact] = shown([by_id()[card.goods]])
    return Card(
        gettext(by_id()[card.goods].topic),
        f"{fact.sentence} {fact.reply}".strip(),
        " ".join(filter(None, (_as_sentence(fact.status), fact.about))),
        fact.reference.year,
        fact.reference,
        told(card.text),
    )


def _as_sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _shown(value: float, kind: Literal["", "people", "percent", "count"]) -> str:
    match kind:
        case "people":
            return large(value)
        case "percent":
            return percent(value / 100)
        case "count":
            return number(value)
        case "":
            return ""


def _footprint(card: FactCard, country: str) -> Card:
    average = fm.average(country)
    days = average.days_per_year
    sentence = _(
        "In a year an average person in %(country)s buys what takes about this much of the life of people in forced labour: %(range)s.",
        country=country_in_sentence(country),
        range=between(days.low, days.high),
    )
    people = average.one_in
    if people:
        sentence += " " + _(
            "That is one person for about %(n)s people who live like this.",
            n=significant(people.central),
        )
    return Card(
        duration(days.central),
        sentence,
        _("An estimate of this site, with its range."),
        str(fm.manifest().reference_year),
        Reference(
            _("Slavery Footprint"),
            _(
                "model %(model)s, data %(data)s",
                model=fm.MODEL_VERSION,
                data=fm.data_version(),
            ),
            "",
        ),
        told(card.text),
    )


@cache
def by_id() -> dict[str, CommodityFact]:
    """Facts about goods by their id."""
    return {fact.id: fact for fact in commodity_facts()}


def claim(name: str) -> ShownFact:
    """A fact about a good in the reader's language."""
    [fact] = shown([by_id()[name]])
    return fact


def field(country: str) -> Field | None:
    """How many people who live like the average one keep one person in forced labour."""
    people = fm.average(country).one_in
    if people is None:
        return None
    return Field(round(rounded_to(people.central)), country_name(country))


def publishers(card: TalkCard) -> str:
    """Who says so, in short: each publisher once, with its years."""
    years: dict[str, list[str]] = {}
    for fact in evidence(card):
        found = years.setdefault(fact.reference.publisher, [])
        if fact.reference.year not in found:
            found.append(fact.reference.year)
    return "; ".join(f"{name}, {', '.join(found)}" for name, found in years.items())


def evidence(card: TalkCard) -> list[Evidence]:
    """The facts on which a discussion card rests: those of its case, then those about goods."""
    found = [
        Evidence(
            gettext(fact.fact),
            status_words(fact.claim_status),
            Reference(fact.publisher, fact.title, fact.date[:4] or year_words(None)),
        )
        for fact in case_facts(card)
    ]
    found += [
        Evidence(f"{fact.sentence} {fact.reply}".strip(), fact.status, fact.reference)
        for fact in map(claim, card.claims)
    ]
    return found


def case_facts(card: TalkCard) -> list[CaseFact]:
    """The facts of the card's case that it rests on."""
    if not card.case:
        return []
    return [fact for fact in cases()[card.case].facts if fact.number in card.facts]
