"""Typical spending: fifths from tenths, how many people are in each group, gaps and damage."""

import numpy as np
import pytest

from footprint_model.build.typical import (
    AGES,
    FIFTHS,
    SIZES,
    UK_RATIOS,
    US_RATIOS,
    household_size,
    household_sizes,
    income,
    typical_rows,
)
from footprint_model.errors import CheckFailed, RawFileDamaged
from tests.footprint_model.build.miniature import write_rows

HOMES = {
    "household_size": (SIZES, [0.3, 0.3, 0.2, 0.1, 0.1], [1, 2, 3, 4, 6]),
    "age_of_reference_person": (AGES, [0.1, 0.2, 0.2, 0.1, 0.1, 0.2, 0.1], [2, 3, 4, 3, 2, 2, 1]),
}
TENTHS = [f"d{n}" for n in range(1, 11)]
INCOME = "equivalised_disposable_income_decile"
MISSING, WILD = "tea", "coffee"


def us_rows(categories):
    """The survey's table of made-up homes, whose numbers it does not print."""
    rng = np.random.default_rng(5)
    rows = []
    for dimension, (groups, homes, people) in HOMES.items():
        homes, people = np.array(homes), np.array(people)
        spending = rng.uniform(50, 150, (len(categories), len(groups)))
        mean = spending @ homes
        total, mean_total = spending.sum(axis=0), mean.sum()
        mean_people = homes @ people
        lines = {
            category.id: (spending[k] / mean[k], spending[k] / total / (mean[k] / mean_total))
            for k, category in enumerate(categories)
        }
        lines["TOTAL"] = (total / mean_total, np.ones(len(groups)))
        for category, (per_home, share) in lines.items():
            rows += [
                {
                    "category_id": category,
                    "dimension": dimension,
                    "group": group,
                    "ratio_per_person": per_home[j] / people[j] * mean_people,
                    "ratio_per_household": per_home[j],
                    "share_ratio": share[j],
                }
                for j, group in enumerate(groups)
                if category != MISSING
            ]
    return rows


def uk_rows(categories):
    """Spending rises by a tenth of the mean from tenth to tenth; tobacco's share falls."""
    rows = []
    for category in ("TOTAL", *(category.id for category in categories)):
        for n, tenth in enumerate(TENTHS):
            share = 1.9 - 0.2 * n if category == "tobacco" else 9 if category == WILD else 1
            rows.append(
                {
                    "category_id": category,
                    "dimension": INCOME,
                    "group": tenth,
                    "ratio_per_person": 0.5 + 0.1 * n,
                    "share_ratio": share,
                }
            )
    return rows


@pytest.fixture
def surveys(own_raw, categories):
    write_rows(own_raw.folder / US_RATIOS, us_rows(categories))
    write_rows(own_raw.folder / UK_RATIOS, uk_rows(categories))
    return own_raw


@pytest.fixture
def rewrite(surveys):
    """Change the rows of one file."""

    def change(name, change_row):
        rows = [change_row(dict(row)) for row in surveys.rows(name)]
        write_rows(surveys.folder / name, [row for row in rows if row])

    return change


def found(rows, dimension, category):
    """Group → row."""
    return {r.group: r for r in rows if (r.dimension, r.category) == (dimension, category)}


def test_fifths_are_the_mean_of_two_tenths_and_average_one(surveys, categories, parameters):
    dimension = income(surveys)
    tenths = 0.5 + 0.1 * np.arange(10)
    assert dimension.level == pytest.approx(tenths.reshape(5, 2).mean(axis=1) / tenths.mean())
    assert dimension.level.mean() == pytest.approx(1)
    assert dimension.mix["tobacco"] == pytest.approx([1.8, 1.4, 1.0, 0.6, 0.2])
    rows = typical_rows(surveys, categories, parameters)
    assert list(found(rows, "income", "")) == list(FIFTHS)
    assert {row.source for row in found(rows, "income", "").values()} == {"ons_lcf"}


def test_how_many_people_are_in_each_group_follows_from_what_they_spend(surveys):
    dimension = household_size(surveys)
    _, homes, people = HOMES["household_size"]
    assert dimension.people == pytest.approx(np.multiply(homes, people) / np.dot(homes, people))
    assert dimension.groups == ("1", "2", "3", "4", "6")


def test_every_group_has_every_category_once(surveys, categories, parameters):
    rows = typical_rows(surveys, categories, parameters)
    keys = [(row.dimension, row.group, row.category) for row in rows]
    assert len(keys) == len(set(keys)) == 17 * 52 + 5 + 5
    for dimension in ("household_size", "income", "age"):
        shares = {row.group: row.people for row in rows if row.dimension == dimension}
        assert sum(shares.values()) == pytest.approx(1, abs=5e-4)


def test_age_has_no_level(surveys, categories, parameters):
    rows = typical_rows(surveys, categories, parameters)
    assert not found(rows, "age", "")
    assert len(found(rows, "household_size", "")) == 5


