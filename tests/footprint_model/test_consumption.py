"""Bad input: every error has its type, the field's name and what would be accepted."""

import math

import pytest

import footprint_model as fm
from footprint_model import prices
from footprint_model.consumption import MAX_HOUSEHOLD, MAX_SPEND_USD

CATEGORIES = [category.id for category in fm.categories()]


def refused(**given):
    """The error that this input raises."""
    with pytest.raises(fm.InputError) as caught:
        fm.Consumption(**({"country": "USA"} | given))
    error = caught.value
    # What people and programs read.
    assert str(error) == f"{error.field}: {error.problem}; accepted: {error.accepted}"
    assert error.problem
    assert error.accepted
    return error


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("country", ["", "usa", "US", "ATL", "United States", None, 840, ["USA"]])
def test_an_unknown_country(country):
    error = refused(country=country)
    assert isinstance(error, fm.UnknownCountry)
    assert error.field == "country"
    assert repr(country) in error.problem
    assert "alpha-3" in error.accepted


@pytest.mark.parametrize("name", ["shoes", "Clothing", "", 5])
def test_an_unknown_category(name):
    error = refused(spend_per_year={name: 10})
    assert isinstance(error, fm.UnknownCategory)
    assert error.field == f"spend_per_year.{name}"
    assert all(category in error.accepted for category in CATEGORIES)


def test_an_unknown_item():
    error = refused(quantities_per_year={"coffee": 10})  # a category, not an item
    assert isinstance(error, fm.UnknownItem)
    assert error.field == "quantities_per_year.coffee"
    assert f"one of {len(fm.items())} ids" in error.accepted


def test_an_unknown_modifier():
    error = refused(modifiers={"clothing": {"organic": 1}})
    assert isinstance(error, fm.UnknownModifier)
    assert error.field == "modifiers.clothing.organic"
    assert all(rule.name in error.accepted for rule in fm.MODIFIERS)


def test_a_modifier_of_an_unknown_category():
    error = refused(modifiers={"shoes": {"used_share": 1}})
    assert isinstance(error, fm.UnknownCategory)
    assert error.field == "modifiers.shoes"


def test_years_kept_of_what_nobody_keeps():
    error = refused(modifiers={"coffee": {"years_kept": 3}})
    assert isinstance(error, fm.UnknownModifier)
    assert error.field == "modifiers.coffee.years_kept"
    assert "clothing" in error.accepted


# --- numbers --------------------------------------------------------------------------------------

NOT_NUMBERS = ["12", "", None, True, False, [3], {}, 1j]
NOT_FINITE = [math.nan, math.inf, -math.inf, float("1e999")]
NEGATIVE = [-1, -0.01, -1e300]
ABSURD = [1e300, 10**30, 10**400]

FIELDS = {
    "household_size": lambda value: {"household_size": value},
    "spend_per_year.clothing": lambda value: {"spend_per_year": {"clothing": value}},
    "quantities_per_year.tops": lambda value: {"quantities_per_year": {"tops": value}},
    "modifiers.clothing.used_share": lambda value: {
        "modifiers": {"clothing": {"used_share": value}}
    },
}


IMPLAUSIBLE = [
    (field, value)
    for field in FIELDS
    for value in NOT_NUMBERS + NOT_FINITE + NEGATIVE + ABSURD
    if not (field == "household_size" and value is None)  # not given
]


@pytest.mark.parametrize(("field", "value"), IMPLAUSIBLE, ids=lambda value: str(value)[:24])
def test_what_is_no_plausible_number(field, value):
    error = refused(**FIELDS[field](value))
    assert isinstance(error, fm.OutOfRange)
    assert error.field == field
    assert error.accepted.startswith("a number from ")


@pytest.mark.parametrize(
    ("field", "value", "accepted"),
    [
        ("household_size", 0, "1 to 50"),
        ("household_size", 0.5, "1 to 50"),
        ("household_size", 51, "1 to 50"),
        ("spend_per_year.clothing", 10_000_001, "0 to 1e+07"),
        ("quantities_per_year.tops", 5_001, "0 to 5000"),
        ("modifiers.clothing.used_share", 1.01, "0 to 1"),
    ],
)
def test_just_out_of_range(field, value, accepted):
    assert refused(**FIELDS[field](value)).accepted == f"a number from {accepted}"


