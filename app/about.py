"""The methodology and the sources, generated from the model's own tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

import msgspec
from flask import Blueprint, Response, render_template
from flask_babel import get_locale, gettext
from flask_babel import gettext as _

import footprint_model as fm
from app import about_origins, about_typical
from app.config import PROJECT
from app.geography import world_map
from app.i18n import country_name
from footprint_model import schema
from footprint_model.identities import Check, checks
from footprint_model.world import Consumer, World, world

SCOPE_FILE = Path(__file__).parent / "scope.toml"
CITATION_FILE = PROJECT / "CITATION.cff"
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


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure of somebody else's footprint, to set ours beside; `source` is empty where the
    site keeps none, and `where` then says how we know it."""

    id: str
    value: float
    unit: str
    where: str
    source: str = ""


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """scope.toml"""

    part: tuple[Part, ...]
    figure: tuple[Figure, ...]


@dataclass(frozen=True)
class Doubt:
    """A reason to read figures with care, and the countries it is about, in order of the alphabet.

    `unlisted` are those of them that no menu offers.
    """

    reason: str
    countries: tuple[str, ...]
    unlisted: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of the data: what its rows and columns are, in which unit, how large."""

    file: str
    axes: str
    columns: tuple[str, ...]
    unit: str
    bytes: int


@dataclass(frozen=True)
class Proof:
    """What holds of the tables this site runs on, found when the page was first asked for."""

    identities: tuple[Check, ...]
    tables: int


@cache
def scope_file() -> Scope:
    """What this site counts, and figures of others."""
    return msgspec.toml.decode(SCOPE_FILE.read_text(encoding="utf-8"), type=Scope)


def scope() -> dict[str, Part]:
    """Parts of modern slavery by id."""
    return {part.id: part for part in scope_file().part}


def figures() -> dict[str, Figure]:
    """Figures of other footprints by id."""
    return {figure.id: figure for figure in scope_file().figure}


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


def status_name(status: str) -> str:
    """What kind of source says that a state imposes forced labour."""
    return {
        "official_finding": _("finding of an official body"),
        "campaign_monitoring": _("monitoring by campaigners"),
        "estimate": _("estimate by a researcher"),
    }[status]


def label_use(use: str) -> str:
    """What a label does to an estimate."""
    return {
        "reduce": _("lower, with a wider range"),
        "public_purchasing": _("unchanged: only public buyers can use it"),
        "widen": _("unchanged, with a wider range"),
        "none": _("unchanged"),
    }[use]


def label_answer(answer: str) -> str:
    """What was read about a label."""
    return {
        "yes": _("yes"),
        "partly": _("partly"),
        "no": _("no"),
        "not_read": _("not read"),
    }[answer]


def label_evidence(evidence: str) -> str:
    """What is known of a label's effect on forced labour."""
    return {
        "strong": _("strong"),
        "some": _("some"),
        "none_found": _("none found"),
    }[evidence]


def labels_in_order() -> list[fm.Label]:
    """Labels that change most first, then by name."""
    order = ("reduce", "public_purchasing", "widen", "none")
    return sorted(fm.labels().values(), key=lambda row: (order.index(row.use), row.name.lower()))


def state_places() -> list[schema.StatePlace]:
    """Places of the layer of state-imposed forced labour, by name: their order ranks nobody."""
    return sorted(fm.state_imposed().place, key=lambda place: country_name(place.iso3))


def doubts(reason_of: Callable[[fm.Country], str]) -> list[Doubt]:
    """Countries that share a reason, the reason shared by most first."""
    groups: dict[str, list[fm.Country]] = {}
    for country in fm.countries():
        if reason := reason_of(country):
            groups.setdefault(reason, []).append(country)
    found = [
        Doubt(
            reason,
            tuple(sorted(country_name(row.iso3) for row in rows if row.consumer)),
            tuple(sorted(country_name(row.iso3) for row in rows if not row.consumer)),
        )
        for reason, rows in groups.items()
    ]
    return sorted(found, key=lambda doubt: -len(doubt.countries + doubt.unlisted))


def columns_of(text: str) -> tuple[str, ...]:
    """Names of the columns where the manifest refers to a row of the model's schema."""
    kind = text.removeprefix("see schema.")
    return tuple(getattr(schema, kind).__struct_fields__) if kind != text else ()


def tables() -> list[Table]:
    """Every table of the model's data, as its manifest describes it."""
    found = []
    for entry in fm.manifest().tables:
        columns = columns_of(entry.axes) or columns_of(entry.unit)
        axes = "" if columns_of(entry.axes) else entry.axes
        unit = "" if columns_of(entry.unit) else entry.unit
        found.append(Table(entry.file, axes, columns, unit, entry.bytes))
    return found


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
        items=[item for item in fm.items() if item.scales != "list"],
        catalogue=fm.catalogue.counts()[0],
        parameter={row.name: row for row in parameters},
        labels=labels_in_order(),
        label_counts=Counter(row.use for row in fm.labels().values()),
        label_use=label_use,
        label_answer=label_answer,
        label_evidence=label_evidence,
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
        figures=figures(),
        state=fm.state_imposed(),
        state_places=state_places(),
        status_name=status_name,
        low_confidence=doubts(lambda country: country.low_confidence),
        gaps=doubts(lambda country: country.gaps),
        sectors=fm.sectors(),
        tables=tables(),
        **about_origins.for_page(),
        **about_typical.for_page(row.country for row in rows[:COUNTRIES_IN_SUMMARY]),
    )


@bp.get("/CITATION.cff")
def citation() -> Response:
    """How to cite the model and its figures, for programs that keep references."""
    return Response(
        CITATION_FILE.read_text(encoding="utf-8"),
        mimetype="application/yaml",
        headers={"Content-Disposition": "attachment; filename=CITATION.cff"},
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
