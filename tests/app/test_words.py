"""No text of the site uses a word of the list; the list works."""

import pytest
from babel.messages.catalog import Catalog

from app import catalogues, words


@pytest.mark.parametrize(
    "text",
    [
        "How many slaves work for you?",
        "A slave made this.",
        "Slaves: 27",
        "child prostitutes",
        "an illegal immigrant",
        "You should be ashamed.",
        "Workers in chains",
        "Act now!",
        "the Third World",
    ],
)
def test_unwanted_words_are_found_with_what_to_say_instead(text):
    found = list(words.unwanted(text, "en"))
    assert found
    assert all(": say " in advice and advice.endswith(".") for advice in found)


@pytest.mark.parametrize(
    "text",
    [
        "Slavery Footprint",
        "People in forced labour, also called modern slavery",
        "supply chains",
        "debt bondage",
        "The company pleaded guilty.",
        "a guilder",
    ],
)
def test_words_that_only_look_alike_may_stay(text):
    assert list(words.unwanted(text, "en")) == []


def test_each_language_has_its_own_words_and_the_calm_holds_for_all():
    assert list(words.unwanted("les slaves", "fr")) == []
    assert list(words.unwanted("Agissez maintenant !", "fr"))


def test_a_translation_is_looked_at_too():
    catalogue = Catalog(locale="en")
    catalogue.add("Fine.", "Slaves.")
    assert len(words.problems(catalogue)) == 1


def test_every_rule_says_why():
    assert len(words.rules()) >= 8
    assert all(rule.instead and rule.reason.endswith(".") for rule in words.rules())


def test_no_text_of_the_site_uses_them():
    """Code, templates and data files at once: whatever a person can read is in the catalogue."""
    assert words.problems(catalogues.template()) == []
    for path in catalogues.all_paths():
        assert words.problems(catalogues.read(path)) == [], path
