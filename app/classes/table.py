"""A class's figures as rows: the same numbers as on the screen, one a row, for CSV and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import xlsxwriter
from flask_babel import gettext as _

from app.classes import words
from app.classes.settings import Settings
from app.classes.told import Round, Told
from app.groups import sums_in_words
from app.results.downloads import cell

COLUMNS = ("round", "part", "id", "name", "measure", "value")
ROW_COLUMNS = ("round", "days_per_year", "low", "high")
FEWER = "<5"
Row = tuple[int, str, str, str, str, object]
Rows = list[tuple[int, float, float, float]]


def rows(found: Told, settings: Settings) -> Iterator[Row]:
    """Everything that is told."""
    yield found.round, "class", "", _("The class"), "answers", found.answers
    yield (
        found.round,
        "average",
        settings.country,
        _("An average resident"),
        "days_per_year",
        (found.days_average),
    )
    if found.days_classes is not None:
        yield found.round, "classes", "", _("All classes"), "days_each", found.days_classes
    for one in (*found.before, *((found.now,) if found.now else ())):
        yield from round_rows(one, settings)


def round_rows(one: Round, settings: Settings) -> Iterator[Row]:
    """Of one round."""
    number, name = one.round, _("The class")
    yield number, "class", "", name, "people", one.people
    yield number, "class", "", name, "days_per_year", one.days_per_year
    yield number, "class", "", name, "days_per_year_low", one.low
    yield number, "class", "", name, "days_per_year_high", one.high
    yield number, "class", "", name, "days_each", one.days_each
    for days in one.days:
        end = "" if days.less_than is None else f"{days.less_than:.4g}"
        key = f"{days.at_least:.4g}..{end}"
        yield number, "days", key, sums_in_words.range_name(days), "people", days.people
    for kind, shares, names in (
        ("category", one.categories, sums_in_words.categories()),
        ("origin", one.origins, sums_in_words.countries()),
    ):
        for share in shares:
            yield number, kind, share.id, names.get(share.id, share.id), "share", share.share
    for less in one.what_ifs:
        said = words.what_if_name(less.id)
        yield number, "what_if", less.id, said, "days_less", less.less
        yield number, "what_if", less.id, said, "days_per_year", less.days_per_year
        yield number, "what_if", less.id, said, "days_per_year_low", less.low
        yield number, "what_if", less.id, said, "days_per_year_high", less.high
    for place, (question, split) in enumerate(zip(settings.questions, one.questions, strict=True)):
        for option, people in zip(question.options, split.people, strict=True):
            count = FEWER if people is None else people
            yield number, "question", str(place + 1), f"{question.text}: {option}", "people", count
        if split.other:
            said = f"{question.text}: {_('other answers, or skipped')}"
            yield number, "question", str(place + 1), said, "people", split.other


def as_csv(found: Told, settings: Settings) -> str:
    """As a table of text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, part, key, name, measure, value in rows(found, settings):
        writer.writerow((number, part, cell(key), cell(name), measure, value))
    return out.getvalue()


def rows_csv(one_by_one: Rows) -> str:
    """Results one by one, in an order by chance."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(ROW_COLUMNS)
    writer.writerows(one_by_one)
    return out.getvalue()


def as_xlsx(found: Told, settings: Settings, one_by_one: Rows) -> bytes:
    """As a spreadsheet, in which no text is ever read as a formula or a link."""
    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, safe) as book:
        sheet = book.add_worksheet(_("Figures")[:31])
        _fill(sheet, book, COLUMNS, rows(found, settings))
        sheet.set_column(3, 3, 48)
        if one_by_one:
            _fill(book.add_worksheet(_("One by one")[:31]), book, ROW_COLUMNS, one_by_one)
    return out.getvalue()


def _fill(
    sheet: object, book: xlsxwriter.Workbook, columns: tuple[str, ...], lines: object
) -> None:
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    for place, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(place, column, value)
            else:
                sheet.write_number(place, column, value)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 16)
