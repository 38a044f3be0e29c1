"""The form that takes the twelve words."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField, ValidationError

from app.groups.form_fields import trimmed
from app.groups.secret_links import WORDS, fits, read, unknown_words


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
