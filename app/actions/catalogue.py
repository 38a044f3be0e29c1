"""The catalogue: what a person can do, with source, evidence and reach, one file per kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from flask_babel import gettext as _
from flask_babel import ngettext

from app.i18n import country_name

FOLDER = Path(__file__).parent / "catalogue"
EVERYWHERE = "*"
EU = "EU"  # in scopes: its member states
MEMBERS = (
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT "
    "ROU SVK SVN SWE"
)
NAMED_COUNTRIES = 3  # more are counted

Kind = Literal[
    "survivor", "worker", "law", "public_purchasing", "company", "money", "own_buying", "learn"
]
# In the order of the page: who has lived it or organises against it, rules, public buying,
# companies, money, one's own buying, learning.
KINDS: tuple[Kind, ...] = (
    "survivor",
    "worker",
    "law",
    "public_purchasing",
    "company",
    "money",
    "own_buying",
    "learn",
)
Does = Literal["ask", "report", "support", "look", "tell", "keep", "buy"]
LedBy = Literal[
    "survivors",
    "workers",
    "unions",
    "government",
    "charity",
    "researchers",
    "investors",
    "public_buyers",
    "you",
]
WorksOn = Literal["everything", "purchases", "imports", "home", "in_your_name"]


class Words(NamedTuple):
    """The texts of an action in the reader's language; `%` in them stays as it is."""

    title: str
    action: str
    known: str
    text: str
    reason: str


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where it was read; no year when the page had none, no address when none was printed."""

    publisher: str
    title: str
    year: int | None = None
    url: str = ""


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an action changes in an answer: more years kept, fewer things, more of them used."""

    question: str
    text: str
    years: float = 0
    times: float = 1
    used: float = 0


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing a person can do; the keys are described in catalogue/README.md."""

    id: str
    kind: Kind = "learn"  # said by the file it stands in
    does: Does
    led_by: LedBy
    title: str
    action: str
    known: str
    evidence: str
    minutes: int
    scope: tuple[str, ...]
    works_on: WorksOn
    touch: float
    binding: str
    reason: str
    source: tuple[Source, ...]
    last_checked: date
    review_by: date
    text: str = ""
    not_in: tuple[str, ...] = ()
    categories: tuple[str, ...] = (EVERYWHERE,)
    commodities: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    changes: Change | None = None
    letter: str = ""
    option: str = ""
    labels: tuple[str, ...] = ()
    basis: Literal["assumed"] = "assumed"  # of touch and binding

    @property
    def words(self) -> Words:
        """The texts in the reader's language."""
        text = _(self.text) if self.text else ""
        return Words(_(self.title), _(self.action), _(self.known), text, _(self.reason))

    @property
    def leads(self) -> bool:
        """Whether survivors or workers lead it: one of these comes first for everybody."""
        by = self.led_by in ("survivors", "workers", "unions")
        return by and self.kind in ("survivor", "worker")

    @property
    def is_purchase(self) -> bool:
        """Whether it is about the person's own buying."""
        return self.does in ("buy", "keep")

    @property
    def led_by_name(self) -> str:
        """Who leads it, in the reader's language."""
        return led_by_name(self.led_by)

    @property
    def where(self) -> str:
        """The countries in the reader's language."""
        if self.scope == (EU,):
            return _("European Union")
        if EVERYWHERE in self.scope:
            return _("most countries") if self.not_in else _("any country")
        codes = countries_in(self.scope)
        if len(codes) > NAMED_COUNTRIES:
            return ngettext("%(num)d country", "%(num)d countries", len(codes))
        return ", ".join(sorted(country_name(iso3) for iso3 in codes))

    def country_for(self, country: str) -> str:
        """The country a letter speaks of: the reader's, else the only one of the scope, else none."""
        if country and self.is_for(country):
            return country
        only = countries_in(self.scope) - {EVERYWHERE, EU}
        return next(iter(only)) if len(only) == 1 else ""

    def is_for(self, country: str) -> bool:
        """Whether somebody living there can do it."""
        return is_for(country, self.scope, self.not_in)


class ActionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the catalogue."""

    action: tuple[Action, ...]


@cache
def countries_in(listed: tuple[str, ...]) -> frozenset[str]:
    """Country codes of a list in which the European Union may stand for its members."""
    return frozenset(listed) | (frozenset(MEMBERS.split()) if EU in listed else frozenset())


def is_for(country: str, scope: tuple[str, ...], not_in: tuple[str, ...] = ()) -> bool:
    """Whether a country is in a scope."""
    if country in countries_in(not_in):
        return False
    return EVERYWHERE in scope or country in countries_in(scope)


@cache
def actions() -> tuple[Action, ...]:
    """Every action, in the order of the kinds and of their files."""
    found: list[Action] = []
    for kind in KINDS:
        text = (FOLDER / f"{kind}.toml").read_text(encoding="utf-8")
        of_kind = msgspec.toml.decode(text, type=ActionFile).action
        found += [msgspec.structs.replace(action, kind=kind) for action in of_kind]
    return tuple(found)


@cache
def by_id() -> dict[str, Action]:
    """Every action by its id."""
    return {action.id: action for action in actions()}


def by_kind(shown: Sequence[Action]) -> list[tuple[Kind, list[Action]]]:
    """Actions under their kinds; kinds with none are left out."""
    groups = [(kind, [action for action in shown if action.kind == kind]) for kind in KINDS]
    return [group for group in groups if group[1]]


def kind_name(kind: Kind) -> str:
    """A kind of action in the reader's language, as a heading."""
    match kind:
        case "survivor":
            return _("Led by survivors")
        case "worker":
            return _("Led by workers")
        case "law":
            return _("Rules and import bans")
        case "public_purchasing":
            return _("What is bought in your name")
        case "company":
            return _("Companies and how they hire")
        case "money":
            return _("Banks and pensions")
        case "own_buying":
            return _("Your own buying")
        case "learn":
            return _("Notice, report, stand by people")


def led_by_name(led_by: LedBy) -> str:
    """Who leads an action, in the reader's language."""
    match led_by:
        case "survivors":
            return _("Led by survivors")
        case "workers":
            return _("Led by workers")
        case "unions":
            return _("Led by a union")
        case "government":
            return _("A law or public authority")
        case "charity":
            return _("Led by an independent organisation")
        case "researchers":
            return _("Led by researchers")
        case "investors":
            return _("Led by investors")
        case "public_buyers":
            return _("Led by public buyers")
        case "you":
            return _("Up to you")
