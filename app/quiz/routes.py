"""Pages of the questionnaire. Each answer is checked, signed and sent back to the browser."""

from __future__ import annotations

from dataclasses import dataclass

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from werkzeug import Response
from werkzeug.exceptions import NotFound

import footprint_model as fm
from app.durations import DAYS_PER_YEAR, duration
from app.i18n import country_name
from app.quiz import bp
from app.quiz import questions as q
from app.quiz.answers import USUAL, Answers, NoAnswers, to_consumption
from app.quiz.forms import QuestionForm, country_choices, form_class, form_data
from app.quiz.state import Expired, StateError, forget, load_answers, save
from app.quiz.wording import (
    amount_with_unit,
    answer_in_words,
    chip_items,
    time_left,
    usual_in_words,
)

# How sure a fact is, in words: a listing, a survey and a report in a paper are not the same thing.
STATUS_WORDS = {
    "official_finding": lazy_gettext("Found by a public authority"),
    "estimate": lazy_gettext("An estimate"),
    "survey": lazy_gettext("A survey"),
    "investigation": lazy_gettext("Reported by investigators"),
    "programme_self_report": lazy_gettext("Reported by the organisation itself"),
}


@dataclass(frozen=True)
class SoFar:
    """The estimate as it stands, for the strip at the foot of a question."""

    amount: str
    average: str
    country: str
    answered: bool


@bp.context_processor
def words() -> dict[str, object]:
    """What the templates of questions need beside the question itself."""
    return {"status_words": STATUS_WORDS, "chip_items": chip_items}


@bp.get("/quiz/")
def start() -> Response:
    """Go to the first open question, or to the list when all are answered."""
    return to_next_open(load_answers())


@bp.route("/quiz/<question_id>", methods=["GET", "POST"])
def question(question_id: str) -> ResponseReturnValue:
    """Show one question; on a valid answer keep it and go on."""
    path = [item.id for item in q.quick_path()]
    if question_id in q.renamed():
        return redirect(url_for("quiz.question", question_id=q.renamed()[question_id]), 301)
    if question_id not in path:
        raise NotFound
    answers = load_answers()
    asked = q.by_id()[question_id]
    make = form_class(question_id)
    if request.method == "POST":
        form = make()
        back = request.form.get("go") == "back"
        if form.validate_on_submit():
            answers = answers.with_answer(question_id, form.answer())
            response = redirect(after(question_id, path, answers, back), 303)
            save(response, answers)
            return response
        if back and "csrf_token" not in form.errors:
            # What cannot be read is left behind; going back must always work.
            return redirect(before(question_id, path), 303)
        return page(asked, form, answers, path), 422
    filled = form_data(asked, answers.get(question_id)) | suggested(asked)
    return page(asked, make(data=filled), answers, path)


@bp.get("/quiz/review")
def review() -> Response:
    """Every question with its answer, each one step from being changed."""
    answers = load_answers()
    checked = q.by_id().get(request.args.get("check", ""))
    known = {item.id for item in q.quick_path()}
    parts = [
        (
            file.section,
            [
                (item, answer_in_words(item, answers.get(item.id)))
                for item in file.question
                if item.id in known
            ],
        )
        for file in q.sections()
    ]
    return private(
        render_template(
            "quiz/review.html",
            parts=parts,
            answers=answers,
            left=sum(1 for item in q.quick_path() if item.id not in answers),
            total=len(known),
            checked=checked,
            checked_amount=unusual(checked.id, answers) if checked else "",
        )
    )


@bp.post("/quiz/forget")
def forget_answers() -> Response:
    """Delete the answers from this browser and begin again."""
    response = redirect(url_for("pages.landing", deleted=1), 303)
    forget(response)
    return response


@bp.app_errorhandler(StateError)
def unusable_answers(error: StateError) -> Response:
    """Say what happened to the answers and offer a fresh start."""
    expired = isinstance(error, Expired)
    page = render_template("quiz/state_error.html", expired=expired)
    response = make_response(page, 410 if expired else 400)
    forget(response)
    response.headers["Cache-Control"] = "no-store"
    return response


