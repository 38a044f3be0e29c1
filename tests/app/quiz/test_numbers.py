"""Numbers as people type them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.numbers import NotANumber, read_number


@pytest.fixture(autouse=True)
def _in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/en/"):
        yield


@pytest.mark.parametrize(
    ("typed", "value"),
    [("2", 2), (" 3 ", 3), ("0.5", 0.5), (".25", 0.25), ("7.", 7), ("+4", 4), ("007", 7), ("0", 0)],
)
def test_plain_numbers(typed: str, value: float):
    assert read_number(typed) == value


@pytest.mark.parametrize(
    ("typed", "help_given"),
    [
        ("", "Type a number."),
        ("   ", "Type a number."),
        ("two", "We cannot read “two” as a number"),
        ("2 bars", "We cannot read “2 bars”"),
        ("1/2", "We cannot read “1/2”"),
        ("½", "We cannot read “½”"),
        ("٣", "digits 0 to 9, here 3."),
        ("٣٫٥", "digits 0 to 9, here 3.5."),
        ("२", "digits 0 to 9, here 2."),
        ("２", "digits 0 to 9, here 2."),
        ("1,5", "a point, not a comma: 1.5."),
        (",5", "a point, not a comma: .5."),
        ("1,000", "without a thousands mark, here 1000."),
        ("1 000", "without a thousands mark, here 1000."),
        ("1e5", "Type the number in full"),
        ("1E5", "Type the number in full"),
        ("1e999", "Type the number in full"),
        ("-3", "below zero"),
        ("−3", "below zero"),
        ("- 0.5", "below zero"),
        ("nan", "not an amount"),
        ("NaN", "not an amount"),
        ("inf", "not an amount"),
        ("-Infinity", "not an amount"),
        ("∞", "not an amount"),
        ("1234567890123", "more digits than we can use"),
        ("0.123456789", "more digits than we can use"),
        ("1.2.3", "We cannot read “1.2.3”"),
        ("0x10", "We cannot read “0x10”"),
        ("1_000", "We cannot read “1_000”"),
        ("<b>2</b>", "We cannot read"),
        ("\u202e5", "We cannot read"),
        ("9" * 4000, "more digits than we can use"),
    ],
)
def test_each_kind_of_mistake_has_its_own_help(typed: str, help_given: str):
    with pytest.raises(NotANumber) as caught:
        read_number(typed)
    assert help_given in str(caught.value)
    assert len(str(caught.value)) < 140


@given(st.text(max_size=30))
def test_any_text_is_a_finite_number_of_at_least_zero_or_a_message(typed: str):
    try:
        value, told = read_number(typed), "a number"
    except NotANumber as refused:
        value, told = 0.0, str(refused)
    assert told
    assert 0 <= value < 1e10
