"""Which actions come first for a person: exposure × reach.

exposure   how much of the person's number, and of what is bought in their name, lies where the
           action's mechanism works (0 to 1)
reach      touch × binding × evidence: our judgement, printed on the page about choosing

The first six keep three rules whatever the scores: the first is led by survivors or workers, no
kind has more than two of them, and at most three are about the person's own buying.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from flask_babel import gettext
from numpy.typing import NDArray

import footprint_model as fm
from app.actions.catalogue import EVERYWHERE, Action, actions

FILE = Path(__file__).parent / "judgements.toml"
FIRST = 6
MOST_OF_A_KIND = 2
MOST_PURCHASES = 3

Array = NDArray[np.float64]


class Judgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word of the catalogue, what it counts and why."""

    id: str
    name: str
    factor: float
    reason: str


class JudgementFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """judgements.toml"""

    binding: tuple[Judgement, ...]
    evidence: tuple[Judgement, ...]


class Ranked(NamedTuple):
    """An action for a person. `person_years` of theirs lie where it works; `exposure` is the share."""

    action: Action
    person_years: float
    exposure: float
    reach: float

    @property
    def score(self) -> float:
        """What decides the order."""
        return self.exposure * self.reach


class Masks(NamedTuple):
    """For the actions of one country: the categories, origins and public part each works on."""

    actions: tuple[Action, ...]
    categories: Array
    origins: Array
    in_your_name: Array


@cache
def judgements() -> JudgementFile:
    """The published factors."""
    return msgspec.toml.decode(FILE.read_text(encoding="utf-8"), type=JudgementFile)


@cache
def binding() -> dict[str, Judgement]:
    """How binding a mechanism can be."""
    return {row.id: row for row in judgements().binding}


@cache
def evidence() -> dict[str, Judgement]:
    """What can be known about whether something works."""
    return {row.id: row for row in judgements().evidence}


def evidence_name(action: Action) -> str:
    """What is known about an action, as a grade in the reader's language."""
    return gettext(evidence()[action.evidence].name)


def reach(action: Action) -> float:
    """How much an action's mechanism could do where it works, 0 to 1."""
    return action.touch * binding()[action.binding].factor * evidence()[action.evidence].factor


def ranked(estimate: fm.Estimate, ruled_out: Collection[str] = ()) -> list[Ranked]:
    """Every action open to a person with this estimate, best first.

    `ruled_out`: ids of actions that the person's answers say they cannot do.
    """
    masks = _masks(estimate.country)
    people = np.stack([estimate.people_by_origin(row.id) for row in fm.categories()])
    named = estimate.in_your_name.person_years.central
    whole = float(people.sum()) + named
    years = ((masks.categories @ people) * masks.origins).sum(axis=1) + masks.in_your_name * named
    rows = [
        Ranked(action, part, part / whole if whole else 0.0, reach(action))
        for action, part in zip(masks.actions, years.tolist(), strict=True)
        if action.id not in ruled_out
    ]
    return arranged(rows)


def actions_for(categories: Sequence[str], country: str) -> list[Action]:
    """Actions for a country and some categories without a person, best first.

    The first category counts most. Never empty: some actions are for every country and category.
    """
    weights = {name: 1 / (place + 1) for place, name in enumerate(categories)}
    whole = sum(weights.values())
    rows = []
    for action in actions():
        if action.is_for(country):
            general = EVERYWHERE in action.categories
            found = sum(w for name, w in weights.items() if general or name in action.categories)
            share = found / whole if whole else float(general)
            rows.append(Ranked(action, found, share, reach(action)))
    return [row.action for row in arranged([row for row in rows if row.exposure > 0])]


def arranged(rows: Sequence[Ranked]) -> list[Ranked]:
    """By score, with the rules for the first six; equal ones keep the order of the catalogue."""
    waiting = sorted(rows, key=lambda row: -row.score)
    first: list[Ranked] = []
    kinds: Counter[str] = Counter()
    purchases = 0
    lead = next((row for row in waiting if row.action.leads), None)
    for row in ([lead] if lead else []) + [row for row in waiting if row is not lead]:
        if len(first) == FIRST:
            break
        action = row.action
        if kinds[action.kind] == MOST_OF_A_KIND:
            continue
        if action.is_purchase and purchases == MOST_PURCHASES:
            continue
        first.append(row)
        kinds[action.kind] += 1
        purchases += action.is_purchase
    chosen = {row.action.id for row in first}
    return first + [row for row in waiting if row.action.id not in chosen]


def largest_categories(action: Action, estimate: fm.Estimate) -> list[str]:
    """Ids of the categories in which the action works on most of the person's number."""
    masks = _masks(estimate.country)
    place = masks.actions.index(action)
    categories = [row.id for row in fm.categories()]
    years = {
        name: float(estimate.people_by_origin(name) @ masks.origins[place])
        for name, works in zip(categories, masks.categories[place], strict=True)
        if works
    }
    return sorted((name for name in years if years[name] > 0), key=lambda name: -years[name])


@cache
def _masks(country: str) -> Masks:
    """Zeros and ones for everybody in one country."""
    open_here = tuple(action for action in actions() if action.is_for(country))
    names = [row.id for row in fm.categories()]
    codes = [row.iso3 for row in fm.countries()]
    categories = np.zeros((len(open_here), len(names)))
    origins = np.zeros((len(open_here), len(codes)))
    in_your_name = np.zeros(len(open_here))
    for row, action in enumerate(open_here):
        in_your_name[row] = action.works_on in ("everything", "in_your_name")
        if action.works_on == "in_your_name":
            continue
        categories[row] = [
            EVERYWHERE in action.categories or name in action.categories for name in names
        ]
        origins[row] = [_works_in(action, code, country) for code in codes]
    return Masks(open_here, categories, origins, in_your_name)


def _works_in(action: Action, origin: str, home: str) -> bool:
    """Whether the action's mechanism reaches work in a country, for somebody living in another."""
    if action.origins and origin not in action.origins:
        return False
    if action.works_on == "imports":
        return origin != home
    if action.works_on == "home":
        return origin == home
    return True
