"""Which open question would narrow a person's interval most."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.footprint import reference_people
from footprint_model.lookup import countries_by_code
from footprint_model.scaling import SPREAD_STEP, default_spread, weigh
from footprint_model.schema import Row
from footprint_model.typical import AGE_BANDS, INCOME_BANDS, typical
from footprint_model.uncertainty import Floats, answers_noise, quantile_pair, world_ratios


class ValueOfAnswering(Row, frozen=True):
    """What one answer would do to the interval of the total, the centre staying where it is.

    ``narrows_by``: person-years off the distance between the 5 % and the 95 % end; ``share``:
    the same as a share of that distance.
    """

    kind: Literal["category", "about_you"]
    name: str
    narrows_by: float
    share: float


def value_of_answering(consumption: Consumption) -> tuple[ValueOfAnswering, ...]:
    """Rank what is still open, most useful first.

    A category's answer is taken as a count of things; what is said about the home, the income
    or the age narrows every category left open. Nothing is assumed about the answer itself.

    Returns
    -------
    One row per open category with anybody in it, and per characteristic not given.
    """
    i = countries_by_code()[consumption.country][0]
    person = weigh(consumption, i)
    central = (reference_people(consumption.country) * person.factor).astype(np.float32)
    ratios = world_ratios(i)[:-1] * central[:, np.newaxis]
    is_open = (central > 0) & ~np.array(person.answered)
    open_ = np.flatnonzero(is_open)
    parts = answers_noise(person.spread)
    parts *= ratios
    total = parts.sum(axis=0)

    def change(spread: Sequence[float]) -> Floats:
        """What other spreads, where they are narrower, add to each draw of each category."""
        draws = answers_noise([min(pair) for pair in zip(spread, person.spread, strict=True)])
        draws *= ratios
        draws -= parts
        return draws

    # The first row is the person as they are; every other one has one thing more known.
    known = _spreads_if_known(consumption, i)
    worlds = np.empty((1 + len(open_) + len(known), len(total)), dtype=np.float32)
    worlds[0] = 0
    answered_sd = _step(tables.parameter_values()["sd_answer_quantity"])
    np.take(change([answered_sd] * len(parts)), open_, axis=0, out=worlds[1 : 1 + len(open_)])
    for row, spread in enumerate(known.values(), start=1 + len(open_)):
        worlds[row] = is_open.astype(np.float32) @ change([_step(sd) for sd in spread])
    worlds += total
    candidates: list[tuple[Literal["category", "about_you"], str]] = [
        ("category", tables.categories()[k].id) for k in open_
    ]
    candidates += [("about_you", name) for name in known]
    low, high = quantile_pair(worlds)
    width = np.asarray(high - low, dtype=float)
    rows = [
        ValueOfAnswering(
            kind, name, float(width[0] - w), float(1 - w / width[0]) if width[0] else 0.0
        )
        for (kind, name), w in zip(candidates, width[1:], strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.narrows_by, row.name)))


def _spreads_if_known(consumption: Consumption, i: int) -> dict[str, list[float]]:
    """Spread of every default if one more characteristic were known; which value does not matter."""
    known = {
        "household_size": consumption.household_size,
        "income_band": consumption.income_band,
        "age_band": consumption.age_band,
    }
    some = {"household_size": 2.0, "income_band": INCOME_BANDS[0], "age_band": AGE_BANDS[0]}
    result = {}
    for name, value in known.items():
        if value is None:
            explained = typical(i, **(known | {name: some[name]})).explained
            result[name] = default_spread(i, explained)
    return result


def _step(sd: float) -> float:
    return round(sd / SPREAD_STEP) * SPREAD_STEP
