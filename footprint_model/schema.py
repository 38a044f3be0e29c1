"""Frozen structs: one per row of a data file. Unknown fields are refused."""

from typing import Literal

import msgspec

Basis = Literal["measured", "derived", "assumed"]
Answer = Literal["yes", "partly", "no", "not_read"]


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
    ``price_level`` is prices against the United States' (1);
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
    price_level: float


class Currency(Row, frozen=True):
    """Units of a currency per US$, yearly mean; ``note`` says how an old rate was carried on."""

    code: str
    per_usd: float
    year: int
    source: str
    basis: Basis
    note: str


class Item(Row, frozen=True):
    """A thing counted per year, and what one of it stands for.

    ``share`` is the part of the category's average spending that the item covers. ``scales``
    says whether an answer scales the whole category (one question stands for it), only that
    part, or is one of a list: all listed items of a category together, price times number, are
    what the person bought in it. ``price_usd`` is per unit (of ``size``) at ``price_country``
    prices of ``price_year``; ``raw`` names the raw row it is. ``words`` are further search
    words, ``|`` between. ``material_amount`` is what one unit holds, or took to make.
    """

    id: str
    category: str
    name: str
    words: str
    unit: str
    size: str
    per_household: bool
    scales: Literal["category", "part", "list"]
    share: float
    price_usd: float | None
    price_country: str
    price_year: int | None
    average: str
    maximum: float
    commodity: str
    material: str
    material_amount: float | None
    material_unit: str
    material_source: str
    lifetime_years: float | None
    lifetime_source: str
    source: str
    year: int
    basis: Basis
    note: str
    raw: str


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
    """How many years a thing of a category is usually kept.

    ``repaired_years``: more years when its owner repairs it, where a survey says so.
    """

    category: str
    years: float
    low: float
    high: float
    repaired_years: float | None
    year: int
    source: str
    basis: Basis
    note: str


class Modifier(Row, frozen=True):
    """A rule that changes one category's footprint; bounds are for numbers only."""

    name: str
    kind: Literal["number", "label", "country"]
    low: float
    high: float
    meaning: str


class Commodity(Row, frozen=True):
    """A thing whose origins are known better than those of its producing sector.

    ``product`` is the account's product that makes it. ``trade`` names where its origins come
    from: ``faostat:ITEM|ITEM`` (all origins), ``walkfree:PRODUCT`` (how the origins listed for
    it share what comes from them) or nothing (the cell's own origins). ``listed`` holds goods
    of the ILAB list, ``farm_sector`` sectors of the second satellite.
    """

    id: str
    name: str
    product: str
    trade: str
    re_exports: Literal["traced", "recorded", ""]
    listed: str
    farm_sector: str
    source: str
    year: int
    basis: Basis
    note: str


class CommodityCell(Row, frozen=True):
    """The part of a category's people in one producing sector that a commodity stands for.

    ``share_of_supply`` names two FAO supplies whose ratio is the share where both are known;
    ``made_by`` the account's product whose makers buy the commodity, when not the consumer's
    own country does. ``named``: what a person means who names an origin of the category.
    """

    category: str
    commodity: str
    share: float
    share_of_supply: str
    made_by: str
    named: bool
    source: str
    year: int
    basis: Basis
    reason: str


class OriginShare(Row, frozen=True):
    """The part of an importer's (empty: everybody's) purchases that some origins have."""

    commodity: str
    importer: str
    origins: str
    share: float
    source: str
    year: int
    basis: Basis
    note: str


class Label(Row, frozen=True):
    """A label or programme, and what the model does with it.

    ``categories`` (none: things of any kind) and ``commodities`` are ids with ``|`` between.
    ``evidence`` is about fewer people in forced labour, or debts and fees repaid. ``use`` is our
    judgement: "reduce" lowers the estimate and widens its range, "widen" only widens it.
    """

    id: str
    name: str
    kind: Literal["certification", "industry_code", "membership", "company_rating", "worker_driven"]
    categories: str
    commodities: str
    covers_forced_labour: Answer
    independent_inspection: Answer
    complaint_and_remedy: Answer
    evidence: Literal["strong", "some", "none_found"]
    use: Literal["reduce", "widen", "none", "public_purchasing"]
    reason: str
    source: str
    year: int
    basis: Basis

    @property
    def covered(self) -> tuple[str, ...]:
        """Categories it is found in; none if it may be found anywhere."""
        return tuple(filter(None, self.categories.split("|")))

    @property
    def covered_commodities(self) -> tuple[str, ...]:
        """Commodities it speaks of."""
        return tuple(filter(None, self.commodities.split("|")))

    @property
    def may_lower(self) -> bool:
        """Whether it meets the published rule for lowering an estimate."""
        checked = "yes" in (self.independent_inspection, self.complaint_and_remedy)
        return self.covers_forced_labour == "yes" and checked and self.evidence != "none_found"


class SourceFile(Row, frozen=True):
    """data/sources.toml"""

    source: tuple[Source, ...]


class ParameterFile(Row, frozen=True):
    """data/parameters.toml"""

    parameter: tuple[Parameter, ...]


class Explanation(Row, frozen=True):
    """The sentence of one step of a trace, with fields in braces."""

    id: str
    text: str


class ExplanationFile(Row, frozen=True):
    """data/explanations.toml"""

    step: tuple[Explanation, ...]


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
