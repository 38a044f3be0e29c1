"""Cases: what happened in one trade and place, as dated facts with who says so.

Facts that name a firm are not in the tables; how many were left out is. ``case_stories.toml``
says in our own words what a case is about, what changed and what is not known.
"""

from functools import cache

import msgspec

from evidence.claims import ClaimStatus, Confidence
from evidence.rows import DATA, Row, read_rows
from footprint_model import TableError

UNDATED = "9999"  # after every year


class CaseFact(Row, frozen=True):
    """One dated fact; ``date`` is a day, a month, a year or empty, as precise as the source."""

    case: str
    number: int
    date: str
    country: str
    fact: str
    claim_status: ClaimStatus
    confidence: Confidence
    publisher: str
    title: str


class CaseCount(Row, frozen=True):
    """How many facts of a case were read, and how many of them are not shown, by reason."""

    case: str
    facts_read: int
    names_a_firm: int
    publisher_unknown: int


class Story(Row, frozen=True):
    """A case in our own words. ``short`` is one sentence; ``changed`` what became better or not."""

    id: str
    title: str
    short: str
    changed: tuple[str, ...]
    not_known: tuple[str, ...]
    commodities: tuple[str, ...]
    categories: tuple[str, ...]
    countries: tuple[str, ...]
    reply: str = ""


class StoryFile(Row, frozen=True):
    """case_stories.toml"""

    case: tuple[Story, ...]


class Case(msgspec.Struct, frozen=True):
    """A case that is shown: its story, its facts from the earliest on, what was left out."""

    story: Story
    facts: tuple[CaseFact, ...]
    count: CaseCount


@cache
def cases() -> dict[str, Case]:
    """Every case that is shown, by id, in the order of ``case_stories.toml``.

    Raises
    ------
    TableError
        If a case has no facts.
    """
    rows = read_rows("case_facts.csv", CaseFact, ("case", "number"))
    counts = {row.case: row for row in read_rows("case_counts.csv", CaseCount, ("case",))}
    text = (DATA / "case_stories.toml").read_text(encoding="utf-8")
    try:
        stories = msgspec.toml.decode(text, type=StoryFile).case
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise TableError(f"case_stories.toml: {error}") from error
    shown = {}
    for story in stories:
        facts = [row for row in rows if row.case == story.id]
        if not facts:
            raise TableError(f"case_stories.toml: no facts about {story.id!r} in case_facts.csv")
        facts.sort(key=lambda row: row.date or UNDATED)
        shown[story.id] = Case(story, tuple(facts), counts[story.id])
    return shown


def cases_about(*, category: str = "", commodity: str = "", country: str = "") -> list[Case]:
    """Cases that speak of any of these."""
    return [
        case
        for case in cases().values()
        if category in case.story.categories
        or commodity in case.story.commodities
        or country in case.story.countries
    ]
