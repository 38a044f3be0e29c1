"""Tables read and written in pieces: CSV as spreadsheet programs save it, and Parquet."""

import csv
import importlib
import io
import itertools
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from footprint_model.errors import InputError

Cell = Any  # text in CSV; text, a number or None in Parquet
Record = tuple[int, Sequence[Cell]]  # line or row, and its cells

TEXT = "text"
SEPARATORS = ",;\t"


class Reader(Protocol):
    """A table that is read piece by piece.

    ``counts`` says what records are counted by: lines of the file, or rows. ``kinds`` has the
    type of each column, for a writer that keeps it.
    """

    name: str
    header: Sequence[str]
    kinds: Sequence[Any]
    counts: str
    counts_kind: Any

    def chunks(self) -> Iterator[list[Record]]:
        """The records, some thousands at a time."""

    def done(self) -> float:
        """Share of the table that was read."""


class Writer(Protocol):
    """A table that is written piece by piece; None is an empty cell."""

    def write(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Append rows."""


def open_reader(name: str, rows: int) -> AbstractContextManager[Reader]:
    """Open a table for reading, so many rows at a time; ``-`` is CSV from standard input.

    Raises
    ------
    InputError
        If it cannot be read, is not what its name says, or the piece for Parquet is missing.
    """
    return _read_parquet(name, rows) if _is_parquet(name) else _read_csv(name, rows)


def open_writer(
    name: str, header: tuple[str, ...], first_kind: Any
) -> AbstractContextManager[Writer]:
    """Open a table for writing: the first column's kind, then numbers, then text.

    It appears under its name when all is written; if something fails, nothing does.
    """
    if _is_parquet(name):
        return _write_parquet(name, header, first_kind)
    return _write_csv(name, header)


def _is_parquet(name: str) -> bool:
    return name.lower().endswith((".parquet", ".pq"))


# --- CSV ------------------------------------------------------------------------------------------


class _CsvReader:
    counts = "line"
    counts_kind = int

    def __init__(self, name: str, file: IO[bytes], rows: int) -> None:
        self.name = "standard input" if name == "-" else name
        self._file = file
        self._rows = rows
        self._size = 0 if name == "-" else os.fstat(file.fileno()).st_size
        # A byte order mark is no part of the first column's name.
        self._text = text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        with self._told():
            first = text.readline()
        separator = max(SEPARATORS, key=first.count)
        self._lines = csv.reader(itertools.chain([first], text), delimiter=separator)
        with self._told():
            self.header: Sequence[str] = next(self._lines, [])
        if not any(self.header):
            raise InputError(self.name, "no header", "a first line with names of columns")
        self.kinds: Sequence[Any] = [TEXT] * len(self.header)

    def chunks(self) -> Iterator[list[Record]]:
        while chunk := self._chunk():
            yield chunk

    def _chunk(self) -> list[Record]:
        chunk: list[Record] = []
        with self._told():
            line = self._lines.line_num + 1
            for cells in self._lines:
                if any(cells):  # a line of nothing but separators is how spreadsheets end
                    chunk.append((line, cells))
                if len(chunk) == self._rows:
                    break
                line = self._lines.line_num + 1
        return chunk

    def leave(self) -> None:
        """Let go of the file without closing it: standard input is not ours."""
        self._text.detach()

    def done(self) -> float:
        return self._file.tell() / self._size if self._size else 0.0

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError as error:
            raise InputError(self.name, f"not UTF-8: {error.reason}", "CSV in UTF-8") from error
        except csv.Error as error:
            line = self._lines.line_num
            raise InputError(f"{self.name}:{line}", str(error), "CSV with quotes closed") from error


@contextmanager
def _read_csv(name: str, rows: int) -> Iterator[Reader]:
    if name == "-":
        reader = _CsvReader(name, sys.stdin.buffer, rows)
        yield reader
        reader.leave()
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 closed below, where its errors are not ours
    except OSError as error:
        raise InputError("IN", f"{name}: {error.strerror}", "a readable table, or -") from error
    with file:
        yield _CsvReader(name, file, rows)


class _CsvWriter:
    def __init__(self, file: IO[str], header: tuple[str, ...]) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(header)

    def write(self, rows: Sequence[tuple[Any, ...]]) -> None:
        self._writer.writerows(
            [f"{cell:.9g}" if isinstance(cell, float) else cell for cell in row] for row in rows
        )


@contextmanager
def _write_csv(name: str, header: tuple[str, ...]) -> Iterator[Writer]:
    if name == "-":
        yield _CsvWriter(sys.stdout, header)
        sys.stdout.flush()
        return
    with _finished(name) as part, part.open("w", encoding="utf-8", newline="") as file:
        yield _CsvWriter(file, header)


@contextmanager
def _finished(name: str) -> Iterator[Path]:
    """A file beside the one wanted, which takes its place at the end."""
    part = Path(f"{name}.part")
    try:
        part.touch()
    except OSError as error:
        raise InputError("OUT", f"{name}: {error.strerror}", "a place to write, or -") from error
    try:
        yield part
        part.replace(name)
    finally:
        part.unlink(missing_ok=True)


# --- Parquet --------------------------------------------------------------------------------------


def _pyarrow() -> tuple[Any, Any]:
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise InputError(
            "pyarrow",
            "it reads and writes Parquet and is not installed",
            "`pip install pyarrow`, or a CSV file",
        ) from error


class _ParquetReader:
    counts = "row"
    counts_kind = int

    def __init__(self, name: str, file: Any, rows: int) -> None:
        self.name = name
        self.header: Sequence[str] = file.schema_arrow.names
        self.kinds: Sequence[Any] = file.schema_arrow.types
        self._file = file
        self._rows = rows
        self._read = 0

    def chunks(self) -> Iterator[list[Record]]:
        for batch in self._file.iter_batches(batch_size=self._rows):
            columns = [column.to_pylist() for column in batch.columns]
            start = self._read + 1
            self._read += batch.num_rows
            yield list(enumerate(zip(*columns, strict=True), start))

    def done(self) -> float:
        return self._read / max(int(self._file.metadata.num_rows), 1)


@contextmanager
def _read_parquet(name: str, rows: int) -> Iterator[Reader]:
    arrow, parquet = _pyarrow()
    try:
        file = parquet.ParquetFile(name)
    except (OSError, arrow.ArrowInvalid) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise InputError("IN", f"{name}: {problem}", "a readable Parquet file") from error
    with file:
        yield _ParquetReader(name, file, rows)


class _ParquetWriter:
    def __init__(self, arrow: Any, file: Any) -> None:
        self._arrow = arrow
        self._file = file

    def write(self, rows: Sequence[tuple[Any, ...]]) -> None:
        schema = self._file.schema
        columns = [
            self._arrow.array(cells, type=field.type)
            for cells, field in zip(zip(*rows, strict=True), schema, strict=True)
        ]
        self._file.write_table(self._arrow.Table.from_arrays(columns, schema=schema))


@contextmanager
def _write_parquet(name: str, header: tuple[str, ...], first_kind: Any) -> Iterator[Writer]:
    arrow, parquet = _pyarrow()
    kinds = {TEXT: arrow.string(), int: arrow.int64()}
    first, *numbers, last = header
    schema = arrow.schema(
        [
            (first, kinds.get(first_kind, first_kind)),
            *((one, arrow.float64()) for one in numbers),
            (last, arrow.string()),
        ]
    )
    with _finished(name) as part, parquet.ParquetWriter(part, schema) as file:
        yield _ParquetWriter(arrow, file)
