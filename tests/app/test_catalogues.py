"""Sentences in code, templates and data files reach the translator, and stale catalogues are seen."""

import io
import os

import pytest
from babel.messages.catalog import Catalog, Message

import footprint_model as fm
from app import catalogues
from evidence.cases import cases
from evidence.commodity_facts import commodity_facts
from evidence.materials import materials
from footprint_model import tables

TOML = """
[section]
title = "Food"

[[question]]
id = "coffee"
text = "How many cups?"
unit = "%"
kind = "number"

[[question.options]]
id = "small"
label = "Small"

[question.fact]
text = "A fact."
title = "A book"
publisher = "An office"
"""


def test_the_texts_of_a_data_file_are_found_with_line_and_id():
    found = list(catalogues.extract_toml(io.BytesIO(TOML.encode()), (), (), {}))
    assert found == [
        (3, "gettext", "Food", []),
        (7, "gettext", "How many cups?", ["coffee"]),
        (13, "gettext", "Small", ["coffee.small"]),
        (16, "gettext", "A fact.", ["coffee"]),
    ]


def test_the_names_of_a_table_are_found():
    table = b'id,name,share\nrice,Rice,1\nbread,"Bread, pasta",2\n'
    assert list(catalogues.extract_csv(io.BytesIO(table), (), (), {})) == [
        (2, "gettext", "Rice", ["rice"]),
        (3, "gettext", "Bread, pasta", ["bread"]),
    ]


@pytest.fixture(scope="module")
def gathered():
    return catalogues.template()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("python", "There is no page here"),
        ("template", "Thank you"),
        ("form", "What is wrong?"),
    ],
)
def test_texts_of_each_kind_are_gathered(gathered, kind, text):
    assert text in gathered, kind


def test_question_texts_are_gathered(gathered):
    from app.quiz.questions import by_id

    for question in by_id().values():
        assert question.text in gathered


def test_names_units_and_sizes_of_items_are_gathered_but_not_the_words_to_search_by(gathered):
    for item in fm.items():
        for text in filter(None, (item.name, item.unit, item.size)):
            assert text in gathered, item.id
    assert "telly" not in gathered
    assert not any(item.words in gathered for item in fm.items() if "|" in item.words)


@pytest.fixture
def small(tmp_path):
    """A code with two sentences, and the place for a Swahili catalogue."""
    code = Catalog()
    code.add("Hello")
    code.add("%(n)s days", flags=["python-format"])
    return code, tmp_path / "sw" / "LC_MESSAGES" / "messages.po"


def catalogue(path, *entries, fuzzy=False):
    made = Catalog(locale="sw", fuzzy=False)
    for text, said in entries:
        flags = ["python-format"] if "%" in text else []
        made.add(text, said, flags=[*flags, "fuzzy"] if fuzzy else flags)
    catalogues.write(made, path)


def test_a_catalogue_that_fits_has_no_problems(small):
    code, path = small
    catalogue(path, ("Hello", "Habari"), ("%(n)s days", "siku %(n)s"))
    assert catalogues.problems(path, code) == []


def test_missing_unused_unchecked_and_broken_texts_are_named(small):
    code, path = small
    catalogue(path, ("Hello", "Habari"), ("Bye", "Kwaheri"))
    assert catalogues.problems(path, code) == [
        "sw/LC_MESSAGES/messages.po: missing: '%(n)s days'",
        "sw/LC_MESSAGES/messages.po: no longer used: 'Bye'",
    ]
    catalogue(path, ("Hello", "Habari"), ("%(n)s days", "siku %(m)s"))
    [broken] = catalogues.problems(path, code)
    assert "placeholder" in broken
    catalogue(path, ("Hello", "Habari"), ("%(n)s days", ""), fuzzy=True)
    assert len(catalogues.problems(path, code)) == 2


@pytest.mark.parametrize(
    "said",
    ["{share}: {name}, {name}", "{name}: {part}", "{name}", "{name}: {share", "{name}: {share:x}"],
)
def test_a_translation_keeps_the_fields_that_a_page_fills(small, said):
    code, path = small
    code.add("{name}: {share}")
    catalogue(path, ("Hello", "Habari {x}"), ("%(n)s days", ""), ("{name}: {share}", said))
    found = catalogues.problems(path, code)
    assert len(found) == (said != "{share}: {name}, {name}"), found
    assert all("fields" in line and said in line for line in found)


def test_every_sentence_of_a_trace_is_gathered_with_fields_that_can_be_checked(gathered):
    for text in tables.explanations().values():
        assert text in gathered
        assert catalogues.keeps_fields(Message(text, text))
        if "{" in text:
            assert not catalogues.keeps_fields(Message(text, "Nothing"))


def test_texts_of_commodities_and_currencies_are_gathered(gathered):
    wanted = {row.note for row in fm.currencies().values()}
    wanted |= {text for row in fm.commodity_table().values() for text in (row.name, row.note)}
    wanted |= {row.reason for row in fm.commodity_cells()}
    wanted |= {row.note for row in fm.origin_shares()}
    wanted |= {text for row in fm.labels().values() for text in (row.name, row.reason)}
    assert not {text for text in wanted - {""} if text not in gathered}


def test_compiling_writes_only_what_changed(small, tmp_path):
    _code, path = small
    catalogue(path, ("Hello", "Habari"))
    assert catalogues.compile_all(tmp_path) == [path.with_suffix(".mo")]
    assert catalogues.compile_all(tmp_path) == []
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime + 10))
    assert catalogues.compile_all(tmp_path) == [path.with_suffix(".mo")]


def test_facts_cases_and_contents_are_gathered(gathered):
    story = next(iter(cases().values())).story
    wanted = [story.title, story.short, *story.changed, *story.not_known]
    wanted += [fact.fact for case in cases().values() for fact in case.facts]
    wanted += [text for row in commodity_facts() for text in (row.topic, row.sentence, row.reply)]
    wanted += [text for row in materials() for text in (row.thing, row.material)]
    assert [text for text in wanted if text and text not in gathered] == []
