"""Codes: no look-alikes, no insults, typed with forgiveness, not to be guessed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.classes.codes import LENGTH, SIGNS, new_code, read, shown
from app.config import Config
from app.groups.rude_words import rude_inside


def test_signs_are_32_without_those_that_look_alike():
    assert len(set(SIGNS)) == 32
    assert not set(SIGNS) & set("ILOU")


def test_a_code_is_shown_in_two_halves_and_read_back():
    code = new_code()
    assert len(code) == LENGTH
    assert read(shown(code)) == code
    assert shown("7K3MQ9TX") == "7K3M-Q9TX"


@pytest.mark.parametrize(
    "typed",
    ["7k3m-q9tx", " 7K3M Q9TX ", "7K3M–Q9TX", "7 k 3 m q 9 t x", "７Ｋ３ＭＱ９ＴＸ", "7K3M_Q9TX."],
)
def test_it_does_not_matter_how_it_is_typed(typed):
    assert read(typed) == "7K3MQ9TX"


def test_letters_that_look_like_digits_are_read_as_those():
    assert read("oOiI-lL01") == "00111101"


@pytest.mark.parametrize("typed", ["", "7K3MQ9T", "7K3MQ9TXX", "7K3MQ9TU", "7K3MQ9Té", "-" * 200])
def test_what_cannot_be_a_code_is_none(typed):
    assert read(typed) == ""


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    code = read(text)
    assert code == "" or read(code) == code


@pytest.mark.parametrize("text", ["7FVCK000", "SH1T0000", "00A55H01", "0N1GGA00"])
def test_what_chance_must_not_write(text):
    # V stands for U nowhere in our list, so the first one is no insult to it.
    assert bool(rude_inside(text)) == (text != "7FVCK000")


def test_no_new_code_has_an_insult_in_it(monkeypatch):
    chances = iter("SH1T0000" + "7K3MQ9TX")
    monkeypatch.setattr("app.classes.codes.secrets.choice", lambda _signs: next(chances))
    assert new_code() == "7K3MQ9TX"


def test_guessing_hits_less_than_once_in_a_hundred_days():
    """A thousand addresses, ten tries a minute, five hundred live codes."""
    chance = random.Random(7)
    drawn = ["".join(chance.choices(SIGNS, k=LENGTH)) for _code in range(4000)]
    kept = sum(not rude_inside(code) for code in drawn) / len(drawn)
    codes = len(SIGNS) ** LENGTH * kept
    tries = 1000 * 10 * 60 * 24
    assert tries * 500 / codes < 0.01
    # The site lets an address try less often than that, also with two processes that count apart.
    limit = Config("k" * 40).code_limit
    assert limit == "60 per 10 minutes"
    assert 2 * 60 / 10 * tries / 10 * 500 / codes < 0.01
