"""What a pupil is asked at the end of the questions, on the page of the result."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.exc import OperationalError

from app.classes import lifetime, sending
from app.classes.forms import SendForm, send_form
from app.classes.settings import decode
from app.extensions import db
from app.quiz.answers import Answers


class Offer(NamedTuple):
    """Whether to send the result to the class, with the teacher's own questions."""

    form: SendForm
    sent: bool


def offer(answers: Answers) -> Offer | None:
    """For who came by a class's code, while it takes answers.

    The result itself needs no database, so that one out of reach only takes the question away.
    """
    if answers.joining is None or answers.joining.place != "class":
        return None
    try:
        row = lifetime.find(answers.joining.slug)
        if row is None or row.closed:
            return None
        sent = sending.has_sent(row, answers.joining.once)
    except OperationalError:
        db.session.rollback()
        return None
    return Offer(send_form(decode(row.settings).questions), sent)
