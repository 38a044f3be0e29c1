"""Everything a picture says, already in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from footprint_model import DAYS


@dataclass(frozen=True)
class Words:
    """Names and numbers.

    Attributes
    ----------
    written : days of a life a year, with a short unit
    unit : "hours a year"; per_person_year : how many of it a person-year is
    """

    category: Callable[[str], str]
    country: Callable[[str], str]
    sector: Callable[[str], str]
    written: Callable[[float], str]
    you: str
    average: str
    elsewhere: str
    other: str
    other_work: str
    likely_range: str
    middle: str
    what: str
    work: str
    where: str
    unit: str
    per_person_year: float
    mirrored: bool = False

    def amount(self, person_years: float) -> float:
        """In the unit of the page, with four significant digits to keep the page small."""
        return float(f"{person_years * self.per_person_year:.4g}")

    def text(self, person_years: float) -> str:
        """The number with its unit, as lists have it."""
        return self.written(person_years * DAYS)
