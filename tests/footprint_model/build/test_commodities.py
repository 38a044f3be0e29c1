"""Commodities share out a cell's people: nobody is added, moved between categories or lost."""

import numpy as np
import pytest

from footprint_model.build.classification import PRODUCTS
from footprint_model.build.commodities import split_commodities
from footprint_model.build.commodity_trade import (
    CELL,
    LISTED,
    MIRROR,
    REPORTED,
    TRADE,
    trace_re_exports,
    trade_of,
)
from footprint_model.errors import CheckFailed
from footprint_model.schema import Commodity, CommodityCell, OriginShare
from tests.footprint_model.build.miniature import COUNTRIES, write_rows

AT = {code: i for i, code in enumerate(COUNTRIES)}
CATEGORIES = ("clothing", "coffee")


def commodity(key="coffee", product="c1", trade="", re_exports="", listed="", farm=""):
    return Commodity(
        key, key, product, trade, re_exports, listed, farm, "own_judgement", 2026, "assumed", ""
    )


def cell(category="coffee", key="coffee", share=0.9, made_by="", supply=""):
    return CommodityCell(
        category, key, share, supply, made_by, True, "own_judgement", 2026, "assumed", ""
    )


@pytest.fixture
def trade(own_raw):
    """Coffee: the US buys from Bangladesh and Hong Kong, Hong Kong from Pakistan."""
    faostat = [
        ("USA", "BGD", 300, "importer_reported"),
        ("USA", "HKG", 100, "importer_reported"),
        ("HKG", "PAK", 200, "mirror"),
        ("USA", "FRA", 50, "importer_reported"),
    ]
    write_rows(
        own_raw.path("trade/faostat_tm_key_crops_bilateral_2018_2022.csv"),
        [
            {
                "importer": buyer,
                "origin": seller,
                "item": "Coffee, green",
                "basis": basis,
                "thousand_usd_per_year_2018_22": value,
            }
            for buyer, seller, value, basis in faostat
        ],
    )
    write_rows(
        own_raw.path("gsi_2023_g20_import_risk.csv"),
        [
            {
                "importer_iso3": "USA",
                "origin_iso3": o,
                "product": "garments",
                "value_thousand_usd": v,
            }
            for o, v in (("CHN", 100), ("BGD", 900))
        ],
    )
    rows = own_raw.rows("shilling_2021_forced_labour_gtap.csv")
    farms = [dict(row) | {"sector_class": "Agriculture"} for row in rows]
    write_rows(own_raw.path("shilling_2021_forced_labour_gtap.csv"), farms)
    write_rows(
        own_raw.path("spend/typical_quantities.csv"),
        [
            {"iso3": "USA", "item": "beans", "unit": "kg/person/yr", "quantity": 2},
            {"iso3": "USA", "item": "everything", "unit": "kg/person/yr", "quantity": 8},
        ],
    )
    return own_raw


@pytest.fixture
def weights(people):
    """Every sector's people shared out at random between consumers and two categories."""
    n = len(COUNTRIES)
    rng = np.random.default_rng(5)
    shares = rng.random((n, len(PRODUCTS), n, len(CATEGORIES) + 1))
    return shares / shares.sum(axis=(2, 3), keepdims=True)


@pytest.fixture
def split(trade, account, people, weights, parameters, categories):
    """Splits with the given commodities and cells; returns it with people before and after."""
    chosen = tuple(row for row in categories if row.id in CATEGORIES)
    ids = [row.id for row in chosen]

    def do(commodities, cells):
        before = people[:, :, None, None] * weights
        given = weights.copy()
        result = split_commodities(
            trade, account, people, given, chosen, {c.id: c for c in commodities}, cells, parameters
        )
        return result, before, people[:, :, None, None] * given, ids

    return do


def test_people_of_every_cell_and_every_origin_stay(split):
    _, before, after, _ = split(
        [
            commodity(trade="faostat:Coffee, green", re_exports="traced"),
            commodity("garments", "c4", "walkfree:garments", listed="Garments"),
        ],
        (cell(made_by="c3"), cell("clothing", "garments")),
    )
    assert after.sum(axis=(2, 3)) == pytest.approx(before.sum(axis=(2, 3)), rel=1e-9)
    scale = before.sum()
    assert after.sum(axis=0) == pytest.approx(before.sum(axis=0), abs=1e-6 * scale)
    assert not np.allclose(after, before)
    assert after.min() >= 0


def test_only_the_sectors_that_make_a_commodity_change(split):
    _, before, after, _ = split([commodity(trade="faostat:Coffee, green")], (cell(),))
    others = [s for s in range(len(PRODUCTS)) if PRODUCTS[s] != "c1"]
    assert (after[:, others] == before[:, others]).all()


def test_a_commodity_is_never_more_than_its_category_from_an_origin(split):
    found, _, after, ids = split([commodity(trade="faostat:Coffee, green")], (cell(share=1.0),))
    k = ids.index("coffee")
    c1 = PRODUCTS.index("c1")
    assert (after[:, c1, :, k] * (1 + 1e-9) >= found.people[0].T).all()
    assert found.people[0].sum() > 0.5 * after[:, c1, :, k].sum()


