"""How the range of a result has narrowed, section by section, as a person answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import gettext as _

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption


class Stage(NamedTuple):
    """What had been answered by then, and the range of the total; person-years."""

    name: str
    person_years: fm.Interval

    @property
    def times(self) -> float:
        """How many times the low end the high end is; 1 where there is no range."""
        low, high = self.person_years.low, self.person_years.high
        return high / low if low > 0 else 1.0


@dataclass(frozen=True)
class Stages:
    """From nothing answered to now; `world` is what would be left were every answer exact."""

    stages: tuple[Stage, ...]
    world: Stage

    @property
    def rows(self) -> tuple[Stage, ...]:
        """All of it, to draw."""
        return (*self.stages, self.world)


def stages(answers: Answers) -> Stages:
    """The range after each answered section, on the same draws of the world.

    Sections whose answers change nothing ("I don't know") are left out. The last stage is the
    result.
    """
    named = [(_("Only the country known"), only(answers, set()))]
    seen: set[str] = set()
    for file in q.sections():
        ids = {question.id for question in file.question}
        if not ids & (answers.values.keys() - {"country"}):
            continue
        seen |= ids
        named.append((_(file.section.title), only(answers, seen)))
    if answers.items:
        named.append((_("Things you listed"), answers))
    people = [to_consumption(answered) for _name, answered in named[:-1]]
    people.append(to_consumption(answers))
    found = fm.narrowing(people)
    kept: list[Stage] = []
    for (name, _answered), interval in zip(named, found.stages, strict=True):
        if not kept or interval != kept[-1].person_years:
            kept.append(Stage(name, interval))
    if len(kept) > 1:
        kept[-1] = kept[-1]._replace(name=_("%(part)s (now)", part=kept[-1].name))
    return Stages(tuple(kept), Stage(_("If every answer were exact"), found.world))


def only(answers: Answers, ids: set[str]) -> Answers:
    """The answers to these questions and the country."""
    values = {key: value for key, value in answers.values.items() if key in ids or key == "country"}
    return Answers(values, None, answers.path)
