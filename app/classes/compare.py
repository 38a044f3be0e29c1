"""Two classes of one teacher side by side: sums only."""

from __future__ import annotations

import re

from flask import Response, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, ValidationError

from app.classes import bp, words
from app.classes.owners import reached
from app.classes.settings import decode
from app.classes.snapshots import too_close
from app.classes.teacher import found
from app.classes.told import told
from app.classes.words import Side
from app.groups import sums_in_words
from app.groups.form_fields import problems, trimmed
from app.groups.secret_links import TOKEN_LENGTH, secret
from app.models import Classroom

TOKEN = re.compile(rf"/class/([\w-]{{{TOKEN_LENGTH}}})(?![\w-])")


class OtherForm(FlaskForm):
    """The teacher's link to another class."""

    link = StringField(_l("Your link to the other class"), filters=[trimmed])

    def validate_link(self, field: Field) -> None:
        token = TOKEN.search(field.data)
        self.other = reached(token[1]) if token else None
        if self.other is None:
            raise ValidationError(
                _("This leads to no class. Paste the whole secret link of your other class.")
            )


@bp.route("/class/<token>/compare", methods=["GET", "POST"])
def compare(token: str) -> Response:
    """Ask for the other link; then show both. Nothing remembers that they belong together."""
    row = found(token)
    form = OtherForm()
    sides: list[Side] = []
    if form.validate_on_submit():
        try:
            sides = both(row, form.other)
        except ValidationError as refusal:
            form.link.errors = [str(refusal)]
    page = render_template(
        "classes/compare.html",
        token=token,
        form=form,
        problems=problems(form),
        sides=sides,
        words=words,
        sums=sums_in_words,
    )
    return secret(page, 422 if form.errors else 200)


def both(row: Classroom, other: Classroom) -> list[Side]:
    """What both show; refused where one shows nothing or they are nearly the same pupils."""
    if row.id == other.id:
        raise ValidationError(
            _("This is the link of this class. Paste the one of the other class.")
        )
    pair = [Side(decode(one.settings), told(one).now) for one in (row, other)]
    if not all(side.now for side in pair):
        raise ValidationError(_("Both classes have to show their results first."))
    if too_close(row.id, other.id):
        raise ValidationError(
            _(
                "These two are so nearly the same pupils that the difference could tell what one of "
                "them answered."
            )
        )
    return pair  # type: ignore[return-value]
