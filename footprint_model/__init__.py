"""Forced labour embodied in what a person buys and the services a person uses, in one year.

>>> import footprint_model as fm
>>> fm.estimate(fm.Consumption("USA", spend_usd_per_year={"clothing": 900})).days_per_year.central
"""

from footprint_model.consumption import MODIFIERS, Consumption
from footprint_model.errors import (
    InputError,
    ModelError,
    OutOfRange,
    TableError,
    UnknownCategory,
    UnknownCountry,
    UnknownItem,
    UnknownModifier,
)
from footprint_model.footprint import (
    DAYS,
    MODEL_VERSION,
    Estimate,
    average,
    average_quantity,
    estimate,
    totals,
)
from footprint_model.schema import (
    Category,
    Country,
    Interval,
    Item,
    Lifetime,
    Manifest,
    Parameter,
    Sector,
    Source,
)
from footprint_model.tables import (
    categories,
    countries,
    data_version,
    items,
    lifetimes,
    manifest,
    parameters,
    sectors,
    sources,
    verify,
)

__all__ = [
    "DAYS",
    "MODEL_VERSION",
    "MODIFIERS",
    "Category",
    "Consumption",
    "Country",
    "Estimate",
    "InputError",
    "Interval",
    "Item",
    "Lifetime",
    "Manifest",
    "ModelError",
    "OutOfRange",
    "Parameter",
    "Sector",
    "Source",
    "TableError",
    "UnknownCategory",
    "UnknownCountry",
    "UnknownItem",
    "UnknownModifier",
    "average",
    "average_quantity",
    "categories",
    "countries",
    "data_version",
    "estimate",
    "items",
    "lifetimes",
    "manifest",
    "parameters",
    "sectors",
    "sources",
    "totals",
    "verify",
]
