"""How the people of a country differ: where one person's purchases lie among everybody's.

Nobody has measured the footprints of a country's people. What is held is what kinds of people
typically spend, by size of home, fifth of income and age, and how many people each kind has. Each
kind's people are spread around what is typical of it, by a spread that is assumed.
"""

import math
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from footprint_model import tables
from footprint_model.footprint import reference_people
from footprint_model.lookup import check_country, check_number, countries_by_code
from footprint_model.scaling import in_average
from footprint_model.typical import typical_people

Array = NDArray[np.float64]

PARAMETER = "sd_within_groups"
HALVINGS = 40


@dataclass(frozen=True, eq=False)
class Residents:
    """The people of a country, of whom each kind is spread lognormally around its own mean.

    Attributes
    ----------
    spread : standard deviation of the logarithm inside each kind
    """

    country: str
    spread: float
    _log_median: Array = field(repr=False)
    _people: Array = field(repr=False)

    def share_below(self, person_years: float) -> float:
        """Share of residents whose purchases take less than this; grows with it."""
        if person_years <= 0:
            return 0.0
        distance = (math.log(person_years) - self._log_median) / (self.spread * math.sqrt(2))
        below = np.array([math.erfc(-z) for z in distance.tolist()]) / 2
        return min(float(self._people @ below), 1.0)

    def quantile(self, share: float) -> float:
        """Person-years below which this share of residents stays.

        Raises
        ------
        OutOfRange
            If the share is not above 0 and below 1.
        """
        check_number("share", share, math.ulp(0.0), 1 - math.ulp(0.5))
        low, high = (float(f(self._log_median)) for f in (np.min, np.max))
        low, high = low - 8 * self.spread, high + 8 * self.spread
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if self.share_below(math.exp(middle)) < share:
                low = middle
            else:
                high = middle
        return math.exp((low + high) / 2)


@lru_cache(maxsize=512)
def residents(country: str, spread: float | None = None) -> Residents:
    """The people of a country.

    Parameters
    ----------
    country : ISO 3166-1 alpha-3 code
    spread : standard deviation of the logarithm inside each kind of people; the parameter
        ``sd_within_groups`` where not given

    Raises
    ------
    UnknownCountry, OutOfRange

    Source: shares of people and ratios of spending as in ``typical``; the spread is assumed.
    """
    i = countries_by_code()[check_country("country", country)][0]
    sd = tables.parameter_values()[PARAMETER] if spread is None else spread
    check_number("spread", sd, 0.01, 3)
    factors, people = typical_people(i)
    means = factors @ (reference_people(country) * in_average())
    return Residents(country, sd, np.log(means) - sd**2 / 2, people)
