"""Addresses of campaigns: what is taken, what is refused and why, what is suggested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.campaigns.slugs import LONGEST, SHORTEST, SLUG, numbered, problem, suggest
from app.groups.rude_words import rude_word


@pytest.fixture
def why(app):
    with app.test_request_context("/en/"):
        yield problem


@pytest.mark.parametrize(
    "slug", ["fair-shirts", "abc", "a" * 40, "2027", "class-action", "saltwater-25", "push-it"]
)
def test_plain_addresses_are_fine(why, slug):
    assert why(slug) == ""


@pytest.mark.parametrize("slug", ["", "ab", "a" * 41])
def test_the_length_is_said(why, slug):
    assert f"these are {len(slug)}" in why(slug)


@pytest.mark.parametrize(
    "slug",
    [
        "Fair",
        "fair shirts",
        "fair_shirts",
        "-fair",
        "fair-",
        "fair--shirts",
        "fäir",
        "../x",
        "a/b/c",
        "fair.shirts",
        "fair%2fx",
        "fair\n",
        "فير",
        "ｆａｉｒ",
        "fair?x",
        "1️⃣23",
    ],
)
def test_only_letters_digits_and_single_hyphens(why, slug):
    assert "small letters" in why(slug)


@pytest.mark.parametrize(
    "slug", ["quiz", "embed", "oembed", "static", "result", "campaigns", "admin", "www", "robots"]
)
def test_the_site_keeps_its_own_addresses(why, slug):
    assert "needs this address" in why(slug)


def test_languages_are_kept(app, why, monkeypatch):
    monkeypatch.setitem(app.extensions, "languages", app.extensions["languages"] | {"pt-BR": None})
    assert "needs this address" in why("pt-br")


@pytest.mark.parametrize(
    "slug", ["slavery-footprint", "the-slavery-footprint", "slaveryfootprint2"]
)
def test_nobody_passes_for_the_site(why, slug):
    assert "the site itself" in why(slug)


@pytest.mark.parametrize(
    "slug", ["shit-shop", "sh1t", "fuckers", "f-u-c-k", "the-wh0res", "my-a55"]
)
def test_insults_are_refused(why, slug):
    assert "without" in why(slug)


@pytest.mark.parametrize("slug", ["free-the-slaves", "illegals-out", "in-chains"])
def test_words_the_site_does_not_use_are_refused(why, slug):
    assert "without" in why(slug)


@pytest.mark.parametrize(
    "text", ["debugger", "class assets", "technique", "Scunthorpe", "Disputas", "documents", ""]
)
def test_harmless_words_are_none(text):
    assert rude_word(text) == ""


def test_an_insult_in_a_name_is_found_with_accents_and_capitals():
    assert rude_word("You FÜCKERS") == "fuckers"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Fair Shirts 2027", "fair-shirts-2027"),
        ("  Café für Größe!  ", "cafe-fur-grosse"),
        ("Who's behind it?", "whos-behind-it"),
        ("من صنعها", ""),
        ("word " * 20, "word-word-word-word-word-word-word-word"),
        ("x" * 60, "x" * 40),
    ],
)
def test_an_address_from_a_name(name, slug):
    assert suggest(name) == slug


@given(st.text(max_size=200))
def test_what_is_suggested_can_be_written(name):
    slug = suggest(name)
    assert len(slug) <= LONGEST
    assert not slug or SLUG.fullmatch(slug)
    assert suggest(slug) == slug


@given(st.from_regex(SLUG, fullmatch=True).filter(lambda text: SHORTEST <= len(text) <= LONGEST))
def test_others_like_it_can_be_written_and_differ(slug):
    others = list(numbered(slug))
    assert len(set(others)) == len(others)
    assert slug not in others[:8] or slug.endswith(tuple("23456789"))
    for other in others:
        assert len(other) <= LONGEST
        assert SLUG.fullmatch(other)


@given(st.text(max_size=60))
def test_no_text_breaks_the_check(app, text):
    with app.test_request_context("/en/"):
        found = problem(text)
    assert found or SLUG.fullmatch(text)
