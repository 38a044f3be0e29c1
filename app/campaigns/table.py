"""A campaign's figures as a table (CSV): the same numbers as on its page, one a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask_babel import gettext as _

from app.campaigns import words
from app.campaigns.pledges import pledge_name
from app.campaigns.settings import Settings
from app.campaigns.told import Told
from app.groups import sums_in_words
from app.results.downloads import cell

COLUMNS = ("part", "id", "name", "measure", "value")
FEWER = "<5"
Row = tuple[str, str, str, str, object]


def table(found: Told, settings: Settings) -> str:
    """Everything that is told."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for part, key, name, measure, value in _rows(found, settings):
        writer.writerow((part, cell(key), cell(name), measure, value))
    return out.getvalue()


def _rows(found: Told, settings: Settings) -> Iterator[Row]:
    whole = _("Everybody counted")
    yield "all", "", whole, "people", FEWER if found.people is None else found.people
    if found.people is None:
        return
    yield "all", "", whole, "persons", found.persons
    yield "all", "", whole, "persons_low", found.low
    yield "all", "", whole, "persons_high", found.high
    yield "all", "", whole, "days_per_year", found.days_per_year
    for days in found.days:
        end = "" if days.less_than is None else f"{days.less_than:.4g}"
        key = f"{days.at_least:.4g}..{end}"
        yield "days", key, sums_in_words.range_name(days), "people", days.people
    for kind, rows, names in (
        ("category", found.categories, sums_in_words.categories()),
        ("origin", found.origins, sums_in_words.countries()),
    ):
        for row in rows:
            yield kind, row.id, names.get(row.id, row.id), "share", row.share
    for pledge in found.pledges:
        people = FEWER if pledge.people is None else pledge.people
        yield "pledge", pledge.id, pledge_name(pledge.id, settings), "people", people
    for way in found.ways:
        yield "way", way.name or way.kind, words.way_name(way), "people", way.people
