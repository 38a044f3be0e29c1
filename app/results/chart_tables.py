"""The numbers of each chart as CSV: the same as in its table, not rounded."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from app.durations import DAYS_PER_YEAR
from app.i18n import country_name
from app.results.breakdown import category_name
from app.results.downloads import cell
from app.results.pictures import Pictures

VERSIONS = ("model_version", "data_version")
INTERVAL = ("days_per_year_low", "days_per_year", "days_per_year_high")


def chart_csv(pictures: Pictures, name: str) -> str:
    """One of the charts as a table."""
    header, rows = {
        "bars": categories,
        "flow": flows,
        "map": origins,
        "residents": residents,
        "narrowed": stages,
    }[name](pictures)
    estimate = pictures.estimate
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*header, *VERSIONS))
    for row in rows:
        safe = (cell(value) if isinstance(value, str) else value for value in row)
        writer.writerow((*safe, estimate.model_version, estimate.data_version))
    return out.getvalue()


Rows = tuple[Sequence[str], Iterable[tuple[str | float, ...]]]


def categories(pictures: Pictures) -> Rows:
    """Every category with its range and the average."""
    rows = (
        (
            row.category,
            category_name(row.category),
            *days(row.person_years.low, row.person_years.central, row.person_years.high),
            row.average_person_years * DAYS_PER_YEAR,
            "yes" if row.answered else "no",
        )
        for row in pictures.estimate.by_category
    )
    return ("id", "name", *INTERVAL, "average_days_per_year", "answered"), rows


def origins(pictures: Pictures) -> Rows:
    """Every country of work."""
    rows = (
        (row.country, country_name(row.country), *days(row.person_years))
        for row in pictures.estimate.by_origin
    )
    return ("country", "name", "days_per_year"), rows


def flows(pictures: Pictures) -> Rows:
    """Both halves of the flow as drawn: what is gathered there has no id here."""
    kinds = ("category", "sector", "country")
    found = pictures.flow
    rows = (
        (
            kinds[found.nodes[link.start].column],
            found.nodes[link.start].id,
            found.nodes[link.start].name,
            kinds[found.nodes[link.end].column],
            found.nodes[link.end].id,
            found.nodes[link.end].name,
            *days(link.person_years),
        )
        for link in found.links
    )
    header = ("from", "from_id", "from_name", "to", "to_id", "to_name", "days_per_year")
    return header, rows


def residents(pictures: Pictures) -> Rows:
    """The dots, the person and the average, each with the share of residents below."""

    def rows() -> Iterator[tuple[str | float, ...]]:
        crowd = pictures.crowd
        for number, amount in enumerate(crowd.people):
            yield "resident", (number + 0.5) / len(crowd.people), *days(amount)
        yield "you", crowd.below, *days(crowd.you)
        yield "average", "", *days(crowd.average)

    return ("who", "share_of_residents_below", "days_per_year"), rows()


def stages(pictures: Pictures) -> Rows:
    """The range after each stage of answering, and what would be left of it."""
    found = pictures.stages
    rows = (
        (
            stage.name,
            *days(stage.person_years.low, stage.person_years.central, stage.person_years.high),
            stage.times,
        )
        for stage in found.rows
    )
    return ("stage", *INTERVAL, "high_over_low"), rows


def days(*person_years: float) -> tuple[float, ...]:
    """Days of somebody's life a year."""
    return tuple(value * DAYS_PER_YEAR for value in person_years)
