"""How far a person's answers have narrowed the interval, and what no answer can narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from footprint_model.consumption import Consumption
from footprint_model.errors import OutOfRange
from footprint_model.footprint import reference_people
from footprint_model.lookup import countries_by_code
from footprint_model.many import totals
from footprint_model.parts import Interval
from footprint_model.scaling import weigh
from footprint_model.uncertainty import interval, quantile_pair, world_ratios


@dataclass(frozen=True)
class Narrowing:
    """Intervals of the total, person-years.

    Attributes
    ----------
    stages : as more and more was said, in the order given
    world : the last one, were every amount exact: what is not known about the world
    """

    stages: tuple[Interval, ...]
    world: Interval


def narrowing(stages: Sequence[Consumption]) -> Narrowing:
    """The interval after each of several stages of answering, on the same draws.

    Parameters
    ----------
    stages : what one person had said, from least to most; one or more

    Raises
    ------
    OutOfRange
        If there is no stage.
    """
    if not stages:
        raise OutOfRange("stages", "none given", "one or more")
    rows = zip(*(values.tolist() for values in totals(stages)), strict=True)
    last = stages[-1]
    i = countries_by_code()[last.country][0]
    central = reference_people(last.country) * weigh(last, i).factor
    low, high = quantile_pair(central.astype(np.float32) @ world_ratios(i)[:-1])
    return Narrowing(
        tuple(Interval(*row) for row in rows),
        interval(float(central.sum()), float(low), float(high)),
    )
