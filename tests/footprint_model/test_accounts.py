"""The account that ships beside the first one, and what is published about both."""

import numpy as np
import pytest

import footprint_model as fm
from footprint_model import tables
from footprint_model.cli import main
from footprint_model.world import world


def test_both_accounts_are_kept_and_the_balanced_one_ships():
    assert fm.variants() == ("balanced", "first")
    assert fm.manifest().account == "balanced"


@pytest.mark.parametrize("variant", ["balanced", "first"])
def test_each_account_conserves_by_category_and_by_origin(variant):
    result = world(variant)
    assert result.allocated_person_years == pytest.approx(result.total_person_years, rel=1e-6)
    assert result.largest_error_by_category < 1e-6
    assert result.largest_error_by_origin < 1e-6


def test_an_unknown_account_is_an_input_error():
    with pytest.raises(fm.UnknownVariant) as caught:
        world("imaginary")
    assert caught.value.field == "variant"
    assert "balanced" in caught.value.accepted


def test_the_balanced_account_comes_nearer_to_every_fitted_margin():
    for row in fm.margins().summaries:
        if not row.fitted:
            continue
        better_is_more = "within" in row.name or "correlation" in row.unit
        nearer = row.balanced > row.first if better_is_more else row.balanced < row.first
        assert nearer, row


def test_margins_reach_ninety_of_the_largest_traders():
    counted = {row.name: row.balanced for row in fm.margins().summaries}
    assert counted["imports within 25 %, of the 120 largest traders"] >= 90
    assert counted["exports within 25 %, of the 120 largest traders"] >= 90


def test_two_checks_were_not_told_to_the_fit():
    untold = {row.name for row in fm.margins().summaries if not row.fitted}
    assert len(untold) == 2


def test_published_shares_of_a_group_are_percentages():
    rows = [row for row in fm.margins().rows if row.table == "share of world exports, %"]
    assert rows
    for row in rows:
        assert min(row.published, row.first, row.balanced) >= 0
        assert max(row.published, row.first, row.balanced) <= 100


def test_sensitivity_covers_every_country_and_category_for_each_assumption():
    rows = fm.sensitivity()
    codes = {row.iso3 for row in fm.countries()}
    ids = {row.id for row in fm.categories()}
    for name in {row.assumption for row in rows}:
        chosen = [row for row in rows if row.assumption == name]
        assert {row.country for row in chosen if row.country != "world"} == codes
        assert {row.category for row in chosen if row.country == "world"} == ids
    assert all(np.isfinite(row.spread) and row.spread >= 0 for row in rows)


def test_sensitivity_names_assumptions_the_method_page_explains():
    known = {row.name for row in fm.parameters()}
    named = {row.assumption for row in fm.sensitivity()} - {"all together", "sd_consumer"}
    assert named <= known


def test_all_assumptions_together_are_wider_than_any_alone_for_the_median_country():
    spread: dict[str, list[float]] = {}
    for row in fm.sensitivity():
        if row.country != "world":
            spread.setdefault(row.assumption, []).append(row.spread)
    medians = {name: float(np.median(values)) for name, values in spread.items()}
    together = medians.pop("all together")
    assert together > max(medians.values())


def test_state_imposed_labour_is_apart_from_every_total(capsys):
    layer = fm.state_imposed()
    assert layer.people == 3_900_000
    assert fm.manifest().total_person_years == 17_300_000
    assert {row.iso3 for row in layer.place} <= {row.iso3 for row in fm.countries()}
    assert main(["world"]) == 0
    assert "state-imposed" not in capsys.readouterr().out
    assert main(["world", "--state-imposed"]) == 0
    assert "3,900,000 people in state-imposed forced labour" in capsys.readouterr().out


def test_gaps_say_what_is_missing():
    gaps = {row.iso3: row.gaps for row in fm.countries()}
    assert "private homes" in gaps["CHN"]
    assert gaps["USA"] == ""


def test_countries_without_usable_trade_are_not_offered_as_home():
    left_out = {row.iso3 for row in fm.countries() if not row.consumer}
    assert left_out == {"PRK", "ERI", "MRT", "TKM"}
    assert all(row.low_confidence for row in fm.countries() if not row.consumer)


def test_average_amounts_are_plausible_in_every_country():
    amounts = np.asarray(tables.array("average_quantity.npy"))
    most = np.array([item.maximum for item in fm.items() if item.scales != "list"])
    assert (amounts < most).all()
