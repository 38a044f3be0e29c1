"""Many people from a table to a table: ``python -m footprint_model batch IN OUT``.

One row per person, one column per answer. A row that cannot be used is told and passed by, the
others go on; a column that is not known stops everything, since it would silently change all.
The work goes in pieces, so that memory does not grow with the table.
"""

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from footprint_model.consumption import Consumption
from footprint_model.errors import InputError
from footprint_model.footprint import DAYS
from footprint_model.lookup import categories_by_id, items_by_id
from footprint_model.many import totals
from footprint_model.modifiers import MODIFIERS
from footprint_model.table_files import Cell, Record, open_reader, open_writer

ROWS = 10_000  # in memory at a time
TOLD = 20  # faulty rows told one by one; then only their number

PERSON = ("country", "household_size", "income_band", "age_band", "currency")
NUMBERS = ("person_years.low", "person_years.central", "person_years.high", "days_per_year.central")
ACCEPTED = ("id", *PERSON, "spend.CATEGORY", "quantity.ITEM", "modifier.CATEGORY.NAME")

# What the columns are called here and in errors about a person.
_FIELDS = (
    ("spend_per_year.", "spend."),
    ("quantities_per_year.", "quantity."),
    ("modifiers.", "modifier."),
)


@dataclass(frozen=True)
class Column:
    """Where a column's cells go: an argument of Consumption and the keys inside it."""

    name: str
    argument: str
    keys: tuple[str, ...] = ()
    number: bool = True


@dataclass(frozen=True)
class Summary:
    """How many rows were worked out, and how many could not be."""

    good: int
    bad: int


class RowError(InputError):
    """A row that cannot be used; the others go on."""


def parse_columns(header: Sequence[str]) -> tuple[Column | None, ...]:
    """What each column means; None for ``id``, which is passed through.

    Raises
    ------
    InputError
        If a column is not known, there twice, or ``country`` is missing.
    """
    names = [name.strip() for name in header]
    for name in names:
        if names.count(name) > 1:
            raise InputError(name or "header", "a column is there twice", "each column once")
    if "country" not in names:
        raise InputError("country", "no such column", "a column `country`, and of these: " + _all())
    return tuple(None if name == "id" else _column(name) for name in names)


def _column(name: str) -> Column:
    if name in PERSON:
        return Column(name, name, number=name == "household_size")
    kind, _, rest = name.partition(".")
    if kind == "spend":
        _known(name, rest, categories_by_id(), "spend.")
        return Column(name, "spend_per_year", (rest,))
    if kind == "quantity":
        _known(name, rest, items_by_id(), "quantity.")
        return Column(name, "quantities_per_year", (rest,))
    if kind == "modifier":
        category, _, rule = rest.partition(".")
        kinds = {row.name: row.kind for row in MODIFIERS}
        _known(name, category, categories_by_id(), "modifier.")
        _known(name, rule, kinds, f"modifier.{category}.")
        return Column(name, "modifiers", (category, rule), number=kinds[rule] == "number")
    raise InputError(name or "header", "not a column we know", _all())


def _known(column: str, name: str, known: Iterable[str], start: str) -> None:
    """Refuse a name, saying which are near, or all where they are few."""
    names = list(known)
    if name not in names:
        shown = names if len(names) <= 60 else get_close_matches(name, names, 5) or names[:5]
        accepted = ("" if shown == names else f"one of {len(names)}, such as ") + ", ".join(
            start + one for one in shown
        )
        raise InputError(column, f"{name!r} is not known", accepted)


def _all() -> str:
    return ", ".join(ACCEPTED)


def person(cells: Sequence[Cell], columns: Sequence[Column | None]) -> Consumption:
    """The person of one row; empty cells are not given.

    Raises
    ------
    InputError
        Its ``field`` is the column.
    """
    if len(cells) != len(columns):
        raise RowError("row", f"{len(cells)} cells", f"{len(columns)}, as many as columns")
    given: dict[str, Any] = {}
    for cell, column in zip(cells, columns, strict=True):
        if cell is None or column is None:
            continue
        if isinstance(cell, str):
            value: Any = cell.strip()
            if not value:
                continue
            if column.number:
                value = _number(column.name, value)
        else:
            value = cell
            if value != value:  # NaN
                continue
        place = given
        for key in (column.argument, *column.keys)[:-1]:
            place = place.setdefault(key, {})
        place[(column.argument, *column.keys)[-1]] = value
    if "country" not in given:
        raise RowError("country", "not given", "an ISO 3166-1 alpha-3 code such as USA")
    return Consumption(**given)


