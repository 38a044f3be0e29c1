"""What must hold of the shipped tables; ``check`` prints it and the tests assert it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.errors import TableError
from footprint_model.footprint import average, estimate
from footprint_model.world import world

CONSERVATION = 1e-6
# Households per 1,000 residents that competent accounts find; ours must be within twice.
EXPECTED_PER_1000 = {"USA": 2.0, "GBR": 1.2, "DEU": 1.1, "IND": 1.2, "BRA": 1.0}


class Check(NamedTuple):
    """One identity: its name, what was found, whether it holds."""

    name: str
    shown: str
    holds: bool


def checks() -> Iterator[Check]:
    """Every check, integrity first; stops after a damaged table, since nothing then follows."""
    try:
        tables.verify()
    except TableError as error:
        yield Check("table hashes", str(error), holds=False)
        return
    for entry in tables.manifest().tables:
        yield Check(f"sha256 {entry.file}", f"{entry.sha256} {entry.bytes} bytes", holds=True)
    yield Check("data version", tables.data_version(), holds=True)
    yield from _references()
    yield from _coverage()
    yield from _conservation()
    yield from _identities()
    yield from _plausibility()


def _references() -> Iterator[Check]:
    keys = {source.key for source in tables.sources()}
    named = {row.source for row in tables.parameters()}
    named |= {row.source for row in tables.items()}
    named |= {row.source for row in tables.sectors()}
    named |= {row.source for row in tables.lifetimes().values()}
    named |= {entry.source for entry in tables.manifest().inputs}
    named.add(tables.state_imposed().source)
    missing = sorted(named - keys)
    yield Check(
        "every figure names a known source", ", ".join(missing) or f"{len(named)} used", not missing
    )
    wild = [row.name for row in tables.parameters() if not row.low <= row.central <= row.high]
    yield Check("parameters inside their ranges", ", ".join(wild) or "all", not wild)


def _coverage() -> Iterator[Check]:
    people = tables.array("people_by_origin.npy")
    kept = ", ".join(tables.variants())
    yield Check("accounts", kept, tables.manifest().account in tables.variants())
    origins = int((np.asarray(people).sum(axis=(0, 1)) > 0).sum())
    consumers, categories = people.shape[0], people.shape[1] - 1
    yield Check("consuming countries", str(consumers), consumers >= 160)
    yield Check("origin countries with people in forced labour", str(origins), origins >= 160)
    yield Check("categories", str(categories), categories == 52)
    draws = tables.array("draws.npy").shape[2]
    yield Check("draws", str(draws), draws >= 1000)


def _conservation() -> Iterator[Check]:
    for variant in tables.variants():
        result = world(variant)
        error = abs(result.allocated_person_years / result.total_person_years - 1)
        yield Check(
            f"{variant}: conservation, relative error", f"{error:.2e}", error < CONSERVATION
        )
        for name, error in (
            ("category", result.largest_error_by_category),
            ("origin", result.largest_error_by_origin),
        ):
            shown = f"{error:.2e}"
            yield Check(f"{variant}: conservation by {name}", shown, error < CONSERVATION)
    shares = np.asarray(tables.array("people_by_sector.npy"), dtype=float).sum(axis=2)
    used = np.asarray(tables.array("people_by_origin.npy")).sum(axis=2) > 0
    error = float(np.abs(shares[used] - 1).max())
    yield Check("sector shares add up to one, largest error", f"{error:.2e}", error < CONSERVATION)


def _identities() -> Iterator[Check]:
    worst = 0.0
    for row in world().consumers:
        person = average(row.country).person_years.central
        worst = max(worst, abs(person * 1e5 / row.household_per_100k - 1))
    yield Check("average person = national average, largest error", f"{worst:.2e}", worst < 1e-9)
    base = estimate(Consumption("USA", spend_per_year={"clothing": 500}))
    twice = estimate(Consumption("USA", spend_per_year={"clothing": 1000}))
    before = {row.category: row.person_years.central for row in base.by_category}
    after = {row.category: row.person_years.central for row in twice.by_category}
    changed = {name for name in before if before[name] != after[name]}
    ratio = after["clothing"] / before["clothing"]
    yield Check(
        "twice the spending doubles its category only",
        f"ratio {ratio:.12f}, changed {', '.join(sorted(changed))}",
        changed == {"clothing"} and abs(ratio - 2) < 1e-9,
    )
    sums = (
        sum(row.person_years.central for row in base.by_category),
        sum(row.person_years for row in base.by_origin),
        sum(row.person_years for row in base.by_sector),
        sum(row.person_years for row in base.by_category_origin),
    )
    error = max(abs(value / base.person_years.central - 1) for value in sums)
    yield Check(
        "categories, origins and sectors add up to the person", f"{error:.2e}", error < 1e-6
    )


def _plausibility() -> Iterator[Check]:
    for variant in tables.variants():
        result = world(variant)
        share = result.cross_border_share
        name = f"{variant}: share whose consumer is abroad, 5 to 20 %"
        yield Check(name, f"{share:.1%}", 0.05 <= share <= 0.20)
        found = {row.country: row.household_per_100k / 100 for row in result.consumers}
        for country, expected in EXPECTED_PER_1000.items():
            value = found[country]
            yield Check(
                f"{variant}: households of {country} per 1,000, within twice of {expected}",
                f"{value:.2f}",
                expected / 2 <= value <= expected * 2,
            )
