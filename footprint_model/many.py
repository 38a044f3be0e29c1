"""Many people at once: their totals with intervals, and bare central values by the million.

A country's people share the world's draws and, category by category, the draws of answers
as wide as theirs. What a person adds is one number per category, so that many people are one
matrix product.
"""

import os
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.errors import OutOfRange
from footprint_model.footprint import reference_people
from footprint_model.lookup import check_country, countries_by_code
from footprint_model.scaling import answers, in_average, usual_spread
from footprint_model.typical import Kind, typical_factors
from footprint_model.uncertainty import answer_noise, between_steps, quantile_pair, world_ratios

Array = NDArray[np.float64]

# Rows worked on at a time, few enough to stay in a core's cache until they are sorted.
ROWS = 256
POINT_ROWS = 2048
PIECES = 32  # of so many rows are one thread's turn


def totals(people: Sequence[Consumption]) -> tuple[Array, Array, Array]:
    """Low, central and high person-years of many people at once.

    Parameters
    ----------
    people : sequence of Consumption

    Returns
    -------
    Three (n,) arrays, person-years; the same values ``estimate`` gives for each.
    """
    n = len(people)
    low, central, high = np.zeros(n), np.zeros(n), np.zeros(n)
    by_country: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        by_country.setdefault(person.country, []).append(index)
    for code, indices in by_country.items():
        i = countries_by_code()[code][0]
        factor, spread = _weighed([people[index] for index in indices], i)
        factor *= reference_people(code)
        low[indices], central[indices], high[indices] = _intervals(i, factor, spread)
    return low, central, high


def _weighed(people: list[Consumption], i: int) -> tuple[Array, Array]:
    """(n, 52) factors and spreads: ``weigh`` without its remarks."""
    kinds: dict[Kind, int] = {}
    spreads: list[tuple[float, ...]] = []
    kind: list[int] = []
    for person in people:
        key = (person.household_size, person.income_band, person.age_band)
        at = kinds.setdefault(key, len(kinds))
        if at == len(spreads):
            spreads.append(usual_spread(person, i)[1])
        kind.append(at)
    factors = in_average() * typical_factors(i, list(kinds))
    usual = factors.tolist()
    rows: list[int] = []
    columns: list[int] = []
    times: list[float] = []
    spread: list[float] = []
    for row, person in enumerate(people):
        said = answers(person, i, usual[kind[row]])
        rows += [row] * len(said.factor)
        columns += said.factor
        times += said.factor.values()
        spread += [said.spread[k] for k in said.factor]
    factor, width = factors[kind], np.array(spreads)[kind]
    factor[rows, columns] = times
    width[rows, columns] = spread
    return factor, width


def _intervals(i: int, central: Array, spread: Array) -> tuple[Array, Array, Array]:
    """Low, central and high total of each row of (n, 52) person-years by category."""
    n, width = central.shape
    steps, parts = between_steps(spread)
    # One row of draws per category and step that anybody here has, or lies before.
    below = steps * width + np.arange(width)
    above = below + width * (parts > 0)
    used = np.zeros(int(above.max()) + 1, dtype=bool)
    used[below] = used[above] = True
    pairs = np.flatnonzero(used)
    position = np.cumsum(used) - 1
    below, above = position[below], position[above]
    further = central * parts
    nearer = central - further
    ratios = world_ratios(i)[:-1]
    own = np.stack([answer_noise(int(pair // width))[pair % width] for pair in pairs])
    own *= ratios[pairs % width]
    low, middle, high = np.empty(n), central.sum(axis=1), np.empty(n)
    amounts = np.zeros((min(ROWS, n), len(pairs)), dtype=np.float32)
    draws = np.empty((len(amounts), own.shape[1]), dtype=np.float32)
    for start in range(0, n, ROWS):
        part = slice(start, min(start + ROWS, n))
        rows = part.stop - start
        amounts[:rows] = 0
        each = np.arange(rows)[:, np.newaxis]
        amounts[each, below[part]] = nearer[part]
        amounts[each, above[part]] += further[part]  # nothing, where it is the same row
        np.matmul(amounts[:rows], own, out=draws[:rows])
        low[part], high[part] = quantile_pair(draws[:rows])
    return np.minimum(low, middle), middle, np.maximum(high, middle)


def point_estimates(country: str, relative: ArrayLike) -> Array:
    """Central person-years of many people of one country, without intervals.

    Parameters
    ----------
    country : ISO 3166-1 alpha-3 code
    relative : (n, 52) array
        Amounts by category against the average resident's: 1 for the same, 0 for none, NaN for
        not answered, which takes the average resident's. In a category where the average
        resident has none, 1 stands for the spending that the account's people answer for.

    Returns
    -------
    (n,) person-years; ``estimate`` gives the same central value to who says these amounts.

    Raises
    ------
    UnknownCountry
    OutOfRange
        If the array has another shape, or an amount is negative or infinite; nothing is
        worked out then.
    """
    reference = reference_people(check_country("country", country))
    amounts = np.asarray(relative)
    shape = (len(tables.categories()),)
    if amounts.ndim != 2 or amounts.shape[1:] != shape or amounts.dtype.kind not in "fiu":
        raise OutOfRange(
            "relative",
            f"an array of shape {amounts.shape} and type {amounts.dtype}",
            f"numbers, one row per person and {shape[0]} columns",
        )
    result = np.empty(len(amounts))
    starts = range(0, len(amounts), POINT_ROWS * PIECES)

    def work(start: int) -> None:
        _points(amounts[start : start + starts.step], reference, result[start:], start)

    if len(starts) < 2:
        work(0)
        return result
    from concurrent.futures import ThreadPoolExecutor  # the site never gets here

    with ThreadPoolExecutor(os.cpu_count()) as threads:  # numpy works outside Python's lock
        for _ in threads.map(work, starts):
            pass
    return result


def _points(amounts: np.ndarray, reference: Array, result: Array, first: int) -> None:
    """Central values of some rows, into the start of ``result``; ``first`` is their first's number."""
    filled = np.empty((min(POINT_ROWS, len(amounts)), amounts.shape[1]))
    unanswered = np.repeat([-in_average()], len(filled), axis=0)
    gaps = False  # once there are some, there are likely more
    for start in range(0, len(amounts), POINT_ROWS):
        part = amounts[start : start + POINT_ROWS]
        used = part
        gaps = gaps or not part.min() >= 0  # something is below nothing, or NaN
        if gaps:
            if np.fmin.reduce(part, axis=None) < 0:
                _refuse(first + start, part < 0)
            # NaN becomes minus the average and then the average: far faster than a mask.
            used = filled[: len(part)]
            np.fmax(part, unanswered[: len(part)], out=used)
            np.abs(used, out=used)
        values = np.matmul(used, reference, out=result[start : start + len(part)])
        if not np.isfinite(values).all():
            _refuse(first + start, np.isinf(used))


def _refuse(start: int, wrong: NDArray[np.bool_]) -> None:
    row, column = np.argwhere(wrong)[0]
    raise OutOfRange(
        f"relative.{tables.categories()[column].id}",
        f"row {start + row} is below nothing or without end",
        "0 or more, or NaN for not answered",
    )
