"""What a question file may say: one struct per kind, so that a misspelt field is refused.

Keys are explained here once, where they are declared; `checks.py` refuses what contradicts itself.
"""

from __future__ import annotations

from typing import Literal

import msgspec

# How often a period fits into a year.
PERIODS_PER_YEAR = {
    "day": 365.0,
    "week": 365 / 7,
    "month": 12.0,
    "year": 1.0,
    "five_years": 0.2,
    "ten_years": 0.1,
}

Period = Literal["day", "week", "month", "year", "five_years", "ten_years"]
Status = Literal["official_finding", "estimate", "survey", "investigation", "programme_self_report"]

NOTHING = "none"  # `sets` of a question that opens an action or chooses words, without a score


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One checkable fact beside a question: what, when, who says so, and how sure that is."""

    text: str
    status: Status
    year: int
    publisher: str
    title: str
    published: int


class Suggestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value offered as a chip, with words of its own ("1 a month").

    With `period` the value is for that period, which the chip then chooses too.
    """

    value: float
    label: str
    period: Period | Literal[""] = ""


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer of a list: a yearly quantity, the value of a modifier or the id of a band.

    Without a value it stands for its own id.
    """

    id: str
    label: str
    value: float | str | None = None
    hint: str = ""

    @property
    def means(self) -> float | str:
        """What the model is given."""
        return self.id if self.value is None else self.value


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another unit for a number: `per_default` of it make one of the question's own unit."""

    id: str
    label: str
    per_default: float


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of a grid; its number is in the grid's unit."""

    id: str
    label: str
    sets: str | tuple[str, ...]
    max: float
    unusual: float | None = None


class ShowIf(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is", "not_": "not"}
):
    """Ask only when another question has this answer. A zero answer is "none"."""

    question: str
    is_: str = ""
    not_: str = ""
    answered: bool = False


class Target(msgspec.Struct, frozen=True):
    """One input of the model: `quantity.ITEM*0.5` is ("quantity", "ITEM", "", 0.5)."""

    kind: str
    name: str = ""
    modifier: str = ""
    factor: float = 1.0


def read_target(text: str) -> Target:
    """The parts of a target. Raises ValueError when it has no such shape."""
    path, star, factor = text.partition("*")
    times = float(factor) if star else 1.0
    if not 0 < times < 1e6:
        raise ValueError(text)
    match path.split("."):
        case ["country" | "household_size" | "income_band" | "age_band" | "none" as kind] if (
            not star
        ):
            return Target(kind)
        case ["quantity" | "spend" as kind, name]:
            return Target(kind, name, factor=times)
        case ["modifier", category, name]:
            return Target("modifier", category, name, times)
    raise ValueError(text)


