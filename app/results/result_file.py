"""The file of one's own result: what is in it, how it is written, and how one is read back.

What comes back is from somebody's disk and may be anything. It is decoded into these structs and
nothing else, so that a field too many, a wrong type or a number out of bounds is refused with the
place it stands in. A file keeps its own numbers and versions; reading one computes nothing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, Literal

import msgspec
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import Meta

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import Answers
from app.quiz.state import plain

FORMAT = "slavery-footprint/result"
VERSION = 1
MOST_BYTES = 200_000
ADDS_UP_WITHIN = 1e-6

Years = Annotated[
    float, Meta(ge=0, le=1e6, description="Person-years, that is people at any moment.")
]
Amount = Annotated[float, Meta(ge=0, le=1e15)]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,60}\Z")]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{3}\Z", description="ISO 3166-1 alpha-3.")]
Version = Annotated[str, Meta(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+_-]{0,59}\Z")]
Word = Annotated[str, Meta(max_length=60)]
Number = Annotated[float, Meta(ge=-1e12, le=1e12)]
AnswerInFile = (
    Word
    | Number
    | Annotated[list[Word | Number], Meta(max_length=60)]
    | Annotated[dict[Id, Number], Meta(max_length=60)]
)


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file; what it does not know is refused."""


class YearsInterval(Part, frozen=True):
    """Central value with the ends of its 90 % range."""

    low: Years
    central: Years
    high: Years


class AmountInterval(Part, frozen=True):
    """The same in another unit."""

    low: Amount
    central: Amount
    high: Amount


class InYourNameInFile(Part, frozen=True):
    """What government and investment buy for one resident; never a part of the total."""

    person_years: YearsInterval
    days_per_year: AmountInterval


class CategoryInFile(Part, frozen=True):
    """One kind of thing people buy."""

    category: Id
    person_years: YearsInterval
    average_person_years: Years
    relative_to_average: Amount | None
    answered: bool
    from_answers: Annotated[
        float, Meta(ge=0, le=1, description="How much of the value rests on answers.")
    ]


class OriginInFile(Part, frozen=True):
    """One country in which the people work."""

    country: Country
    person_years: Years


class SectorInFile(Part, frozen=True):
    """One kind of work."""

    sector: Id
    person_years: Years


class EstimateInFile(Part, frozen=True):
    """The estimate as it was on the day, with the versions that made it."""

    model_version: Version
    data_version: Version
    country: Country
    person_years: YearsInterval
    days_per_year: AmountInterval
    one_in: AmountInterval | None
    average_person_years: YearsInterval
    in_your_name: InYourNameInFile
    by_category: Annotated[list[CategoryInFile], Meta(min_length=1, max_length=300)]
    by_origin: Annotated[list[OriginInFile], Meta(max_length=300)] = []
    by_sector: Annotated[list[SectorInFile], Meta(max_length=100)] = []
    notes: Annotated[list[Annotated[str, Meta(max_length=400)]], Meta(max_length=100)] = []


class ResultFile(Part, frozen=True, kw_only=True):
    """A result of this site, with the answers it was made from."""

    format: Literal["slavery-footprint/result"]
    format_version: Literal[1]
    made_on: date
    answers: Annotated[
        dict[Id, AnswerInFile],
        Meta(max_length=300, description="By question; “usual” stands for “I don’t know”."),
    ]
    items: Annotated[
        dict[Id, Amount], Meta(max_length=100, description="Listed things, with a number a year.")
    ] = {}
    path: Literal["", "youth"] = ""
    estimate: EstimateInFile

    @property
    def is_current(self) -> bool:
        """Whether today's model and data made it."""
        versions = (self.estimate.model_version, self.estimate.data_version)
        return versions == (fm.MODEL_VERSION, fm.data_version())

    @property
    def person_years(self) -> fm.Interval:
        """The total as the model writes it."""
        total = self.estimate.person_years
        return fm.Interval(total.low, total.central, total.high)

    def by_category(self) -> dict[str, float]:
        """Central person-years by category."""
        return {row.category: row.person_years.central for row in self.estimate.by_category}

    def readable(self) -> Answers:
        """The answers that still fit a question; old names are known."""
        return Answers(self.answers, self.items, self.path)

    def unreadable(self) -> int:
        """How many answers no longer fit."""
        kept = self.readable()
        now = {q.renamed().get(name, name) for name in self.answers}
        return len(self.answers) - len(now & set(kept.values)) + len(self.items) - len(kept.items)

    def to_carry(self) -> str:
        """The same file without what a comparison does not need, for a hidden field of a form."""
        slim = msgspec.structs.replace(self.estimate, by_origin=[], by_sector=[], notes=[])
        return msgspec.json.encode(msgspec.structs.replace(self, estimate=slim)).decode()


