"""Intervals: the world's draws of a country, times the draws of a person's own answers.

The draws are stored as small integers, logarithms in steps, and unfolded for a country
when it is first asked about. A person's own answers add a spread of their own, narrow for
an answer and wide for a default; one set of draws serves everybody, so that two people's
results differ only by what they answered.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from footprint_model import tables
from footprint_model.parts import Interval

STEP = 1 / 24  # resolution of the stored logarithms: 4 %, random, hence no bias
QUANTILES = (0.05, 0.95)

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


@lru_cache(maxsize=32)
def answer_noise(sd: float) -> Floats:
    """(52, draws) factors with a median of one and the given spread of the logarithm."""
    return np.asarray(np.exp(np.float32(sd) * answer_logs()), dtype=np.float32)


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