def test_wild_shares_are_bounded(surveys, categories, parameters):
    rows = typical_rows(surveys, categories, parameters)
    assert {row.ratio for row in found(rows, "income", WILD).values()} == {4}
    assert found(rows, "income", "tobacco")["highest"].ratio == 0.25


def test_a_category_that_a_survey_leaves_out_is_average_and_said_to_be_assumed(
    surveys, categories, parameters
):
    rows = typical_rows(surveys, categories, parameters)
    for dimension, basis in (("household_size", "assumed"), ("age", "assumed")):
        gap = found(rows, dimension, MISSING).values()
        assert {(row.ratio, row.basis) for row in gap} == {(1, basis)}
    assert {row.basis for row in found(rows, "income", MISSING).values()} == {"derived"}


def test_one_empty_cell_leaves_the_whole_category_out(surveys, categories, parameters, rewrite):
    def emptied(row):
        if (row["category_id"], row["group"]) == ("rice", "d4"):
            row["share_ratio"] = ""
        return row

    rewrite(UK_RATIOS, emptied)
    rows = typical_rows(surveys, categories, parameters)
    assert {row.basis for row in found(rows, "income", "rice").values()} == {"assumed"}


@pytest.mark.parametrize("value", ["", "0", None])
def test_a_group_without_a_total_stops_the_build(surveys, rewrite, value):
    def damaged(row):
        if (row["category_id"], row["group"]) == ("TOTAL", "d4"):
            if value is None:
                return None
            row["ratio_per_person"] = value
        return row

    rewrite(UK_RATIOS, damaged)
    with pytest.raises(RawFileDamaged, match=rf"{UK_RATIOS}: ratio_per_person of TOTAL"):
        income(surveys)


def test_a_negative_ratio_stops_the_build(surveys, rewrite):
    rewrite(
        US_RATIOS,
        lambda row: row | ({"share_ratio": "-0.1"} if row["category_id"] == "rice" else {}),
    )
    with pytest.raises(RawFileDamaged, match=rf"{US_RATIOS}: share_ratio of rice is negative"):
        household_size(surveys)


def test_a_word_where_a_ratio_belongs_names_its_line(surveys, rewrite):
    rewrite(
        UK_RATIOS,
        lambda row: row | ({"share_ratio": "many"} if row["category_id"] == "rice" else {}),
    )
    with pytest.raises(RawFileDamaged, match=rf"{UK_RATIOS}:\d+: 'many', expected a number"):
        income(surveys)


def test_fifths_that_do_not_ascend_stop_the_build(surveys, categories, parameters, rewrite):
    def swapped(row):
        if row["category_id"] == "TOTAL" and row["group"] in ("d9", "d10"):
            row["ratio_per_person"] = "0.5"
        return row

    rewrite(UK_RATIOS, swapped)
    with pytest.raises(CheckFailed, match="each fifth spends more"):
        typical_rows(surveys, categories, parameters)


# --- people in the average home -------------------------------------------------------------------


@pytest.fixture
def homes(surveys):
    groups = {"USA": "High income", "GBR": "High income", "KEN": "Lower middle income", "TWN": ""}
    write_rows(
        surveys.folder / "spend/ppp_fx_cpi.csv",
        [{"iso3": code, "wb_income_group_fy22": group} for code, group in groups.items()],
    )
    write_rows(
        surveys.folder / "spend/uk_lcf.csv",
        [
            {"group": "all", "people_per_household": "2.4"},
            {"group": "d1", "people_per_household": "2.0"},
        ],
    )
    return surveys


def test_homes_are_measured_where_a_survey_is_held(homes, parameters):
    # 0.3 × 1 + 0.3 × 2 + 0.2 × 3 + 0.1 × 4 + 0.1 × 6
    assert household_sizes(homes, ["USA", "GBR"], parameters) == (
        (2.5, "measured"),
        (2.4, "measured"),
    )


def test_homes_are_assumed_by_income_group_elsewhere(homes, parameters):
    assert household_sizes(homes, ["KEN", "TWN"], parameters) == (
        (parameters("household_size_lower_middle"), "assumed"),
        (parameters("household_size_high_income"), "assumed"),
    )


def test_a_country_without_income_group_stops_the_build(homes, parameters):
    write_rows(
        homes.folder / "spend/ppp_fx_cpi.csv", [{"iso3": "KEN", "wb_income_group_fy22": "Rich"}]
    )
    with pytest.raises(RawFileDamaged, match="'Rich' of KEN, expected one of High income"):
        household_sizes(homes, ["KEN"], parameters)


def test_two_figures_for_the_average_home_stop_the_build(homes, parameters):
    write_rows(
        homes.folder / "spend/uk_lcf.csv",
        [{"group": "all", "people_per_household": size} for size in ("2.4", "2.5")],
    )
    with pytest.raises(RawFileDamaged, match="people_per_household of all homes"):
        household_sizes(homes, ["GBR"], parameters)
