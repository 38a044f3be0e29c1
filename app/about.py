"""The methodology and the sources, generated from the model's own tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

import msgspec
from flask import Blueprint, render_template
from flask_babel import get_locale, gettext
from flask_babel import gettext as _

import footprint_model as fm
from app.geography import world_map
from footprint_model.identities import Check, checks
from footprint_model.world import Consumer, World, world

SCOPE_FILE = Path(__file__).parent / "scope.toml"
COUNTRIES_IN_SUMMARY = 20
OLD_COUNT = 27  # people said to "work for" a typical visitor of the site of 2011
WORLD_POPULATION_ROUNDED = 100_000_000

bp = Blueprint("about", __name__)


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of modern slavery, and whether this site counts it."""

    id: str
    people: int
    counted: bool
    year: int
    source: str


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """scope.toml"""

    part: tuple[Part, ...]


@dataclass(frozen=True)
class Proof:
    """What holds of the tables this site runs on, found when the page was first asked for."""

    identities: tuple[Check, ...]
    tables: int


@cache
def scope() -> dict[str, Part]:
    """Parts of modern slavery by id."""
    found = msgspec.toml.decode(SCOPE_FILE.read_text(encoding="utf-8"), type=Scope)
    return {part.id: part for part in found.part}


@cache
def proof() -> Proof:
    """Run the model's own checks once; its tables do not change while the site runs."""
    found = tuple(checks())
    return Proof(
        identities=tuple(check for check in found if not check.name.startswith("sha256 ")),
        tables=sum(check.name.startswith("sha256 ") for check in found),
    )


def in_menus(account: World) -> list[Consumer]:
    """Consuming countries a visitor can choose, most people first."""
    offered = {country.iso3 for country in fm.countries() if country.consumer}
    rows = [row for row in account.consumers if row.country in offered]
    return sorted(rows, key=lambda row: -row.population)


def account_population() -> int:
    """Residents of every country of the account."""
    return sum(country.population for country in fm.countries())


def basis_name(basis: str) -> str:
    """What a number rests on, in the reader's language."""
    return {
        "measured": _("measured"),
        "derived": _("derived"),
        "assumed": _("assumed"),
    }[basis]


def drivers() -> list[tuple[str, float]]:
    """What each assumption alone adds to the range of all purchases, largest first."""
    spreads: dict[str, list[float]] = {}
    for row in fm.sensitivity():
        if row.category == "all purchases":
            spreads.setdefault(row.assumption, []).append(row.spread)
    labels = {row.name: gettext(row.label) for row in fm.parameters()}
    labels |= {
        "all together": gettext("All together"),
        "sd_consumer": gettext("Spread of each consuming country’s total"),
    }
    found = [(labels.get(name, name), median(values)) for name, values in spreads.items()]
    return sorted(found, key=lambda pair: -pair[1])


@bp.get("/method")
def method() -> str:
    """How the number is made, what it rests on, and what it cannot say."""
    return method_page(str(get_locale()))


@cache
def method_page(_language: str) -> str:
    """The page in this, the reader's, language: the same for everybody while the site runs."""
    account = world()
    rows = in_menus(account)
    people = account_population()
    parameters = fm.parameters()
    return render_template(
        "about/method.html",
        scope=scope(),
        account=account,
        account_people=people,
        left_over=abs(account.total_person_years - account.allocated_person_years),
        mean_per_1000=account.allocated_person_years / people * 1000,
        old_count=OLD_COUNT,
        old_total=round(OLD_COUNT * people / WORLD_POPULATION_ROUNDED) * WORLD_POPULATION_ROUNDED,
        largest=rows[:COUNTRIES_IN_SUMMARY],
        all_rows=sorted(rows, key=lambda row: row.country),
        assumed=[row for row in parameters if row.basis == "assumed"],
        known=[row for row in parameters if row.basis != "assumed"],
        items=fm.items(),
        lifetimes=tuple(fm.lifetimes().values()),
        category_names={category.id: category.name for category in fm.categories()},
        counts={
            "categories": len(fm.categories()),
            "origins": len(fm.countries()),
            "consumers": len(account.consumers),
            "sectors": len(fm.sectors()),
        },
        manifest=fm.manifest(),
        model=fm.MODEL_VERSION,
        proof=proof(),
        margins=fm.margins().summaries,
        drivers=drivers(),
        sources={source.key: source for source in fm.sources()},
        basis_name=basis_name,
    )


@bp.get("/sources")
def sources() -> str:
    """Every source of the model with its terms."""
    return render_template(
        "about/sources.html",
        sources=sorted(fm.sources(), key=lambda source: source.title.lower()),
        outlines=world_map().source,
        data=fm.data_version(),
    )
