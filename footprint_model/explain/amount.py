"""From the answer to how many times the reference it is."""

from footprint_model import prices, tables
from footprint_model.consumption import Consumption
from footprint_model.explain.trace import Step
from footprint_model.lookup import categories_by_id, countries_by_code, items_by_id
from footprint_model.scaling import average_quantities, reference_spend, weigh

SPENDING = ("icp_2017", "consumption_totals")
KNOWN = ("default_measured", "default_split", "default_engel")


def amount_steps(consumption: Consumption, category: str) -> list[Step]:
    """The answer or the default, its money, the average resident's, and the factors between."""
    i = countries_by_code()[consumption.country][0]
    k, row = categories_by_id()[category]
    person = weigh(consumption, i)
    plain = weigh(_without_modifiers(consumption), i)
    steps = _answer_steps(consumption, i, category)
    answered = person.answered[k]
    if not answered:
        typical = abs(plain.factor[k] - 1) > 1e-12 and row.in_average
        steps.append(
            Step(
                "typical" if typical else "unanswered",
                float(plain.factor[k]),
                "times the average resident",
                "derived",
                ("bls_ce", "ons_lcf") if typical else (),
                numbers={"times": float(plain.factor[k])},
                names={"category": (row.name,)},
                countries={"country": (consumption.country,)},
            )
        )
    steps += _reference_steps(consumption, i, category)
    steps.append(
        Step(
            "scaling",
            float(plain.factor[k]),
            "times the reference",
            "derived",
            (),
            factor=True,
            numbers={"times": float(plain.factor[k])},
        )
    )
    if category in consumption.modifiers:
        times = float(person.factor[k] / plain.factor[k]) if plain.factor[k] else 1.0
        steps.append(
            Step(
                "modifiers",
                times,
                "times",
                "assumed",
                ("own_judgement",),
                factor=True,
                numbers={"times": times},
            )
        )
        if "origin" in consumption.modifiers[category]:
            named = str(consumption.modifiers[category]["origin"])
            steps.append(
                Step("origin_named", 1.0, "", "derived", (), countries={"origin": (named,)})
            )
    return steps


def _answer_steps(consumption: Consumption, i: int, category: str) -> list[Step]:
    """What the person said, and what it costs."""
    steps = []
    name = categories_by_id()[category][1].name
    if category in consumption.spend_per_year:
        amount = consumption.spend_per_year[category]
        usd = consumption.spend_usd[category]
        steps.append(
            Step(
                "spend",
                amount,
                f"{consumption.currency} a year",
                "measured",
                (),
                numbers={"amount": amount},
                names={"category": (name,)},
                currency=consumption.currency,
            )
        )
        if consumption.currency != "USD":
            rate = tables.currencies()[consumption.currency]
            steps.append(
                Step(
                    "spend_in_dollars",
                    usd,
                    "US$ a year",
                    rate.basis,
                    (rate.source,),
                    numbers={"usd": usd, "rate": rate.per_usd},
                    currency=consumption.currency,
                )
            )
    for key, given in consumption.quantities_per_year.items():
        if items_by_id()[key].category == category:
            steps += _item_steps(consumption, i, key, given)
    return steps


def _item_steps(consumption: Consumption, i: int, key: str, given: float) -> list[Step]:
    item = items_by_id()[key]
    steps = [
        Step(
            "quantity",
            given,
            f"{item.unit} a year",
            "measured",
            (),
            numbers={"amount": given},
            names={"item": (item.name,), "unit": (item.unit,)},
        )
    ]
    amount = given
    if item.per_household:
        people = consumption.household_size or tables.parameter_values()["household_size_unknown"]
        amount = given / people
        steps.append(
            Step(
                "quantity_shared",
                amount,
                f"{item.unit} a year",
                "derived",
                (),
                numbers={"people": people, "amount": amount},
            )
        )
    price = prices.price(key, consumption.country)
    # One that stands for a category of many things is compared as a number, not by its own cost.
    counted = item.scales == "category" and (price is None or item.share < 1)
    if price is not None and not counted:
        steps.append(
            Step(
                "price",
                price * amount,
                "US$ a year",
                item.basis,
                (item.source, "wdi_prices"),
                numbers={"price": price, "usd": price * amount},
                names={"item": (item.name,)},
                countries={"country": (consumption.country,)},
            )
        )
    if item.scales == "part":
        steps.append(
            Step(
                "part",
                item.share,
                "share",
                item.basis,
                (item.source,),
                shares={"share": item.share},
                names={"category": (categories_by_id()[item.category][1].name,)},
            )
        )
    elif counted and average_quantities(i)[key]:
        usual = average_quantities(i)[key]
        steps.append(
            Step(
                "reference_quantity",
                usual,
                f"{item.unit} a year",
                item.basis,
                (item.source,),
                numbers={"amount": usual},
                countries={"country": (consumption.country,)},
            )
        )
    return steps


def _reference_steps(consumption: Consumption, i: int, category: str) -> list[Step]:
    """What the average resident takes, and how that is known."""
    k = categories_by_id()[category][0]
    known = int(tables.array("spend_known.npy")[i, k])
    country = {"country": (consumption.country,)}
    usd = reference_spend(i)[k]
    return [
        Step(
            "reference_spend",
            usd,
            "US$ a year",
            "derived",
            SPENDING,
            numbers={"usd": usd},
            countries=country,
        ),
        Step(KNOWN[known], float(known), "", "derived", SPENDING, countries=country),
    ]


def _without_modifiers(consumption: Consumption) -> Consumption:
    return Consumption(
        consumption.country,
        consumption.household_size,
        consumption.spend_per_year,
        consumption.quantities_per_year,
        income_band=consumption.income_band,
        age_band=consumption.age_band,
        currency=consumption.currency,
    )