def _number(column: str, text: str) -> float:
    try:
        if "_" in text:
            raise ValueError
        return float(text)
    except ValueError:
        hint = "a number such as 1234.5, with a point and nothing between the thousands"
        raise RowError(column, f"{text!r} is not a number", hint) from None


def run(
    source: str,
    target: str,
    tell: Callable[[str], None],
    progress: Callable[[float], None] = lambda done: None,
) -> Summary:
    """Work out every row of a table.

    Parameters
    ----------
    source, target : names of files, ``.parquet`` or CSV; ``-`` for standard input and output
    tell : is handed each message about a faulty row
    progress : is handed the share of the table that is done, where that is known

    Raises
    ------
    InputError
        If a file cannot be read or written or its columns are not known. Nothing is left at
        ``target`` then.
    """
    if "-" not in (source, target) and Path(source).resolve() == Path(target).resolve():
        raise InputError("OUT", f"{target} is the table to read", "another file")
    good = bad = 0
    with open_reader(source, ROWS) as reader:
        columns = parse_columns(reader.header)
        at = columns.index(None) if None in columns else None
        first = reader.counts if at is None else "id"
        id_kind = reader.counts_kind if at is None else reader.kinds[at]
        with open_writer(target, (first, *NUMBERS, "error"), id_kind) as writer:
            for records in reader.chunks():
                rows, errors = _rows(records, columns, at)
                for line, error in errors:
                    bad += 1
                    if bad <= TOLD:
                        tell(f"{reader.name}:{line}: {error}")
                good += len(rows) - len(errors)
                writer.write(rows)
                progress(reader.done())
            if bad > TOLD:
                tell(f"… and {bad - TOLD} more rows that could not be used; OUT says why for each")
    return Summary(good, bad)


def _rows(
    records: Sequence[Record], columns: Sequence[Column | None], at: int | None
) -> tuple[list[tuple[Any, ...]], list[tuple[int, str]]]:
    """Rows of the result in the order of the records, and what was wrong with which line."""
    people: list[Consumption] = []
    wrong: dict[int, str] = {}
    for index, (_, cells) in enumerate(records):
        try:
            people.append(person(cells, columns))
        except InputError as error:
            wrong[index] = _told(error)
    numbers = zip(*(values.tolist() for values in totals(people)), strict=True)
    rows: list[tuple[Any, ...]] = []
    for index, (line, cells) in enumerate(records):
        name = line if at is None else cells[at] if at < len(cells) else None
        if index in wrong:
            rows.append((name, None, None, None, None, wrong[index]))
        else:
            low, central, high = next(numbers)
            rows.append((name, low, central, high, central * DAYS, None))
    return rows, [(records[index][0], text) for index, text in wrong.items()]


def _told(error: InputError) -> str:
    """The error with the column's name for the field."""
    field = error.field
    for theirs, ours in _FIELDS:
        field = field.replace(theirs, ours, 1) if field.startswith(theirs) else field
    return f"{field}: {error.problem}; accepted: {error.accepted}"


def command(source: str, target: str) -> int:
    """Run with a progress bar on standard error; 0 if every row was good, otherwise 1."""
    import click  # only this command shows a bar

    def tell(message: str) -> None:
        print(f"error: {message}", file=sys.stderr)

    steps = 1000
    hidden = source == "-" or not sys.stderr.isatty()
    with click.progressbar(length=steps, file=sys.stderr, hidden=hidden) as bar:
        summary = run(
            source, target, tell, lambda done: bar.update(math.floor(done * steps) - bar.pos)
        )
    print(f"{summary.good} rows worked out, {summary.bad} could not be", file=sys.stderr)
    return 1 if summary.bad else 0
