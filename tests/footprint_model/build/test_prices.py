"""Price levels, exchange rates, and prices of items beside their raw rows."""

import msgspec
import pytest

from footprint_model import tables
from footprint_model.build.items import asked, check_prices, item_prices
from footprint_model.build.prices import PriceLevels, currencies, own_currency
from footprint_model.errors import CheckFailed, RawFileDamaged
from tests.footprint_model.build import miniature

COLUMNS = (
    "iso3",
    "currency",
    "fx_lcu_per_usd_2017",
    "fx_lcu_per_usd_wb",
    "fx_wb_year",
    "fx_ecb_per_usd_2024",
    "fx_ecb_per_usd_2025",
    "ppp_lcu_per_intl",
    "ppp_year",
    "price_level_2022",
)
MONEY = (
    ("USA", "USD", 1, 1, 2022, 1, 1, 1, 2024, 1),
    ("DEU", "EUR", 0.88, 0.95, 2022, 0.92, 0.89, 0.7, 2024, 0.8),
    ("GBR", "GBP", 0.77, 0.81, 2022, 0.78, "", 0.66, 2024, 0.8),
    ("ECU", "USD", 1, 1, 2022, "", "", 0.43, 2024, 0.4),  # uses the dollar
    ("SAU", "SAR", 3.75, 3.75, 2022, "", "", 1.8, 2024, 0.5),  # fixed to the dollar
    ("SEN", "XOF", 572, 617.5, 2022, "", "", 212, 2024, 0.35),  # fixed to the euro
    ("EGY", "EGP", 14.7, 16.5, 2022, "", "", 6, 2024, 0.24),  # has lost value since
    ("SSD", "SSP", 85, 422, 2022, "", "", 127, 2021, ""),  # nothing newer
    ("CHL", "CLP", 649, 900, 2023, "", "", 436, 2024, 0.5),  # new enough
    ("CUB", "CUP", 1, 1, 2020, "", "", 0.3, 2011, ""),  # too old
    ("LBR", "LRD", 1, 1, 2022, "", "", 0.45, 2024, 0.44),  # stated in US dollars
    ("TWN", "TWD", "", "", "", "", "", "", "", ""),
    ("ZWE", "ZWX", 2, 450, 2022, "", "", 8, 2024, 0.0002),  # no believable level
)
CODES = tuple(row[0] for row in MONEY)


def write(raw, rows):
    miniature.write_rows(raw.folder / "spend/ppp_fx_cpi.csv", rows)


@pytest.fixture
def levels(own_raw, parameters):
    rows = [("USA", 1.0), ("IND", 0.25), ("GBR", 0.8), ("ZWE", 0.0004), ("PRK", "")]
    write(own_raw, [{"iso3": code, "price_level_2022": level} for code, level in rows])
    return PriceLevels(own_raw, parameters)


def test_published_levels_are_used(levels):
    assert levels("IND") == 0.25


@pytest.mark.parametrize("code", ["ZWE", "PRK", "XXX"])
def test_implausible_and_missing_levels_take_the_median(levels, code):
    assert levels(code) == 0.8


# --- currencies -----------------------------------------------------------------------------------


@pytest.fixture
def money():
    """Rows of the file, to be changed."""
    return [dict(zip(COLUMNS, row, strict=True)) for row in MONEY]


@pytest.fixture
def rates(own_raw, parameters, money):
    write(own_raw, money)
    return {row.code: row for row in currencies(own_raw, CODES, parameters)}


@pytest.mark.parametrize(
    ("code", "rate", "year", "basis"),
    [
        ("USD", 1, 2025, "measured"),
        ("EUR", 0.89, 2025, "measured"),
        ("GBP", 0.78, 2024, "measured"),  # the latest year there is
        ("SAR", 3.75, 2025, "derived"),
        ("XOF", 617.5 / 0.95 * 0.89, 2025, "derived"),  # moves with the euro
        ("EGP", 6 / 0.24, 2024, "derived"),  # purchasing power of 2024
        ("SSP", 422, 2022, "measured"),
        ("CLP", 900, 2023, "measured"),
        ("ZWX", 450, 2022, "measured"),
    ],
)
def test_each_rate_comes_from_the_best_source(rates, code, rate, year, basis):
    row = rates[code]
    assert row.per_usd == pytest.approx(rate, rel=1e-5)
    assert (row.year, row.basis) == (year, basis)


def test_carried_rates_say_so(rates):
    for code in ("SAR", "XOF", "EGP", "SSP", "TWD"):
        assert rates[code].note, code
    assert rates["EUR"].note == rates["USD"].note == ""


