"""Classes made through the model, and pupils who send figures: for tests of several folders."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from app.classes import owners, sending
from app.classes.figures import Pupil
from app.classes.owners import Made
from app.classes.settings import Question, Settings
from app.groups.owners import owned
from app.groups.today import today
from app.models import Classroom

QUESTIONS = (
    Question("Have you thought about this before?", ("Yes", "A little", "No")),
    Question("Who should act first?", ("Shops", "Laws")),
)
SETTINGS = Settings(name="8b", country="GBR", language="en", questions=QUESTIONS)


def classroom(settings: Settings = SETTINGS, last_day: date | None = None) -> Made:
    """Put a class into the database of the application at hand."""
    return owners.make(settings, last_day or today() + timedelta(days=29))


def row_of(made: Made) -> Classroom:
    """Its row."""
    row = owned(Classroom, made.token)
    assert row is not None
    return row


def somebody(**changed: Any) -> Pupil:
    """Figures of a pupil, by default with two days, half of it clothing, half from China."""
    return Pupil(
        **{
            "persons": 5_000_000,
            "low": 2_000_000,
            "high": 11_000_000,
            "bin": 10,
            "categories": {"clothing": 2_500_000, "food": 2_500_000},
            "origins": {"CHN": 2_500_000, "IND": 2_500_000},
            "what_ifs": {"phones": (4_000_000, 1_500_000, 9_000_000)},
            "choices": (0, 1),
        }
        | changed
    )


def different(number: int, **changed: Any) -> Pupil:
    """The same for one of many, none like another."""
    return somebody(persons=5_000_000 + 1000 * number, bin=8 + number % 5, **changed)


def send(made: Made, pupils: int, first: int = 0, **changed: Any) -> list[str]:
    """So many pupils send different figures; returns their numbers."""
    numbers = []
    for number in range(first, first + pupils):
        once = secrets.token_urlsafe(12)
        sending.send(row_of(made), once, different(number, **changed))
        numbers.append(once)
    return numbers


@pytest.fixture
def make_class(app: Flask) -> Callable[..., Made]:
    """make_class(settings, pupils=12, revealed=True) makes one in the shared site."""

    def make(settings: Settings = SETTINGS, pupils: int = 0, revealed: bool = False) -> Made:
        with app.app_context():
            made = classroom(settings)
            send(made, pupils)
            if revealed:
                owners.reveal(row_of(made))
        return made

    return make
