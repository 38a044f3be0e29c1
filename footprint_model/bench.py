"""Timings and memory of the model beside bare numpy, measured in the same run.

Absolute times depend on the machine; the ratio to a baseline is what to compare.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.explain import explain
from footprint_model.footprint import estimate
from footprint_model.many import point_estimates, totals
from footprint_model.typical import AGE_BANDS, INCOME_BANDS
from footprint_model.uncertainty import QUANTILES
from footprint_model.value import value_of_answering

RUNS = 2000
BATCH = 100_000
POINTS = 1_000_000
DRAWS = 10_000

# Another footprint calculator's engine, at its best on two cores: published with this project,
# not measured again.
OTHER_ENGINE = "384 ms: one full footprint of the Nos Gestes Climat engine at its best on two cores"
OTHER_ENGINE_MS = 384.0

# Run in a fresh process each: what importing and one estimate cost beyond numpy itself.
_COLD = """
import time, resource
start = time.perf_counter()
import numpy
import numpy.linalg
numpy_at = time.perf_counter()
memory = lambda: int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
numpy_memory = memory()
import footprint_model as fm
fm.verify()
first = fm.estimate(fm.Consumption("USA"))
end = time.perf_counter()
print(numpy_at - start, end - numpy_at, memory() - numpy_memory)
"""


def report() -> str:
    """The benchmark table as text."""
    return "".join(line + "\n" for line in lines())


def lines() -> Iterator[str]:
    """The lines of the benchmark table, each when it is measured."""
    draws = tables.manifest().draws
    yield f"numpy {np.__version__}, {os.cpu_count()} cores, {draws} draws"
    yield ""
    yield f"{'what':64} {'value':>12} {'baseline':>12} {'ratio':>8}"

    cold = [_cold() for _ in range(5)]
    numpy_s, model_s, memory = (statistics.median(column) for column in zip(*cold, strict=True))
    yield _row("import, verify and first estimate, beyond numpy's import", model_s, numpy_s, "ms")
    yield f"{'memory beyond numpy, one worker':64} {memory / 1e6:>9.1f} MB"

    bare = _times(_product(1, draws))
    person = everything()
    one = _times(lambda: estimate(person))
    middle = statistics.median(one)
    name = f"one estimate with everything on, against a 52 × {draws} product"
    yield _row(f"{name}, median", middle, statistics.median(bare), "ms")
    yield _row(f"the same, 99 of 100 within (of {len(one)})", _slowest(one), _slowest(bare), "ms")
    for what, call in (
        ("explaining one category", lambda: explain(person, "clothing")),
        ("which answer is worth most", lambda: value_of_answering(person)),
    ):
        yield _row(f"{what}, against one estimate", statistics.median(_times(call)), middle, "ms")

    people = crowd(BATCH)
    batch, product = _once(lambda: totals(people)), _once(_product(BATCH, draws))
    yield _row(f"{BATCH:,} people with intervals, against their bare product", batch, product, "s")

    for what, gaps in (("all amounts given", 0.0), ("three of ten given", 0.7)):
        points, product = _points(gaps)
        yield _row(f"{POINTS:,} central values, {what}", points, product, "s")

    finer = statistics.median(_times(lambda: estimate(person, draws=DRAWS), RUNS // 20))
    usual = statistics.median(_times(_product_and_quantiles(DRAWS), RUNS // 20))
    yield _row(f"{DRAWS:,} draws, against numpy's product and quantiles", finer, usual, "ms")
    yield ""
    yield f"{OTHER_ENGINE},"
    times = OTHER_ENGINE_MS / (middle * 1e3)
    yield f"as published with this project, not measured again: {times:.0f} times one estimate here"


def everything() -> Consumption:
    """Somebody who answered something of every kind."""
    return Consumption(
        "USA",
        2,
        {"hotels": 900.0, "rent_housing": 8000.0, "cosmetics": 120.0},
        {"coffee_cups": 700, "phones": 0.5, "takeaway_meals": 50, "mens_jumper": 3, "bed": 0.1},
        {
            "clothing": {"used_share": 0.2, "certified_share": 0.5, "label": "fair_wear"},
            "coffee": {"certified_share": 1, "label": "fairtrade", "origin": "BRA"},
            "phones_computers": {"passed_on": 0.5, "origin": "CHN"},
        },
        income_band="fourth",
        age_band="25_34",
        currency="EUR",
    )


def crowd(people: int) -> list[Consumption]:
    """People of every country, no two with the same answers."""
    dice = random.Random(0)  # noqa: S311 no secrets here
    codes = [row.iso3 for row in tables.countries()]
    names = [row.id for row in tables.categories()]
    return [
        Consumption(
            dice.choice(codes),
            dice.choice([None, 1, 2, 3, 4]),
            {name: dice.uniform(0, 2000) for name in dice.sample(names, dice.randint(0, 8))},
            modifiers={"clothing": {"used_share": dice.random()}} if dice.random() < 0.5 else None,
            income_band=dice.choice([None, *INCOME_BANDS]),
            age_band=dice.choice([None, *AGE_BANDS]),
        )
        for _ in range(people)
    ]


def _points(gaps: float) -> tuple[float, float]:
    """Seconds for central values, and for the bare product of the same size."""
    rng = np.random.default_rng(0)
    amounts = rng.random((POINTS, len(tables.categories())))
    for part in np.array_split(amounts, 100):  # the gaps need no second array of that size
        part[rng.random(part.shape) < gaps] = np.nan
    reference = np.ones(amounts.shape[1])
    points = _times(lambda: point_estimates("USA", amounts), 5)
    product = _times(lambda: amounts @ reference, 5)
    return statistics.median(points), statistics.median(product)


def _row(name: str, value: float, baseline: float, unit: str) -> str:
    """Seconds, shown in the unit."""
    times = 1e3 if unit == "ms" else 1.0
    shown = f"{value * times:>9.3f} {unit:2} {baseline * times:>9.3f} {unit:2}"
    return f"{name:64} {shown} {value / baseline:>8.1f}"


def _cold() -> tuple[float, float, float]:
    command = [sys.executable, "-c", _COLD]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 our own text
    first, second, third = (float(part) for part in run.stdout.split())
    return first, second, third


def _times(call: Callable[[], object], runs: int | None = None) -> list[float]:
    """Seconds of each of many runs; a first one is not counted."""
    call()
    return [_once(call) for _ in range(max(RUNS if runs is None else runs, 1))]


def _once(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _slowest(times: list[float]) -> float:
    """99 of 100 took no longer."""
    return float(np.quantile(times, 0.99))


def _product(rows: int, draws: int) -> Callable[[], object]:
    """A bare (rows × 52) @ (52 × draws) product in single precision, 2,000 rows at a time."""
    rng = np.random.default_rng(0)
    left = rng.random((min(rows, 2000), len(tables.categories())), dtype=np.float32)
    right = rng.random((left.shape[1], draws), dtype=np.float32)

    def run() -> None:
        for _ in range(max(rows // len(left), 1)):
            left @ right

    return run


def _product_and_quantiles(draws: int) -> Callable[[], object]:
    """What numpy itself takes: world × answers × amounts, quantiles of the total and each part."""
    rng = np.random.default_rng(0)
    shape = len(tables.categories()), draws
    world, answers = rng.random(shape, dtype=np.float32), rng.random(shape, dtype=np.float32)
    amounts = rng.random((shape[0], 1), dtype=np.float32)

    def run() -> None:
        parts = world * answers * amounts
        np.quantile(parts.sum(axis=0), QUANTILES)
        np.quantile(parts, QUANTILES, axis=1)

    return run
