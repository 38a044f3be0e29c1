"""What a person buys and uses in a year, checked."""

from collections.abc import Mapping
from typing import Any

from footprint_model import prices
from footprint_model.errors import InputError, UnknownBand
from footprint_model.lookup import (
    check_category,
    check_country,
    check_mapping,
    check_number,
    find_item,
    items_by_id,
)
from footprint_model.modifiers import Rules, check_modifiers
from footprint_model.typical import AGE_BANDS, INCOME_BANDS

MAX_SPEND_USD = 10_000_000.0
MAX_HOUSEHOLD = 50.0


class Consumption:
    """One person's purchases and services in a year.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-3 code of the country of residence.
    household_size : float or None
        People in the home, the person included. Divides amounts given for the whole home, and
        says what is typical where nothing else is answered.
    income_band : str or None
        Fifth of the country's people by money to spend, one of ``INCOME_BANDS``.
    age_band : str or None
        One of ``AGE_BANDS``.
    currency : str
        ISO 4217 code of the amounts in ``spend_per_year``.
    spend_per_year : mapping
        Category → money per person per year at purchaser prices.
    quantities_per_year : mapping
        Item → units per year (per home where the item says so). Items of the catalogue that a
        person lists are together all that was bought in their category.
    modifiers : mapping
        Category → {modifier: value}, see ``MODIFIERS``.

    A category left out takes what is typical for such a person, with the wide interval of a
    default.

    Raises
    ------
    InputError
        Its ``field`` names what is wrong, its ``accepted`` what would be right.
    """

    __slots__ = (
        "age_band",
        "country",
        "currency",
        "household_size",
        "income_band",
        "modifiers",
        "quantities_per_year",
        "spend_per_year",
        "spend_usd",
    )

    def __init__(
        self,
        country: str,
        household_size: float | None = None,
        spend_per_year: Mapping[str, float] | None = None,
        quantities_per_year: Mapping[str, float] | None = None,
        modifiers: Mapping[str, Mapping[str, float | str]] | None = None,
        *,
        income_band: str | None = None,
        age_band: str | None = None,
        currency: str = "USD",
    ) -> None:
        self.country = check_country("country", country)
        self.household_size = (
            None
            if household_size is None
            else check_number("household_size", household_size, 1, MAX_HOUSEHOLD)
        )
        self.income_band = _band("income_band", income_band, INCOME_BANDS)
        self.age_band = _band("age_band", age_band, AGE_BANDS)
        self.currency = currency
        rate = prices.rate(currency)
        self.spend_per_year = _spend({} if spend_per_year is None else spend_per_year, rate)
        self.spend_usd = {name: amount / rate for name, amount in self.spend_per_year.items()}
        self.quantities_per_year = _quantities(
            {} if quantities_per_year is None else quantities_per_year
        )
        self.modifiers: dict[str, Rules] = check_modifiers({} if modifiers is None else modifiers)
        self._refuse_two_answers()

    def _refuse_two_answers(self) -> None:
        """A category is answered once: by money, by one count, by its parts or by a list."""
        answered = dict.fromkeys(self.spend_per_year, "spend")
        for name in self.quantities_per_year:
            item = items_by_id()[name]
            before = answered.get(item.category)
            if before is not None and (before != item.scales or before == "category"):
                raise InputError(
                    f"quantities_per_year.{name}",
                    f"{item.category} is given twice",
                    "either spending, or one count, or a list of things for a category",
                )
            answered[item.category] = item.scales


def _band(field: str, value: Any, accepted: tuple[str, ...]) -> str | None:
    if value is not None and value not in accepted:
        raise UnknownBand(field, f"{value!r} is not a band", "one of " + ", ".join(accepted))
    return value  # type: ignore[no-any-return]


def _spend(given: Mapping[str, float], rate: float) -> dict[str, float]:
    result = {}
    for name, value in check_mapping("spend_per_year", given).items():
        field = f"spend_per_year.{name}"
        check_category(field, name)
        result[name] = check_number(field, value, 0, MAX_SPEND_USD * rate)
    return result


def _quantities(given: Mapping[str, float]) -> dict[str, float]:
    result = {}
    for name, value in check_mapping("quantities_per_year", given).items():
        field = f"quantities_per_year.{name}"
        result[name] = check_number(field, value, 0, find_item(field, name).maximum)
    return result
