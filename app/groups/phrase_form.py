"""The form that takes the twelve words, and what they give back."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField, ValidationError

from app.groups.form_fields import problems, trimmed
from app.groups.owners import Kind, new_link, of_phrase
from app.groups.secret_links import WORDS, fits, read, secret, unknown_words


class PhraseForm(FlaskForm):
    """Twelve words that bring back a lost link."""

    phrase = TextAreaField(_l("Your twelve words"), filters=[trimmed])

    def validate_phrase(self, field: Field) -> None:
        words = read(field.data)
        if unknown := unknown_words(words):
            raise ValidationError(
                _(
                    "“%(word)s” is none of the words we give. Look whether it is spelt as you wrote it "
                    "down.",
                    word=unknown[0][:30],
                )
            )
        if len(words.split()) != WORDS:
            raise ValidationError(
                _(
                    "Type all %(all)s words, with spaces between them; these are %(count)s.",
                    all=WORDS,
                    count=len(words.split()),
                )
            )
        if not fits(words):
            raise ValidationError(
                _("These words do not belong together. Look at their order and at each of them.")
            )


def recover(
    kind: type[Kind], title: str, unknown: str, page_of: Callable[[str], str]
) -> ResponseReturnValue:
    """Take the words; a new link for whoever has them, and the old one stops working.

    Parameters
    ----------
    title : of the page
    unknown : said when nothing of this kind has the words
    page_of : from the secret of a link to its address
    """
    form = PhraseForm()
    if form.validate_on_submit():
        if row := of_phrase(kind, read(form.phrase.data)):
            return redirect(page_of(new_link(row)), 303)
        form.phrase.errors = [unknown]
    page = render_template("groups/recover.html", title=title, form=form, problems=problems(form))
    return secret(page, 422 if form.is_submitted() else 200)
