"""The questions in a frame of another site, without any cookie.

Browsers keep the cookies of a framed site from it, so the answers travel in the form itself: a
signed text that comes back with the next answer. Nothing is stored, and nothing is in an address.
"""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadData, SignatureExpired

import footprint_model as fm
from app.campaigns.joining import offer
from app.embed import bp
from app.embed.routes import frame_language
from app.extensions import csrf
from app.quiz import questions as q
from app.quiz.answers import YOUTH, Answers, on_page
from app.quiz.form_builder import form_class, form_data
from app.quiz.forms import QuestionForm
from app.quiz.model_input import to_consumption
from app.quiz.private_link import link_token
from app.quiz.routes import LONGEST_SUGGESTION, checked_amount, question_parts, words
from app.quiz.so_far import so_far
from app.quiz.state import (
    MAX_AGE,
    MAX_BYTES,
    Expired,
    Payload,
    StateError,
    Tampered,
    answers_of,
    payload_of,
    serializer,
)
from app.quiz.walk import Place, place
from app.results.breakdown import breakdown
from app.results.headline import headline

SALT = "embed-quiz"
BARS = 5


bp.context_processor(words)  # the questions here are those of the site


class FramePayload(Payload, forbid_unknown_fields=True):
    """What is signed: the answers, and which question is open (none: the result)."""

    q: str = ""


def write_state(answers: Answers, question_id: str) -> str:
    """The answers and the open question as a signed text."""
    text = serializer(SALT).dumps({**payload_of(answers), "q": question_id})
    if len(text) > MAX_BYTES:
        raise Tampered  # more than these questions together can need
    return str(text)


def read_state(text: str) -> tuple[Answers, q.Question]:
    """What `write_state` wrote.

    Raises
    ------
    StateError
        If it was changed, is too old, or names no question.
    """
    if not text or len(text) > MAX_BYTES:
        raise Tampered
    try:
        found = serializer(SALT).loads(text, max_age=MAX_AGE)
        payload = msgspec.convert(found, type=FramePayload)
    except SignatureExpired as error:
        raise Expired from error
    except (BadData, msgspec.ValidationError) as error:
        raise Tampered from error
    answers = answers_of(payload)
    asked = q.by_id().get(q.renamed().get(payload.q, payload.q))
    return answers, asked if asked in path(answers) else path(answers)[0]


def path(answers: Answers) -> tuple[q.Question, ...]:
    """The questions of the frame, in order."""
    return tuple(one for one in answers.first_path() if answers.asked(one))


@bp.route("/embed/quiz", methods=["GET", "POST"])
@csrf.exempt
def quiz() -> Response:
    """The questions for everybody; `for=school` asks those for school.

    No check of where the form was sent from is needed: it changes nothing on the server and reads
    no cookie; whoever sends it has the answers already.
    """
    frame_language()
    return conversation(nothing_yet())


def nothing_yet() -> Answers:
    """No answers, on the path that the frame's address says."""
    return Answers({}, {}, YOUTH if request.args.get("for") == "school" else "")


def conversation(start: Answers) -> Response:
    """One question after the other, then the result."""
    if request.method == "GET":
        return asked(start, path(start)[0])
    answers, question = read_state(request.form.get("state", ""))
    form = form_class(question.id)(answers, meta={"csrf": False})
    match request.form.get("go"):
        case "show":
            return asked(answers, question)
        case "fill":
            return asked(answers, question, suggested(answers, question))
        case "back":
            for part in form.parts():
                # What cannot be read is left behind; going back must always work.
                if part.validate():
                    answers = answers.with_answers(part.answers())
            steps = path(answers)
            return asked(answers, steps[max(0, steps.index(question) - 1)])
    if not form.validate_on_submit():
        return asked(answers, question, form, 422)
    answers = answers.with_answers(form.answers())
    steps = path(answers)
    following = steps[steps.index(question) + 1 :]
    unusual = [one for one in on_page(question) if checked_amount(one, answers)]
    if following:
        return asked(answers, following[0], checked=unusual[0] if unusual else None)
    return result(answers)


@bp.post("/embed/quiz/estimate")
@csrf.exempt
def quiz_estimate() -> Response:
    """The number of the strip for what stands in the form now."""
    frame_language()
    answers, question = read_state(request.form.get("state", ""))
    form = form_class(question.id)(answers, meta={"csrf": False})
    if form.validate_on_submit():
        answers = answers.with_answers(form.answers())
    found = so_far(answers)
    body = {} if found is None else {"answered": found.answered, "amount": found.amount}
    return unkept(make_response(body))


def suggested(answers: Answers, question: q.Question) -> QuestionForm:
    """The form with the suggestion that was pressed filled in."""
    form = form_class(question.id)(
        answers, formdata=None, meta={"csrf": False}, data=form_data(question, answers)
    )
    for field in form.text_fields():
        if text := request.form.get(field.name):
            amount, _slash, period = text[:LONGEST_SUGGESTION].partition("/")
            form.fill(field, amount, period)
    if "country" in form and (code := request.form.get("country")):
        form["country"].data = code
    return form


def asked(
    answers: Answers,
    question: q.Question,
    form: QuestionForm | None = None,
    status: int = 200,
    checked: q.Question | None = None,
) -> Response:
    """A question, with the answers up to now in its form."""
    form = form or form_class(question.id)(
        answers, formdata=None, meta={"csrf": False}, data=form_data(question, answers)
    )
    here: Place = place(question, answers, "")
    page = render_template(
        "embed/quiz.html",
        **question_parts(here, form, answers),
        state=write_state(answers, question.id),
        estimate_address=url_for(".quiz_estimate", **kept_query()),
        checked=checked,
        checked_amount=checked_amount(checked, answers) if checked else "",
        change=write_state(answers, checked.id) if checked else "",
    )
    return unkept(make_response(page, status))


def result(answers: Answers) -> Response:
    """The estimate in short, the way to all of it, and what the host may be told."""
    estimate = fm.estimate(to_consumption(answers))
    days, one_in = estimate.days_per_year, estimate.one_in
    page = render_template(
        "embed/result.html",
        headline=headline(estimate),
        country=estimate.country,
        parts=breakdown(estimate),
        bars=BARS,
        again=write_state(answers, path(answers)[0].id),
        offer=offer(answers, estimate.country),
        query=kept_query(),
        whole=url_for("quiz.kept", token=link_token(answers), _external=True),
        totals={
            "days": days.central,
            "low": days.low,
            "high": days.high,
            "oneIn": round(one_in.central) if one_in else None,
            "modelVersion": estimate.model_version,
            "dataVersion": estimate.data_version,
        },
    )
    return unkept(make_response(page))


@bp.errorhandler(StateError)
def lost(error: StateError) -> Response:
    """Say what happened to the answers and offer a fresh start."""
    expired = isinstance(error, Expired)
    frame_language()
    slug = (request.view_args or {}).get("slug")
    page = render_template(
        "embed/lost.html",
        happened=_("The answers in this page are older than a day.")
        if expired
        else _("The answers in this page are not as we wrote them."),
        again=url_for(".campaign" if slug else ".quiz", slug=slug, **kept_query()),
    )
    return unkept(make_response(page, 410 if expired else 400))


def kept_query() -> dict[str, Any]:
    """What the frame's address says about its host, language and theme stays in it."""
    names = ("origin", "lang", "for", "via", "scheme")
    return {name: request.args[name] for name in names if name in request.args}


def unkept(response: Response) -> Response:
    """Nobody keeps a page with answers."""
    response.headers["Cache-Control"] = "no-store"
    return response
