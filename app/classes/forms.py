"""The form in which a class is made, and the one with which a pupil sends the answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import g
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice

from app.classes.figures import SKIPPED
from app.classes.lifetime import MOST_DAYS, USUAL_DAYS
from app.classes.settings import Question, Settings
from app.groups.form_fields import Day, decent, one_line, paragraphs, readable, text_field
from app.groups.small_groups import LEAST
from app.groups.today import today
from app.quiz.answers import consumer_codes
from app.quiz.places import country_choices, likely_countries

LONGEST_NAME, LONGEST_QUESTION, LONGEST_OPTION = 60, 120, 60
PLACES = (1, 2, 3, 4)  # of questions
FEWEST_OPTIONS, MOST_OPTIONS = 2, 6
MOST_THRESHOLD = 30
NO_CHOICE = -2


def options_field(label: LazyString) -> Field:
    """The answers to a question of the teacher's, one a line."""

    def check(_form: FlaskForm, field: Field) -> None:
        found = options_of(field.data)
        readable(decent, field.data)
        if found and not FEWEST_OPTIONS <= len(found) <= MOST_OPTIONS:
            raise ValidationError(
                _(
                    "Write %(least)s to %(most)s answers, one a line; you wrote %(count)s.",
                    least=FEWEST_OPTIONS,
                    most=MOST_OPTIONS,
                    count=len(found),
                )
            )
        if len(set(found)) < len(found):
            raise ValidationError(_("Two of these answers are the same. Change or remove one."))
        if long := next((one for one in found if len(one) > LONGEST_OPTION), ""):
            raise ValidationError(
                _(
                    "“%(start)s…” is too long; an answer may have %(most)s characters.",
                    start=long[:20],
                    most=LONGEST_OPTION,
                )
            )

    return TextAreaField(label, filters=[paragraphs], validators=[check])


def options_of(text: str) -> tuple[str, ...]:
    """The lines with something on them."""
    return tuple(filter(None, map(one_line, text.splitlines())))


class Whole(IntegerField):
    """A whole number, with an error in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write a whole number, such as %(n)s.", n=LEAST)) from error


class ClassForm(FlaskForm):
    """Everything a teacher decides. All of it has a usual value; a name helps only the teacher."""

    name = text_field(StringField, _l("A name for the class"), LONGEST_NAME)
    country = SelectField(_l("Country"), validate_choice=False)
    path = RadioField(_l("Questions"), default="youth", validate_choice=False)
    question_1 = text_field(StringField, _l("First question"), LONGEST_QUESTION)
    options_1 = options_field(_l("Answers to the first question, one a line"))
    question_2 = text_field(StringField, _l("Second question"), LONGEST_QUESTION)
    options_2 = options_field(_l("Answers to the second question, one a line"))
    question_3 = text_field(StringField, _l("Third question"), LONGEST_QUESTION)
    options_3 = options_field(_l("Answers to the third question, one a line"))
    question_4 = text_field(StringField, _l("Fourth question"), LONGEST_QUESTION)
    options_4 = options_field(_l("Answers to the fourth question, one a line"))
    threshold = Whole(_l("Show nothing before so many have answered"), default=LEAST)
    rows = BooleanField(_l("Let me download results one by one"))
    last_day = Day(_l("Last day"))

    def __init__(self, **options: Any) -> None:
        likely = likely_countries()
        usual = {
            "country": likely[0][0] if likely else "",
            "last_day": today() + timedelta(days=USUAL_DAYS),
        }
        super().__init__(data=usual, **options)
        self.country.choices = [
            SelectChoice(code, name) for code, name in country_choices(consumer_codes())
        ]
        self.path.choices = [
            SelectChoice("youth", _("For school, from about 11 years on")),
            SelectChoice("adult", _("For adults")),
        ]

    def validate_country(self, field: Field) -> None:
        if field.data not in consumer_codes():
            raise ValidationError(_("Choose the country in which most of the class live."))

    def validate_path(self, field: Field) -> None:
        if field.data not in ("youth", "adult"):
            raise ValidationError(_("Choose which questions the class is asked."))

    def validate_threshold(self, field: Field) -> None:
        if field.process_errors:
            return
        if field.data is None or not LEAST <= field.data <= MOST_THRESHOLD:
            raise ValidationError(
                _(
                    "Write a number from %(least)s to %(most)s.",
                    least=LEAST,
                    most=MOST_THRESHOLD,
                )
            )

    def validate_last_day(self, field: Field) -> None:
        if field.process_errors:
            return
        first, last = today(), today() + timedelta(days=MOST_DAYS - 1)
        if field.data is None or not first <= field.data <= last:
            raise ValidationError(
                _(
                    "Choose a day from %(first)s to %(last)s.",
                    first=first.isoformat(),
                    last=last.isoformat(),
                )
            )

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        for question, options in self.own_questions:
            if question.data and not options.data and not options.errors:
                options.errors = [_("Write the answers to choose from, one a line.")]
                good = False
            if options.data and not question.data and not question.errors:
                question.errors = [_("Write the question to these answers.")]
                good = False
        return good

    @property
    def own_questions(self) -> list[tuple[Field, Field]]:
        """The fields of the teacher's questions, each with its answers."""
        return [(self[f"question_{place}"], self[f"options_{place}"]) for place in PLACES]

    @property
    def settings(self) -> Settings:
        """What was decided; after the form was found good."""
        return Settings(
            name=self.name.data,
            country=self.country.data,
            language=g.lang_code,
            path=self.path.data,
            questions=tuple(
                Question(question.data, options_of(options.data))
                for question, options in self.own_questions
                if question.data
            ),
            threshold=self.threshold.data,
            rows=self.rows.data,
        )


class SendForm(FlaskForm):
    """The teacher's questions, each of which may be skipped."""

    @property
    def own(self) -> list[Field]:
        """The fields of the questions."""
        return [field for field in self if field.name.startswith("own_")]

    @property
    def choices(self) -> tuple[int, ...]:
        """What was chosen; after the form was found good."""
        return tuple(field.data for field in self.own)


def read_choice(value: object) -> int:
    """An option's place, or SKIPPED; anything else is no choice."""
    text = str(value)
    return int(text) if text == str(SKIPPED) or (text.isascii() and text.isdecimal()) else NO_CHOICE


def own_field(question: Question) -> Field:
    """One of the teacher's questions."""

    def check(_form: FlaskForm, field: Field) -> None:
        if field.data not in range(SKIPPED, len(question.options)):
            raise ValidationError(_("Choose one of these answers, or skip the question."))

    options = [SelectChoice(number, option) for number, option in enumerate(question.options)]
    return RadioField(
        question.text,
        choices=[*options, SelectChoice(SKIPPED, _l("Skip this question"))],
        coerce=read_choice,
        default=SKIPPED,
        validate_choice=False,
        validators=[check],
    )


def send_form(questions: tuple[Question, ...]) -> SendForm:
    """The form for a class."""
    fields = {f"own_{place}": own_field(question) for place, question in enumerate(questions)}
    form: SendForm = type("OwnQuestions", (SendForm,), fields)()
    return form
