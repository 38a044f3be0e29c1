"""The page of whoever made a class: its state, its figures, changing and ending it."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.classes import bp, courses, owners, snapshots, words
from app.classes.lifetime import last_day
from app.classes.making import WayIn
from app.classes.settings import decode
from app.classes.told import told
from app.groups import sums_in_words
from app.groups.owners import new_words as replace_words
from app.groups.owners import remove
from app.groups.secret_links import TOKEN_LENGTH, secret
from app.i18n import country_name
from app.models import Classroom

STEPS = {
    "reveal": owners.reveal,
    "hide": owners.hide,
    "close": owners.close,
    "reopen": owners.reopen,
    "round": owners.next_round,
}
DONE = (*STEPS, "recovered")


class LostLink(Exception):
    """No class has this secret link."""


@bp.errorhandler(LostLink)
def lost(_error: LostLink) -> ResponseReturnValue:
    """Say what may have happened, and the way back."""
    return secret(render_template("classes/lost.html"), 410)


@bp.get("/class/<token>")
def teacher(token: str) -> Response:
    """Everything about one class, for whoever has its link."""
    row = found(token)
    settings = decode(row.settings)
    shown = told(row)
    done = request.args.get("done", "")
    return secret(
        render_template(
            "classes/teacher.html",
            row=row,
            settings=settings,
            country=country_name(settings.country),
            last_day=last_day(row),
            token=token,
            admitted=len(token) != TOKEN_LENGTH,
            hours=courses.TEACHING_HOURS,
            told=shown,
            left=shown.answers - (shown.now.people if shown.now else 0),
            words=words,
            sums=sums_in_words,
            headline=words.headline(shown.now) if shown.now else None,
            done=done if done in DONE else "",
            most_rounds=owners.MOST_ROUNDS,
            has_rows=settings.rows
            and any(one.people >= snapshots.LEAST_ROWS for _name, one in words.rounds(shown)),
            least_rows=snapshots.LEAST_ROWS,
            teacher=url_for(".teacher", token=token, _external=True),
            way=WayIn(row.code),
        )
    )


@bp.post("/class/<token>/step")
def step(token: str) -> ResponseReturnValue:
    """Show, hide, close, open again, or begin another round."""
    row = found(token)
    asked = request.form.get("step", "")
    if asked in STEPS:
        STEPS[asked](row)
    if request.form.get("from") == "screen":
        return redirect(url_for(".screen", token=token), 303)
    return redirect(url_for(".teacher", token=token, done=asked if asked in STEPS else None), 303)


@bp.post("/class/<token>/words")
def new_words(token: str) -> Response:
    """Twelve new words in place of lost ones, shown once."""
    row = found(token)
    phrase = replace_words(row)
    return secret(
        render_template(
            "groups/words.html", back=url_for(".teacher", token=token), words=phrase.split()
        )
    )


@bp.route("/class/<token>/delete", methods=["GET", "POST"])
def delete(token: str) -> ResponseReturnValue:
    """Ask once more, then delete it with all that pupils sent."""
    row = found(token)
    if FlaskForm().validate_on_submit():
        remove(row)
        return redirect(url_for(".deleted"), 303)
    name = decode(row.settings).name
    return secret(render_template("classes/delete.html", token=token, name=name))


@bp.get("/class/deleted")
def deleted() -> str:
    """Say that it is gone."""
    return render_template("classes/deleted.html")


def found(token: str) -> Classroom:
    """The class of this link."""
    row = owners.reached(token)
    if row is None:
        raise LostLink
    return row
