"""The secrets: long enough, typed with forgiveness, stored as a hash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.groups.secret_links import fits, hashed, new_phrase, new_token, read, unknown_words


def test_twelve_words_that_fit():
    phrase = new_phrase()
    assert len(phrase.split()) == 12
    assert fits(phrase)
    assert unknown_words(phrase) == []
    assert phrase != new_phrase()


def test_a_token_holds_192_bits():
    assert len(new_token()) == 32
    assert new_token() != new_token()


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: f"  {text}\n",
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", ", "),
        lambda text: " ".join(f"{n}. {word}" for n, word in enumerate(text.split(), 1)),
    ],
)
def test_it_does_not_matter_how_the_words_are_typed(change):
    phrase = new_phrase()
    assert read(change(phrase)) == phrase


def test_a_mistyped_word_is_named():
    phrase = new_phrase().split()
    phrase[4] = "abandoon"
    assert unknown_words(" ".join(phrase)) == ["abandoon"]


@pytest.mark.parametrize("count", [0, 1, 11, 13, 24])
def test_another_number_of_words_does_not_fit(count):
    assert not fits(" ".join(["abandon"] * count))


def test_words_in_another_order_do_not_fit():
    # The check is of four bits: of eleven turned orders some must be noticed.
    phrase = new_phrase().split()
    turned = [" ".join(phrase[n:] + phrase[:n]) for n in range(1, 12)]
    assert not all(map(fits, turned))


def test_the_hash_is_not_the_secret():
    assert hashed("a") != hashed("b")
    assert len(hashed("a")) == 64


@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    phrase = read(text)
    assert read(phrase) == phrase
    fits(phrase)
    unknown_words(phrase)