class Header(msgspec.Struct):
    """Enough to say whose file it is."""

    format: str
    format_version: int


class FileProblem(Exception):
    """The file cannot be used; the message is for the person who chose it."""

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


OTHER = _l("This is not a result of this site. Choose the JSON file that you downloaded here.")


def written(answers: Answers, estimate: fm.Estimate, made_on: date | None = None) -> bytes:
    """The file of a result, made today."""
    found = {
        "format": FORMAT,
        "format_version": VERSION,
        "made_on": (made_on or datetime.now(UTC).date()).isoformat(),
        "answers": plain(answers.values),
        "items": plain(answers.items),
        "path": answers.path,
        "estimate": without_pairs(estimate),
    }
    return msgspec.json.encode(found)


def without_pairs(estimate: fm.Estimate) -> dict[str, Any]:
    """The estimate's values but for category × country: thousands of numbers that follow from the
    answers and the version, and would make the file thirty times as large."""
    return {key: value for key, value in estimate.to_dict().items() if key != "by_category_origin"}


def read(data: bytes) -> ResultFile:
    """The file in these bytes. Raises FileProblem with words of help."""
    if len(data) > MOST_BYTES:
        raise too_large()
    if not data.strip():
        raise FileProblem(_("Choose a file first. An empty file holds no result."))
    try:
        text = data.decode("utf-8-sig")
        header = msgspec.json.decode(text, type=Header)
    except UnicodeDecodeError as error:
        raise FileProblem(
            _("This is not a text file. Choose the JSON file that you downloaded here.")
        ) from error
    except msgspec.ValidationError as error:
        raise FileProblem(str(OTHER)) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise FileProblem(
            _("We cannot read this file as JSON. It may be another kind of file, or cut off.")
        ) from error
    if header.format != FORMAT:
        raise FileProblem(str(OTHER))
    if header.format_version != VERSION:
        raise FileProblem(
            _("This file is in a newer or older form than this site reads. It can read form 1.")
        )
    try:
        found = msgspec.json.decode(text, type=ResultFile)
    except (msgspec.DecodeError, RecursionError) as error:
        place = str(error).rpartition("`$")[2].rstrip("`") if "`$" in str(error) else ""
        raise FileProblem(
            _(
                "Something in the file is not as this site writes it. It may have been changed or "
                "cut off. The place: %(place)s",
                place=place.lstrip(".") or "–",
            )
        ) from error
    check(found)
    return found


def too_large() -> FileProblem:
    """A result is a tenth of the most we read."""
    return FileProblem(
        _("The file is larger than any result of this site. We read none of it."), 413
    )


def check(found: ResultFile) -> None:
    """Refuse numbers that contradict each other, and a country we do not know."""
    estimate = found.estimate
    intervals = [
        estimate.person_years,
        estimate.average_person_years,
        estimate.in_your_name.person_years,
        *(row.person_years for row in estimate.by_category),
    ]
    names = [row.category for row in estimate.by_category]
    total = sum(row.person_years.central for row in estimate.by_category)
    expected = estimate.person_years.central
    if (
        not all(one.low <= one.central <= one.high for one in intervals)
        or len(set(names)) != len(names)
        or abs(total - expected) > ADDS_UP_WITHIN * max(total, expected)
    ):
        raise FileProblem(
            _("The numbers in the file contradict each other. It may have been changed.")
        )
    home = found.readable().country
    if home is None or estimate.country != home:
        raise FileProblem(
            _("The file does not say for which country it is, or names one we have no figures for.")
        )


def same_numbers(found: ResultFile, estimate: fm.Estimate) -> bool:
    """Whether the file's numbers are those of this estimate."""
    mine = estimate.person_years
    pairs = [(found.person_years.central, mine.central), (found.person_years.low, mine.low)]
    pairs += [(found.person_years.high, mine.high)]
    now = {row.category: row.person_years.central for row in estimate.by_category}
    theirs = found.by_category()
    pairs += [(theirs.get(name, -1.0), value) for name, value in now.items()]
    return len(theirs) == len(now) and all(
        abs(a - b) <= ADDS_UP_WITHIN * max(abs(a), abs(b)) for a, b in pairs
    )


@cache
def schema() -> bytes:
    """The format as a JSON Schema."""
    found = msgspec.json.schema(ResultFile)
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A result of Slavery Footprint",
        **found,
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2)
