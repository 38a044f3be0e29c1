"""The first answer takes four minutes on a telephone, counted from the text and the controls."""

from __future__ import annotations

import re

import pytest

from app.quiz import questions as q
from app.quiz.wording import SECONDS_PER_QUESTION
from tests.answered import visitor
from tests.pages import Pages

WORDS_PER_MINUTE = 200
# One answer: move to the control, press or type, press Continue. The country is picked from a list.
SECONDS_PER_ANSWER = 4
SECONDS_FOR_A_LIST = 8
FOLDED = (
    "details, .visually-hidden, .so-far, header, footer, nav, script, select, [hidden], .progress"
)


def new_words(soup, read: set[str]) -> int:
    """Words a person meets before anything is opened; what stood on an earlier page is known."""
    main = soup.select_one("main")
    for tag in main.select(FOLDED):
        tag.decompose()
    fresh = [text for text in main.stripped_strings if text not in read]
    read.update(fresh)
    return sum(len(re.findall(r"\w[\w’'-]*", text)) for text in fresh)


@pytest.mark.parametrize("path", ["quick", "youth"])
def test_a_path_takes_four_minutes(client, path, capsys):
    ask = Pages(visitor(client, {"country": "GBR"}))
    if path == "youth":
        ask.client.get("/en/quiz/?for=school")
    questions = q.youth_path() if path == "youth" else q.quick_path()
    assert len(questions) == 15
    total, read = 0.0, set[str]()
    for question in questions:
        words = new_words(ask(f"/en/quiz/{question.id}"), read)
        doing = SECONDS_FOR_A_LIST if isinstance(question, q.Country) else SECONDS_PER_ANSWER
        doing *= 2 if isinstance(question, q.OwnedAndYears) else 1
        total += words / WORDS_PER_MINUTE * 60 + doing
    with capsys.disabled():
        print(f"\n{path} path: {total / 60:.1f} minutes for {len(questions)} questions")
    assert total <= 4 * 60


def test_the_time_that_pages_promise_is_the_one_for_all_questions():
    assert SECONDS_PER_QUESTION * len(q.quick_path()) <= 4 * 60
