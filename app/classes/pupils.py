"""What pupils see: the way in by a code, sending their answers, and what became of them."""

from __future__ import annotations

import secrets

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug import Response as BaseResponse

from app.classes import bp, codes, lifetime, sending, short
from app.classes.figures import pupil
from app.classes.forms import SendForm, send_form
from app.classes.settings import decode
from app.extensions import limiter
from app.groups.form_fields import problems
from app.groups.secret_links import secret
from app.models import Classroom
from app.quiz.answers import YOUTH, Answers, Joining, NoAnswers
from app.quiz.state import StateError, load_answers, save


class WrongCode(Exception):
    """No class has the code that was typed."""

    def __init__(self, typed: str, *, possible: bool) -> None:
        self.typed = typed
        self.possible = possible


def _limit() -> str:
    return str(current_app.config["CODE_LIMIT"])


def _is_wrong(response: Response) -> bool:
    return response.status_code == 404


# Right codes cost nothing, so that a whole school can join from behind one address.
limited = limiter.shared_limit(_limit, scope="class codes", deduct_when=_is_wrong)


@bp.errorhandler(NoAnswers)
def ask_first(_: NoAnswers) -> BaseResponse:
    """Without a result there is nothing to send."""
    return redirect(url_for("quiz.start"))


@bp.errorhandler(WrongCode)
def wrong_code(error: WrongCode) -> Response:
    """Say what may be wrong with it, with the box to type it again."""
    page = render_template("classes/join.html", typed=error.typed[:40], possible=error.possible)
    return secret(page, 404 if error.possible else 422)


@bp.errorhandler(sending.Gone)
def gone(_error: Exception) -> Response:
    """Say that the class is over, and that one's own result is still there."""
    return secret(render_template("classes/gone.html"), 410)


@bp.errorhandler(sending.Full)
def full(_error: Exception) -> Response:
    """Say that so many have answered that nobody is added."""
    return secret(render_template("classes/full.html"), 409)


@short.get("/join")
def join() -> BaseResponse:
    """From the address one can say to the page in the pupil's language."""
    return redirect(url_for("classes.join"))


@short.get("/join/<code>")
def join_by_code(code: str) -> BaseResponse:
    """The same with the code, as the picture has it."""
    return redirect(url_for("classes.begin", code=code))


@bp.get("/class/join", endpoint="join")
@limited
def join_page() -> ResponseReturnValue:
    """Ask for the code."""
    if "code" not in request.args:
        return secret(render_template("classes/join.html", typed="", possible=None))
    row = by_code(request.args["code"])
    return redirect(url_for(".begin", code=row.code), 303)


@bp.route("/class/join/<code>", methods=["GET", "POST"])
@limited
def begin(code: str) -> ResponseReturnValue:
    """Say what is asked and what is kept; then go to the questions."""
    row = by_code(code)
    try:
        answers = load_answers()
    except StateError:  # too old, or not ours: begin without
        answers = Answers()
    if row.closed:
        return closed(answers)
    joining = for_class(answers, row)
    if FlaskForm().validate_on_submit():
        return to_questions(row, answers, request.form.get("answers") == "new")
    return secret(
        render_template(
            "classes/begin.html",
            settings=decode(row.settings),
            code=row.code,
            has_answers=len(answers) > 1,
            done=answers.is_done,
            sent=sending.has_sent(row, joining.once),
            delete_on=row.delete_on,
        )
    )


def to_questions(row: Classroom, answers: Answers, afresh: bool) -> BaseResponse:
    """To the first open question, or to the result if all are answered."""
    settings = decode(row.settings)
    kept = Answers() if afresh else answers
    kept = kept.on_path(YOUTH if settings.path == "youth" else "")
    if kept.country is None:
        kept = kept.with_answer("country", settings.country)
    marked = kept.joining_with(for_class(answers, row))
    save(marked)
    return redirect(url_for("results.result" if marked.is_done else "quiz.start"), 303)


def for_class(answers: Answers, row: Classroom) -> Joining:
    """What counts this browser once in the class: its number stays the same while it is the same class."""
    before = answers.joining
    if before and before.place == "class" and before.slug == row.code:
        return before
    return Joining(row.code, secrets.token_urlsafe(12), "class")


@bp.route("/class/send", methods=["GET", "POST"])
def send() -> ResponseReturnValue:
    """Ask the teacher's own questions, and send what the class counts."""
    answers = load_answers()
    joining = answers.joining
    if joining is None or joining.place != "class":
        return redirect(url_for(".join"))
    row = lifetime.find(joining.slug)
    if row is None:
        raise sending.Gone
    if row.closed:
        return closed(answers)
    if answers.country is None:
        raise NoAnswers
    form = send_form(decode(row.settings).questions)
    if form.validate_on_submit():
        sending.send(row, joining.once, pupil(answers, form.choices))
        return redirect(url_for(".sent"), 303)
    return send_page(form)


def send_page(form: SendForm) -> Response:
    """The form, with what is wrong with it."""
    page = render_template("classes/send.html", form=form, problems=problems(form))
    return secret(page, 422 if form.is_submitted() else 200)


@bp.get("/class/sent")
def sent() -> ResponseReturnValue:
    """Say that it has arrived, and that it can be changed."""
    answers = load_answers()
    if answers.joining is None or answers.joining.place != "class":
        return redirect(url_for(".join"))
    row = lifetime.find(answers.joining.slug)
    if row is None:
        raise sending.Gone
    return secret(
        render_template(
            "classes/sent.html", row=row, country=answers.country, delete_on=row.delete_on
        )
    )


def by_code(typed: str) -> Classroom:
    """The class whose code was typed, in whatever way."""
    code = codes.read(typed)
    row = lifetime.find(code) if code else None
    if row is None:
        raise WrongCode(typed, possible=bool(code))
    return row


def closed(answers: Answers) -> Response:
    """Say that the teacher takes no answers now, and that nothing was lost."""
    return secret(render_template("classes/closed.html", done=answers.is_done), 409)
