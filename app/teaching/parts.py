"""What a pack is made of, in the order in which it is printed."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import LazyString, lazy_gettext

PACK = "pack"


class Part(NamedTuple):
    """One thing to print; `by_country`: it differs by country. `kind` names its template."""

    id: str
    kind: str
    name: LazyString
    use: LazyString
    by_country: bool = False


PARTS = (
    Part(
        "guide",
        "guide",
        lazy_gettext("Teacher’s guide"),
        lazy_gettext("Ten minutes to read before the first lesson. With help lines by country."),
        by_country=True,
    ),
    Part(
        "lesson-45",
        "plan",
        lazy_gettext("Lesson of 45 minutes"),
        lazy_gettext("A plan minute by minute, with and without devices."),
    ),
    Part(
        "lesson-90",
        "plan",
        lazy_gettext("Lesson of 90 minutes"),
        lazy_gettext("Another plan, with time for cases and for a letter, a hearing or a note."),
    ),
    Part(
        "handout",
        "handout",
        lazy_gettext("Handout"),
        lazy_gettext("One sheet for each learner, with something to do."),
        by_country=True,
    ),
    Part(
        "worksheet",
        "worksheet",
        lazy_gettext("Worksheet without devices"),
        lazy_gettext("The questions on paper, a scoring table and how to add up the class."),
        by_country=True,
    ),
    Part(
        "cards",
        "cards",
        lazy_gettext("Discussion cards"),
        lazy_gettext("True cases to talk about, two to a page."),
    ),
    Part(
        "facts",
        "facts",
        lazy_gettext("Fact cards"),
        lazy_gettext("Figures with year and source, four to a page."),
        by_country=True,
    ),
    Part(
        "glossary",
        "glossary",
        lazy_gettext("Glossary"),
        lazy_gettext("The words, plainly explained."),
    ),
    Part(
        "answers",
        "answers",
        lazy_gettext("Answers and notes"),
        lazy_gettext("For teachers: solutions, what pupils ask, a note on each card."),
        by_country=True,
    ),
)
BY_ID = {part.id: part for part in PARTS}
