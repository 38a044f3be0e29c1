"""The texts of the pack: minutes add up, cards rest on facts of the site, words are easy to read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from flask import Flask

import footprint_model as fm
from app import catalogues
from app.actions.catalogue import by_id as actions
from app.teaching import content, said
from app.teaching.content import AgeId, Plan, TalkCard
from app.teaching.parts import BY_ID
from app.teaching.worksheet import MINUTES_PER_DAY, SIZES, class_table
from evidence.cases import cases

AGES = list(content.ages())
PLANS = [(age, plan) for age in AGES for plan in content.plans(age).values()]
CARDS = content.talk_cards()
HIGHEST_GRADE = {"11-14": 7.0, "14-18": 9.5}  # of Flesch and Kincaid: years at school
HIGHEST_OF_ONE = {"11-14": 12.0, "14-18": 17.0}  # a short text can hold one hard word
LONGEST = {"11-14": 24, "14-18": 34}  # words in a sentence


@pytest.mark.parametrize(("age", "plan"), PLANS, ids=lambda value: getattr(value, "id", value))
def test_the_minutes_of_a_plan_add_up(age: AgeId, plan: Plan):
    assert plan.minutes == int(plan.id.removeprefix("lesson-"))
    assert sum(step.minutes for step in plan.step) == plan.minutes
    times = list(plan.timed())
    assert times[0][0] == 0
    assert times[-1][1] == plan.minutes
    assert all(step.minutes >= 2 for step in plan.step)
    assert all(not step.uses or step.uses in BY_ID for step in plan.step)
    assert len(plan.aims) >= 3


def test_each_age_has_two_lessons_and_they_are_not_one_text_in_three_wordings():
    texts: dict[AgeId, set[str]] = {}
    for age in AGES:
        assert list(content.plans(age)) == ["lesson-45", "lesson-90"]
        texts[age] = {
            text
            for plan in content.plans(age).values()
            for step in plan.step
            for text in (step.title, step.teacher, step.pupils)
        }
    for one in AGES:
        for other in AGES:
            if one != other:
                shared = texts[one] & texts[other]
                assert len(shared) <= 0.15 * len(texts[one]), (one, other, shared)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_belongs_to_a_case_or_a_product_and_rests_on_its_facts(card: TalkCard):
    categories = {category.id for category in fm.categories()}
    assert card.products
    assert set(card.products) <= categories
    if card.case:
        numbers = {fact.number for fact in cases()[card.case].facts}
        assert card.facts
        assert set(card.facts) <= numbers
    else:
        assert card.claims
    assert set(card.claims) <= set(said.by_id())
    assert {talk.age for talk in card.talk} == set(card.ages)
    assert all(2 <= len(talk.text) <= 3 for talk in card.talk)


@pytest.mark.parametrize("age", AGES)
def test_cards_fill_their_pages(age: AgeId):
    talk, facts = content.at(age, CARDS), content.at(age, content.fact_cards())
    assert len(talk) >= 9
    assert len(talk) % 2 == 0
    assert len(facts) >= 12
    assert len(facts) % 4 == 0
    assert {"chocolate", "phones", "prawns"} <= {card.id for card in talk}


@pytest.mark.parametrize("age", AGES)
def test_every_fact_card_has_a_year_and_a_source(app: Flask, age: AgeId):
    with app.test_request_context("/en/"):
        for card in said.facts_for(age, "GBR"):
            assert card.sentence
            assert re.fullmatch(r"\d{4}|undated", card.year), card
            assert card.reference.publisher
            assert card.reference.title
            assert card.large
            assert card.ask.endswith("?")


def test_figures_in_texts_are_those_of_the_site(app: Flask):
    with app.test_request_context("/en/"):
        assert said.told("{people} in {year}; {counted}") == "27.6 million in 2021; 17.3 million"
        assert said.told("{minutes_of_year}") == "525,600"
        assert said.large(128_000) == "128,000"


def test_no_text_holds_the_world_figure_by_itself():
    for file in content.FOLDER.glob("*.toml"):
        assert not re.search(r"\b27\.6|\b17\.3|\b6\.3 m", file.read_text(encoding="utf-8")), file


def test_what_is_known_comes_from_the_catalogue_of_actions():
    assert content.known()
    for row in content.known():
        assert set(row.actions) <= set(actions())


def test_an_unknown_key_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path):
    (tmp_path / "ages.toml").write_text('[[age]]\nid = "11-14"\nwho = "x"\nmood = "good"\n')
    monkeypatch.setattr(content, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"ages\.toml: "):
        content._rows("ages.toml", "age", content.Age)


def texts_in(value: object) -> Iterator[str]:
    """Every sentence of a decoded file: whatever has a space in it."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
    elif isinstance(value, str) and " " in value:
        yield value


