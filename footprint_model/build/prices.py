"""Price levels of countries and rates of their currencies against the US dollar."""

import math

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.parameters import Parameters
from footprint_model.build.raw import Raw, number
from footprint_model.schema import Currency

FILE = "spend/ppp_fx_cpi.csv"
ECB_YEARS = (2025, 2024)
WORLD_BANK_STALE = 2022  # rates of this year or before are carried forward
WORLD_BANK_TOO_OLD = 2020  # and of this year or before not used at all
ANCHORS = {"USD": "USA", "EUR": "DEU"}
SAME_RATE = 0.015  # what a rate that stands still may move between two yearly means
EURO = (0.8, 1.05)  # euros per US$, plausible of any recent year


class PriceLevels:
    """Price level 2022 by country; the median where none is held or a currency reform spoils it."""

    def __init__(self, raw: Raw, parameters: Parameters) -> None:
        low = parameters.low("plausible_price_level")
        high = parameters.high("plausible_price_level")
        self._levels = {
            code: level
            for code, row in raw.by_country(FILE).items()
            if low <= (level := number(row["price_level_2022"])) <= high
        }
        self._median = float(np.median(list(self._levels.values())))

    def __call__(self, code: str) -> float:
        """Level of one country, 1 in the United States."""
        return self._levels.get(code, self._median)


def currencies(raw: Raw, codes: tuple[str, ...], parameters: Parameters) -> tuple[Currency, ...]:
    """Rates of the currencies of these countries, by code of the currency.

    The European Central Bank's mean of the latest year; else the World Bank's rate, carried
    forward where it is old: a rate that stood still against the dollar or the euro moves with
    it, any other with the purchasing power of the currency. A currency without a usable rate
    is left out: its countries count in US dollars.

    Raises
    ------
    CheckFailed
        If the dollar is not 1, the euro implausible, or a rate not positive.
    """
    rows = raw.by_country(FILE)
    low, high = (
        parameters.low("plausible_price_level"),
        parameters.high("plausible_price_level"),
    )
    users: dict[str, list[dict[str, str]]] = {"USD": [rows["USA"]]}
    for code in codes:
        users.setdefault(rows[code]["currency"] if code in rows else "", []).append(rows[code])
    found = {}
    for currency, countries in sorted(users.items()):
        row = (
            _of_dollar(currency)
            or _of_ecb(currency, countries)
            or _by_hand(currency, parameters)
            or _of_world_bank(currency, countries, rows, low, high)
        )
        if row is None:
            report("no usable exchange rate", currency)
        else:
            found[currency] = row
    check("US dollars per US$", found["USD"].per_usd, 1, 1)
    if "EUR" in found:
        check("euros per US$", found["EUR"].per_usd, *EURO)
    check("lowest rate of a currency", min(row.per_usd for row in found.values()), 0.1, 1)
    report("currencies with a rate", len(found))
    return tuple(found.values())


def own_currency(currency: str, rates: tuple[Currency, ...]) -> str:
    """The currency people of a country count in here: their own, or the dollar without a rate."""
    return currency if any(row.code == currency for row in rates) else "USD"


def _of_dollar(code: str) -> Currency | None:
    if code != "USD":
        return None
    return Currency("USD", 1.0, ECB_YEARS[0], "ecb_rates", "measured", "")


def _of_ecb(code: str, countries: list[dict[str, str]]) -> Currency | None:
    for year in ECB_YEARS:
        for row in countries:
            rate = number(row[f"fx_ecb_per_usd_{year}"])
            if rate > 0:
                return Currency(code, _short(rate), year, "ecb_rates", "measured", "")
    return None


def _by_hand(code: str, parameters: Parameters) -> Currency | None:
    if code != "TWD":  # neither bank publishes it
        return None
    row = parameters.row("twd_per_usd")
    return Currency(code, row.central, row.year, row.source, row.basis, row.reason)


def _of_world_bank(
    code: str,
    countries: list[dict[str, str]],
    rows: dict[str, dict[str, str]],
    low: float,
    high: float,
) -> Currency | None:
    """The World Bank's rate, moved on from its year where that can be done."""
    usable = [row for row in countries if _world_bank_year(row) > WORLD_BANK_TOO_OLD]
    usable = [row for row in usable if number(row["fx_lcu_per_usd_wb"]) != 1]  # stated in US$
    if not usable:
        return None
    first = max(usable, key=_world_bank_year)
    rate, year = number(first["fx_lcu_per_usd_wb"]), _world_bank_year(first)
    if year > WORLD_BANK_STALE:
        return Currency(code, _short(rate), year, "wdi_prices", "measured", "")
    fixed = _fixed(code, first, rows)
    if fixed is not None:
        return fixed
    moved = [
        (number(row["ppp_lcu_per_intl"]) / level, int(number(row["ppp_year"])))
        for row in usable
        if number(row["ppp_year"]) > year
        and low <= (level := number(row["price_level_2022"])) <= high
    ]
    if not moved:
        note = f"World Bank rate of {year}; nothing newer is held, so prices may have moved on"
        return Currency(code, _short(rate), year, "wdi_prices", "measured", note)
    rate, year = float(np.median([rate for rate, _ in moved])), max(year for _, year in moved)
    note = (
        f"purchasing power of {year} at the price level of 2022: follows inflation, because the "
        "published rate is old"
    )
    return Currency(code, _short(rate), year, "wdi_prices", "derived", note)


def _fixed(code: str, row: dict[str, str], rows: dict[str, dict[str, str]]) -> Currency | None:
    """A rate that stood still from 2017 to its last year, moved with what it is fixed to."""
    year = _world_bank_year(row)
    for anchor, country in ANCHORS.items():
        before = number(row["fx_lcu_per_usd_2017"]) / number(rows[country]["fx_lcu_per_usd_2017"])
        last = number(row["fx_lcu_per_usd_wb"]) / number(rows[country]["fx_lcu_per_usd_wb"])
        if abs(before / last - 1) > SAME_RATE or math.isnan(before / last):
            continue
        now = number(rows[country][f"fx_ecb_per_usd_{ECB_YEARS[0]}"])
        note = f"stood still against {anchor} from 2017 to {year}; taken as fixed to it"
        return Currency(code, _short(last * now), ECB_YEARS[0], "wdi_prices", "derived", note)
    return None


def _world_bank_year(row: dict[str, str]) -> int:
    year = number(row["fx_wb_year"])
    return 0 if math.isnan(year) else int(year)


def _short(rate: float) -> float:
    """Six significant digits, as published."""
    return float(f"{rate:.6g}")
