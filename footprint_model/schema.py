"""Frozen structs: one per row of a data file. Unknown fields are refused."""

from typing import Literal

import msgspec

Basis = Literal["measured", "derived", "assumed"]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every data row."""


class Source(Row, frozen=True):
    """Where figures come from. ``key`` is what other rows name in ``source``."""

    key: str
    title: str
    publisher: str
    year: int
    licence: str
    where: str
    accessed: str
    review_by: str
    url: str = ""


class Parameter(Row, frozen=True):
    """One number of the model with its range, source and basis."""

    name: str
    label: str
    low: float
    central: float
    high: float
    unit: str
    year: int
    source: str
    basis: Basis
    reason: str


class Sector(Row, frozen=True):
    """A producing sector group (ILO groups; domestic and personal services apart)."""

    id: str
    name: str
    ilo_people_million: float
    source: str
    basis: Basis


class Category(Row, frozen=True):
    """A product category people understand (COICOP 2018)."""

    id: str
    name: str
    section: str
    coicop: str
    wiod_products: str
    in_average: bool


class Country(Row, frozen=True):
    """A country of the account.

    ``population`` in persons (2021); ``consumer`` says whether it is offered in menus;
    ``low_confidence`` gives the reason to doubt its figures as a consumer, or is empty;
    ``household_size`` is people in the average home, with its basis;
    ``gaps`` says which of its own statistics are missing and stood in for.
    """

    iso3: str
    iso2: str
    name: str
    currency: str
    population: int
    consumer: bool
    low_confidence: str
    gaps: str
    household_size: float
    household_size_basis: Basis


class Item(Row, frozen=True):
    """A thing counted per year, and what one of it stands for.

    ``share`` is the part of the category's average spending that the item covers;
    ``scales`` says whether an answer scales the whole category (one question stands for
    it) or only that part. ``price_usd`` is per unit at ``price_country`` prices.
    """

    id: str
    category: str
    name: str
    unit: str
    per_household: bool
    scales: Literal["category", "part"]
    share: float
    price_usd: float | None
    price_country: str
    average: str
    maximum: float
    source: str
    year: int
    basis: Basis
    note: str


class TypicalRow(Row, frozen=True):
    """How a group's spending differs from the average.

    ``group`` is a band's id, or people in the home. With ``category`` empty, ``ratio`` is all
    spending per person against the average person's; otherwise the category's share of spending
    against its average share. ``people`` is the group's share of people.
    """

    dimension: Literal["household_size", "income", "age"]
    group: str
    category: str
    ratio: float
    people: float
    year: int
    source: str
    basis: Basis


class Lifetime(Row, frozen=True):
    """How many years a thing of a category is usually kept."""

    category: str
    years: float
    low: float
    high: float
    year: int
    source: str
    basis: Basis
    note: str


class Modifier(Row, frozen=True):
    """A rule that changes one category's footprint."""

    name: str
    low: float
    high: float
    meaning: str


class SourceFile(Row, frozen=True):
    """data/sources.toml"""

    source: tuple[Source, ...]


class ParameterFile(Row, frozen=True):
    """data/parameters.toml"""

    parameter: tuple[Parameter, ...]


class SectorFile(Row, frozen=True):
    """data/sectors.toml"""

    sector: tuple[Sector, ...]


class StatePlace(Row, frozen=True):
    """Where a source says that a state imposes forced labour; ``status`` is what kind of source."""

    iso3: str
    what: str
    status: Literal["official_finding", "campaign_monitoring", "estimate"]
    publisher: str
    title: str
    year: int


class StateImposed(Row, frozen=True):
    """data/state_imposed.toml: people in state-imposed forced labour, kept apart."""

    people: int
    year: int
    source: str
    basis: Basis
    why_apart: str
    place: tuple[StatePlace, ...]


class TableEntry(Row, frozen=True):
    """One derived table in the manifest."""

    file: str
    sha256: str
    bytes: int
    unit: str
    axes: str


class InputEntry(Row, frozen=True):
    """One raw input in the manifest."""

    file: str
    sha256: str
    source: str


class Manifest(Row, frozen=True):
    """data/manifest.json: what was built, from what."""

    data_version: str
    account: str
    reference_year: int
    total_person_years: float
    draws: int
    seed: int
    tables: tuple[TableEntry, ...]
    inputs: tuple[InputEntry, ...]


class Margin(Row, frozen=True):
    """One published figure beside both accounts'."""

    table: str
    country: str
    group: str
    published: float
    first: float
    balanced: float


class MarginSummary(Row, frozen=True):
    """How near both accounts come; ``fitted`` says whether the balanced one was told."""

    name: str
    unit: str
    first: float
    balanced: float
    fitted: bool


class Margins(Row, frozen=True):
    """data/margins.json"""

    summaries: tuple[MarginSummary, ...]
    rows: tuple[Margin, ...]


class Sensitivity(Row, frozen=True):
    """Spread (standard deviation of the logarithm) that one assumption gives one result.

    ``country`` with "all purchases", or "world" with a category.
    """

    assumption: str
    country: str
    category: str
    spread: float
