"""Compare with an earlier result, out of a file that the person kept. The file is read, shown and
forgotten; what comes back from the page is the same file, carried in a hidden field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response
from werkzeug.exceptions import RequestEntityTooLarge

import footprint_model as fm
from app import errors
from app.durations import list_unit
from app.i18n import country_name
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.quiz.responses import private, saved
from app.quiz.state import StateError, Tampered, load_answers
from app.results import bp
from app.results.changes import (
    Line,
    Pair,
    Reason,
    by_category,
    central_difference,
    difference_in_words,
    lines,
    pair,
    reasons,
    share_in_words,
    shown_and_rest,
)
from app.results.result_file import (
    MOST_BYTES,
    FileProblem,
    ResultFile,
    read,
    same_numbers,
    schema,
    too_large,
)

FRAME = 20_000  # of a form around the file

Kind = Literal["answers", "version", "both"]


@dataclass(frozen=True)
class Step:
    """Two totals and the way from one to the other."""

    kind: Kind
    totals: Pair
    words: str
    share: str
    shown: list[Line]
    rest: list[Line]
    general: list[Reason]


@dataclass(frozen=True)
class Comparison:
    """A file beside today: without answers here, or in another country, the file alone says it."""

    file: ResultFile
    steps: list[Step]
    alone: Pair | None
    largest: list[Line]
    unreadable: int
    edited: bool
    recomputed: bool
    replaces: bool

    @property
    def country(self) -> str:
        """Where the file's person lives."""
        return country_name(self.file.estimate.country)

    @property
    def can_recompute(self) -> bool:
        """Whether today's version would say something else."""
        return not self.recomputed and (self.edited or not self.file.is_current)


@bp.url_value_preprocessor
def allow_a_file(endpoint: str | None, _values: object) -> None:
    """A result is larger than the forms of this site; said before the form is read."""
    if endpoint == "results.compare":
        request.max_content_length = MOST_BYTES + FRAME
        request.max_form_memory_size = MOST_BYTES + FRAME


@bp.route("/result/compare", methods=["GET", "POST"])
def compare() -> Response:
    """Ask for a file, show it beside today, or take on its answers."""
    if request.method == "GET":
        return shown(None)
    sent = request.files.get("file")
    carried = request.form.get("carried", "").encode()
    go = request.form.get("go")
    try:
        found = read(carried or (sent.stream.read() if sent else b""))
        if go == "load":
            return saved(found.readable(), url_for("quiz.review"))
        return shown(compared(found, recompute=go == "recompute"))
    except FileProblem as problem:
        return shown(None, problem)
    except Tampered:
        return shown(None, FileProblem(_("The file holds more answers than a browser can keep.")))


@bp.errorhandler(RequestEntityTooLarge)
def file_too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say it on the page where the file was chosen."""
    if request.endpoint == "results.compare":
        return shown(None, too_large())
    return errors.show(error)


@bp.get("/result/file-format.json")
def file_format() -> Response:
    """The form of the file, as a JSON Schema."""
    response = make_response(schema())
    response.headers["Content-Type"] = "application/schema+json; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def here() -> Answers:
    """The answers of this browser; a file can be looked at without any."""
    try:
        return load_answers()
    except StateError:
        return Answers()


def shown(comparison: Comparison | None, problem: FileProblem | None = None) -> Response:
    """The page, with what went wrong if something did."""
    page = render_template(
        "results/compare.html",
        comparison=comparison,
        problem=problem,
        answers=here(),
        most_kb=MOST_BYTES // 1000,
    )
    return private(page, problem.status if problem else 200)


def compared(file: ResultFile, recompute: bool) -> Comparison:
    """The file's own numbers beside those of today, and what lies between."""
    then, now = file.readable(), here()
    estimate_now = fm.estimate(to_consumption(now)) if now.country else None
    again = fm.estimate(to_consumption(then))
    edited = file.is_current and not same_numbers(file, again)
    own = file.is_current and not edited
    steps = []
    if recompute and not own:
        steps.append(by_version(file, again))
        if estimate_now:
            steps.append(by_answers(again, estimate_now, then, now))
    elif estimate_now and own:
        steps.append(by_answers(again, estimate_now, then, now))
    elif estimate_now:
        steps.append(by_both(file, estimate_now, then, now))
    return Comparison(
        file=file,
        steps=steps,
        alone=None if steps else pair(file.person_years, file.person_years),
        largest=[] if steps else largest(file),
        unreadable=file.unreadable(),
        edited=edited,
        recomputed=recompute and not own,
        replaces=len(now) > 0 and now != then,
    )


def by_answers(before: fm.Estimate, after: fm.Estimate, then: Answers, now: Answers) -> Step:
    """The same model for both: what answers changed, with an honest range of the difference."""
    found = fm.difference(before, after)
    because = reasons(then, now)
    unit = list_unit(max(before.days_per_year.central, after.days_per_year.central))
    rows = lines(by_category(before), by_category(after), found.by_category, because, unit)
    shown_rows, rest = shown_and_rest(rows)
    return Step(
        "answers",
        pair(before.person_years, after.person_years),
        difference_in_words(found.person_years),
        share_in_words(found.person_years.central, before.person_years.central),
        shown_rows,
        rest,
        because.general,
    )


def by_version(file: ResultFile, again: fm.Estimate) -> Step:
    """The same answers, then and with the model and data of today."""
    return without_draws("version", file, again.person_years, by_category(again), {}, [])


def by_both(file: ResultFile, now: fm.Estimate, then: Answers, answers: Answers) -> Step:
    """Other answers and another version at once: the centres, without a range of the difference."""
    because = reasons(then, answers)
    return without_draws(
        "both", file, now.person_years, by_category(now), because.by_category, because.general
    )


def without_draws(
    kind: Kind,
    file: ResultFile,
    after: fm.Interval,
    categories: dict[str, float],
    because: dict[str, list[Reason]],
    general: list[Reason],
) -> Step:
    """A file has no draws, so only the centres can be subtracted."""
    rows = central_difference(file.by_category(), categories, because)
    shown_rows, rest = shown_and_rest(rows)
    between = after.central - file.person_years.central
    return Step(
        kind,
        pair(file.person_years, after),
        difference_in_words(fm.Interval(between, between, between)),
        share_in_words(between, file.person_years.central),
        shown_rows,
        rest,
        general,
    )


def largest(file: ResultFile) -> list[Line]:
    """What the file's result is mostly in."""
    nothing: dict[str, float] = {}
    rows = central_difference(nothing, file.by_category(), {})
    return shown_and_rest(rows)[0]
