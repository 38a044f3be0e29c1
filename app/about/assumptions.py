"""What the model rests on, how much of it is assumed, and what each assumption does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from flask_babel import gettext
from flask_babel import gettext as _

import footprint_model as fm


class Bases(NamedTuple):
    """How many rows of one kind rest on what, and the section that shows them."""

    name: str
    section: str
    measured: int
    derived: int
    assumed: int


def bases() -> list[Bases]:
    """Every kind of row that says what it rests on, counted."""
    homes = [row.household_size_basis for row in fm.countries()]
    kinds: list[tuple[str, str, Iterable[str]]] = [
        (_("Numbers of the model"), "assumptions", basis_of(fm.parameters())),
        (_("Kinds of work"), "measured", basis_of(fm.sectors())),
        (_("Things asked about"), "categories", basis_of(asked())),
        (_("Things that can be looked up"), "prices", basis_of(listed())),
        (_("Commodities"), "origins", basis_of(fm.commodity_table().values())),
        (_("Parts of categories"), "parts", basis_of(fm.commodity_cells())),
        (_("Shares from reports"), "parts", basis_of(fm.origin_shares())),
        (_("How long things last"), "keeping", basis_of(fm.lifetimes().values())),
        (_("Labels"), "labels", basis_of(fm.labels().values())),
        (_("What groups of people spend"), "typical", basis_of(fm.typical_rows())),
        (_("Average homes"), "homes", homes),
        (_("Currencies"), "money", basis_of(fm.currencies().values())),
        (_("Forced by states: a layer apart"), "state", [fm.state_imposed().basis]),
    ]
    found = []
    for name, section, rows in kinds:
        counts = Counter(rows)
        found.append(Bases(name, section, counts["measured"], counts["derived"], counts["assumed"]))
    return found


def basis_of(rows: Iterable[object]) -> list[str]:
    return [row.basis for row in rows]  # type: ignore[attr-defined]


def asked() -> list[fm.Item]:
    """Things that questions ask about."""
    return [item for item in fm.items() if item.scales != "list"]


def listed() -> list[fm.Item]:
    """Things that can only be looked up."""
    return [item for item in fm.items() if item.scales == "list"]


def drivers() -> list[tuple[str, float]]:
    """What each assumption alone adds to the range of all purchases, largest first."""
    spreads: dict[str, list[float]] = {}
    for row in fm.sensitivity():
        if row.category == "all purchases":
            spreads.setdefault(row.assumption, []).append(row.spread)
    labels = {row.name: gettext(row.label) for row in fm.parameters()}
    labels |= {
        "all together": _("All together"),
        "sd_consumer": _("Spread of each consuming country’s total"),
    }
    found = [(labels.get(name, name), median(values)) for name, values in spreads.items()]
    return sorted(found, key=lambda pair: -pair[1])
