"""Reading what was typed into the boxes of a question, and refusing it in words of help."""

from __future__ import annotations

from flask_babel import gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.durations import number
from app.i18n import N_
from app.quiz import questions as q
from app.quiz.answers import NONE, SPEND_PERIODS, USUAL
from app.quiz.numbers import NotANumber, read_number

DONT_KNOW = N_("I don’t know, use what is usual in my country")
NOT_ABOUT_ME = N_("None, or this does not apply to me")
ONLY_DONT_KNOW = N_("I don’t know")
RATHER_NOT = N_("I don’t know, or I’d rather not say")

PERIOD_WORDS = {
    "day": N_("a day"),
    "week": N_("a week"),
    "month": N_("a month"),
    "year": N_("a year"),
    "five_years": N_("in five years"),
    "ten_years": N_("in ten years"),
}


def bounded(typed: str, low: float, high: float, unit: str, whole: bool) -> float:
    """The number typed, if it lies inside the bounds; else a ValidationError in words of help."""
    value = read(typed)
    if value < low:
        raise ValidationError(
            _("The least we can use is %(low)s. Type that or more.", low=number(low))
        )
    if value > high:
        raise ValidationError(
            _(
                "The most we can use is %(high)s %(unit)s. Is the number meant for a longer time?",
                high=number(high),
                unit=unit,
            )
            if unit != "%"
            else _("A share is at most 100 percent.")
        )
    if whole and not value.is_integer():
        raise ValidationError(_("Type a whole number, such as 1 or 2."))
    return value


def read(typed: str) -> float:
    """The number typed; a ValidationError says why it cannot be read."""
    try:
        return read_number(typed)
    except NotANumber as error:
        raise ValidationError(str(error)) from error


def same_number(typed: str, value: float) -> bool:
    """Whether `typed` reads as `value`."""
    try:
        return read_number(typed) == value
    except NotANumber:
        return False


def unit_and_period(unit: str, period: str) -> str:
    """Such as "cups a day"."""
    return _("%(unit)s %(period)s", unit=unit, period=_(PERIOD_WORDS[period])) if period else unit


def mode_field(question: q.Question) -> RadioField:
    """The plain choices: "I don't know" and, where it can be, "none"."""
    choices = [SelectChoice(USUAL, words_for_unknown(question))]
    if question.none:
        choices.append(SelectChoice(NONE, words_for_none(question)))
    return RadioField(choices=choices, validate_choice=False)


def words_for_none(question: q.Question) -> str:
    """What zero is called beside this question."""
    return question.none_label or NOT_ABOUT_ME


def words_for_unknown(question: q.Question) -> str:
    """What "I don't know" is called beside this question."""
    if any(target in ("income_band", "age_band") for target in question.targets):
        return RATHER_NOT
    amounts = any(target.startswith(("quantity.", "household")) for target in question.targets)
    return DONT_KNOW if amounts else ONLY_DONT_KNOW


def period_field(periods: tuple[str, ...], default: str) -> SelectField:
    """Which period a number is for: a native select."""
    return SelectField(
        choices=[SelectChoice(period, PERIOD_WORDS[period]) for period in periods],
        default=default,
        validate_choice=False,
    )


def unit_field(question: q.Number) -> SelectField:
    """In which unit a number is."""
    return SelectField(
        choices=[
            SelectChoice("", question.unit),
            *(SelectChoice(unit.id, unit.label) for unit in question.units),
        ],
        validate_choice=False,
    )


def spend_period_field() -> SelectField:
    """Whether money is for a month or a year."""
    return period_field(SPEND_PERIODS, "year")
