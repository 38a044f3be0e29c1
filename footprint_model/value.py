"""Which open question would narrow a person's interval most."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from footprint_model import tables
from footprint_model.consumption import Consumption
from footprint_model.footprint import reference_people
from footprint_model.lookup import countries_by_code
from footprint_model.scaling import default_spread, weigh
from footprint_model.schema import Row
from footprint_model.typical import AGE_BANDS, INCOME_BANDS, typical
from footprint_model.uncertainty import (
    SPREAD_STEP,
    Floats,
    answers_noise,
    positions,
    quantile_pair,
    whole_steps,
    world_ratios,
)

EXACT = 12


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
    The ``EXACT`` categories that narrow most are worked out draw by draw. For the others it is
    enough how the draws near the two ends move: the smaller a change, the closer that comes.

    Returns
    -------
    One row per open category with anybody in it, and per characteristic not given.
    """
    i = countries_by_code()[consumption.country][0]
    person = weigh(consumption, i)
    central = (reference_people(consumption.country) * person.factor).astype(np.float32)
    worlds = world_ratios(i)[:-1] * central[:, np.newaxis]
    total = np.einsum("kd,kd->d", answers_noise(person.spread), worlds)

    open_ = np.flatnonzero((central > 0) & ~np.array(person.answered)).tolist()
    worlds = worlds[open_]
    spread = [person.spread[k] for k in open_]
    parts = answers_noise(spread, open_) * worlds

    def narrower(other: Iterable[float]) -> Floats:
        """The noise of the open categories with other spreads, where these are narrower.

        By half a step at least: what people's answers are worth is not known more finely.
        """
        pairs = zip(other, spread, strict=True)
        return answers_noise(
            [new if now - new >= SPREAD_STEP / 2 else now for new, now in pairs], open_
        )

    answered_sd = whole_steps(tables.parameter_values()["sd_answer_quantity"])
    changes = narrower([answered_sd] * len(open_)) * worlds - parts
    known = _spreads_if_known(consumption, i)
    about_you = [
        np.einsum("kd,kd->d", narrower(whole_steps(sd[k]) for k in open_), worlds)
        - parts.sum(axis=0)
        for sd in known.values()
    ]

    narrows = _near_the_ends(total, changes)
    exact = np.argsort(-narrows)[:EXACT]
    low, high = quantile_pair(
        np.vstack([total, *(total + change for change in about_you), total + changes[exact]])
    )
    width, *widths = (high - low).astype(float)
    narrows[exact] = width - widths[len(known) :]

    def row(kind: Literal["category", "about_you"], name: str, by: float) -> ValueOfAnswering:
        return ValueOfAnswering(kind, name, float(by), float(by / width) if width else 0.0)

    rows = [row("about_you", name, width - w) for name, w in zip(known, widths, strict=False)]
    ids = [tables.categories()[k].id for k in open_]
    rows += [row("category", name, by) for name, by in zip(ids, narrows, strict=True)]
    return tuple(sorted(rows, key=lambda row: (-row.narrows_by, row.name)))


def _near_the_ends(total: Floats, changes: Floats) -> NDArray[np.float64]:
    """(rows,) what each row of changes takes off the range, by the draws around its two ends."""
    order, near = np.argsort(total), len(total) // 40
    at = positions(len(total))
    weights = np.zeros(len(total), dtype=np.float32)
    weights[order[at.low - near : at.low + near]] = 1 / (2 * near)
    weights[order[at.high - near : at.high + near]] = -1 / (2 * near)
    return np.asarray(changes @ weights, dtype=float)


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
