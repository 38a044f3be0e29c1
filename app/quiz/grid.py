"""The form of a grid: several numbers of one unit on one page."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.validators import ValidationError

from app.quiz import questions as q
from app.quiz.answers import USUAL, Answer
from app.quiz.fields import bounded
from app.quiz.forms import QuestionForm


class GridForm(QuestionForm):
    """Rows of numbers of one unit. Where rows add up an empty one is none, else it is not known."""

    @property
    def rows(self) -> list[tuple[q.Row, Field]]:
        """Each row with its box."""
        return [(row, self[f"row_{row.id}"]) for row in self.question.rows]

    def given(self) -> bool:
        return bool(self.mode.data or self.filled())

    def filled(self) -> bool:
        """Whether any row has a number."""
        return any((field.data or "").strip() for _row, field in self.rows)

    def validate_mode(self, field: Field) -> None:
        super().validate_mode(field)
        if self.chosen and self.filled():
            self.mode.data = None
            raise ValidationError(
                _("You typed numbers and also chose another answer. Keep one of them.")
            )
        if not self.given() and not self.spent and not self.optional:
            raise ValidationError(_("Type a number in one row or more, or choose an answer here."))

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        for row, field in self.rows:
            typed = (field.data or "").strip()
            if typed and not self.spent:
                try:
                    asked = self.question
                    unit = _(asked.unit)
                    self.values[row.id] = bounded(typed, 0, row.max, unit, asked.whole)
                except ValidationError as error:
                    field.errors = [str(error)]
                    valid = False
        return valid

    def answer(self) -> Answer:
        if self.chosen:
            return USUAL if self.chosen == USUAL else 0.0
        return dict(self.values)

    def name_of(self, name: str, among_others: bool) -> str:
        return next(
            (row.label for row in self.question.rows if name == f"row_{row.id}"),
            super().name_of(name, among_others),
        )