def to_next_open(answers: Answers) -> Response:
    """A redirect to the first question without an answer."""
    for item in q.quick_path():
        if item.id not in answers:
            return redirect(url_for("quiz.question", question_id=item.id))
    return redirect(url_for("quiz.review"))


def after(question_id: str, path: list[str], answers: Answers, back: bool) -> str:
    """Where to go from an answered question."""
    if back:
        return before(question_id, path)
    check = question_id if unusual(question_id, answers) else None
    if request.args.get("then") == "review":
        return url_for("quiz.review", check=check) + f"#{question_id}"
    following = path.index(question_id) + 1
    if following == len(path):
        return url_for("quiz.review", check=check) if check else url_for("results.result")
    return url_for("quiz.question", question_id=path[following], check=check)


def before(question_id: str, path: list[str]) -> str:
    """Where Back leads."""
    if request.args.get("then") == "review":
        return url_for("quiz.review") + f"#{question_id}"
    position = path.index(question_id)
    return (
        url_for("quiz.question", question_id=path[position - 1])
        if position
        else url_for("pages.landing")
    )


def unusual(question_id: str, answers: Answers) -> str:
    """The unusual amount of an answer in words, or nothing. It never stops anybody."""
    asked = q.by_id().get(question_id)
    answer = answers.get(question_id)
    if not isinstance(asked, q.Number | q.OwnedAndYears) or answer is None or answer == USUAL:
        return ""
    amount = answer[0] if isinstance(answer, tuple) else answer
    if isinstance(amount, float) and asked.unusual is not None and amount > asked.unusual:
        return amount_with_unit(asked, amount)
    return ""


def suggested(asked: q.Question) -> dict[str, str | None]:
    """What a chip put into the address: without JavaScript it is a plain GET that fills the box."""
    names = {"amount", "years"} if isinstance(asked, q.OwnedAndYears) else {"amount"}
    if isinstance(asked, q.Country):
        names = {"country"}
    given: dict[str, str | None] = {
        name: request.args[name][:40] for name in names if name in request.args
    }
    return given | {"mode": None} if given else {}


def page(asked: q.Question, form: QuestionForm, answers: Answers, path: list[str]) -> Response:
    """Render one question."""
    position = path.index(asked.id) + 1
    checked = q.by_id().get(request.args.get("check", ""))
    return private(
        render_template(
            "quiz/question.html",
            question=asked,
            section=q.section_of()[asked.id],
            form=form,
            position=position,
            total=len(path),
            time_left=time_left(position, len(path)),
            then=request.args.get("then") if request.args.get("then") == "review" else None,
            so_far=so_far(answers),
            checked=checked,
            checked_amount=unusual(checked.id, answers) if checked else "",
            usual=usual_in_words(asked, answers),
            likely_countries=likely_countries() if isinstance(asked, q.Country) else [],
            answers=answers,
        )
    )


def likely_countries() -> list[tuple[str, str]]:
    """Countries that the browser's language settings name, as a short cut; nothing is looked up."""
    tags = [tag.replace("_", "-").split("-") for tag in request.accept_languages.values()]
    iso2 = [parts[-1].upper() for parts in tags if len(parts) > 1]
    codes = {country.iso2: country.iso3 for country in fm.countries() if country.consumer}
    names = dict(country_choices())
    return [(codes[code], names[codes[code]]) for code in dict.fromkeys(iso2) if code in codes][:3]


def so_far(answers: Answers) -> SoFar | None:
    """The estimate with the answers given up to now; None before the country is known."""
    try:
        consumption = to_consumption(answers)
    except NoAnswers:
        return None
    estimate = fm.estimate(consumption)
    moved = any(
        answer != USUAL and target.startswith(("quantity.", "modifier."))
        for name, answer in answers.values.items()
        for target in q.by_id()[name].targets
    )
    return SoFar(
        amount=duration(estimate.days_per_year.central),
        average=duration(estimate.average_person_years.central * DAYS_PER_YEAR),
        country=country_name(estimate.country),
        answered=moved,
    )


def private(body: str) -> Response:
    """A page with answers in it: no shared cache may keep it."""
    response = make_response(body)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
