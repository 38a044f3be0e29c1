"""Intervals: the world's draws of a country, times the draws of a person's own answers.

The draws are stored as small integers, logarithms in steps, and unfolded for a country
when it is first asked about. A person's own answers add a spread of their own, narrow for
an answer and wide for a default; one set of draws serves everybody, so that two people's
results differ only by what they answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from footprint_model import tables
from footprint_model.errors import OutOfRange
from footprint_model.parts import Interval

SPREAD_STEP = 0.05  # of the spreads whose draws are kept; others are mixed from the two beside them
STEP = 1 / 24  # resolution of the stored logarithms: 4 %, random, hence no bias
QUANTILES = (0.05, 0.95)
MAX_SETS = 10  # sets of answers that can meet each world
SEED = 2024  # of all sets but the stored one

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Positions:
    """Where the two quantiles lie among sorted draws: linear between neighbours."""

    low: int
    low_part: float
    high: int
    high_part: float


@cache
def positions(draws: int) -> Positions:
    """Positions of the 5 % and the 95 % quantile among so many draws."""
    at = [quantile * (draws - 1) for quantile in QUANTILES]
    return Positions(int(at[0]), at[0] % 1, int(at[1]), at[1] % 1)


@lru_cache(maxsize=32)
def world_ratios(country: int) -> Floats:
    """(53, draws) each world draw over the central estimate, for one consuming country."""
    steps = np.asarray(tables.array("draws.npy")[country])
    return np.asarray(_unfold()[steps.view(np.uint8)])


@cache
def answer_logs() -> Floats:
    """(52, draws) standard normal draws for people's own answers."""
    return np.asarray(tables.array("answer_draws.npy"), dtype=np.float32) * np.float32(STEP)


@lru_cache(maxsize=64)
def answer_noise(step: int) -> Floats:
    """(52, draws) factors with a median of one, their logarithm spread by so many steps."""
    return np.asarray(np.exp(np.float32(step * SPREAD_STEP) * answer_logs()), dtype=np.float32)


def whole_steps(sd: float) -> float:
    """The spread whose draws are kept that is nearest to this one."""
    return round(sd / SPREAD_STEP) * SPREAD_STEP


def between_steps(spread: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The step below each spread, and how far it is on the way to the next one, from 0 to 1."""
    at = np.asarray(spread) / SPREAD_STEP
    step = np.floor(at + 1e-6)
    return step.astype(np.int64), np.maximum(at - step, 0.0)


def answers_noise(spread: Sequence[float], categories: Sequence[int] | None = None) -> Floats:
    """(categories, draws) factors, each category with its own spread of the logarithm.

    Parameters
    ----------
    spread : one logarithmic standard deviation per category
    categories : positions on the category axis; all of them when not given
    """
    places = range(len(spread)) if categories is None else categories
    steps, parts = between_steps(spread)
    rows = [answer_noise(step)[k] for k, step in zip(places, steps.tolist(), strict=True)]
    if not rows:
        return answer_logs()[:0]
    noise = np.concatenate(rows).reshape(len(rows), -1)
    mixed = np.flatnonzero(parts).tolist()
    if mixed:
        # In a straight line, which is off by a thousandth at most and never out of order.
        further = np.stack([answer_noise(int(steps[row]) + 1)[places[row]] for row in mixed])
        further -= noise[mixed]
        further *= parts[mixed, np.newaxis].astype(np.float32)
        noise[mixed] += further
    return noise


def sets_of_answers(draws: int) -> int:
    """How many sets of answers meet each of the stored worlds, to make so many draws.

    Raises
    ------
    OutOfRange
    """
    worlds = tables.manifest().draws
    whole = isinstance(draws, int) and not isinstance(draws, bool)
    if not whole or draws % worlds or not 1 <= draws // worlds <= MAX_SETS:
        raise OutOfRange(
            "draws",
            f"{draws!r} draws cannot be made",
            f"a multiple of {worlds} from {worlds} to {MAX_SETS * worlds}",
        )
    return draws // worlds


def person_draws(
    country: int, central: NDArray[np.float64], spread: Sequence[float], sets: int = 1
) -> Floats:
    """Every draw of a person's categories: each world met by so many sets of answers.

    Parameters
    ----------
    country : position on the consumer axis
    central : (52,) person-years
    spread : (52,) logarithmic standard deviations of the person's own answers
    sets : 1 for the stored draws alone

    Returns
    -------
    (52, sets × worlds) person-years. The worlds stay those that are stored: more sets take the
    grain out of what the answers add, not out of what is unknown about the world.
    """
    amounts = central.astype(np.float32)[:, np.newaxis]
    if sets == 1:
        draws = answers_noise(spread)
        draws *= world_ratios(country)[:-1]
        draws *= amounts
        return draws
    worlds = world_ratios(country)[:-1] * amounts
    width = np.array(spread, dtype=np.float32) * np.float32(STEP)
    own = further_answers()[:, :sets] * width[:, np.newaxis, np.newaxis]
    np.exp(own, out=own)
    own *= worlds[:, np.newaxis]
    return own.reshape(len(own), -1)


@lru_cache(maxsize=1)
def further_answers() -> NDArray[np.int8]:
    """(52, 10, worlds) standard normal draws in steps of ``STEP``; the stored ones come first.

    Made when somebody first asks for more draws than are stored, always the same.
    """
    stored = np.asarray(tables.array("answer_draws.npy"))
    further = np.random.default_rng(SEED).standard_normal((len(stored), MAX_SETS, stored.shape[1]))
    steps = np.clip(np.rint(further / STEP), -127, 127).astype(np.int8)
    steps[:, 0] = stored
    return steps


def quantile_pair(draws: Floats) -> tuple[Floats, Floats]:
    """5 % and 95 % quantiles along the last axis; the array is sorted in place.

    A full sort: numpy's vectorised sort is eight times as fast here as its partition
    at several positions.
    """
    at = positions(draws.shape[-1])
    draws.sort(axis=-1)
    low = draws[..., at.low] * (1 - at.low_part) + draws[..., at.low + 1] * at.low_part
    high = draws[..., at.high] * (1 - at.high_part) + draws[..., at.high + 1] * at.high_part
    return low, high


def interval(central: float, low: float, high: float) -> Interval:
    """An interval that always holds its centre."""
    return Interval(min(float(low), central), central, max(float(high), central))


@cache
def _unfold() -> Floats:
    """Factor of each stored byte, indexed by the byte read as unsigned."""
    signed = np.arange(256, dtype=np.uint8).view(np.int8).astype(np.float32)
    return np.asarray(np.exp(signed * np.float32(STEP)), dtype=np.float32)