def test_every_text_reaches_the_translators():
    gathered = {message.id for message in catalogues.template()}
    for file in content.FOLDER.glob("*.toml"):
        found = set(texts_in(tomllib.loads(file.read_text(encoding="utf-8"))))
        assert found
        assert found <= gathered, found - gathered


# --- worksheet ------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["youth", "quick"])
@pytest.mark.parametrize("country", ["USA", "GBR", "IND", "KEN", "LUX"])
def test_the_table_of_a_class_lies_around_the_average(country: str, which: str):
    table = class_table(country, which)
    average = table.example.minutes
    assert table.rows[0].first < average
    assert average < table.rows[-1].first
    for above, below in zip(table.rows, table.rows[1:], strict=False):
        assert above.end == below.first
    assert table.rows[-1].end is None
    assert table.least == 5
    assert 0 < table.rest_share < 1
    for reading in table.readings:
        for size, days in zip(SIZES, reading.days, strict=True):
            assert days * MINUTES_PER_DAY == pytest.approx(size * reading.minutes)


def test_the_example_says_what_the_site_says():
    example = class_table("USA", "youth").example
    average = fm.average("USA")
    assert example.days == pytest.approx(30 * average.days_per_year.central, rel=1e-3)
    assert average.one_in
    assert example.one_in == pytest.approx(average.one_in.central, rel=0.02)


# --- easy to read ---------------------------------------------------------------------------------


def sentences(text: str) -> list[str]:
    """Sentences with at least three words."""
    parts = re.split(r"(?<=[.?:;])\s+|…", text)
    return [part for part in parts if len(re.findall(r"\w+", part)) >= 3]


def syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - (word.endswith("e") and not word.endswith("le")))


def grade(texts: list[str]) -> float:
    """Years at school that one needs to read this, after Flesch and Kincaid."""
    all_sentences = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in all_sentences for word in re.findall(r"[\w’'-]+", sentence)]
    return (
        0.39 * len(words) / len(all_sentences)
        + 11.8 * sum(map(syllables, words)) / len(words)
        - 15.59
    )


def for_pupils(age: AgeId) -> Iterator[tuple[str, list[str]]]:
    """What pupils of an age read, by kind."""
    sheet = content.handouts()[age]
    lines = [line.text for line in sheet.task.line if line.text]
    parts = [text for part in sheet.part for text in part.text]
    yield "handout", [sheet.lead, sheet.task.text, sheet.write.text, *parts, *lines]
    cards = content.at(age, CARDS)
    yield "stories", [card.text for card in cards]
    yield "questions", [text for card in cards for text in card.questions(age)]
    yield "glossary", [word.text for word in content.at(age, content.words())]


def test_the_measure_tells_easy_from_hard():
    assert grade(["The cat sat on the mat. It was a good cat."]) < 2
    assert grade(["Consumption-based accounting presupposes homogeneous intensities."]) > 15


@pytest.mark.parametrize("age", ["11-14", "14-18"])
def test_what_pupils_read_is_easy(age: AgeId):
    for kind, texts in for_pupils(age):
        assert grade(texts) <= HIGHEST_GRADE[age], (kind, grade(texts))
        for text in texts:
            if len(text.split()) >= 8:
                assert grade([text]) <= HIGHEST_OF_ONE[age], (kind, text)
            for sentence in sentences(text):
                assert len(sentence.split()) <= LONGEST[age], (kind, sentence)


@pytest.mark.parametrize("age", ["11-14", "14-18"])
def test_pupils_are_not_shown_violence_or_blame(age: AgeId):
    for kind, texts in for_pupils(age):
        unwanted = r"\bslaves?\b|\bvictims?\b|guilt|\bchains?ed\b|beaten|tortur|prostitut|!"
        if age == "11-14":
            unwanted += r"|sexual|killed|died|death"
        for text in texts:
            assert not re.search(unwanted, text, re.IGNORECASE), (kind, text)
