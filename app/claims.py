"""Facts as a reader meets them: what kind of claim, how well it could be read, of whom it speaks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from flask_babel import format_date, gettext
from flask_babel import gettext as _

from app.i18n import country_name
from evidence.commodity_facts import CommodityFact

READ_IN = "2026-11"  # the month in which the copies were read


class Reference(NamedTuple):
    """Who says so."""

    publisher: str
    title: str
    year: str


class ShownFact(NamedTuple):
    """One fact with everything a reader needs to weigh it."""

    id: str
    sentence: str
    reply: str
    status: str
    care: str
    about: str
    reference: Reference
    countries: tuple[tuple[str, str], ...]


def status_words(status: str) -> str:
    """What kind of claim it is, such as "a survey"."""
    return {
        "official_finding": _("a finding of a public body"),
        "court_outcome": _("an outcome in court"),
        "court_filing": _("a claim before a court, not a judgment"),
        "survey": _("a survey"),
        "estimate": _("an estimate"),
        "investigation": _("an investigation by press or researchers"),
        "reporting": _("a report"),
        "campaign_monitoring": _("monitoring by campaigners"),
        "programme_self_report": _("a programme’s own count"),
        "company_statement": _("a statement by a company"),
        "allegation": _("an allegation, not a finding"),
    }[status]


def care_words(confidence: str) -> str:
    """How far to trust our reading of it; nothing where the text itself was read."""
    return {
        "high": "",
        "medium": _("we read a report about it, not the text itself"),
        "low": _("weak source: an old or rough number"),
    }[confidence]


def about_words(about: str) -> str:
    """Of what it speaks when that is not forced labour."""
    return {
        "forced_labour": "",
        "child_labour": _("About child labour, which is never added to forced labour."),
        "labour_exploitation": _("About exploitation at work, which is wider than forced labour."),
    }[about]


def year_words(year: int | None) -> str:
    """A year as it stands in a reference."""
    return str(year) if year else _("undated")


def shown(facts: Iterable[CommodityFact]) -> list[ShownFact]:
    """Facts in the reader's language."""
    return [
        ShownFact(
            id=fact.id,
            sentence=gettext(fact.sentence),
            reply=gettext(fact.reply) if fact.reply else "",
            status=status_words(fact.claim_status),
            care=care_words(fact.confidence),
            about=about_words(fact.about),
            reference=Reference(fact.publisher, fact.title, year_words(fact.year)),
            countries=tuple((c, country_name(c)) for c in fact.countries.split("|") if c),
        )
        for fact in facts
    ]


def date_words(text: str) -> str:
    """A date as precise as its source: a day, a month, a year, or "undated"."""
    parts = [int(part) for part in text.split("-") if part]
    if len(parts) < 2:
        return text or _("undated")
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return format_date(day, "long" if len(parts) > 2 else "MMMM y")


def read_in() -> str:
    """The month in which the copies were read."""
    return date_words(READ_IN)
