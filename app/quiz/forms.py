"""One form builder: the kind of a question decides its fields.

Every field is a native input. The text of a number is read on the server (`numbers.py`), so what
was typed comes back as it was typed when something is wrong with it. A number that was typed
counts by itself; somebody who also chooses or gives money is asked which of them they mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.i18n import DummyTranslations
from wtforms.validators import ValidationError

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import (
    MOST_SPEND_USD,
    NONE,
    SPEND_PERIODS,
    USUAL,
    Amount,
    Answer,
    Answers,
    Labelled,
    Owned,
    Spend,
    consumer_codes,
    known_currencies,
    origin_codes,
)
from app.quiz.fields import (
    bounded,
    same_number,
    unit_and_period,
)
from app.quiz.model_input import fits
from app.quiz.places import country_choices

CHOOSE = _l("Choose one of the answers, or “I don’t know”.")


class QuestionForm(FlaskForm):
    """A form for one question; `question` is set on the class the builder makes."""

    question: ClassVar[q.Question]

    class Meta(FlaskForm.Meta):
        """Every message is ours; the library's catalogue would be read anew on each request."""

        def get_translations(self, form: object) -> DummyTranslations:
            return DummyTranslations()

    def __init__(self, answers: Answers, *args: Any, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.optional = optional  # on a page with others it may be left open
        self.values: dict[str, float] = {}
        self.currency = answers.currency
        if "spend" in self and answers.country is None:
            for name in ("spend", "spend_period", "spend_currency"):
                del self[name]
        if "spend" in self:
            seen = self.spend_currency.data
            self.currency = seen if seen in known_currencies() else answers.currency
            self.spend_currency.data = self.currency

    @property
    def chosen(self) -> str | None:
        """The plain choice made instead of a number, if any."""
        return self.mode.data if self.mode.data in (USUAL, NONE) else None

    @property
    def mode_is_known(self) -> bool:
        """Whether the plain choice sent, if any, is one this question offers."""
        return not self.mode.data or self.mode.data in {c.value for c in self.mode.choices}

    def typed_in(self, name: str) -> str:
        """What stands in a box; nothing when there is no such box."""
        return (self[name].data or "").strip() if name in self else ""

    @property
    def spent(self) -> bool:
        """Whether money was given instead of the usual kind of answer."""
        return bool(self.typed_in("spend"))

    @property
    def untouched(self) -> bool:
        """Whether nothing was answered at all."""
        return not self.spent and not self.given()

    def given(self) -> bool:
        """Whether anything but money was given."""
        raise NotImplementedError

    def validate_mode(self, field: Field) -> None:
        if not self.mode_is_known:
            raise ValidationError(_("Choose one of the answers."))

    def validate_spend(self, field: Field) -> None:
        if not self.spent:
            return
        if self.given():
            if "mode" in self:
                self.mode.data = None
            raise ValidationError(
                _("You gave money and another answer. Keep one of them and clear the other.")
            )
        period = self.spend_period.data
        self.spend_period.data = period if period in SPEND_PERIODS else SPEND_PERIODS[-1]
        most = MOST_SPEND_USD * fm.rate(self.currency)
        high = most / q.PERIODS_PER_YEAR[self.spend_period.data]
        self.values["spend"] = bounded(field.data, 0, high, self.currency, whole=False)

    def answers(self) -> dict[str, Answer | None]:
        """What a valid form says, by question id; None where a question was left open."""
        if self.untouched:
            return {}
        if self.spent:
            spend = Spend(self.values["spend"], self.spend_period.data, self.currency)
            return {self.question.id: spend}
        return {self.question.id: self.answer()}

    def answer(self) -> Answer:
        """The answer of a valid form in which something but money was given."""
        raise NotImplementedError

    def parts(self) -> list[QuestionForm]:
        """The forms of the questions on this page."""
        return [self]

    def text_fields(self) -> Iterator[Field]:
        """The boxes one can type into."""
        for part in self.parts():
            for field in part:
                if isinstance(field, StringField) and not isinstance(field, HiddenField):
                    yield field

    def fill(self, field: Field, text: str, period: str = "") -> None:
        """Put a suggestion into a box; it then counts instead of a plain choice."""
        field.data = text
        for part in self.parts():
            if field in list(part):
                if "mode" in part:
                    part.mode.data = None
                asked = part.question
                if isinstance(asked, q.Number) and period in asked.periods:
                    part["period"].data = period
                    if "unit" in part:
                        part["unit"].data = ""

    def problems(self) -> list[tuple[str, str, str]]:
        """What is wrong: the id of the control, whose it is, what to do."""
        found = []
        for part in self.parts():
            for name, messages in part.errors.items():
                if name is not None and name != "csrf_token":
                    field = part[name]
                    anchor = f"{field.id}-0" if name in ("mode", "picks") else field.id
                    found.append((anchor, part.name_of(name, len(self.parts()) > 1), messages[0]))
        return found

    def name_of(self, name: str, among_others: bool) -> str:
        """Which box of the question a problem is about, where there are several."""
        return self.question.short if among_others else ""


class CountryForm(QuestionForm):
    """Country: a native select, so typing the first letters works."""

    country = SelectField(validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = consumer_codes() if self.question.is_home else origin_codes()
        self.country.choices = [
            SelectChoice("", _("Choose a country")),
            *(SelectChoice(iso3, name) for iso3, name in country_choices(codes)),
        ]

    def given(self) -> bool:
        return bool(self.country.data or ("mode" in self and self.mode.data))

    def validate_country(self, field: Field) -> None:
        home = self.question.is_home
        if not home and self.mode.data and field.data:
            self.mode.data = None
            raise ValidationError(_("You chose a country and also “I don’t know”. Keep one."))
        if not field.data:
            if self.optional or (not home and self.mode.data):
                return
            raise ValidationError(
                _("Choose the country you mostly live in.")
                if home
                else _("Choose a country, or “I don’t know”.")
            )
        if field.data not in (consumer_codes() if home else origin_codes()):
            raise ValidationError(
                _("We have no figures for that country. Choose one from the list.")
            )

    def answer(self) -> Answer:
        return str(self.country.data or USUAL)


class ChoiceForm(QuestionForm):
    """A choice between a few described answers."""

    mode: RadioField

    def given(self) -> bool:
        return bool(self.mode.data)

    def validate_mode(self, field: Field) -> None:
        if self.mode.data and not self.mode_is_known:
            raise ValidationError(CHOOSE)
        if not self.mode.data and not self.spent and not self.optional:
            raise ValidationError(CHOOSE)

    def answer(self) -> Answer:
        return str(self.mode.data)


class MultiForm(QuestionForm):
    """Several of a list, or a plain choice."""

    mode: RadioField
    picks: SelectMultipleField

    def given(self) -> bool:
        return bool(self.picks.data or self.mode.data)

    def validate_picks(self, field: Field) -> None:
        known = {option.id for option in self.question.options}
        if not set(field.data or ()) <= known:
            raise ValidationError(_("Choose one of the answers."))
        if field.data and self.mode.data:
            self.mode.data = None
            raise ValidationError(_("You ticked something and also chose another answer."))
        if not self.given() and not self.spent and not self.optional:
            raise ValidationError(_("Tick what fits, or choose one of the answers below."))

    def answer(self) -> Answer:
        return tuple(self.picks.data) if self.picks.data else str(self.mode.data)


class AmountForm(QuestionForm):
    """A typed amount, or one of the plain choices beside it."""

    mode: RadioField
    amount: StringField

    def given(self) -> bool:
        return bool(self.typed_in("amount") or self.typed_in("years") or self.mode.data)

    def validate_amount(self, field: Field) -> None:
        typed = self.typed_in("amount")
        if not self.mode_is_known or self.spent:
            return
        if self.chosen:
            if typed and not same_number(typed, 0):
                self.mode.data = None
                raise ValidationError(
                    _(
                        "You typed %(typed)s and also chose another answer. Continue with the "
                        "number, or clear the box and choose again.",
                        typed=typed[:20],
                    )
                )
            return
        if typed:
            self.values["amount"] = self.read_amount(typed)
        elif not self.optional or self.typed_in("years"):
            raise ValidationError(_("Type a number, or choose one of the answers below it."))

    def read_amount(self, typed: str) -> float:
        """The number, within its bounds in the period and unit that were chosen."""
        asked = self.question
        if not isinstance(asked, q.Number):
            return bounded(typed, asked.min, asked.max, _(asked.unit), asked.whole)
        period, unit = self.chosen_period(), self.chosen_unit()
        one = asked.in_default(1, period, unit)
        name = next((_(other.label) for other in asked.units if other.id == unit), _(asked.unit))
        shown = unit_and_period(name, period or asked.period) if asked.periods else name
        return bounded(typed, asked.min / one, asked.max / one, shown, asked.whole)

    def chosen_period(self) -> str:
        """The period if it is another one than asked by default."""
        period = self["period"].data if "period" in self else ""
        asked = self.question
        known = isinstance(asked, q.Number) and period in asked.periods and period != asked.period
        return period if known else ""

    def chosen_unit(self) -> str:
        """The unit if it is another one than asked by default."""
        unit = self["unit"].data if "unit" in self else ""
        return unit if unit in {other.id for other in getattr(self.question, "units", ())} else ""

    def answer(self) -> Answer:
        if self.chosen:
            return USUAL if self.chosen == USUAL else 0.0
        value = self.values["amount"]
        period, unit = self.chosen_period(), self.chosen_unit()
        if "label" in self and self["label"].data and value:
            return Labelled(value, str(self["label"].data))
        return Amount(value, period, unit) if period or unit else value


class ShareForm(AmountForm):
    """A share, perhaps with the label it carries."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "label" in self:
            about = {q.read_target(target).name for target in self.question.targets}
            self.label.choices = [
                SelectChoice("", _("I don’t know which, or another one")),
                *(
                    SelectChoice(label.id, label.name)
                    for label in fm.labels().values()
                    if any(fits(label.id, category) for category in about)
                ),
            ]

    def validate_label(self, field: Field) -> None:
        if field.data and field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_("Choose one of the answers."))


class OwnedForm(AmountForm):
    """How many are in use, and how long one is kept."""

    years: StringField

    def validate_years(self, field: Field) -> None:
        if (
            self.chosen
            or self.spent
            or not self.mode_is_known
            or (self.untouched and self.optional)
        ):
            return
        typed = self.typed_in("years")
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
        return Owned(self.values["amount"], self.values["years"])

    def name_of(self, name: str, among_others: bool) -> str:
        own = {"amount": self.question.owned_label, "years": self.question.years_label}
        return own.get(name, "")
