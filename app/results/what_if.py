"""What if: other answers tried on the result. Choices stand in the address, answers do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from flask import redirect, render_template, request, url_for
from werkzeug import Response

import footprint_model as fm
from app.durations import list_unit
from app.quiz import questions as q
from app.quiz.answers import Answers, NoAnswers
from app.quiz.model_input import to_consumption
from app.quiz.places import country_choices
from app.quiz.responses import private, saved
from app.quiz.state import load_answers
from app.quiz.wording import answer_in_words
from app.results import bp
from app.results.changes import (
    Line,
    Pair,
    Reason,
    by_category,
    difference_in_words,
    lines,
    pair,
    reasons,
    share_in_words,
    shown_and_rest,
    weight,
)
from app.results.what_ifs import Chosen, Step, WhatIf, changed, offered, what_ifs

SHOWN = 6  # the rest is folded away
ON_RESULT = 3


@dataclass(frozen=True)
class Outcome:
    """Before and after, for one set of choices."""

    totals: Pair
    words: str
    share: str
    shown: list[Line]
    rest: list[Line]
    general: list[Reason]
    made: list[Chosen]

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen and changed something, as it stands in an address."""
        return {chosen.what_if.id: chosen.choice for chosen in self.made}


class Control(NamedTuple):
    """One thing to try, as the page shows it."""

    what_if: WhatIf
    steps: tuple[Step, ...]
    said: str
    chosen: str
    countries: tuple[tuple[str, str], ...]


def compare(
    answers: Answers, choices: Mapping[str, str]
) -> tuple[fm.Estimate, fm.Estimate, Answers, list[Chosen]]:
    """The estimate as it is, the one with the changes made, and what was changed."""
    other, made = changed(answers, choices)
    before = fm.estimate(to_consumption(answers))
    after = fm.estimate(to_consumption(other)) if made else before
    return before, after, other, made


def outcome(answers: Answers, choices: Mapping[str, str]) -> Outcome:
    """What the choices do, in words."""
    before, after, other, made = compare(answers, choices)
    difference = fm.difference(before, after)
    why: dict[str, list[str]] = {}
    for chosen in made:
        why.setdefault(chosen.what_if.question, []).append(chosen.what_if.why_of(chosen.choice))
    because = reasons(answers, other, why)
    unit = list_unit(max(before.days_per_year.central, after.days_per_year.central))
    rows = lines(by_category(before), by_category(after), difference.by_category, because, unit)
    shown, rest = shown_and_rest(rows)
    return Outcome(
        totals=pair(before.person_years, after.person_years),
        words=difference_in_words(difference.person_years),
        share=share_in_words(difference.person_years.central, before.person_years.central),
        shown=shown,
        rest=rest,
        general=because.general,
        made=made,
    )


def controls(answers: Answers, choices: Mapping[str, str]) -> tuple[list[Control], list[Control]]:
    """What to try: what changes most first, then the rest; a country to live in always shows.

    Labels and origins come last: the one changes no amount, and the other ranks no country.
    """
    ranked = []
    now = fm.estimate(to_consumption(answers))
    years = by_category(now)
    for one, steps in offered(answers):
        effect = 0.0
        if steps:
            most = to_consumption(changed(answers, {one.id: steps[-1].id})[0])
            effect = now.person_years.central - fm.central_person_years(most)
        if effect or one.is_home or (not one.lowers and weight(one.about, answers, years)):
            ranked.append((effect, one, steps))
    ranked.sort(key=lambda row: -row[0])
    every = [control(one, steps, answers, choices) for _effect, one, steps in ranked]
    always = [c for c in every if c.what_if.is_home]
    others = [c for c in every if not c.what_if.is_home]
    return [*others[:SHOWN], *always], others[SHOWN:]


def control(
    one: WhatIf, steps: tuple[Step, ...], answers: Answers, choices: Mapping[str, str]
) -> Control:
    """One thing to try with what the person said about it."""
    codes = one.codes(answers)
    known = {step.id for step in steps} if steps else codes
    chosen = choices.get(one.id, "")
    return Control(
        one,
        steps,
        answer_in_words(one.about, answers.get(one.question)),
        chosen if chosen in known else "",
        country_choices(codes),
    )


@bp.route("/result/what-if", methods=["GET", "POST"])
def what_if() -> Response:
    """The result beside what it would be; a POST writes the changes into the answers.

    A script asks for the outcome alone, by `part` in the address.
    """
    answers = load_answers()
    if answers.country is None:
        raise NoAnswers
    if request.method == "POST":
        return keep(answers, request.form)
    found = outcome(answers, request.args)
    if request.args.get("part") == "outcome":
        return private(render_template("results/_what_if_outcome.html", outcome=found))
    first, more = controls(answers, request.args)
    return private(
        render_template("results/what_if.html", outcome=found, controls=first, more=more)
    )


def keep(answers: Answers, choices: Mapping[str, str]) -> Response:
    """The changed answers in the browser, as if the questions had been answered so."""
    other, made = changed(answers, choices)
    if not made:
        return redirect(url_for("results.what_if"), 303)
    return saved(other, url_for("results.result"))


@bp.context_processor
def on_result() -> dict[str, object]:
    """What the panel on the result calls."""
    return {"quick_what_ifs": quick_what_ifs}


def quick_what_ifs(answers: Answers, estimate: fm.Estimate) -> list[tuple[WhatIf, Step]]:
    """A few things to try where most of the estimate is, each with its largest step but none."""
    years = by_category(estimate)
    counted = {row.category for row in estimate.by_category if row.answered}
    weighed = [
        (weight(one.about, answers, years), one)
        for one, lasting in lowering()
        if not lasting or not lasting <= counted  # how long they last is in the amounts already
    ]
    ranked = sorted(weighed, key=lambda row: -row[0])
    found: dict[str, tuple[WhatIf, Step]] = {}
    for about, one in ranked:
        if about and one.question not in found and (steps := one.steps_for(answers)):
            step = next((s for s in reversed(steps) if s.id != "none"), steps[-1])
            found[one.question] = (one, step)
        if len(found) == ON_RESULT:
            break
    return list(found.values())


@cache
def lowering() -> tuple[tuple[WhatIf, frozenset[str]], ...]:
    """What can only make the estimate smaller, and the categories whose things it makes last longer
    where it changes no more than that."""
    found = []
    for one in what_ifs():
        if one.lowers:
            targets = [q.read_target(text) for text in one.about.targets]
            modifiers = [target for target in targets if target.kind == "modifier"]
            only = all(target.modifier in ("years_kept", "repaired") for target in modifiers)
            found.append((one, frozenset(target.name for target in modifiers if only)))
    return tuple(found)
