"""What must hold of the shipped tables; ``check`` prints it and the tests assert it."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import numpy as np

from footprint_model import prices, tables
from footprint_model.consumption import Consumption
from footprint_model.errors import TableError
from footprint_model.explain import explain
from footprint_model.footprint import Estimate, average, estimate
from footprint_model.lookup import countries_by_code
from footprint_model.modifiers import Rules, effect, named
from footprint_model.parts import Interval
from footprint_model.world import world

CONSERVATION = 1e-6
SIXTEEN_BITS = 2e-5  # shares of sectors by origin are stored in 65,535ths
HALF_PRECISION = 1e-3  # shares of commodities are stored with eleven bits
SAMPLE = ("USA", "GBR", "DEU", "IND", "BRA", "KEN", "VNM", "CIV")
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
    yield from _origins_and_sectors()
    yield from _commodities()
    yield from _identities()
    yield from _modifiers()
    yield from _same_answer()
    yield from _traces()
    yield from _plausibility()


def _references() -> Iterator[Check]:
    keys = {source.key for source in tables.sources()}
    named = {row.source for row in tables.parameters()}
    named |= {row.source for row in tables.items()}
    named |= {row.source for row in tables.sectors()}
    named |= {row.source for row in tables.lifetimes().values()}
    named |= {row.source for row in tables.labels().values()}
    named |= {row.source for row in tables.commodities().values()}
    named |= {row.source for row in tables.commodity_cells()}
    named |= {row.source for row in tables.origin_shares()}
    named |= {row.source for row in tables.currencies().values()}
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


def _origins_and_sectors() -> Iterator[Check]:
    """The kinds of work in each origin add up to the tables by origin and by sector."""
    counted = np.array([row.in_average for row in tables.categories()])
    people = np.asarray(tables.array("people_by_origin.npy")[:, :-1][:, counted], dtype=float)
    shares = np.asarray(tables.array("people_by_sector.npy")[:, :-1][:, counted], dtype=float)
    by_sector = np.einsum("ck,cks->cs", people.sum(axis=2), shares)
    stored = np.asarray(tables.array("origin_sectors.npy"), dtype=float) / np.iinfo(np.uint16).max
    by_origin = people.sum(axis=1)
    sums = stored.sum(axis=2)[by_origin > 0]
    error = float(np.abs(sums - 1).max())
    yield Check(
        "sectors of each origin add up to one, largest error",
        f"{error:.1e}",
        error < 2 * SIXTEEN_BITS,
    )
    found = np.einsum("cr,crs->cs", by_origin, stored)
    error = float((np.abs(found - by_sector).max(axis=1) / by_sector.sum(axis=1)).max())
    yield Check(
        "origins × sectors add up to the sectors, largest error over a country's purchases",
        f"{error:.1e}",
        error < SIXTEEN_BITS,
    )


def _commodities() -> Iterator[Check]:
    """What commodities hold is part of their category and origin, and no more."""
    people = np.asarray(tables.array("people_by_origin.npy"), dtype=float)
    shares = tables.array("commodity_share.npy")
    cells = tables.commodity_cells()
    ids = [row.id for row in tables.categories()]
    worst, held = 0.0, 0.0
    world_people = dict.fromkeys(tables.commodities(), 0.0)
    for k, category in enumerate(ids):
        members = [j for j, cell in enumerate(cells) if cell.category == category]
        if not members:
            continue
        of_category = people[:, k] / np.maximum(people[:, k].sum(axis=1, keepdims=True), 1e-300)
        parts = np.asarray(shares[:, members], dtype=float)
        worst = max(worst, float((parts.sum(axis=1) - of_category).max()))
        held = max(held, float(parts.sum(axis=(1, 2)).max()))
        if tables.categories()[k].in_average:
            totals = people[:, k].sum(axis=1)
            for j, part in zip(members, parts.sum(axis=2).T, strict=True):
                world_people[cells[j].commodity] += float(part @ totals)
    yield Check("commodities", str(len(world_people)), len(world_people) >= 25)
    yield Check(
        "conservation by commodity: what they exceed their category and origin by, share",
        f"{max(worst, 0):.1e}",
        worst < HALF_PRECISION,
    )
    yield Check("commodities of one category, largest share", f"{held:.3f}", held <= 1 + 1e-3)
    total = sum(world_people.values())
    yield Check(
        "people in commodities, of the account's people",
        f"{total:,.0f}: " + ", ".join(f"{key} {value:,.0f}" for key, value in world_people.items()),
        0 < total < world().total_person_years,
    )


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

    nothing = estimate(
        Consumption("USA", spend_per_year={row.id: 0 for row in tables.categories()})
    )
    none = nothing.person_years.high
    yield Check("nothing bought, nothing behind it", f"{none:g}", none == 0)
    crossed = [row.category for row in base.by_category if not _in_order(row.person_years)]
    crossed += [] if _in_order(base.person_years) else ["total"]
    yield Check("low ≤ central ≤ high", ", ".join(crossed) or "all", not crossed)


def _in_order(interval: Interval) -> bool:
    return interval.low <= interval.central <= interval.high


def _modifiers() -> Iterator[Check]:
    """Buying used, sharing, repairing, keeping longer and labels never raise a category."""
    raised, lowered = [], []
    steps: dict[str, tuple[float, ...]] = {
        "used_share": (0, 0.3, 1),
        "passed_on": (0, 0.5, 1),
        "years_kept": (1, 4, 10),
        "repaired": (0, 0.5, 1),
        "shared_with": (1, 2, 5),
        "certified_share": (0, 0.5, 1),
    }
    for code in SAMPLE:
        i = countries_by_code()[code][0]
        for category in tables.lifetimes():
            for name, values in steps.items():
                found = [
                    effect(i, category, {name: value}, answered=False).factor for value in values
                ]
                if found != sorted(found, reverse=True):
                    raised.append(f"{code} {category} {name}")
        for label in tables.labels().values():
            for category in named(label.categories):
                rules: Rules = {"certified_share": 1.0, "label": label.id}
                if effect(i, category, rules, answered=True).factor < 1 and label.use != "reduce":
                    lowered.append(f"{code} {label.id}")
    yield Check(
        "more second-hand, kept longer, shared: never more", ", ".join(raised) or "all", not raised
    )
    yield Check("only programmes with evidence lower", ", ".join(lowered) or "all", not lowered)
    first = effect(0, "clothing", {"passed_on": 1.0}, answered=True).factor
    second = effect(0, "clothing", {"used_share": 1.0}, answered=True).factor
    both = first + second
    yield Check(
        "first and second owner together carry one new thing", f"{both:g}", both <= 1 + 1e-12
    )


def _same_answer() -> Iterator[Check]:
    """The same answers in another currency or order give the same result, and every time."""
    spend = {"clothing": 900.0, "coffee": 120.0, "phones_computers": 300.0}
    base = _bytes(estimate(Consumption("DEU", 2, spend)))
    again = _bytes(estimate(Consumption("DEU", 2, dict(reversed(spend.items())))))
    yield Check(
        "order of answers does not matter, and twice is the same", "bytes equal", base == again
    )
    euro = {name: value * prices.rate("EUR") for name, value in spend.items()}
    other = estimate(Consumption("DEU", 2, euro, currency="EUR")).person_years.central
    error = abs(other / estimate(Consumption("DEU", 2, spend)).person_years.central - 1)
    yield Check("another currency changes nothing", f"{error:.1e}", error < 1e-12)


def _bytes(result: Estimate) -> bytes:
    return msgspec.json.encode(result.to_dict())


def _traces() -> Iterator[Check]:
    """Every category's trace names sources, and its factors multiply to the estimate."""
    known = {source.key for source in tables.sources()}
    missing, worst = [], 0.0
    for code in SAMPLE:
        for category in tables.categories():
            trace = explain(Consumption(code, 2, {category.id: 100.0}), category.id)
            if not trace.sources or not set(trace.sources) <= known:
                missing.append(f"{code} {category.id}")
            product = float(np.prod([step.value for step in trace.steps if step.factor]))
            worst = max(worst, abs(product - trace.person_years.central))
    yield Check("every trace ends in known sources", ", ".join(missing) or "all", not missing)
    yield Check(
        "factors of a trace multiply to its figure, largest error", f"{worst:.1e}", worst < 1e-12
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
