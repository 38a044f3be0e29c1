"""Where one is in the questions, and where Continue and Back lead."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.quiz import questions as q
from app.quiz.answers import Answers, on_page
from app.quiz.ranking import pages_of
from app.quiz.wording import time_left

RETURNS = ("review", "result", "map")  # what `then` in an address may say


@dataclass(frozen=True)
class Place:
    """Where a question stands: `then` is empty on the way to the first result."""

    question: q.Question
    then: str
    path: tuple[q.Question, ...]

    @property
    def position(self) -> int:
        """Counted from one; zero when only this question is being changed."""
        return self.path.index(self.question) + 1 if self.question in self.path else 0

    @property
    def is_last(self) -> bool:
        """Whether the result comes next."""
        return not self.then and self.position == len(self.path)

    @property
    def time_left(self) -> str:
        """For this question and those after it; a page can have several."""
        return time_left(sum(len(on_page(page)) for page in self.path[self.position - 1 :]))

    @property
    def before(self) -> q.Question | None:
        """The question in front of this one on the same way."""
        return self.path[self.position - 2] if self.position > 1 else None

    @property
    def continue_words(self) -> str:
        """What the main button says."""
        match self.then:
            case "review":
                return _("Save and return to the list")
            case "result":
                return _("Save and return to the result")
        return _("See my result") if self.is_last else _("Continue")


def place(question: q.Question, answers: Answers, then: str) -> Place:
    """Where a question stands for this visitor."""
    first = tuple(one for one in answers.first_path() if answers.asked(one))
    if then not in RETURNS:
        then = "" if question in first else "map"
    if not then:
        return Place(question, then, first)
    if then == "map":
        return Place(question, then, tuple(pages_of(q.section_of()[question.id].id, answers)))
    return Place(question, then, ())


def address(question: q.Question, then: str, check: str | None = None) -> str:
    """Of a question, keeping where it returns to."""
    return url_for("quiz.question", question_id=question.id, then=then or None, check=check)


def section_address(question: q.Question) -> str:
    """Of the section of a question in the map."""
    return url_for("quiz.section_map") + f"#section-{q.section_of()[question.id].id}"


def after(here: Place, answers: Answers, check: str | None) -> str:
    """Where Continue leads, with the answers as they are now."""
    now = place(here.question, answers, here.then)  # an answer can open or close a follow-up
    if here.then == "review":
        return url_for("quiz.review", check=check) + f"#{here.question.id}"
    if here.then == "result":
        if check:
            return url_for("quiz.review", check=check) + f"#{here.question.id}"
        return url_for("results.result")
    following = now.path[now.position :] if now.position else now.path
    if here.then == "map":
        following = tuple(page for page in following if is_open(page, answers))
        if not following:
            target = url_for("quiz.section_map", check=check)
            return target + f"#section-{q.section_of()[here.question.id].id}"
    elif not following:
        return url_for("quiz.review", check=check) if check else url_for("results.result")
    return address(following[0], here.then, check)


def back(here: Place) -> str:
    """Where Back leads."""
    match here.then:
        case "review":
            return url_for("quiz.review") + f"#{here.question.id}"
        case "result":
            return url_for("results.result")
    if here.before:
        return address(here.before, here.then)
    return section_address(here.question) if here.then == "map" else url_for("pages.landing")


def is_open(page: q.Question, answers: Answers) -> bool:
    """Whether something on the page is asked and not answered."""
    return any(one.id not in answers for one in on_page(page) if answers.asked(one))


def next_page(section_id: str, answers: Answers) -> q.Question:
    """The first page of a section with something open, else its first page."""
    pages = pages_of(section_id, answers)
    return next((page for page in pages if is_open(page, answers)), pages[0])
