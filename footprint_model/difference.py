"""How much two estimates differ, and how sure that is.

Both are held against the same thousand worlds and the same thousand people: in each draw the
difference is taken first, and the interval is that of the differences. What is unknown about the
world is unknown in both alike, so most of it does not blur the difference.
"""

from dataclasses import dataclass

import numpy as np

from footprint_model import tables
from footprint_model.footprint import DAYS, Estimate
from footprint_model.lookup import countries_by_code
from footprint_model.parts import CategoryDifference, Interval
from footprint_model.uncertainty import Floats, answers_noise, interval, quantile_pair, world_ratios


@dataclass(frozen=True)
class Difference:
    """The second of two estimates minus the first; below zero: less.

    ``by_category`` has the categories that differ in their centre or their range, those that
    differ most first.
    """

    person_years: Interval
    by_category: tuple[CategoryDifference, ...]

    @property
    def days_per_year(self) -> Interval:
        """Days of somebody's life per year."""
        return self.person_years.times(DAYS)


def difference(before: Estimate, after: Estimate) -> Difference:
    """Subtract ``before`` from ``after``, draw by draw.

    Parameters
    ----------
    before, after : Estimate
        Of any two people; their countries may differ.

    Returns
    -------
    Difference
        Its centre is exactly the difference of the two centres; its interval is that of the
        differences on the stored draws, 5 to 95 %.
    """
    same_world = before.country == after.country
    changed = [
        k
        for k in range(len(tables.categories()))
        if not same_world
        or before._central[k] != after._central[k]
        or before._spread[k] != after._spread[k]
    ]
    if not changed:
        return Difference(Interval(0.0, 0.0, 0.0), ())
    total = after.person_years.central - before.person_years.central
    draws = _draws(after, changed) - _draws(before, changed)
    total_low, total_high = quantile_pair(draws.sum(axis=0))
    low, high = quantile_pair(draws)
    rows = [
        CategoryDifference(
            tables.categories()[k].id,
            interval(float(after._central[k] - before._central[k]), low[j], high[j]),
        )
        for j, k in enumerate(changed)
    ]
    rows = [row for row in rows if row.person_years.low or row.person_years.high]
    return Difference(
        interval(total, float(total_low), float(total_high)),
        tuple(sorted(rows, key=lambda row: -abs(row.person_years.central))),
    )


def _draws(estimate: Estimate, rows: list[int]) -> Floats:
    """(rows, draws) person-years of some categories."""
    i = countries_by_code()[estimate.country][0]
    draws = answers_noise([estimate._spread[k] for k in rows], rows)
    draws *= world_ratios(i)[rows]
    draws *= estimate._central[rows].astype(np.float32)[:, np.newaxis]
    return draws