def test_a_currency_without_a_usable_rate_is_counted_in_dollars(rates):
    for code in ("CUP", "LRD"):
        assert code not in rates
        assert own_currency(code, tuple(rates.values())) == "USD"
    assert own_currency("EUR", tuple(rates.values())) == "EUR"


def test_the_rate_set_by_hand_is_the_parameter_s(rates, parameters):
    assert rates["TWD"].per_usd == parameters("twd_per_usd")
    assert rates["TWD"].source == parameters.row("twd_per_usd").source


def test_users_of_one_currency_share_a_rate(own_raw, parameters, money):
    money.append({**money[6], "iso3": "PAK", "ppp_lcu_per_intl": 9})
    money.append({**money[6], "iso3": "BGD", "ppp_lcu_per_intl": 12})
    write(own_raw, money)
    rates = {row.code: row for row in currencies(own_raw, (*CODES, "PAK", "BGD"), parameters)}
    assert rates["EGP"].per_usd == pytest.approx(9 / 0.24, rel=1e-5)  # the middle one


@pytest.mark.parametrize("rate", [2.0, 0.1])
def test_an_implausible_euro_stops_the_build(own_raw, parameters, money, rate):
    money[1]["fx_ecb_per_usd_2025"] = rate
    write(own_raw, money)
    with pytest.raises(CheckFailed, match="euros per US"):
        currencies(own_raw, CODES, parameters)


def test_a_damaged_rate_is_named(own_raw, parameters, money):
    money[1]["fx_ecb_per_usd_2025"] = "n/a"
    write(own_raw, money)
    with pytest.raises(RawFileDamaged, match=r"ppp_fx_cpi\.csv:3: 'n/a'"):
        currencies(own_raw, CODES, parameters)


# --- items ----------------------------------------------------------------------------------------


JEANS = next(item for item in tables.items() if item.id == "mens_jeans")


@pytest.fixture
def priced(own_raw):
    """Write raw price rows; jeans have this price."""

    def put(price):
        folder = own_raw.folder / "spend"
        jeans = {"ons_item_id": JEANS.raw.partition(":")[2], "usd_2024": price}
        miniature.write_rows(folder / "uk_item_prices.csv", [jeans])
        miniature.write_rows(
            folder / "unit_prices.csv", [{"item": "house cleaner", "usd_per_unit": 20}]
        )
        return own_raw

    return put


def test_a_price_equal_to_its_raw_row_passes(priced):
    check_prices(priced(JEANS.price_usd * 1.009), (JEANS,))


@pytest.mark.parametrize("factor", [1.02, 0.98, 100])
def test_another_price_names_the_item_and_both_prices(priced, factor):
    raw = priced(JEANS.price_usd * factor)
    with pytest.raises(CheckFailed, match=rf"item 'mens_jeans': its price is {JEANS.price_usd} US"):
        check_prices(raw, (JEANS,))


@pytest.mark.parametrize("price", [None, 0.0])
def test_no_price_beside_a_raw_row_is_named(priced, price):
    item = msgspec.structs.replace(JEANS, price_usd=price)
    with pytest.raises(CheckFailed, match="item 'mens_jeans'"):
        check_prices(priced(JEANS.price_usd), (item,))


def test_an_empty_raw_price_is_no_price(priced):
    with pytest.raises(CheckFailed, match="item 'mens_jeans'"):
        check_prices(priced(""), (JEANS,))


@pytest.mark.parametrize("raw_row", ["ons:999", "unit:nothing", "shop:jeans", "jeans"])
def test_a_missing_raw_row_is_named(priced, raw_row):
    item = msgspec.structs.replace(JEANS, raw=raw_row)
    with pytest.raises(CheckFailed, match=r"item 'mens_jeans': .* has no row"):
        check_prices(priced(JEANS.price_usd), (item,))


def test_every_listed_item_says_which_row_its_price_is():
    without = [item.id for item in tables.items() if item.scales == "list" and not item.raw]
    assert without == ["shoes"]  # moved from 2013 with consumer prices


def test_only_asked_items_have_an_average():
    items = asked(tables.items())
    assert len(items) == tables.array("average_quantity.npy").shape[1]
    assert all(item.scales != "list" for item in items)
    assert all(item.scales == "list" for item in tables.items()[len(items) :])


def test_item_prices_move_with_the_level(levels):
    prices = item_prices((JEANS,), ("GBR", "IND"), levels)
    assert prices[0, 0] == pytest.approx(JEANS.price_usd)
    assert prices[1, 0] == pytest.approx(JEANS.price_usd * 0.25 / 0.8)
