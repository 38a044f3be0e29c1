"""What helps: actions with their sources, ranked for a person's categories and country."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from flask import Blueprint
from flask_babel import gettext as _

from app.i18n import country_name

FILE = Path(__file__).parent / "actions.toml"
EVERYWHERE = "*"

Kind = Literal[
    "survivor", "worker", "law", "public_purchasing", "company", "money", "own_buying", "learn"
]
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
# The best of each group is shown before the second best of any: those who have lived it or
# organise against it first, then rules, then companies and money, one's own buying last.
GROUPS: tuple[tuple[Kind, ...], ...] = (
    ("survivor", "worker"),
    ("law", "public_purchasing"),
    ("company", "money"),
    ("own_buying", "learn"),
)
ANY_CATEGORY = 0.2  # how well an action fits that is about everything
NATIONAL = 0.15  # an action of one's own country counts this much more


class Words(NamedTuple):
    """What a reader sees of an action."""

    title: str
    action: str
    summary: str


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing a person can do."""

    id: str
    kind: Kind
    title: str
    action: str
    summary: str
    scope: tuple[str, ...]
    categories: tuple[str, ...]
    source: str
    last_checked: date
    review_by: date
    not_in: tuple[str, ...] = ()
    url: str = ""
    year: int | None = None

    @property
    def words(self) -> Words:
        """Title, action and summary in the reader's language; `%` in them stays as it is."""
        return Words(_(self.title), _(self.action), _(self.summary))

    @property
    def kind_name(self) -> str:
        """The kind in the reader's language."""
        return kind_name(self.kind)

    @property
    def where(self) -> str:
        """The countries in the reader's language."""
        if EVERYWHERE in self.scope:
            return _("any country")
        if len(self.scope) > 3:
            return _("European Union") if "DEU" in self.scope else _("some countries")
        return ", ".join(country_name(iso3) for iso3 in self.scope)

    def is_for(self, country: str) -> bool:
        """Whether somebody living there can do it."""
        return country not in self.not_in and (EVERYWHERE in self.scope or country in self.scope)

    def fit(self, categories: Sequence[str], country: str) -> float:
        """How well it suits somebody with these categories, largest first: 0 to about 1."""
        national = NATIONAL if country in self.scope else 0.0
        if EVERYWHERE in self.categories:
            return ANY_CATEGORY + national
        places = [place for place, name in enumerate(categories) if name in self.categories]
        if not places:
            return 0.0
        return 1 - min(places) / (len(categories) + 1) + national + 0.01 * len(places)


class ActionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """actions.toml"""

    action: tuple[Action, ...]


def kind_name(kind: Kind) -> str:
    """A kind of action in the reader's language."""
    match kind:
        case "survivor":
            return _("led by survivors")
        case "worker":
            return _("led by workers")
        case "law":
            return _("law")
        case "public_purchasing":
            return _("public buying")
        case "company":
            return _("company")
        case "money":
            return _("money")
        case "own_buying":
            return _("your own buying")
        case "learn":
            return _("learn and tell")


@cache
def actions() -> tuple[Action, ...]:
    """Every action, in the order of the kinds."""
    found = msgspec.toml.decode(FILE.read_text(encoding="utf-8"), type=ActionFile).action
    return tuple(sorted(found, key=lambda action: KINDS.index(action.kind)))


def actions_for(categories: Sequence[str], country: str) -> list[Action]:
    """Actions for somebody whose largest categories and country these are, best first.

    Never empty: some actions are for every country and every category.
    """
    ranked = []
    for group in GROUPS:
        fitting = [
            (action.fit(categories, country), action)
            for action in actions()
            if action.kind in group and action.is_for(country)
        ]
        ranked.append([a for fit, a in sorted(fitting, key=lambda pair: -pair[0]) if fit > 0])
    rounds = max(len(group) for group in ranked)
    return [group[turn] for turn in range(rounds) for group in ranked if turn < len(group)]


bp = Blueprint("actions", __name__)

from app.actions import routes  # noqa: E402, F401
