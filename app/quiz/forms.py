"""One form builder: the kind of a question decides its field.

Every field is a native input. The text of a number is read on the server (`numbers.py`), so what
was typed comes back as it was typed when something is wrong with it.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.durations import number
from app.i18n import country_name
from app.quiz import questions as q
from app.quiz.answers import USUAL, Answer, consumer_codes
from app.quiz.numbers import NotANumber, read_number

NONE = "none"
DONT_KNOW = _l("I don’t know, use what is usual in my country")


class QuestionForm(FlaskForm):
    """A form for one question; `question` is set on the class the builder makes."""

    question: q.Question

    def answer(self) -> Answer:
        """The answer of a valid form."""
        raise NotImplementedError


class CountryForm(QuestionForm):
    """Country: a native select, so typing the first letters works."""

    country = SelectField(validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = [
            SelectChoice("", _("Choose a country")),
            *(SelectChoice(iso3, name) for iso3, name in country_choices()),
        ]

    def validate_country(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Choose the country you mostly live in."))
        if field.data not in consumer_codes():
            raise ValidationError(
                _("We have no figures for that country. Choose one from the list.")
            )

    def answer(self) -> Answer:
        return str(self.country.data)


class ChoiceForm(QuestionForm):
    """A choice between a few described answers."""

    mode: RadioField

    def validate_mode(self, field: Field) -> None:
        allowed = {option.id for option in self.question.options} | {NONE, USUAL}
        if field.data not in allowed:
            raise ValidationError(_("Choose one of the answers, or “I don’t know”."))

    def answer(self) -> Answer:
        return str(self.mode.data)


class AmountForm(QuestionForm):
    """A typed amount, or one of the plain choices beside it.

    A typed number counts by itself: no third radio button is needed to say so. Somebody who types
    a number and also chooses is asked which of the two they mean.
    """

    mode: RadioField
    amount: StringField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values: dict[str, float] = {}

    @property
    def chosen(self) -> str | None:
        """The plain choice made instead of a number, if any."""
        return self.mode.data if self.mode.data in (USUAL, NONE) else None

    @property
    def typed(self) -> str:
        """What stands in the first box."""
        return (self.amount.data or "").strip()

    def validate_mode(self, field: Field) -> None:
        if not self.mode_is_known:
            raise ValidationError(_("Choose one of the answers."))

    @property
    def mode_is_known(self) -> bool:
        """Whether the plain choice sent, if any, is one this question offers."""
        return not self.mode.data or self.mode.data in {c.value for c in self.mode.choices}

    def validate_amount(self, field: Field) -> None:
        if not self.mode_is_known:
            return
        if self.chosen:
            if self.typed and not same_number(self.typed, 0):
                self.mode.data = None
                raise ValidationError(
                    _(
                        "You typed %(typed)s and also chose another answer. Continue with the "
                        "number, or clear the box and choose again.",
                        typed=self.typed[:20],
                    )
                )
            return
        if not self.typed:
            raise ValidationError(_("Type a number, or choose one of the answers below it."))
        asked = self.question
        self.values["amount"] = bounded(self.typed, asked.min, asked.max, asked.unit, asked.whole)

    def answer(self) -> Answer:
        if self.chosen:
            return USUAL if self.chosen == USUAL else 0.0
        return self.values["amount"]


class OwnedForm(AmountForm):
    """How many are in use, and how long one is kept."""

    years: StringField

    def validate_years(self, field: Field) -> None:
        if self.chosen or not self.mode_is_known:
            return
        typed = (field.data or "").strip()
        if not typed:
            if self.values.get("amount") == 0:
                return
            raise ValidationError(_("Type for how many years you keep one. A guess is fine."))
        self.values["years"] = bounded(
            typed, self.question.years_min, self.question.years_max, _("years"), whole=False
        )

    def answer(self) -> Answer:
        if self.chosen or self.values["amount"] == 0:
            return USUAL if self.chosen == USUAL else 0.0
        return (self.values["amount"], self.values["years"])


def same_number(typed: str, value: float) -> bool:
    """Whether `typed` reads as `value`."""
    try:
        return read_number(typed) == value
    except NotANumber:
        return False


def bounded(typed: str, low: float, high: float, unit: str, whole: bool) -> float:
    """The number typed, if it lies inside the bounds; else a ValidationError in words of help."""
    try:
        value = read_number(typed)
    except NotANumber as error:
        raise ValidationError(str(error)) from error
    if value < low:
        raise ValidationError(
            _("The least we can use is %(low)s. Type that or more.", low=number(low))
        )
    if value > high:
        raise ValidationError(
            _(
                "The most we can use is %(high)s %(unit)s. Is the number meant for a longer time?",
                high=number(high),
                unit=_(unit),
            )
            if unit != "%"
            else _("A share is at most 100 percent.")
        )
    if whole and not value.is_integer():
        raise ValidationError(_("Type a whole number, such as 1 or 2."))
    return value


def country_choices() -> list[tuple[str, str]]:
    """Countries with names in the visitor's language, in the order of those names."""
    return sorted(
        ((code, country_name(code)) for code in consumer_codes()),
        key=lambda choice: sortable(choice[1]),
    )


def sortable(name: str) -> str:
    """A name without its accents, for putting Åland and Österreich where people look for them."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
    ).casefold()


@cache
def form_class(question_id: str) -> type[QuestionForm]:
    """The form of a question, built from its kind."""
    question = q.by_id()[question_id]
    match question:
        case q.Country():
            return type("Form", (CountryForm,), {"question": question})
        case q.Choice():
            choices = [
                SelectChoice(NONE, _l("None, or this does not apply to me")),
                *(SelectChoice(option.id, option.label) for option in question.options),
                SelectChoice(USUAL, DONT_KNOW),
            ]
            field = RadioField(choices=choices, validate_choice=False)
            return type("Form", (ChoiceForm,), {"question": question, "mode": field})
        case q.OwnedAndYears():
            fields = {
                "mode": mode_field(none=True),
                "amount": StringField(question.owned_label),
                "years": StringField(question.years_label),
            }
            return type("Form", (OwnedForm,), {"question": question, **fields})
        case q.Number() | q.Share():
            fields = {"mode": mode_field(none=question.none), "amount": StringField(question.text)}
            return type("Form", (AmountForm,), {"question": question, **fields})


def mode_field(none: bool) -> RadioField:
    """The plain choices beside a number box."""
    choices = [SelectChoice(USUAL, DONT_KNOW)]
    if none:
        choices.append(SelectChoice(NONE, _l("None, or this does not apply to me")))
    return RadioField(choices=choices, validate_choice=False)


def form_data(question: q.Question, answer: Answer | None) -> dict[str, Any]:
    """How a stored answer looks in its form."""
    if answer is None:
        return {}
    if isinstance(question, q.Country):
        return {"country": answer}
    if isinstance(question, q.Choice):
        return {"mode": answer}
    if answer == USUAL:
        return {"mode": USUAL}
    if isinstance(answer, tuple):
        return {"amount": typed_form(answer[0]), "years": typed_form(answer[1])}
    if answer == 0 and question.none:
        return {"mode": NONE}
    return {"amount": typed_form(float(answer))}


def typed_form(value: float) -> str:
    """A number as a person would type it into the box: with a point, without needless zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