def test_every_limit_is_itself_accepted():
    for size in (1, MAX_HOUSEHOLD):
        assert fm.Consumption("USA", size).household_size == size
    for usd in (0, MAX_SPEND_USD):
        person = fm.Consumption("USA", spend_per_year={"clothing": usd})
        assert person.spend_per_year == {"clothing": usd}
    for item in fm.items():
        for amount in (0, item.maximum):
            person = fm.Consumption("USA", quantities_per_year={item.id: amount})
            assert person.quantities_per_year == {item.id: amount}
    for rule in fm.MODIFIERS:
        for value in (rule.low, rule.high) if rule.kind == "number" else ():
            person = fm.Consumption("USA", modifiers={"clothing": {rule.name: value}})
            assert person.modifiers == {"clothing": {rule.name: value}}


# --- shapes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["spend_per_year", "quantities_per_year", "modifiers"])
@pytest.mark.parametrize(
    "value", [[], [("clothing", 1)], "clothing=1", "", 0, 5, False, {"clothing"}]
)
def test_a_wrong_container(field, value):
    error = refused(**{field: value})
    assert error.field == field
    assert type(value).__name__ in error.problem
    assert error.accepted == "an object of names and values"


@pytest.mark.parametrize("value", [0.5, None, ["used_share"], "used_share"])
def test_modifiers_of_a_category_in_a_wrong_container(value):
    assert refused(modifiers={"clothing": value}).field == "modifiers.clothing"


def test_nothing_given_is_the_average_person():
    for nothing in (None, {}):
        person = fm.Consumption("USA", None, nothing, nothing, nothing)
        assert person.spend_per_year == person.quantities_per_year == person.modifiers == {}


# --- two answers to one question ------------------------------------------------------------------


def test_spending_and_an_amount_for_one_category():
    error = refused(spend_per_year={"clothing": 100}, quantities_per_year={"tops": 5})
    assert error.field == "quantities_per_year.tops"
    assert "clothing is given twice" in error.problem
    assert "either spending, or one count" in error.accepted


def test_spending_and_a_part_of_the_same_category():
    error = refused(spend_per_year={"phones_computers": 100}, quantities_per_year={"phones": 1})
    assert error.field == "quantities_per_year.phones"


def test_two_amounts_that_each_stand_for_the_whole_category():
    error = refused(quantities_per_year={"tops": 5, "garments": 12})
    assert error.field == "quantities_per_year.garments"


def test_two_parts_of_one_category_are_welcome():
    person = fm.Consumption("USA", quantities_per_year={"phones": 1, "computers": 1})
    assert len(person.quantities_per_year) == 2


def test_a_list_of_things_is_one_answer():
    person = fm.Consumption("USA", quantities_per_year={"mens_jeans": 2, "womens_flat_shoes": 1})
    assert len(person.quantities_per_year) == 2
    error = refused(quantities_per_year={"mens_jeans": 2, "garments": 12})
    assert error.field == "quantities_per_year.garments"


@pytest.mark.parametrize(
    ("given", "kind", "accepted"),
    [
        ({"income_band": "rich"}, fm.UnknownBand, "highest"),
        ({"income_band": 5}, fm.UnknownBand, "highest"),
        ({"age_band": "old"}, fm.UnknownBand, "75_plus"),
        ({"currency": "XXX"}, fm.UnknownCurrency, "EUR"),
        ({"currency": None}, fm.UnknownCurrency, "EUR"),
        ({"currency": []}, fm.UnknownCurrency, "EUR"),
    ],
)
def test_a_band_or_currency_that_does_not_exist(given, kind, accepted):
    error = refused(**given)
    assert isinstance(error, kind)
    assert error.field == next(iter(given))
    assert accepted in error.accepted


def test_spending_is_bounded_in_any_currency():
    rupees = MAX_SPEND_USD * prices.rate("INR")
    assert fm.Consumption("IND", spend_per_year={"rice": rupees * 0.99}, currency="INR")
    error = refused(spend_per_year={"rice": rupees * 1.01}, currency="INR")
    assert isinstance(error, fm.OutOfRange)


def test_errors_of_input_share_one_base():
    for error in (
        fm.UnknownCountry,
        fm.UnknownCategory,
        fm.UnknownItem,
        fm.UnknownModifier,
        fm.UnknownLabel,
        fm.UnknownBand,
        fm.UnknownCurrency,
        fm.OutOfRange,
    ):
        assert issubclass(error, fm.InputError)
        assert issubclass(error, fm.ModelError)


def test_what_was_given_cannot_be_changed_from_outside():
    spend = {"clothing": 100}
    person = fm.Consumption("USA", spend_per_year=spend)
    spend["clothing"] = -5
    assert person.spend_per_year == {"clothing": 100}
