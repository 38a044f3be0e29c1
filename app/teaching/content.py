"""The texts of the pack as they stand in `content/`, checked when they are first read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

import msgspec

FOLDER = Path(__file__).parent / "content"

AgeId = Literal["11-14", "14-18", "university"]


class Checked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a content file; a key that nobody reads is refused."""


class Age(Checked, frozen=True):
    """One of the three packs. `claims`: cards show facts with the kind of claim each is."""

    id: AgeId
    name: str
    short: str
    who: str
    set: Literal["quick", "youth"]
    claims: bool


class Step(Checked, frozen=True):
    """One step of a lesson; `uses` names the part of the pack that it needs."""

    minutes: int
    title: str
    form: str
    teacher: str
    pupils: str
    ask: tuple[str, ...] = ()
    uses: str = ""


class Plan(Checked, frozen=True):
    """A lesson plan."""

    id: Literal["lesson-45", "lesson-90"]
    minutes: int
    title: str
    summary: str
    aims: tuple[str, ...]
    material: tuple[str, ...]
    before: tuple[str, ...]
    with_devices: str
    without_devices: str
    ending: str
    homework: tuple[str, ...]
    extension: tuple[str, ...]
    step: tuple[Step, ...]

    def timed(self) -> Iterator[tuple[int, int, Step]]:
        """Each step with the minutes in which it begins and ends."""
        for end, step in zip(accumulate(s.minutes for s in self.step), self.step, strict=True):
            yield end - step.minutes, end, step


class Section(Checked, frozen=True):
    """A headed part of a handout."""

    title: str
    text: tuple[str, ...]


class Line(Checked, frozen=True):
    """A line of a task: a text, or a fact of the site. `note` is the answer."""

    note: str
    text: str = ""
    claim: str = ""


class Task(Checked, frozen=True):
    """Something to do on a handout; `choices` become boxes to tick."""

    title: str
    text: str
    line: tuple[Line, ...]
    choices: tuple[str, ...] = ()


class Write(Checked, frozen=True):
    """Room to write."""

    title: str
    text: str
    lines: int


class Handout(Checked, frozen=True):
    """One sheet for pupils."""

    age: AgeId
    title: str
    lead: str
    part: tuple[Section, ...]
    task: Task
    write: Write


class Word(Checked, frozen=True):
    """A word of the glossary."""

    term: str
    text: str
    ages: tuple[AgeId, ...]


class FactCard(Checked, frozen=True):
    """Which figure, fact or average a card shows, and a question about it."""

    text: str
    ages: tuple[AgeId, ...]
    world: str = ""
    shown: Literal["", "people", "percent", "count"] = ""
    goods: str = ""
    footprint: bool = False


class Talk(Checked, frozen=True):
    """What to ask about a card at one age."""

    age: AgeId
    text: tuple[str, ...]


class TalkCard(Checked, frozen=True):
    """A discussion card about a case, or about a product where there is no case."""

    id: str
    drawing: str
    title: str
    text: str
    note: str
    products: tuple[str, ...]
    ages: tuple[AgeId, ...]
    talk: tuple[Talk, ...]
    case: str = ""
    facts: tuple[int, ...] = ()
    claims: tuple[str, ...] = ()

    def questions(self, age: AgeId) -> tuple[str, ...]:
        """What to ask at this age."""
        return next(talk.text for talk in self.talk if talk.age == age)


class GuideSection(Checked, frozen=True):
    """A section of the teacher's guide."""

    id: str
    title: str
    text: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    ages: tuple[AgeId, ...] = ("11-14", "14-18", "university")


class Answer(Checked, frozen=True):
    """A question that pupils ask, and an answer one can say aloud."""

    text: str
    note: str
    ages: tuple[AgeId, ...]


class Known(Checked, frozen=True):
    """Actions of the catalogue of which the answers say what is known."""

    actions: tuple[str, ...]
    ages: tuple[AgeId, ...]


class ForAges(Protocol):
    """What is meant for some ages."""

    @property
    def ages(self) -> tuple[AgeId, ...]: ...


T = TypeVar("T", bound=ForAges)


def at(age: AgeId, rows: Sequence[T]) -> list[T]:
    """Those that are meant for this age."""
    return [row for row in rows if age in row.ages]


@cache
def ages() -> dict[str, Age]:
    """The three ages by id, from the youngest."""
    return {age.id: age for age in _rows("ages.toml", "age", Age)}


@cache
def plans(age: AgeId) -> dict[str, Plan]:
    """The lesson plans of an age by id."""
    name = f"plans_{age.replace('-', '_')}.toml"
    return {plan.id: plan for plan in _rows(name, "plan", Plan)}


@cache
def handouts() -> dict[str, Handout]:
    """The handouts by age."""
    return {sheet.age: sheet for sheet in _rows("handouts.toml", "handout", Handout)}


@cache
def words() -> tuple[Word, ...]:
    """The glossary."""
    return _rows("glossary.toml", "word", Word)


@cache
def fact_cards() -> tuple[FactCard, ...]:
    """The fact cards."""
    return _rows("facts.toml", "card", FactCard)


@cache
def talk_cards() -> tuple[TalkCard, ...]:
    """The discussion cards."""
    return _rows("cards.toml", "card", TalkCard)


@cache
def guide() -> tuple[GuideSection, ...]:
    """The teacher's guide."""
    return _rows("guide.toml", "section", GuideSection)


@cache
def answers() -> tuple[Answer, ...]:
    """What pupils ask."""
    return _rows("answers.toml", "answer", Answer)


@cache
def known() -> tuple[Known, ...]:
    """Of which actions to say what is known."""
    return _rows("answers.toml", "known", Known)


R = TypeVar("R", bound=Checked)


def _rows(name: str, table: str, row: type[R]) -> tuple[R, ...]:
    try:
        tables: Any = msgspec.toml.decode((FOLDER / name).read_text(encoding="utf-8"))
        return msgspec.convert(tables[table], tuple[row, ...])  # type: ignore[valid-type]
    except (msgspec.ValidationError, msgspec.DecodeError, KeyError) as error:
        raise ValueError(f"{name}: {error}") from error
