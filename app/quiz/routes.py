"""Pages of the questionnaire. Each answer is checked, signed and sent back to the browser."""

from __future__ import annotations

from flask import jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from werkzeug import Response
from werkzeug.exceptions import NotFound

from app.quiz import bp
from app.quiz import questions as q
from app.quiz.answers import YOUTH, Answers, Spend, on_page
from app.quiz.form_builder import form_class, form_data
from app.quiz.forms import QuestionForm
from app.quiz.model_input import items_by_id
from app.quiz.places import likely_countries
from app.quiz.ranking import (
    asked_categories,
    category_names,
    questions_about,
    section_states,
)
from app.quiz.responses import private, saved, then_asked
from app.quiz.so_far import so_far
from app.quiz.state import Expired, StateError, forget, load_answers, save
from app.quiz.walk import Place, address, after, back, next_page, place
from app.quiz.wording import (
    answer_in_words,
    chip_items,
    compared,
    income_hints,
    spend_in_words,
    unusual,
    unusual_spend,
    usual_in_words,
)

LONGEST_SUGGESTION = 40

# How sure a fact is, in words: a listing, a survey and a report in a paper are not the same thing.
STATUS_WORDS = {
    "official_finding": lazy_gettext("Found by a public authority"),
    "estimate": lazy_gettext("An estimate"),
    "survey": lazy_gettext("A survey"),
    "investigation": lazy_gettext("Reported by investigators"),
    "programme_self_report": lazy_gettext("Reported by the organisation itself"),
}


@bp.context_processor
def words() -> dict[str, object]:
    """What the templates of questions need beside the question itself."""
    return {
        "status_words": STATUS_WORDS,
        "chip_items": chip_items,
        "address": address,
        "next_page": next_page,
        "category_names": category_names(),
        "school": bool(q.youth_path()),
    }


@bp.get("/quiz/")
def start() -> Response:
    """Go to the first open question, or to the list when all are answered.

    `for` chooses the questions for school or for everybody; nothing is asked about age.
    """
    answers = load_answers()
    chosen = {"school": YOUTH, "everyone": ""}.get(request.args.get("for", ""))
    if chosen is None or chosen == answers.path:
        return to_next_open(answers)
    answers = answers.on_path(chosen)
    save(answers)
    return to_next_open(answers)


@bp.route("/quiz/<question_id>", methods=["GET", "POST"])
def question(question_id: str) -> ResponseReturnValue:
    """Show one question; on a valid answer keep it and go on."""
    answers = load_answers()
    asked = find(question_id, answers)
    if request.method == "GET" and asked.id != question_id:
        return redirect(address(asked, then_asked()), 301)
    here = place(asked, answers, then_asked())
    if request.method == "GET":
        form = form_class(asked.id)(answers, data=form_data(asked, answers))
        for field in form.text_fields():
            if suggestion := request.args.get(field.name):
                amount, _slash, period = suggestion[:LONGEST_SUGGESTION].partition("/")
                form.fill(field, amount, period)
        return page(here, form, answers)
    form = form_class(asked.id)(answers)
    leaving = request.form.get("go") == "back"
    if form.validate_on_submit():
        answers = answers.with_answers(form.answers())
        check = next((one.id for one in on_page(asked) if checked_amount(one, answers)), None)
        return saved(answers, back(here) if leaving else after(here, answers, check))
    if leaving and "csrf_token" not in form.errors:
        # What cannot be read is left behind; going back must always work.
        for part in form.parts():
            if not part.errors:
                answers = answers.with_answers(part.answers())
        return saved(answers, back(here))
    return page(here, form, answers, 422)


