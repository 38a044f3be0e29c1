"""How spending differs by home, income and age, and how many people share a home.

The ratios are those of two household surveys, the only ones held: the United States by people
in the home and by age, the United Kingdom by income.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from footprint_model.build.checks import check
from footprint_model.build.parameters import Parameters
from footprint_model.build.raw import Raw, number
from footprint_model.errors import RawFileDamaged
from footprint_model.leontief import Array
from footprint_model.schema import Basis, Category, TypicalRow

US_RATIOS = "spend/us_multipliers_2017.csv"
UK_RATIOS = "spend/uk_income_multipliers_fye2018.csv"
TOTAL = "TOTAL"

SIZES = ("1", "2", "3", "4", "5_plus")
AGES = ("under_25", "25_34", "35_44", "45_54", "55_64", "65_74", "75_plus")
FIFTHS = {
    "lowest": ("d1", "d2"),
    "second": ("d3", "d4"),
    "middle": ("d5", "d6"),
    "fourth": ("d7", "d8"),
    "highest": ("d9", "d10"),
}

SIZE_BY_INCOME = {
    "High income": "household_size_high_income",
    "Upper middle income": "household_size_upper_middle",
    "Lower middle income": "household_size_lower_middle",
    "Low income": "household_size_low_income",
}
# The file of income groups leaves these out; GDP per head puts them there.
UNGROUPED = {"TWN": "High income", "VEN": "Upper middle income"}


@dataclass(frozen=True)
class Dimension:
    """One way to group people.

    Attributes
    ----------
    name : as in the derived table
    groups : ids of the groups in the derived table
    people : (g,) share of people in each group, adds up to one
    level : (g,) spending per person ÷ the average, or None where the dimension moves only the mix
    mix : category → (g,) share of spending ÷ the average share
    year, source : of the ratios
    """

    name: Literal["household_size", "income", "age"]
    groups: tuple[str, ...]
    people: Array
    level: Array | None
    mix: dict[str, Array]
    year: int
    source: str


def typical_rows(
    raw: Raw, categories: Sequence[Category], parameters: Parameters
) -> tuple[TypicalRow, ...]:
    """Every ratio of typical spending, with two checks printed.

    Ratios of shares are kept between the bounds of ``typical_mix``. A category that a survey
    leaves out takes one, marked assumed.

    Raises
    ------
    RawFileDamaged
        If a table lacks a group's total, or holds a negative ratio.
    CheckFailed
        If the shares of people found are impossible, or the fifths do not ascend.
    """
    bounds = parameters.low("typical_mix"), parameters.high("typical_mix")
    rows: list[TypicalRow] = []
    for dimension in (household_size(raw), income(raw), age(raw)):
        check(f"{dimension.name}: smallest group, share of people", min(dimension.people), 0.01, 1)
        if dimension.name == "income" and dimension.level is not None:
            check("income: each fifth spends more", min(np.diff(dimension.level)), 0, 5)
        if dimension.name == "household_size" and dimension.level is not None:
            # One tells the other: the survey's mean is that of all homes.
            mean = float(dimension.level @ dimension.people)
            check("household_size: level over all people", mean, 0.95, 1.05)
        if dimension.level is not None:
            rows += _rows(dimension, "", dimension.level, "derived")
        for category in categories:
            given = dimension.mix.get(category.id)
            if given is None:
                rows += _rows(dimension, category.id, np.ones(len(dimension.groups)), "assumed")
            else:
                rows += _rows(dimension, category.id, given.clip(*bounds), "derived")
    return tuple(rows)


def household_size(raw: Raw) -> Dimension:
    """By people in the home; the groups are named by their mean number of people."""
    homes, people, level, mix = _us_groups(raw, "household_size", SIZES)
    # The survey prints one decimal of the mean over all homes; a home of one has one exactly.
    sizes = people / homes / (people[0] / homes[0])
    return Dimension(
        "household_size",
        tuple(f"{size:.1f}".removesuffix(".0") for size in sizes),
        people,
        level,
        mix,
        2017,
        "bls_ce",
    )


def age(raw: Raw) -> Dimension:
    """By age of the person who answers for the home; moves only the mix."""
    _, people, _, mix = _us_groups(raw, "age_of_reference_person", AGES)
    return Dimension("age", AGES, people, None, mix, 2017, "bls_ce")


def income(raw: Raw) -> Dimension:
    """By fifth of equivalised disposable income, each the mean of two tenths.

    The levels are rescaled to average one: each fifth is as many people by definition.
    """
    tenths = tuple(tenth for pair in FIFTHS.values() for tenth in pair)
    table = raw.rows(UK_RATIOS)
    levels = _by_category(UK_RATIOS, table, "ratio_per_person", tenths)[TOTAL]
    level = levels.reshape(-1, 2).mean(axis=1)
    shares = _by_category(UK_RATIOS, table, "share_ratio", tenths)
    mix = {name: ratio.reshape(-1, 2).mean(axis=1) for name, ratio in shares.items()}
    return Dimension(
        "income",
        tuple(FIFTHS),
        np.full(len(FIFTHS), 1 / len(FIFTHS)),
        level / level.mean(),
        mix,
        2018,
        "ons_lcf",
    )


def household_sizes(
    raw: Raw, codes: Sequence[str], parameters: Parameters
) -> tuple[tuple[float, Basis], ...]:
    """People in the average home of each country, and how it is known.

    Measured where a survey is held, otherwise what is usual for the country's income group.

    Raises
    ------
    RawFileDamaged
        If a country has no income group.
    """
    homes = {"USA": _us_home(raw), "GBR": _uk_home(raw)}
    facts = raw.by_country("spend/ppp_fx_cpi.csv")
    found: list[tuple[float, Basis]] = []
    for code in codes:
        if code in homes:
            found.append((homes[code], "measured"))
            continue
        group = UNGROUPED.get(code) or facts[code]["wb_income_group_fy22"]
        if group not in SIZE_BY_INCOME:
            raise RawFileDamaged(
                f"spend/ppp_fx_cpi.csv: income group {group!r} of {code}, "
                f"expected one of {', '.join(SIZE_BY_INCOME)}"
            )
        found.append((parameters(SIZE_BY_INCOME[group]), "assumed"))
    return tuple(found)


def _us_home(raw: Raw) -> float:
    """The mean over all homes, against homes of one person."""
    table = [row for row in raw.rows(US_RATIOS) if row["dimension"] == "household_size"]
    by_home = _by_category(US_RATIOS, table, "ratio_per_household", SIZES)[TOTAL]
    by_person = _by_category(US_RATIOS, table, "ratio_per_person", SIZES)[TOTAL]
    return round(float(by_person[0] / by_home[0]), 1)


def _uk_home(raw: Raw) -> float:
    sizes = {
        number(row["people_per_household"])
        for row in raw.rows("spend/uk_lcf.csv")
        if row["group"] == "all"
    }
    if len(sizes) != 1:
        raise RawFileDamaged(
            f"spend/uk_lcf.csv: people_per_household of all homes is {sorted(sizes)}, "
            "expected one figure"
        )
    return sizes.pop()


def _us_groups(
    raw: Raw, dimension: str, groups: tuple[str, ...]
) -> tuple[Array, Array, Array, dict[str, Array]]:
    """Shares of homes and of people, levels per person, mixes.

    The table does not say how many homes are in each group, but the groups' spending makes up
    the mean of every category: as many equations as categories, solved by least squares.
    """
    table = [row for row in raw.rows(US_RATIOS) if row["dimension"] == dimension]
    by_home = _by_category(US_RATIOS, table, "ratio_per_household", groups)
    by_person = _by_category(US_RATIOS, table, "ratio_per_person", groups)[TOTAL]
    equations = np.array(list(by_home.values()))
    weight = len(equations)  # they are shares: this one must hold, the others nearly
    homes = np.linalg.lstsq(
        np.vstack([equations, np.full(len(groups), weight)]),
        np.append(np.ones(len(equations)), weight),
        rcond=None,
    )[0]
    people = homes * by_home[TOTAL] / by_person
    mix = _by_category(US_RATIOS, table, "share_ratio", groups)
    return homes, people / people.sum(), by_person, mix


def _by_category(
    name: str, table: Sequence[Mapping[str, str]], column: str, groups: tuple[str, ...]
) -> dict[str, Array]:
    """Category → (g,) ratios; categories with a gap are left out, the total may have none."""
    cells = {(row["category_id"], row["group"]): row[column] for row in table}
    found = {}
    for category in dict.fromkeys(row["category_id"] for row in table):
        ratios = np.array([number(cells.get((category, group))) for group in groups])
        if (ratios < 0).any():
            raise RawFileDamaged(f"{name}: {column} of {category} is negative")
        if not np.isnan(ratios).any():
            found[category] = ratios
    if TOTAL not in found or not found[TOTAL].all():
        raise RawFileDamaged(
            f"{name}: {column} of {TOTAL}, expected a number above 0 for {', '.join(groups)}"
        )
    return found


def _rows(dimension: Dimension, category: str, ratios: Array, basis: Basis) -> list[TypicalRow]:
    return [
        TypicalRow(
            dimension=dimension.name,
            group=group,
            category=category,
            ratio=round(float(ratio), 4),
            people=round(float(people), 4),
            year=dimension.year,
            source=dimension.source,
            basis=basis,
        )
        for group, ratio, people in zip(dimension.groups, ratios, dimension.people, strict=True)
    ]
