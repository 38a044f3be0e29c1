"""Numbers as people type them."""

from __future__ import annotations

from collections.abc import Iterator

import flask_babel
import pytest
from babel import Locale
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.numbers import NotANumber, read_number, typed_form


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
    ("typed", "value"),
    [
        ("1,5", 1.5),
        (",5", 0.5),
        ("0,125", 0.125),
        ("1,50", 1.5),
        ("1234,567", 1234.567),
        ("1.500", 1.5),
        ("1 000", 1000),
        ("1\N{NARROW NO-BREAK SPACE}000,5", 1000.5),
        ("1'000", 1000),
        ("1,234,567", 1234567),
        ("12,34,567", 1234567),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("٣", 3),
        ("٣٫٥", 3.5),
        ("\u200f٣٫٥", 3.5),
        ("٢٬٠٠٠", 2000),
        ("२", 2),
        ("१.५", 1.5),
        ("２", 2),
        ("৫", 5),
    ],
)
def test_other_scripts_and_marks_where_only_one_reading_is_possible(typed: str, value: float):
    assert read_number(typed) == value


GERMAN = Locale("de")


@pytest.mark.parametrize(("typed", "value"), [("1,5", 1.5), ("1,500", 1.5), ("1.5", 1.5)])
def test_a_comma_is_the_decimal_mark_where_the_language_has_it(
    monkeypatch: pytest.MonkeyPatch, typed: str, value: float
):
    monkeypatch.setattr(flask_babel, "get_locale", lambda: GERMAN)
    assert read_number(typed) == value
    assert typed_form(1.5) == "1,5"
    with pytest.raises(NotANumber, match="can mean 1500 or 1,5"):
        read_number("1.500")


@given(st.floats(0, 999_999, allow_nan=False))
def test_what_we_write_into_a_box_can_be_read_again(value: float):
    for locale in (Locale("en"), GERMAN, Locale("ar"), Locale("hi")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(flask_babel, "get_locale", lambda locale=locale: locale)
            assert read_number(typed_form(value)) == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    ("typed", "help_given"),
    [
        ("", "Type a number."),
        ("   ", "Type a number."),
        ("two", "We cannot read “two” as a number"),
        ("2 bars", "We cannot read “2 bars”"),
        ("1/2", "We cannot read “1/2”"),
        ("½", "We cannot read “½”"),
        ("1,000", "can mean 1000 or 1.0"),
        ("12,500", "can mean 12500 or 12.5"),
        ("١,٥٠٠", "can mean 1500 or 1.5"),
        ("1٣", "We cannot read"),
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