@bp.post("/quiz/<question_id>/estimate")
def estimate(question_id: str) -> Response:
    """The strip's numbers for what stands in the form now; nothing is kept."""
    answers = load_answers()
    form = form_class(find(question_id, answers).id)(answers)
    if form.validate_on_submit():
        answers = answers.with_answers(form.answers())
    found = so_far(answers)
    response = jsonify(
        {} if found is None else {"answered": found.answered, "amount": found.amount}
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def find(question_id: str, answers: Answers) -> q.Question:
    """The question of that name, or of that former name, if this visitor may be asked it."""
    found = q.by_id().get(q.renamed().get(question_id, question_id))
    if found is None or not any(answers.allowed(one) for one in on_page(found)):
        raise NotFound
    return found


@bp.get("/quiz/review")
def review() -> Response:
    """The questions of the first path and all answers, each one step from being changed."""
    answers = load_answers()
    first = [one for one in answers.first_path() if answers.asked(one)]
    parts = []
    for file in q.sections():
        shown = [
            (one, answer_in_words(one, answers.get(one.id)))
            for one in file.question
            if one in first or (one.id in answers and answers.asked(one))
        ]
        if shown:
            parts.append((file.section, shown))
    return private(
        render_template(
            "quiz/review.html",
            parts=parts,
            answers=answers,
            left=sum(1 for one in first if one.id not in answers),
            total=len(first),
            **notice(answers),
        )
    )


@bp.get("/quiz/map")
def section_map() -> Response:
    """Every section with what is answered and open, most useful first."""
    answers = load_answers()
    states = section_states(answers)
    questions = {
        state.section.id: [
            (one, answer_in_words(one, answers.get(one.id)))
            for one in answers.questions_in(state.section.id)
        ]
        for state in states
    }
    return private(
        render_template(
            "quiz/map.html",
            states=states,
            questions=questions,
            answers=answers,
            so_far=so_far(answers),
            **notice(answers),
        )
    )


@bp.get("/quiz/about/<category>")
def about_category(category: str) -> Response:
    """The questions that move one category of the result."""
    answers = load_answers()
    if category not in asked_categories():
        raise NotFound
    questions = questions_about(category, answers)
    return private(
        render_template(
            "quiz/about_category.html",
            category=category,
            questions=[(one, answer_in_words(one, answers.get(one.id))) for one in questions],
            listed=[name for name in answers.items if items_by_id()[name].category == category],
            answers=answers,
        )
    )


@bp.post("/quiz/forget")
def forget_answers() -> Response:
    """Delete the answers from this browser and begin again."""
    forget()
    return redirect(url_for("pages.landing", deleted=1), 303)


@bp.app_errorhandler(StateError)
def unusable_answers(error: StateError) -> Response:
    """Say what happened to the answers and offer a fresh start."""
    expired = isinstance(error, Expired)
    page = render_template("quiz/state_error.html", expired=expired)
    response = make_response(page, 410 if expired else 400)
    forget()
    response.headers["Cache-Control"] = "no-store"
    return response


def to_next_open(answers: Answers) -> Response:
    """A redirect to the first question without an answer."""
    for one in answers.first_path():
        if one.id not in answers and answers.asked(one):
            return redirect(address(one, ""))
    return redirect(url_for("quiz.review"))


def checked_amount(question: q.Question, answers: Answers) -> str:
    """An unusual answer in words, or nothing."""
    answer = answers.get(question.id)
    if isinstance(answer, Spend):
        return spend_in_words(answer) if unusual_spend(answers, answer) else ""
    return unusual(question, answer)


def notice(answers: Answers) -> dict[str, object]:
    """The unusual answer that the address asks us to mention."""
    checked = q.by_id().get(request.args.get("check", ""))
    return {
        "checked": checked,
        "checked_amount": checked_amount(checked, answers) if checked else "",
    }


def page(here: Place, form: QuestionForm, answers: Answers, status: int = 200) -> Response:
    """Render one question."""
    return private(
        render_template(
            "quiz/question.html",
            **question_parts(here, form, answers),
            estimate_address=url_for("quiz.estimate", question_id=here.question.id),
            **notice(answers),
        ),
        status,
    )


def question_parts(here: Place, form: QuestionForm, answers: Answers) -> dict[str, object]:
    """What the template of a question needs, on the site and in a frame."""
    asked = here.question
    just_answered = [] if here.before is None else on_page(here.before)
    return {
        "question": asked,
        "section": q.section_of()[asked.id],
        "form": form,
        "here": here,
        "so_far": so_far(answers),
        "compared": next(filter(None, (compared(one, answers) for one in just_answered)), ""),
        "usual": {
            one.id: usual_in_words(one, answers)
            for one in on_page(asked)
            if one.id in answers  # before the answer it would lead people
        },
        "income_hints": income_hints(answers) if "income_band" in asked.targets else {},
        "likely_countries": likely_countries() if asked.id == "country" else [],
        "answers": answers,
    }
