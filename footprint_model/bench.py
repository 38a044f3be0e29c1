"""Timings and memory of the model beside bare numpy, measured in the same run.

Absolute times depend on the machine; the ratio to a baseline is what to compare.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.footprint import estimate
from footprint_model.many import totals

RUNS = 300
BATCH = 100_000

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
    lines = [f"numpy {np.__version__}, {os.cpu_count()} cores, {tables.manifest().draws} draws", ""]
    lines.append(f"{'what':58} {'value':>12} {'baseline':>12} {'ratio':>8}")

    cold = [_cold() for _ in range(5)]
    numpy_s, model_s, memory = (statistics.median(column) for column in zip(*cold, strict=True))
    lines.append(
        _row(
            "import, verify and first estimate, beyond numpy's import",
            model_s * 1e3,
            numpy_s * 1e3,
            "ms",
        )
    )
    lines.append(f"{'memory beyond numpy, one worker':58} {memory / 1e6:>9.1f} MB")

    person = Consumption(
        "USA", 2, quantities_per_year={"coffee_cups": 700, "tops": 12, "takeaway_meals": 50}
    )
    one = _median(lambda: estimate(person))
    lines.append(
        _row("one estimate, against a 52 × 1,000 product", one * 1e3, _product(1) * 1e3, "ms")
    )

    people = [
        Consumption("USA", spend_per_year={"clothing": float(i % 1000)}) for i in range(BATCH)
    ]
    start = time.perf_counter()
    totals(people)
    batch = time.perf_counter() - start
    lines.append(
        _row(
            "100,000 people with intervals, against their bare product", batch, _product(BATCH), "s"
        )
    )
    return "\n".join(lines) + "\n"


def _row(name: str, value: float, baseline: float, unit: str) -> str:
    return f"{name:58} {value:>9.3f} {unit:2} {baseline:>9.3f} {unit:2} {value / baseline:>8.1f}"


def _cold() -> tuple[float, float, float]:
    command = [sys.executable, "-c", _COLD]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 our own text
    first, second, third = (float(part) for part in run.stdout.split())
    return first, second, third


def _median(call: Callable[[], object]) -> float:
    call()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _product(rows: int) -> float:
    """Seconds of a bare (rows × 52) @ (52 × draws) product in single precision."""
    draws = tables.manifest().draws
    rng = np.random.default_rng(0)
    left = rng.random((min(rows, 2000), 52), dtype=np.float32)
    right = rng.random((52, draws), dtype=np.float32)
    if rows == 1:
        return _median(lambda: left @ right)
    start = time.perf_counter()
    for _ in range(rows // len(left)):
        left @ right
    return time.perf_counter() - start
