"""What people like one spend: by country, people in the home, income and age.

level = country × home's ratio × income's ratio; mix = average shares × the ratios of shares by
home, income and age, bounded and made to add up again. Age moves only the mix: how much people
spend at an age says mostly how many share their home and what they earn, which is asked.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from footprint_model import prices, tables
from footprint_model.errors import TableError, UnknownBand
from footprint_model.lookup import check_country, check_number, countries_by_code
from footprint_model.schema import TypicalRow

Array = NDArray[np.float64]

INCOME_BANDS = ("lowest", "second", "middle", "fourth", "highest")
AGE_BANDS = ("under_25", "25_34", "35_44", "45_54", "55_64", "65_74", "75_plus")
MAX_HOUSEHOLD = 50.0

TABLE = "typical.csv"


@dataclass(frozen=True, eq=False)
class Typical:
    """Typical spending against the average resident's.

    Attributes
    ----------
    factor : (52,) by category, read-only; exactly one where nothing is given, and for
        categories in which the average resident has no spending
    level : all spending, so that Σ average spending × factor = level × Σ average spending
    explained : (52,) by category, read-only: variance of the logarithm of typical spending
        between the groups that the given characteristics tell apart
    """

    factor: Array
    level: float
    explained: Array


@dataclass(frozen=True, eq=False)
class Groups:
    """People grouped one way.

    Attributes
    ----------
    people : (g,) share of people, adds up to one
    level : (g,) spending per person ÷ the average person's
    mix : (g, 52) share of spending ÷ the average share
    """

    people: Array
    level: Array
    mix: Array

    def only(self, j: int) -> "Groups":
        """One of the groups."""
        return Groups(np.ones(1), self.level[j : j + 1], self.mix[j : j + 1])


@lru_cache(maxsize=4096)
def typical(
    i: int,
    household_size: float | None = None,
    income_band: str | None = None,
    age_band: str | None = None,
) -> Typical:
    """What people in such a home, fifth and age usually spend, in consuming country ``i``.

    Parameters
    ----------
    i : position of the country on the consumer axis
    household_size : people in the home, the person included; one or more
    income_band : one of ``INCOME_BANDS``, a fifth of the country's own people
    age_band : one of ``AGE_BANDS``

    Raises
    ------
    UnknownBand
        Naming the bands there are.
    TableError
        If the table of ratios has a gap or an impossible ratio.

    Source: ratios of the US Consumer Expenditure Survey 2017 and the UK Living Costs and Food
    Survey 2017/18, taken to hold between the people of any country.
    """
    given: list[Groups] = []
    if household_size is not None:
        given.append(_home(i, household_size))
    if income_band is not None:
        j = _position("income_band", income_band, INCOME_BANDS)
        given.append(_income().only(j))
    if age_band is not None:
        j = _position("age_band", age_band, AGE_BANDS)
        given.append(_age().only(j))
    asked = (household_size is not None, income_band is not None, age_band is not None)
    explained = _explained(i, *asked)
    if not given:
        factor, level = np.ones(len(tables.categories())), 1.0
    else:
        levels, factors, _ = _together(i, given)
        factor, level = factors[0], float(levels[0])
    factor.setflags(write=False)
    return Typical(factor, level, explained)


Kind = tuple[float | None, str | None, str | None]


def typical_factors(i: int, kinds: Sequence[Kind]) -> Array:
    """(n, 52) ``typical(i, *kind).factor`` of many kinds of people, worked out together.

    Parameters
    ----------
    kinds : household size, income band and age band of each; None where not given
    """
    level, mix = np.ones(len(kinds)), np.ones((len(kinds), len(tables.categories())))
    sized = np.array([size is not None for size, _, _ in kinds])
    if sized.any():
        of_size, mix_of_size = _at_sizes(np.array([size for size, _, _ in kinds if size]))
        mean, mean_mix = _home_means(i)
        level[sized] *= of_size / mean
        mix[sized] *= mix_of_size / mean_mix
    for at, bands, groups in ((1, INCOME_BANDS, _income()), (2, AGE_BANDS, _age())):
        rows = [row for row, kind in enumerate(kinds) if kind[at] is not None]
        members = [bands.index(str(kinds[row][at])) for row in rows]
        level[rows] *= groups.level[members]
        mix[rows] *= groups.mix[members]
    factors = _factors(i, level, mix)
    factors[[kind == (None, None, None) for kind in kinds]] = 1.0
    return factors


def typical_people(i: int) -> tuple[Array, Array]:
    """Everybody in consuming country ``i``, by size of home, fifth and age.

    Returns
    -------
    (n, 52) ``Typical.factor`` of each kind of people, and (n,) their shares of all people: homes
    and ages as in the survey and as if unrelated to each other and to income.
    """
    _, factors, people = _together(i, [_homes(i), _income(), _age()])
    return factors, people


def income_bounds(country: str, household_size: float = 1) -> tuple[float, float, float, float]:
    """About how much money to spend parts the fifths of a country, for a home of so many adults.

    A guide for people to find their fifth, not a statistic: the country's mean household
    consumption, taken to be spread lognormally between homes, with the same assumed spread
    everywhere.

    Parameters
    ----------
    country : ISO 3166-1 alpha-3 code
    household_size : people in the home, 1 to 50; each further one needs half as much

    Returns
    -------
    Upper bounds of the four lower fifths, ascending: the country's own currency per month for
    the whole home, rounded to two significant digits.

    Raises
    ------
    UnknownCountry, OutOfRange
    """
    i, row = countries_by_code()[check_country("country", country)]
    people = check_number("household_size", household_size, 1, MAX_HOUSEHOLD)
    values = tables.parameter_values()
    spread = values["sd_income"]
    a_year = float(_average_spend(i).sum()) * values["money_spent_of_consumption"]
    equivalised = a_year * row.household_size / _adults(row.household_size)
    a_month = equivalised * _adults(people) / 12 * prices.rate(row.currency)
    median = a_month * math.exp(-(spread**2) / 2)
    first, second, third, fourth = (
        _two_digits(median * math.exp(spread * NormalDist().inv_cdf(share)))
        for share in (0.2, 0.4, 0.6, 0.8)
    )
    return first, second, third, fourth


def _adults(people: float) -> float:
    """Single adults who need as much as a home of so many adults (OECD-modified scale)."""
    return 1 + 0.5 * (people - 1)


def _two_digits(value: float) -> float:
    return float(f"{value:.1e}")


def _position(field: str, band: str, bands: tuple[str, ...]) -> int:
    if band not in bands:
        raise UnknownBand(field, f"{band!r} is not a band", ", ".join(bands))
    return bands.index(band)


@cache
def _explained(i: int, size: bool, income: bool, age: bool) -> Array:
    """Variance between all the groups told apart, each weighing as many people as it has.

    Fifths are equal by definition; homes and ages weigh as in the survey, since no other
    country's are held, and as if unrelated to each other.
    """
    groups = ((size, _homes(i)), (income, _income()), (age, _age()))
    given = [told_apart for asked, told_apart in groups if asked]
    if given:
        _, factors, people = _together(i, given)
        logs = np.log(factors)
        variance = people @ (logs - people @ logs) ** 2
    else:
        variance = np.zeros(len(tables.categories()))
    variance.setflags(write=False)
    return np.asarray(variance)


def _together(i: int, given: list[Groups]) -> tuple[Array, Array, Array]:
    """Every combination of the groups: (n,) levels, (n, 52) factors, (n,) shares of people."""
    level, people = np.ones(1), np.ones(1)
    mix = np.ones((1, len(tables.categories())))
    for groups in given:
        level = np.multiply.outer(level, groups.level).ravel()
        people = np.multiply.outer(people, groups.people).ravel()
        mix = (mix[:, None, :] * groups.mix[None, :, :]).reshape(-1, mix.shape[1])
    return level, _factors(i, level, mix), people


def _factors(i: int, level: Array, mix: Array) -> Array:
    """(n, 52) factors of so many levels and mixes, made to add up to the levels."""
    mix = mix.clip(*_mix_bounds())
    average = _average_spend(i)
    factor = mix * (level * average.sum() / (mix @ average))[:, None]
    return np.where(average > 0, factor, 1.0)


def _home(i: int, household_size: float) -> Groups:
    """One home against the country's people, who live in homes of all sizes.

    Five people are the usual home in many countries, so a size says something only against the
    country's own. Its homes are taken to be spread as the survey's are, each as many times
    larger as its average home is; the survey's ratios are divided by their mean over those
    homes' people, so that everybody together spends what the country does.
    """
    level, mix = _at_sizes(np.array([household_size]))
    mean, mean_mix = _home_means(i)
    return Groups(np.ones(1), level / mean, mix / mean_mix)


@cache
def _homes(i: int) -> Groups:
    """The country's homes, spread as the survey's are."""
    people, sizes = _home_sizes(i)
    level, mix = _at_sizes(sizes)
    mean, mean_mix = _home_means(i)
    return Groups(people, level / mean, mix / mean_mix)


@cache
def _home_means(i: int) -> tuple[float, Array]:
    """Ratio of all spending, and of each share, averaged over the people of the country."""
    people, sizes = _home_sizes(i)
    level, mix = _at_sizes(sizes)
    mean = float(people @ level)
    return mean, (people * level) @ mix / mean


def _home_sizes(i: int) -> tuple[Array, Array]:
    """Shares of people by size of home, and the sizes, in the country."""
    sizes, survey = _survey_homes()
    average = 1 / float(np.sum(survey.people / sizes))
    return survey.people, sizes * (tables.countries()[i].household_size / average)


def _at_sizes(sizes: Array) -> tuple[Array, Array]:
    """The survey's ratios at other sizes: straight lines in the logarithm, flat at both ends."""
    known, survey = _survey_homes()
    at = np.log(sizes.clip(known[0], known[-1]))
    right = np.clip(np.searchsorted(np.log(known), at), 1, len(known) - 1)
    left = right - 1
    part = (at - np.log(known[left])) / np.log(known[right] / known[left])
    level = survey.level[left] * (1 - part) + survey.level[right] * part
    mix = survey.mix[left] * (1 - part)[:, None] + survey.mix[right] * part[:, None]
    return level, mix


