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
LASTING = sorted(fm.lifetimes())
REFERENCE = dict(zip(CODES, np.asarray(tables.array("reference_spend.npy")), strict=True))
QUANTITIES = dict(zip(CODES, np.asarray(tables.array("average_quantity.npy")), strict=True))
ITEM_IDS = [item.id for item in fm.items()]

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


@st.composite
def quantities(draw, country, without):
    """Counts of items, at most one whole answer for a category."""
    chosen = draw(st.lists(st.sampled_from(fm.items()), max_size=6, unique_by=lambda i: i.id))
    taken = set(without)
    result = {}
    for item in chosen:
        known = QUANTITIES[country][ITEM_IDS.index(item.id)] > 0
        if item.category in taken or not known:
            continue
        if item.scales == "category":
            taken.add(item.category)
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
        draw(modifiers),
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