def test_trade_moves_people_to_the_sellers(split):
    found, before, _, ids = split([commodity(trade="faostat:Coffee, green")], (cell(),))
    usa, k, c1 = AT["USA"], ids.index("coffee"), PRODUCTS.index("c1")
    coffee = found.people[0, usa] / found.people[0, usa].sum()
    own = before[:, c1, usa, k] / before[:, c1, usa, k].sum()
    assert found.known[usa, 0] == TRADE
    assert coffee[AT["BGD"]] > own[AT["BGD"]]
    assert coffee[AT["PAK"]] < own[AT["PAK"]], "Pakistan sells to Hong Kong only"


def test_without_a_trade_row_the_cells_own_origins_serve(split):
    found, before, _, ids = split([commodity()], (cell(),))
    assert (found.known == CELL).all()
    c1 = PRODUCTS.index("c1")
    k = ids.index("coffee")
    for c in range(len(COUNTRIES)):
        own = before[:, c1, c, k]
        alike = found.people[0, c] > 0
        assert (alike == (own > 0)).all()


def test_values_of_listed_origins_share_only_what_came_from_them(split):
    found, before, _, ids = split(
        [commodity("garments", "c4", "walkfree:garments", listed="Garments")],
        (cell("clothing", "garments"),),
    )
    usa = AT["USA"]
    assert found.known[usa, 0] == LISTED
    assert found.known[AT["CHN"], 0] == CELL
    c4, k = PRODUCTS.index("c4"), ids.index("clothing")
    own = before[:, c4, usa, k]
    garments = found.people[0, usa]
    assert garments[AT["BGD"]] / garments[AT["CHN"]] > own[AT["BGD"]] / own[AT["CHN"]]


def test_a_share_of_supply_sets_the_commoditys_part(split):
    found, _, after, ids = split([commodity()], (cell(share=0.9, supply="beans/everything"),))
    k, c1 = ids.index("coffee"), PRODUCTS.index("c1")
    part = found.people[0].sum(axis=1) / after[:, c1, :, k].sum(axis=0)
    assert part[AT["USA"]] == pytest.approx(0.25, abs=0.02)
    assert part[AT["CHN"]] == pytest.approx(0.9, abs=0.05)


def test_shares_above_the_whole_are_brought_down(split):
    found, _, after, ids = split(
        [commodity(), commodity("tea")], (cell(share=0.9), cell(key="tea", share=0.9))
    )
    k, c1 = ids.index("coffee"), PRODUCTS.index("c1")
    assert (after[:, c1, :, k] * (1 + 1e-9) >= found.people.sum(axis=0).T).all()


def test_a_good_that_is_not_on_the_list_is_refused(split):
    with pytest.raises(CheckFailed, match=r"coffee.*Moon dust"):
        split([commodity(listed="Moon dust")], (cell(),))


def test_re_exports_are_traced_to_growers():
    #          sellers: grower, trader, drinker
    money = np.array([[0, 0, 0], [100, 0, 0], [20, 80, 0]], dtype=float)
    traced, grown = trace_re_exports(money)
    assert grown.tolist() == [1, 0, 0]
    assert traced[2] == pytest.approx([100, 0, 0], rel=1e-3)
    assert traced[1] == pytest.approx([100, 0, 0], rel=1e-3)


def test_who_sells_more_than_it_buys_has_grown_the_difference():
    money = np.array([[0, 0, 0], [50, 0, 0], [0, 200, 0]], dtype=float)
    traced, grown = trace_re_exports(money)
    assert grown[1] == pytest.approx(0.75)
    assert traced[2] == pytest.approx([50, 150, 0], rel=1e-2)


def test_a_trade_row_says_how_it_is_known(trade):
    known = trade_of(trade, COUNTRIES, commodity(trade="faostat:Coffee, green"), [])
    assert known.known[AT["USA"]] == TRADE
    assert known.known[AT["HKG"]] == MIRROR
    assert known.known[AT["CHN"]] == CELL
    assert known.money[AT["USA"]].sum() == 400, "sellers outside the account are left out"


def test_a_report_gives_origins_their_share_of_imports(split, monkeypatch):
    without, *_ = split([commodity()], (cell(),))
    told = OriginShare("coffee", "USA", "BGD", 0.9, "own_judgement", 2026, "derived", "")
    monkeypatch.setattr("footprint_model.tables.origin_shares", lambda: (told,))
    found, *_ = split([commodity()], (cell(),))
    usa, bgd = AT["USA"], AT["BGD"]
    assert found.known[usa, 0] == REPORTED
    assert found.known[AT["CHN"], 0] == CELL
    before, after = (row.people[0, usa] / row.people[0, usa].sum() for row in (without, found))
    assert after[bgd] > 1.5 * before[bgd]
    assert after[AT["PAK"]] < before[AT["PAK"]]
