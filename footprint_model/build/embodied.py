"""Step 4: the Leontief inverse and the forced labour embodied in each country's purchases."""

from dataclasses import dataclass

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.classification import DOMESTIC_WORK, PRODUCTS
from footprint_model.build.rest_of_world import Account
from footprint_model.leontief import Array, intensity, leontief_inverse, output


@dataclass(frozen=True)
class Embodied:
    """Who works for whom.

    Attributes
    ----------
    weights : (162 origins, 35 origin products, 162 consumers, 35 products), float32
        Share of the cell's people embodied in the consumer's household purchases of the
        product. Domestic work goes to the households of its own country.
    other : (162 origins, 35 origin products, 162 consumers), float32
        The same for government and investment.
    """

    weights: np.ndarray
    other: np.ndarray


def producing(account: Account) -> Array:
    """(162, 35) ones where the cell has output, and for domestic work, which needs none."""
    n = len(PRODUCTS)
    demand = account.household.sum(axis=1) + account.other.sum(axis=1)
    x = output(account.A, demand).reshape(-1, n)
    # Below a thousandth of a millionth of the world's output a cell is numerical dust.
    cells = np.asarray(x > x.sum() * 1e-12, dtype=float)
    cells[:, DOMESTIC_WORK] = 1
    return cells


def embodied(account: Account) -> Embodied:
    """Share of each producing cell's output in each consumer's final demand, by product."""
    n_countries, n = len(account.countries), len(PRODUCTS)
    L = leontief_inverse(account.A)
    check("Leontief inverse, smallest entry", float(L.min()), -1e-9, 0.1)
    demand = account.household.sum(axis=1) + account.other.sum(axis=1)
    x = L @ demand
    per_output = intensity(np.ones_like(x), x)[:, np.newaxis]
    report("world output 2021, trillion US$", float(x.sum()) / 1e6)

    columns = L.reshape(len(x), n_countries, n)
    household = account.household.reshape(n_countries, n, n_countries)
    weights = np.empty((n_countries, n, n_countries, n), dtype=np.float32)
    for p in range(n):
        bought = per_output * (columns[:, :, p] @ household[:, p])
        weights[:, :, :, p] = bought.reshape(n_countries, n, n_countries)
    other = (per_output * (L @ account.other)).astype(np.float32)
    other = other.reshape(n_countries, n, n_countries)
    weights[:, DOMESTIC_WORK] = 0
    other[:, DOMESTIC_WORK] = 0
    own = np.arange(n_countries)
    weights[own, DOMESTIC_WORK, own, DOMESTIC_WORK] = 1
    sums = weights.sum(axis=(2, 3), dtype=float) + other.sum(axis=2, dtype=float)
    cells = sums > 0.5
    check(
        "shares of every producing cell add up to one, largest error",
        float(np.abs(sums[cells] - 1).max()),
        0,
        1e-5,
    )
    # Remove the rounding of single precision, so that nothing is lost or made.
    scale = np.divide(1.0, sums, out=np.zeros_like(sums), where=cells)
    weights *= scale[:, :, np.newaxis, np.newaxis].astype(np.float32)
    other *= scale[:, :, np.newaxis].astype(np.float32)
    return Embodied(weights, other)
