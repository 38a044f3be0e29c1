"""From a question to its form: which fields its kind has, and how a stored answer looks in them."""

from __future__ import annotations

from functools import cache
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice

from app.quiz import questions as q
from app.quiz.answers import (
    NONE,
    USUAL,
    Amount,
    Answer,
    Answers,
    Labelled,
    Owned,
    Spend,
    is_zero,
)
from app.quiz.fields import (
    mode_field,
    period_field,
    spend_period_field,
    unit_field,
    words_for_none,
    words_for_unknown,
)
from app.quiz.forms import (
    AmountForm,
    ChoiceForm,
    CountryForm,
    MultiForm,
    OwnedForm,
    QuestionForm,
    ShareForm,
)
from app.quiz.grid import GridForm
from app.quiz.numbers import typed_form


class BlockForm(QuestionForm):
    """Small questions on one page. Each may be left open; each keeps its own answer."""

    def __init__(self, answers: Answers, *args: Any, **kwargs: Any) -> None:
        data = kwargs.pop("data", None) or {}
        super().__init__(answers, *args, **kwargs)
        self.inner = [
            form_class(name)(
                answers,
                optional=True,
                prefix=f"{name}-",
                meta={"csrf": False},
                data=data.get(name),
            )
            for name in self.question.asks
            if answers.asked(q.by_id()[name])
        ]

    def parts(self) -> list[QuestionForm]:
        return self.inner

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        each = [part.validate() for part in self.inner]  # all of them, so that each says its errors
        return valid and all(each)

    def answers(self) -> dict[str, Answer | None]:
        said: dict[str, Answer | None] = {}
        for part in self.inner:
            said |= part.answers() or {part.question.id: None}
        return said


@cache
def form_class(question_id: str) -> type[QuestionForm]:
    """The form of a question, built from its kind."""
    question = q.by_id()[question_id]
    fields: dict[str, Any] = {"question": question}
    base: type[QuestionForm]
    match question:
        case q.Block():
            return type("Form", (BlockForm,), fields)
        case q.Country():
            base = CountryForm
            if not question.is_home:
                fields["mode"] = mode_field(question)
        case q.Choice():
            base = ChoiceForm
            first = [SelectChoice(NONE, words_for_none(question))] if question.none else []
            choices = [
                *first,
                *(SelectChoice(option.id, option.label) for option in question.options),
                SelectChoice(USUAL, words_for_unknown(question)),
            ]
            fields["mode"] = RadioField(choices=choices, validate_choice=False)
        case q.Multi():
            base = MultiForm
            choices = [SelectChoice(option.id, option.label) for option in question.options]
            fields["picks"] = SelectMultipleField(choices=choices, validate_choice=False)
            fields["mode"] = mode_field(question)
        case q.Grid():
            base = GridForm
            fields["mode"] = mode_field(question)
            for row in question.rows:
                fields[f"row_{row.id}"] = StringField(row.label)
        case q.OwnedAndYears():
            base = OwnedForm
            fields["mode"] = mode_field(question)
            fields["amount"] = StringField(question.owned_label)
            fields["years"] = StringField(question.years_label)
        case q.Share():
            base = ShareForm
            fields["mode"] = mode_field(question)
            fields["amount"] = StringField(question.text)
            if question.labels:
                fields["label"] = SelectField(validate_choice=False)
        case q.Number():
            base = AmountForm
            fields["mode"] = mode_field(question)
            fields["amount"] = StringField(question.text)
            if question.periods:
                fields["period"] = period_field(question.periods, question.period)
            if question.units:
                fields["unit"] = unit_field(question)
    if question.spend:
        fields["spend"] = StringField()
        fields["spend_period"] = spend_period_field()
        fields["spend_currency"] = HiddenField()
    return type("Form", (base,), fields)


def form_data(question: q.Question, answers: Answers) -> dict[str, Any]:
    """How stored answers look in the form of a question."""
    if isinstance(question, q.Block):
        return {name: form_data(q.by_id()[name], answers) for name in question.asks}
    answer = answers.get(question.id)
    if answer is None:
        return {}
    if answer == USUAL:
        return {"mode": USUAL}
    match question, answer:
        case _, Spend():
            return {
                "spend": typed_form(answer.value),
                "spend_period": answer.period,
                "spend_currency": answer.currency,
            }
        case q.Country(), _:
            return {"country": answer}
        case q.Choice(), _:
            return {"mode": answer}
        case q.Multi(), tuple():
            return {"picks": list(answer)}
        case q.Grid(), dict():
            return {f"row_{name}": typed_form(value) for name, value in answer.items()}
        case _, Owned():
            return {"amount": typed_form(answer.value), "years": typed_form(answer.years)}
        case _, Labelled():
            return {"amount": typed_form(answer.value), "label": answer.label}
        case q.Number(), Amount() if answer.value:
            return {
                "amount": typed_form(answer.value),
                "period": answer.period or question.period,
                "unit": answer.unit,
            }
    if is_zero(answer) and question.none:
        return {"mode": NONE}
    return {"amount": typed_form(float(answer))} if isinstance(answer, float) else {"mode": answer}
