"""Translation catalogues: gather every sentence, update, check and compile.

Texts in data files (questions, actions, categories) are gathered like those in code, so a
translator sees one list and a question file is never copied.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import string
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app.config import PROJECT
from app.i18n import TRANSLATIONS

TEXT_KEYS = {
    "action",
    "body",
    "care",
    "changed",
    "description",
    "help",
    "hint",
    "known",
    "label",
    "name",
    "none_label",
    "not_known",
    "note",
    "owned_label",
    "reason",
    "reply",
    "short",
    "summary",
    "text",
    "title",
    "unit",
    "unit_one",
    "what",
    "who",
    "why",
    "why_apart",
    "why_title",
    "years_label",
}
# Inside these tables only this key is ours; titles and publishers keep their own language.
QUOTED_TABLES = {"fact": "text", "source": "text", "place": "what"}
Found = tuple[int, str, str, list[str]]


def extract_toml(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """Babel extractor: the texts of a TOML file, each with the id of its table as a comment.

    The option `keys`, space between, names keys that hold texts in this file only.
    """
    source = file.read().decode("utf-8")
    keys = TEXT_KEYS | set((options or {}).get("keys", "").split())
    for where, text in _texts(tomllib.loads(source), "", "", keys):
        yield _line_of(source, text), "gettext", text, [where] if where else []


def _texts(value: Any, key: str, where: str, keys: set[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        here = str(value.get("id") or value.get("name") or "")
        where = f"{where}.{here}".strip(".") if here else where
        for name, inner in value.items():
            if name != QUOTED_TABLES.get(key, name):
                continue
            if name == "name" and "label" in value:  # then the name is a key, not a text
                continue
            yield from _texts(inner, name, where, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key, where, keys)
    elif isinstance(value, str) and key in keys and any(map(str.isalpha, value)):
        yield where, value


def _line_of(source: str, text: str) -> int:
    first_line = text.strip().splitlines()[0]
    before, found, _after = source.partition(first_line)
    return before.count("\n") + 1 if found else 1


def extract_csv(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """Babel extractor: the `name` column of a table, or the option `columns`, space between."""
    text = io.StringIO(file.read().decode("utf-8"))
    columns = (options or {}).get("columns", "name").split()
    rows = csv.DictReader(text)
    for row in rows:
        where = [row["id"]] if row.get("id") else []
        for found in filter(None, map(row.get, columns)):
            yield rows.line_num, "gettext", found, where


def extract_manifest(
    file: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[Found]:
    """Babel extractor: what the axes and units of the model's tables are."""
    for number, table in enumerate(json.load(file)["tables"], 1):
        for text in (table["axes"], table["unit"]):
            if not text.startswith("see schema."):
                yield number, "gettext", text, [table["file"]]


def template() -> Catalog:
    """Return every text of the site, gathered now."""
    # Patterns and locations are relative to the project.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(PROJECT):
        path = Path(folder) / "messages.pot"
        CommandLineInterface().run(
            [
                "pybabel",
                "--quiet",
                "extract",
                "--mapping-file=pyproject.toml",
                "--keywords=_l lazy_gettext",
                "--add-location=file",
                "--sort-by-file",
                "--project=slavery-footprint",
                f"--output-file={path}",
                ".",
            ]
        )
        with path.open("rb") as file:
            return read_po(file)


def catalogue_path(language: str, folder: Path = TRANSLATIONS) -> Path:
    return folder / str(Locale.parse(language, sep="-")) / "LC_MESSAGES" / "messages.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def write(catalogue: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # The history of the file says who translated what and when.
    catalogue.project, catalogue.version = "slavery-footprint", "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    with path.open("wb") as file:
        write_po(file, catalogue, ignore_obsolete=True, include_lineno=False, width=100)


def all_paths(folder: Path = TRANSLATIONS) -> list[Path]:
    return sorted(folder.glob("*/LC_MESSAGES/messages.po"))


def texts(catalogue: Catalog) -> set[tuple[Any, str | None]]:
    return {(message.id, message.context) for message in catalogue if message.id}


def problems(path: Path, gathered: Catalog) -> list[str]:
    """Say what is wrong with one catalogue; empty when it fits the code."""
    catalogue = read(path)
    name = path.relative_to(path.parents[2])
    wanted, present = texts(gathered), texts(catalogue)
    found = [f"{name}: missing: {message!r}" for message, _ in wanted - present]
    found += [f"{name}: no longer used: {message!r}" for message, _ in present - wanted]
    for message in catalogue:
        if message.fuzzy and message.id:
            found.append(f"{name}: not checked by a translator: {message.id!r}")
        if message.id and not keeps_fields(message):
            found.append(f"{name}: other {{fields}} than the text: {message.string!r}")
    for message, errors in catalogue.check():
        found += [f"{name}: {message.id!r}: {error}" for error in errors]
    return sorted(found)


def keeps_fields(message: Message) -> bool:
    """Whether a translation has the same {fields} as its text, which a page fills in.

    An empty one keeps them: the text itself is shown.
    """
    if not isinstance(message.id, str) or not message.string:
        return True
    wanted = _fields(message.id)
    return not wanted or wanted == _fields(str(message.string))


def _fields(text: str) -> set[str] | None:
    """Names in braces; None where a brace stands alone or a field cannot be filled by its name."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    names = {name for _text, name, spec, how in parts if name is not None and not spec and not how}
    every = {name for _text, name, _spec, _how in parts if name is not None}
    return names if names == every else None


def compile_all(folder: Path = TRANSLATIONS) -> list[Path]:
    """Write the .mo files where they are older than their source."""
    written = []
    for path in all_paths(folder):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        # Another worker may be starting and read it: it appears whole or not at all.
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            write_mo(file, read(path))
        Path(file.name).chmod(0o644)
        Path(file.name).replace(compiled)
        written.append(compiled)
    return written
