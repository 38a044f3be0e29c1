"""People for the model's tests: strategies, and how to read an estimate."""

import msgspec
import numpy as np
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import tables

CODES = [country.iso3 for country in fm.countries()]
CATEGORIES = [category.id for category in fm.categories()]
USUAL = [category.id for category in fm.categories() if category.in_average]
UNUSUAL = [category.id for category in fm.categories() if not category.in_average]
WHOLE_ITEMS = [item for item in fm.items() if item.scales == "category"]
ASKED_ITEMS = [item for item in fm.items() if item.scales != "list"]
LISTED_ITEMS = [item for item in fm.items() if item.scales == "list"]
NAMED_ORIGIN = sorted(cell.category for cell in tables.commodity_cells() if cell.named)
LASTING = sorted(fm.lifetimes())
REFERENCE = dict(zip(CODES, np.asarray(tables.array("reference_spend.npy")), strict=True))
QUANTITIES = dict(zip(CODES, np.asarray(tables.array("average_quantity.npy")), strict=True))
ITEM_IDS = [item.id for item in ASKED_ITEMS]

codes = st.sampled_from(CODES)
categories = st.sampled_from(CATEGORIES)
usd = st.floats(0, 20_000, allow_subnormal=False).map(lambda value: round(value, 2))
spending = st.dictionaries(categories, usd, max_size=8)
modifiers = st.dictionaries(
    st.sampled_from(LASTING),
    st.fixed_dictionaries(
        {},
        optional={
            "used_share": st.floats(0, 1),
            "years_kept": st.floats(0.1, 100),
            "shared_with": st.floats(1, 50),
            "certified_share": st.floats(0, 1),
        },
    ),
    max_size=4,
)


named_origins = st.dictionaries(
    st.sampled_from(NAMED_ORIGIN), st.fixed_dictionaries({"origin": codes}), max_size=2
)


@st.composite
def quantities(draw, country, without):
    """Counts of items; a category is answered by one count, by its parts, or by a list."""
    chosen = draw(st.lists(st.sampled_from(fm.items()), max_size=6, unique_by=lambda i: i.id))
    taken = dict.fromkeys(without, "spend")
    result = {}
    for item in chosen:
        if item.scales != "list" and not QUANTITIES[country][ITEM_IDS.index(item.id)] > 0:
            continue
        before = taken.get(item.category, "")
        if before and (before != item.scales or before == "category"):
            continue
        taken[item.category] = item.scales
        result[item.id] = draw(st.floats(0, min(item.maximum, 2000)))
    return result


@st.composite
def people(draw):
    """Somebody who answered some questions, in any country of the account."""
    country = draw(codes)
    spend = draw(spending)
    return fm.Consumption(
        country,
        draw(st.none() | st.integers(1, 12)),
        spend,
        draw(quantities(country, spend)),
        draw(modifiers) | draw(named_origins),
        income_band=draw(st.none() | st.sampled_from(fm.INCOME_BANDS)),
        age_band=draw(st.none() | st.sampled_from(fm.AGE_BANDS)),
        currency=draw(st.sampled_from(["USD", "EUR", "INR"])),
    )


def central_by_category(estimate):
    return {row.category: row.person_years.central for row in estimate.by_category}


def part(estimate, category):
    return next(row for row in estimate.by_category if row.category == category)


def width(interval):
    """How many times the high end is the low end."""
    return interval.high / interval.low


def span(interval):
    return interval.high - interval.low


def as_bytes(estimate):
    return msgspec.json.encode(estimate.to_dict())


def usual_spend(country, category):
    """What the people of the account answer for: the average resident's spending."""
    return float(REFERENCE[country][CATEGORIES.index(category)])


def like(person, **changes):
    """The same person with some answers changed."""
    given = {
        "country": person.country,
        "household_size": person.household_size,
        "spend_per_year": dict(person.spend_per_year),
        "quantities_per_year": dict(person.quantities_per_year),
        "modifiers": {name: dict(rules) for name, rules in person.modifiers.items()},
        "income_band": person.income_band,
        "age_band": person.age_band,
        "currency": person.currency,
    }
    return fm.Consumption(**(given | changes))
