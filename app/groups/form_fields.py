"""Fields that several forms have: short texts without insults, and days."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, TextAreaField, ValidationError

from app.groups.rude_words import rude_word
from app.groups.today import today

# Signs that print nothing, or turn the order of the text around them.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


class NotReadable(Exception):
    """What was typed cannot be used; the message says what to do, in the reader's language."""


def one_line(text: str | None) -> str:
    """A text without signs that cannot be seen, on one line."""
    return " ".join(paragraphs(text).split())


def paragraphs(text: str | None) -> str:
    """A text without signs that cannot be seen; at most one empty line between two paragraphs."""
    plain = UNSEEN.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"\n\s*\n", "\n\n", plain).strip()


def decent(text: str) -> str:
    """The text, when there is no insult in it."""
    if word := rude_word(text):
        raise NotReadable(_("Please write this without “%(word)s”.", word=word))
    return text


class Day(DateField):
    """A day, with an error in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write a day such as %(day)s.", day=today().isoformat())) from error


def text_field(kind: type[Field], label: object, longest: int) -> Field:
    """A text of so many signs in which there is no insult."""

    def check(_form: FlaskForm, field: Field) -> None:
        if len(field.data) > longest:
            raise ValidationError(
                _(
                    "Use at most %(most)s characters; these are %(count)s.",
                    most=longest,
                    count=len(field.data),
                )
            )
        readable(decent, field.data)

    tidy = paragraphs if kind is TextAreaField else one_line
    return kind(label, filters=[tidy], validators=[check])


def readable(reader: Callable[[str], Any], text: str) -> Any:
    """What the reader makes of a text; its refusal is the field's error."""
    try:
        return reader(text)
    except NotReadable as refusal:
        raise ValidationError(str(refusal)) from refusal


def trimmed(text: str | None) -> str:
    return (text or "").strip()


def problems(form: FlaskForm) -> list[tuple[str, str, str]]:
    """What is wrong: the field's id, its label, what to do."""
    return [(field.id, str(field.label.text), field.errors[0]) for field in form if field.errors]
