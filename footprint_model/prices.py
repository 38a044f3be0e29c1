"""What things cost where: prices of items moved between countries, and currencies.

A price is known in one country. Elsewhere it is moved by the level of all prices there, which
is right for services and roughly right for goods; things sold at one price all over the world,
such as phones, cost more in poor countries than this says.
"""

from footprint_model import tables
from footprint_model.errors import UnknownCurrency
from footprint_model.lookup import check_country, countries_by_code, find_item


def price(item_id: str, country: str) -> float | None:
    """US$ per unit of the item in that country; None for an item that has no price.

    Raises
    ------
    UnknownItem, UnknownCountry

    Source: the item's row; price levels of the World Bank.
    """
    item = find_item("item", item_id)
    _, there = countries_by_code()[check_country("country", country)]
    if item.price_usd is None:
        return None
    _, home = countries_by_code()[item.price_country]
    return item.price_usd * there.price_level / home.price_level


def rate(currency: str) -> float:
    """Units of the currency per US$.

    Raises
    ------
    UnknownCurrency

    Source: European Central Bank and World Bank, one row per currency.
    """
    known = tables.currencies()
    if not isinstance(currency, str) or currency not in known:
        raise UnknownCurrency(
            "currency", f"no exchange rate for {currency!r}", "one of " + ", ".join(known)
        )
    return known[currency].per_usd


def to_usd(amount: float, currency: str) -> float:
    """An amount of the currency in US$.

    Raises
    ------
    UnknownCurrency
    """
    return amount / rate(currency)
