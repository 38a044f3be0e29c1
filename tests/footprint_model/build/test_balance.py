"""The balanced account on the small world: it meets what it is told and loses nothing."""

from dataclasses import replace

import numpy as np
import pytest

from footprint_model.build.balance import Flows, balance
from footprint_model.build.classification import GOODS
from footprint_model.build.embodied import embodied
from footprint_model.build.raw import Raw
from footprint_model.build.rest_of_world import account_output, split
from footprint_model.build.targets import N_GROUPS, Targets, product_groups, targets
from footprint_model.errors import CheckFailed
from tests.footprint_model.build import miniature
from tests.footprint_model.build.miniature import COUNTRIES, N

OPENNESS = {  # imports, exports, merchandise trade in % of GDP, 2011 and 2021
    "USA": (17, 15, 25),
    "CHN": (23, 25, 40),
    "BGD": (24, 18, 35),
    "HKG": (180, 185, 300),
    "PAK": (19, 12, 27),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    miniature.write(folder)
    files = {
        "macro/wdi_openness_employment.csv": [
            {
                "iso3": code,
                **{
                    f"{name}_pct_gdp_{year}": value
                    for name, value in zip(("imp", "exp", "merch"), values, strict=True)
                    for year in (2011, 2021)
                },
            }
            for code, values in OPENNESS.items()
        ],
        "macro/factbook_top5_partners.csv": [
            {"iso3": "BGD", "flow": "imp", "partner_iso3": "CHN", "share_pct": 45},
            {"iso3": "BGD", "flow": "imp", "partner_iso3": "USA", "share_pct": 15},
            {"iso3": "USA", "flow": "exp", "partner_iso3": "CHN", "share_pct": 30},
        ],
        "trade/faostat_tm_key_crops_bilateral_2018_2022.csv": [
            {"importer": "USA", "origin": "PAK", "thousand_usd_per_year_2018_22": 90},
            {"importer": "USA", "origin": "BGD", "thousand_usd_per_year_2018_22": 10},
        ],
        "gsi_2023_g20_import_risk.csv": [
            {
                "importer_iso3": "USA",
                "product": "garments",
                "origin_iso3": code,
                "value_thousand_usd": value,
            }
            for code, value in (("BGD", 700), ("PAK", 300))
        ],
        "labour/etd2021_12sectors_2011_2018.csv": [
            {"cnt": "XXX", "var": "EMP", "year": 2018, "Agriculture": 1}
        ],
        "mrio/conc_etd12_to_wiod35.csv": [{"etd12": "Agriculture", "wiod35": "c1"}],
    }
    for name, rows in files.items():
        miniature.write_rows(folder / name, rows)
    return Raw(folder)


@pytest.fixture(scope="module")
def start(published, table, account, parameters):
    """Flows of the first account and the targets."""
    flows = Flows(account)
    return targets(published, table, account, flows.trade(), flows.Y.sum(axis=0), parameters)


@pytest.fixture(scope="module")
def goal(raw, table, employment, parameters):
    """Margins of another account of the same world, so that they can be met."""
    changed = parameters.replaced(
        output_exponent=0.5, row_import_share_goods=0.24, row_import_share_services=0.04
    )
    other = split(raw, table, COUNTRIES, employment, changed)
    trade = Flows(other).trade()
    foreign, groups = abroad(trade), product_groups()
    x = account_output(other).reshape(len(COUNTRIES), N)
    rest = np.maximum(1 - other.A.sum(axis=0), 0.05).reshape(x.shape)
    goods = foreign[:, list(GOODS)].sum(axis=1)
    importer, partner = COUNTRIES.index("BGD"), COUNTRIES.index("CHN")
    return Targets(
        imports=foreign.sum(axis=(0, 1)),
        exports=foreign.sum(axis=(1, 2)),
        goods_imports=goods.sum(axis=0),
        household=other.household.sum(axis=0),
        other=other.other.sum(axis=0),
        value_added=x * rest,
        output=x,
        exports_by_group=np.stack(
            [foreign[:, groups == g].sum(axis=(1, 2)) for g in range(N_GROUPS)], axis=1
        ),
        partners=((importer, partner, goods[partner, importer] / goods[:, importer].sum()),),
    )


@pytest.fixture(scope="module")
def fitted(published, account, goal):
    flows = Flows(account)
    return balance(published, flows, goal), flows.trade()


def abroad(trade):
    own = np.arange(len(COUNTRIES))
    foreign = trade.copy()
    foreign[own, :, own] = 0
    return foreign


def test_targets_fit_together(start):
    assert start.imports.sum() == pytest.approx(start.exports.sum())
    assert (start.household + start.other).sum() == pytest.approx(start.value_added.sum())
    assert start.exports_by_group.shape == (len(COUNTRIES), N_GROUPS)
    np.testing.assert_allclose(start.exports_by_group.sum(axis=1), start.exports, rtol=0.05)
    assert (start.goods_imports < start.imports).all()
    assert (start.output >= start.value_added).all()


def test_what_only_passes_through_hong_kong_is_taken_out(start, table):
    place = COUNTRIES.index("HKG")
    recorded = OPENNESS["HKG"][0] / 100 * table.gdp["HKG"]
    assert start.imports[place] < 0.4 * recorded


def test_every_product_has_one_export_group():
    groups = product_groups()
    assert groups.shape == (N,)
    assert set(groups) == set(range(N_GROUPS))


def test_absent_trade_is_opened_by_a_trace_only(account):
    flows = Flows(account)
    before = (account.A * account_output(account)).sum() + account.household.sum()
    assert (flows.trade() > 0).sum() >= (np.asarray(account.household) > 0).any(axis=1).sum()
    assert flows.Z.sum() + flows.Y[:, :, 0].sum() == pytest.approx(before, rel=1e-3)


def test_the_margins_are_met(fitted, goal):
    account, trade = fitted
    x = account_output(account)
    added = (x * (1 - account.A.sum(axis=0))).reshape(len(COUNTRIES), N)
    np.testing.assert_allclose(added.sum(axis=1), goal.value_added.sum(axis=1), rtol=2e-3)
    foreign = abroad(trade)
    np.testing.assert_allclose(foreign.sum(axis=(0, 1)), goal.imports, rtol=0.05)
    np.testing.assert_allclose(foreign.sum(axis=(1, 2)), goal.exports, rtol=0.05)


def test_the_fit_comes_nearer_than_the_first_account(account, fitted, goal):
    def error(trade):
        return np.abs(np.log(abroad(trade).sum(axis=(0, 1)) / goal.imports)).mean()

    assert error(fitted[1]) < error(Flows(account).trade()) / 2


def test_main_partners_get_their_published_share(fitted, goal):
    goods = abroad(fitted[1])[:, list(GOODS)].sum(axis=1)
    for importer, partner, share in goal.partners:
        found = goods[partner, importer] / goods[:, importer].sum()
        assert found == pytest.approx(share, abs=0.02)


def test_output_is_what_final_demand_calls_for_and_never_negative(fitted):
    account, _ = fitted
    assert (account_output(account) >= -1e-6).all()
    assert (account.household >= 0).all()
    assert (account.other >= 0).all()


def test_conservation_is_exact_whatever_the_fit_leaves_over(fitted, people):
    account, _ = fitted
    shares = embodied(account)
    allocated = np.einsum("rs,rscp->", people, shares.weights, optimize=True)
    allocated += np.einsum("rs,rsc->", people, shares.other, optimize=True)
    made = account_output(account).reshape(people.shape) > 0
    made[:, N - 1] = True  # work in private homes needs no output
    assert allocated == pytest.approx((people * made).sum(), rel=1e-6)


def test_a_fit_that_cannot_converge_stops_the_build(published, account, goal):
    impossible = goal.output.copy()
    impossible[0] = 0.0  # the United States make nothing, yet must meet their demand
    broken = replace(goal, output=impossible)
    with pytest.raises(CheckFailed, match="balanced account"):
        balance(published, Flows(account), broken)