@cache
def _survey_homes() -> tuple[Array, Groups]:
    """People in the home, ascending, and the survey's ratios."""
    table = _table()["household_size"]
    sizes = sorted(table, key=float)
    return np.array([float(size) for size in sizes]), _groups(table, tuple(sizes))


@cache
def _income() -> Groups:
    return _conserving(_groups(_table()["income"], INCOME_BANDS))


@cache
def _age() -> Groups:
    return _conserving(_groups(_table()["age"], AGE_BANDS))


def _conserving(groups: Groups) -> Groups:
    """The same, with levels and shares that average to one over the people."""
    level = groups.level / (groups.people @ groups.level)
    return Groups(groups.people, level, groups.mix / ((groups.people * level) @ groups.mix))


def _groups(table: dict[str, dict[str, TypicalRow]], names: tuple[str, ...]) -> Groups:
    """(g,) and (g, 52) arrays of one dimension; a dimension without levels has ones."""
    ids = [row.id for row in tables.categories()]
    rows = [table.get(name, {}) for name in names]
    for name, row in zip(names, rows, strict=True):
        missing = [category for category in ids if category not in row]
        if missing:
            raise TableError(f"{TABLE}: no row for {name!r} and {missing[0]!r}")
    levels = [row[""].ratio if "" in row else 1.0 for row in rows]
    people = np.array([row[ids[0]].people for row in rows])
    mix = np.array([[row[category].ratio for category in ids] for row in rows])
    return Groups(people / people.sum(), np.array(levels), mix)


@cache
def _table() -> dict[str, dict[str, dict[str, TypicalRow]]]:
    """Dimension → group → category → row, each checked."""
    found: dict[str, dict[str, dict[str, TypicalRow]]] = {
        "household_size": {},
        "income": {},
        "age": {},
    }
    for line, row in enumerate(tables.typical_rows(), start=2):
        group = found[row.dimension].setdefault(row.group, {})
        if not 0 < row.ratio < math.inf or not 0 < row.people <= 1:
            raise TableError(
                f"{TABLE}:{line}: ratio {row.ratio:g} of {row.people:g} of all people, "
                "expected a ratio above 0 and a share from 0 to 1"
            )
        if row.category in group:
            raise TableError(f"{TABLE}:{line}: {row.group!r} has {row.category!r} twice")
        group[row.category] = row
    return found


@cache
def _mix_bounds() -> tuple[float, float]:
    row = next(row for row in tables.parameters() if row.name == "typical_mix")
    return row.low, row.high


@cache
def _average_spend(i: int) -> Array:
    """(52,) US$ per person and year of the average resident."""
    return np.array(tables.array("average_spend.npy")[i], dtype=float)
