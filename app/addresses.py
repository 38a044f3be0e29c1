"""Where each row of the result leads: addresses looked up once per language.

A result has hundreds of figures, and making an address for each would cost more than the estimate.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from flask import url_for

from app.i18n import reader_language


class Addresses(NamedTuple):
    """Pages that explain a figure, and pages about what a row names.

    Those ending in / take the id of a part; a product is seen from a country, which comes last.
    """

    whole: str
    category: str
    origin: str
    work: str
    range: str
    average: str
    people: str
    in_your_name: str
    about_category: str
    product: tuple[str, str]
    country: str
    question: tuple[str, str]

    def narrow(self, question_id: str) -> str:
        """The question, from which the way leads back to the result."""
        return self.question[0] + question_id + self.question[1]


@cache
def _addresses(_language: str) -> Addresses:
    before, _, after = url_for("quiz.question", question_id="_", then="result").rpartition("_")
    product, _, seen_from = url_for("products.category", category="_", country="").rpartition("_")
    return Addresses(
        whole=url_for("results.why"),
        category=url_for("results.why", category="-").removesuffix("-"),
        origin=url_for("results.why_origin", iso3="-").removesuffix("-"),
        work=url_for("results.why_work", sector="-").removesuffix("-"),
        range=url_for("results.why_range"),
        average=url_for("results.why_average"),
        people=url_for("results.why_people"),
        in_your_name=url_for("results.why_in_your_name"),
        about_category=url_for("quiz.about_category", category="-").removesuffix("-"),
        product=(product, seen_from),
        country=url_for("countries.country", code="-").removesuffix("-"),
        question=(before, after),
    )


def addresses() -> Addresses:
    """The addresses in the reader's language."""
    return _addresses(reader_language())