def as_tuple(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """One target or several, always as several."""
    return (text,) if isinstance(text, str) else text


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the questionnaire with its own drawing."""

    id: str
    title: str
    drawing: str


class Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every question has.

    sets : inputs of the model, or "none"
    refined_by, refined_sets : once that question is answered, these inputs are set instead
    show_if : a follow-up, asked only when another answer fits
    spend : category whose spending may be given instead of a quantity
    youth : may be asked in the questions for school, beside those of its path
    none_label : words for zero where "none, or this does not apply" does not fit
    signs, case : the setting on the page of signs and the case that tell more about it
    """

    id: str
    text: str
    short: str
    sets: str | tuple[str, ...]
    why_title: str = ""
    why: str = ""
    help: str = ""
    drawing: str = ""
    fact: Fact | None = None
    show_if: ShowIf | None = None
    refined_by: str = ""
    refined_sets: str | tuple[str, ...] = ()
    spend: str = ""
    youth: bool = False
    none_label: str = ""
    signs: str = ""
    case: str = ""

    @property
    def targets(self) -> tuple[str, ...]:
        """The model inputs this question sets before anything refines it."""
        return () if self.sets == NOTHING else as_tuple(self.sets)

    @property
    def can_be_unknown(self) -> bool:
        """Whether "I don't know" is offered."""
        return True


class Country(Base, frozen=True, tag="country"):
    """A choice from the model's own list of countries: where one lives, or an origin."""

    none = property(lambda self: False)

    @property
    def is_home(self) -> bool:
        """Whether it asks where the person lives."""
        return self.sets == "country"

    @property
    def can_be_unknown(self) -> bool:
        """Without a country to live in there is no average to fall back on."""
        return not self.is_home


class Number(Base, frozen=True, tag="number", kw_only=True):
    """An amount per period. Bounds hold for the period and unit that are asked by default.

    With `periods` the person chooses the period; `unit` then does not name one ("cups").
    """

    unit: str
    unit_one: str
    max: float
    min: float = 0
    period: Period = "year"
    periods: tuple[Period, ...] = ()
    units: tuple[Unit, ...] = ()
    unusual: float | None = None
    whole: bool = False
    none: bool = True
    suggestions: tuple[float | Suggestion, ...] = ()

    @property
    def per_year(self) -> float:
        """Multiplier from the period asked about to a year."""
        return PERIODS_PER_YEAR[self.period]

    def in_default(self, value: float, period: str = "", unit: str = "") -> float:
        """`value` of another period and unit, in those of the question."""
        if period:
            value *= PERIODS_PER_YEAR[period] / self.per_year
        return value / self.per_default(unit)

    def per_default(self, unit: str) -> float:
        """How many of this unit make one of the question's own."""
        return next((other.per_default for other in self.units if other.id == unit), 1.0)


class Share(Base, frozen=True, tag="share", kw_only=True):
    """A part of the whole, in per cent; with `labels` also which label it carries."""

    unit: str = "%"
    min: float = 0
    max: float = 100
    labels: bool = False
    suggestions: tuple[float | Suggestion, ...] = ()

    unit_one = property(lambda self: self.unit)
    whole = property(lambda self: False)
    none = property(lambda self: True)
    unusual = property(lambda self: None)


class OwnedAndYears(Base, frozen=True, tag="owned_and_years", kw_only=True):
    """How many are in use and how long one is kept: together, units a year."""

    owned_label: str
    unit: str
    unit_one: str
    max: float
    years_label: str
    years_min: float
    years_max: float
    min: float = 0
    unusual: float | None = None
    suggestions: tuple[float | Suggestion, ...] = ()
    years_suggestions: tuple[float | Suggestion, ...] = ()

    whole = property(lambda self: False)
    none = property(lambda self: True)


class Choice(Base, frozen=True, tag="choice", kw_only=True):
    """One of a few described answers; "none", where it can be, is always the first of them.

    `unit` and `period` say in what the average resident's amount is told.
    """

    options: tuple[Option, ...]
    none: bool = True
    unit: str = ""
    unit_one: str = ""
    period: Period = "year"

    @property
    def per_year(self) -> float:
        """Multiplier from the period of the unit to a year."""
        return PERIODS_PER_YEAR[self.period]

    def option(self, option_id: str) -> Option | None:
        """The option of that id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)


class Multi(Base, frozen=True, tag="multi", kw_only=True):
    """Several of a list; their quantities add up."""

    options: tuple[Option, ...]
    none: bool = True


class Grid(Base, frozen=True, tag="grid", kw_only=True):
    """Numbers of one unit for several things; each row sets its own inputs."""

    rows: tuple[Row, ...]
    unit: str
    unit_one: str
    sets: str | tuple[str, ...] = NOTHING
    period: Period = "year"
    whole: bool = False

    none = property(lambda self: True)

    @property
    def adds_up(self) -> bool:
        """Whether its rows are kinds of one thing; a row left empty is then none of it."""
        return len(set(self.targets)) == 1

    @property
    def targets(self) -> tuple[str, ...]:
        """What all rows set."""
        return tuple(target for row in self.rows for target in as_tuple(row.sets))

    @property
    def per_year(self) -> float:
        """Multiplier from the period asked about to a year."""
        return PERIODS_PER_YEAR[self.period]


class Block(Base, frozen=True, tag="block", kw_only=True):
    """Small questions of a section on one page: `asks` names them, each keeps its own answer."""

    asks: tuple[str, ...]
    sets: str | tuple[str, ...] = NOTHING

    none = property(lambda self: False)

    @property
    def can_be_unknown(self) -> bool:
        """Each of its questions has its own "I don't know"."""
        return False


Question = Country | Number | Share | OwnedAndYears | Choice | Multi | Grid | Block


class SectionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the folder."""

    section: Section
    question: tuple[Question, ...]


class Paths(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The orders in which questions are asked; `refine` is by section.

    A section that `refine` leaves out takes the order of its file.
    """

    quick: tuple[str, ...]
    youth: tuple[str, ...] = ()
    refine: dict[str, tuple[str, ...]] = {}
