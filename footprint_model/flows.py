"""Which country does which kind of work for a person's purchases.

The account's tables say, for every category, how many people work in each sector group and how
many in each country; which country's people work in which group is stored for all purchases of a
consuming country together (``origin_sectors.npy``). The table of category × group × country that
agrees with all three, and assumes nothing else, is the country's average; a person's purchases are
fitted from it to the person's own totals.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from footprint_model import tables
from footprint_model.errors import ShapeError
from footprint_model.footprint import Estimate
from footprint_model.lookup import check_country, countries_by_code
from footprint_model.scaling import in_average

Array = NDArray[np.float64]

# A share so small that no figure shows it, but more than nothing: a country that does none of a
# kind of work on average could otherwise not be given any where a category's totals ask for it.
LEAST_SHARE = 1e-6
CLOSE_ENOUGH = 1e-7  # of a table's total: the stored shares have single precision
LEAST_FOUND = 1e-290  # less is nothing: dividing by it would overflow
ROUNDS = 30  # for the country's average: more change nothing that is shown


@dataclass(frozen=True, eq=False)
class Flows:
    """One person's purchases followed from category through kind of work to country.

    Attributes
    ----------
    people : (52, 7, 162) person-years by category, sector group and country of work, in the order
        of ``categories()``, ``sectors()`` and ``countries()``. Sums by category and by country are
        the estimate's, sums by sector group to a few hundred-thousandths of the whole.
    """

    people: Array

    @property
    def category_sector(self) -> Array:
        """(52, 7) person-years by category and sector group."""
        return np.asarray(self.people.sum(axis=2))

    @property
    def sector_origin(self) -> Array:
        """(7, 162) person-years by sector group and country of work."""
        return np.asarray(self.people.sum(axis=0))

    def of_country(self, country: str) -> Array:
        """(52, 7) person-years by category and sector group in one country of work.

        Raises
        ------
        UnknownCountry
        """
        r = countries_by_code()[check_country("country", country)][0]
        return np.asarray(self.people[:, :, r])


def flows(estimate: Estimate) -> Flows:
    """Follow a person's purchases; central values, the same for the same estimate."""
    origins, sectors = estimate.category_origin, estimate.category_sector
    usual = average_flows(estimate.country)
    people = np.zeros_like(usual)
    used = origins.sum(axis=1) > 0
    # A country that a person names as origin may sell the average resident nothing of the kind:
    # it then does what the category's kinds of work ask for.
    named = (origins > 0) & (usual.sum(axis=1) == 0)
    mix = sectors * _ratio(np.ones((len(sectors), 1)), sectors.sum(axis=1, keepdims=True))
    seed = usual + LEAST_SHARE * mix[:, :, np.newaxis] * named[:, np.newaxis, :]
    people[used] = fitted(seed[used], sectors[used], origins[used], most_rounds=100)
    return Flows(people)


@lru_cache(maxsize=8)
def average_flows(country: str) -> Array:
    """(52, 7, 162) shares of each category's people by sector group and country of work.

    Fitted to three tables of the consuming country: category × group, category × country, and
    group × country of everything its average resident buys. Read-only.

    Raises
    ------
    UnknownCountry
    """
    i = countries_by_code()[check_country("country", country)][0]
    origins = np.asarray(tables.array("people_by_origin.npy")[i, :-1], dtype=float)
    sectors = np.asarray(tables.array("people_by_sector.npy")[i, :-1], dtype=float)
    sectors = sectors * origins.sum(axis=1, keepdims=True)
    stored = np.asarray(tables.array("origin_sectors.npy")[i], dtype=float)
    work = np.maximum(stored / np.iinfo(np.uint16).max, LEAST_SHARE).T
    counted = in_average() > 0
    together = work * origins[counted].sum(axis=0)
    people = work * origins[:, np.newaxis, :]
    for _ in range(ROUNDS):
        people *= _ratio(sectors, people.sum(axis=2))[:, :, np.newaxis]
        people[counted] *= _ratio(together, people[counted].sum(axis=0))
        people *= _ratio(origins, people.sum(axis=1))[:, np.newaxis, :]
    people /= np.maximum(people.sum(axis=(1, 2), keepdims=True), np.finfo(float).tiny)
    people.setflags(write=False)
    return np.asarray(people)


def fitted(
    seed: ArrayLike, rows: ArrayLike, columns: ArrayLike, *, most_rounds: int = 2000
) -> Array:
    """Tables with given sums, as near as can be to given ones: iterative proportional fitting.

    Parameters
    ----------
    seed : (..., m, n) array, nothing below zero
    rows : (..., m) array, what each row is to add up to
    columns : (..., n) array, what each column is to add up to; the same total as ``rows``
    most_rounds : when to leave rows as they are, where the seed is slow to meet them

    Returns
    -------
    (..., m, n) array, nothing below zero, nothing where the seed has nothing. Columns add up
    exactly, rows to a ten-millionth of the total if the rounds suffice.

    Raises
    ------
    ShapeError
        If the arrays do not belong together.

    Source: Deming & Stephan (1940).
    """
    table = np.array(seed, dtype=float)
    of_rows, of_columns = np.asarray(rows, dtype=float), np.asarray(columns, dtype=float)
    if table.shape[:-1] != of_rows.shape or table.shape[:-2] + table.shape[-1:] != of_columns.shape:
        raise ShapeError(f"{table.shape} cannot add up to {of_rows.shape} and {of_columns.shape}")
    # Rounding may part the two totals in the last digit; columns are taken as they are.
    total = of_columns.sum(axis=-1, keepdims=True)
    of_rows = of_rows * _ratio(total, of_rows.sum(axis=-1, keepdims=True))
    for _ in range(most_rounds):
        table *= _ratio(of_rows, table.sum(axis=-1))[..., np.newaxis]
        table *= _ratio(of_columns, table.sum(axis=-2))[..., np.newaxis, :]
        if (np.abs(table.sum(axis=-1) - of_rows) <= CLOSE_ENOUGH * total).all():
            break
    return table


def _ratio(wanted: Array, found: Array) -> Array:
    return np.divide(wanted, found, out=np.zeros_like(wanted), where=found > LEAST_FOUND)
