"""No text of the site uses a word of the list; the list works."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from app import catalogues, words
from app.config import PROJECT

SOURCES = [
    path
    for folder in ("app", "evidence", "footprint_model")
    for path in sorted((PROJECT / folder).rglob("*"))
    if path.suffix in (".html", ".toml", ".csv", ".svg", ".js")
    and "static_built" not in path.parts
    and "vendor" not in path.parts
    and path.name != "words.toml"
]


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


ADDRESS = re.compile(r"https?://\S+")  # of others, as they chose it


def strings(value: Any) -> Iterator[str]:
    """Every text in a decoded file."""
    if isinstance(value, str):
        yield ADDRESS.sub(" ", value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            # Titles and names of others are quoted as they are.
            if key not in ("title", "publisher", "url", "where"):
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def texts(path: Path) -> Iterator[str]:
    """What stands in a source, also what no catalogue holds."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        yield from strings(tomllib.loads(source))
    elif path.suffix == ".csv":
        for row in csv.DictReader(source.splitlines()):
            yield from strings(row)
    else:
        yield ADDRESS.sub(" ", source)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_source_uses_them_either(path: Path):
    """Templates, scripts and data as they are, so that a text without a translation counts too."""
    calm = [rule for rule in words.rules() if rule.language]  # in code "!" means something else
    for text in texts(path):
        for rule in calm:
            assert not rule.found(text), f"{rule.found(text)!r}: say {rule.instead}"
