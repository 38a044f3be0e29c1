"""What a class is, the page on which it is made, and the way back to it with twelve words."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.classes import bp, codes, courses
from app.classes.forms import ClassForm
from app.classes.lifetime import MOST_DAYS, USUAL_DAYS
from app.classes.owners import make
from app.extensions import limiter
from app.groups import phrase_form
from app.groups.form_fields import problems
from app.groups.secret_links import secret
from app.models import Classroom
from app.share.routes import qr_code


def _limit() -> str:
    return str(current_app.config["CLASS_LIMIT"])


def _recover_limit() -> str:
    return str(current_app.config["RECOVER_LIMIT"])


@bp.get("/class")
def index() -> str:
    """What a class is, what one gets, what is kept."""
    return render_template("classes/index.html", days=USUAL_DAYS, most_days=MOST_DAYS)


@bp.route("/class/new", methods=["GET", "POST"])
@limiter.limit(_limit, methods=["POST"])
def new() -> ResponseReturnValue:
    """Make a class, perhaps for a course; its secrets are shown in the answer and never again."""
    invitation = request.values.get("course", "")
    course = courses.invited(invitation)
    late = bool(invitation and not course)
    if course and (row := courses.class_of(course)):  # somebody else who teaches it was faster
        return to_class_of_course(row)
    form = ClassForm()
    if not late and form.validate_on_submit():
        settings = form.settings
        made = make(settings, form.last_day.data)
        if course and not courses.connect(course, made.code):
            return to_class_of_course(courses.class_of(course))
        return secret(
            render_template(
                "classes/made.html",
                settings=settings,
                course=course,
                last_day=form.last_day.data,
                token=made.token,
                teacher=url_for(".teacher", token=made.token, _external=True),
                words=made.phrase.split(),
                way=WayIn(made.code),
            )
        )
    page = render_template(
        "classes/new.html",
        form=form,
        problems=problems(form),
        most_days=MOST_DAYS,
        invitation="" if late else invitation,
        late=late,
    )
    return secret(page, 422 if form.is_submitted() else 410 if late else 200)


def to_class_of_course(row: Classroom | None) -> ResponseReturnValue:
    """To the teacher's page of a class that the course has already."""
    if row is None:  # deleted in this very moment
        return redirect(url_for(".index"), 303)
    return redirect(url_for(".teacher", token=courses.admit(row)), 303)


@bp.route("/class/recover", methods=["GET", "POST"])
@limiter.limit(_recover_limit, methods=["POST"])
def recover() -> ResponseReturnValue:
    """A new link for whoever has the twelve words; the old one stops working."""
    return phrase_form.recover(
        Classroom,
        _("Back to your class"),
        _("No class has these words. It may have been deleted, or the words replaced."),
        lambda token: url_for(".teacher", token=token, done="recovered"),
    )


class WayIn:
    """What tells pupils how to join: the address to type, the code, and both as a picture."""

    def __init__(self, code: str) -> None:
        self.code = codes.shown(code)
        self.address = url_for("classes_short.join", _external=True).partition("://")[2]
        self.url = url_for("classes_short.join_by_code", code=code, _external=True)

    @property
    def qr(self) -> Markup:
        """The picture; drawn only where it is shown."""
        return qr_code(self.url)
