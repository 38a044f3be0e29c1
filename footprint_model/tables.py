"""The only reader of ``data/``: facts as structs, derived tables as memory-mapped arrays.

Small files are decoded once and kept. Arrays are mapped, so a worker holds only the pages
of the countries people ask about.
"""

import csv
import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np

from footprint_model.errors import TableError, UnknownVariant
from footprint_model.schema import (
    Category,
    Commodity,
    CommodityCell,
    Country,
    Currency,
    ExplanationFile,
    Item,
    Label,
    Lifetime,
    Manifest,
    Margins,
    OriginShare,
    Parameter,
    ParameterFile,
    Sector,
    SectorFile,
    Sensitivity,
    Source,
    SourceFile,
    StateImposed,
    TypicalRow,
)
from footprint_model.validation import check_rows

DATA = Path(__file__).resolve().parent / "data"
REBUILD = "rebuild it with `python -m footprint_model build --raw DIR`"

Floats = np.ndarray[Any, np.dtype[np.float64]]

StructType = TypeVar("StructType", bound=msgspec.Struct)


@cache
def countries() -> tuple[Country, ...]:
    """Countries of the account, in the order of every table's axis."""
    return _csv("countries.csv", Country)


@cache
def categories() -> tuple[Category, ...]:
    """The 52 product categories, in the order of every table's axis."""
    return _csv("categories.csv", Category)


@cache
def items() -> tuple[Item, ...]:
    """Things counted per year, in the order of the item tables."""
    return _csv("items.csv", Item)


@cache
def currencies() -> dict[str, Currency]:
    """Code -> units per US$."""
    return {row.code: row for row in _csv("currencies.csv", Currency)}


@cache
def lifetimes() -> dict[str, Lifetime]:
    """Category -> years a thing is usually kept; only categories with a sourced figure."""
    return {row.category: row for row in _csv("lifetimes.csv", Lifetime)}


@cache
def labels() -> dict[str, Label]:
    """Id -> a label or programme, and what the model does with it.

    Raises
    ------
    TableError
        If a row names a category or commodity that is not known, or would lower an estimate
        without meeting the rule for it.
    """
    known = {row.id for row in categories()}, set(commodities())
    rows = _csv("labels.csv", Label)
    for line, row in enumerate(rows, start=2):
        where = f"labels.csv:{line}: {row.id}"
        for named, ids, file in zip(
            (row.covered, row.covered_commodities),
            known,
            ("categories.csv", "commodities.csv"),
            strict=True,
        ):
            if missing := [name for name in named if name not in ids]:
                raise TableError(f"{where}: {missing[0]!r} is unknown, expected an id of {file}")
        if row.use == "reduce" and not row.may_lower:
            raise TableError(
                f"{where}: use is 'reduce', expected a standard that covers forced labour, a check "
                "or a complaint line that works, and evidence"
            )
    return {row.id: row for row in rows}


@cache
def commodities() -> dict[str, Commodity]:
    """Id -> a thing whose origins are known better than its sector's."""
    return {row.id: row for row in _csv("commodities.csv", Commodity)}


@cache
def commodity_cells() -> tuple[CommodityCell, ...]:
    """Which commodities share which category, in the order of the commodity tables."""
    return _csv("commodity_cells.csv", CommodityCell)


@cache
def origin_shares() -> tuple[OriginShare, ...]:
    """Shares of origins that reports give."""
    return _csv("origin_shares.csv", OriginShare)


@cache
def typical_rows() -> tuple[TypicalRow, ...]:
    """How spending differs by home, income and age."""
    return _csv("typical.csv", TypicalRow)


@cache
def sectors() -> tuple[Sector, ...]:
    """Producing sector groups, in the order of the sector table's last axis."""
    return _toml("sectors.toml", SectorFile).sector


@cache
def explanations() -> dict[str, str]:
    """Id -> sentence of a trace's step."""
    return {row.id: row.text for row in _toml("explanations.toml", ExplanationFile).step}


@cache
def sources() -> tuple[Source, ...]:
    """Every source the model names."""
    return _toml("sources.toml", SourceFile).source


@cache
def parameters() -> tuple[Parameter, ...]:
    """Every number of the model that is not a table."""
    return _toml("parameters.toml", ParameterFile).parameter


@cache
def parameter_values() -> dict[str, float]:
    """Central value of every parameter, by name."""
    return {row.name: row.central for row in parameters()}


@cache
def state_imposed() -> StateImposed:
    """The layer of state-imposed forced labour; no footprint holds any of it."""
    return _toml("state_imposed.toml", StateImposed)


@cache
def low_confidence() -> dict[str, tuple[bool, str]]:
    """Country -> (offered in menus, why its figures deserve doubt)."""
    rows = _csv("low_confidence.csv", _Doubt)
    return {row.iso3: (row.offered, row.reason) for row in rows}


@cache
def manifest() -> Manifest:
    """What was built, from what."""
    path = DATA / "manifest.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise TableError(f"{path.name}: missing; {REBUILD}") from error
    except msgspec.DecodeError as error:
        raise TableError(f"{path.name}: {error}; {REBUILD}") from error


def data_version() -> str:
    """Version of the derived tables, a digest of their bytes."""
    return manifest().data_version


@cache
def array(name: str) -> np.ndarray[Any, np.dtype[Any]]:
    """A derived array, mapped read-only.

    Raises
    ------
    TableError
        If the file is missing, cut short or not an array.
    """
    path = DATA / name
    expected = next((entry.bytes for entry in manifest().tables if entry.file == name), None)
    if expected is None:
        raise TableError(f"{name}: not listed in manifest.json")
    if not path.is_file():
        raise TableError(f"{name}: missing; {REBUILD}")
    if path.stat().st_size != expected:
        size = path.stat().st_size
        raise TableError(f"{name}: {size} bytes, expected {expected}; {REBUILD}")
    try:
        mapped: np.ndarray[Any, np.dtype[Any]] = np.load(path, mmap_mode="r", allow_pickle=False)
        return mapped
    except ValueError as error:
        raise TableError(f"{name}: {error}; {REBUILD}") from error


@cache
def variants() -> tuple[str, ...]:
    """Names of the accounts that can be compared; the one that ships comes first."""
    end = "_by_producer.npy"
    names = {
        entry.file.removeprefix("variant_").removesuffix(end)
        for entry in manifest().tables
        if entry.file.startswith("variant_") and entry.file.endswith(end)
    }
    return tuple(sorted(names, key=lambda name: (name != manifest().account, name)))


@cache
def variant(name: str) -> tuple[Floats, Floats, Floats]:
    """Totals of one account, in persons.

    Returns
    -------
    By category (162, 53), by part and origin (162, 2, 162: purchases, in your name), by
    producing country (162,).

    Raises
    ------
    UnknownVariant
        If there is no such account.
    """
    if name not in variants():
        raise UnknownVariant("variant", f"{name!r} is not an account", ", ".join(variants()))
    by_producer = array(f"variant_{name}_by_producer.npy")
    if name != manifest().account:
        by_category = array(f"variant_{name}_by_category.npy")
        return by_category, array(f"variant_{name}_by_origin.npy"), by_producer
    people = np.asarray(array("people_by_origin.npy"), dtype=float)
    counted = np.array([row.in_average for row in categories()] + [True])
    parts = np.stack([people[:, counted][:, :-1].sum(axis=1), people[:, -1]], axis=1)
    return people.sum(axis=2) * counted, parts, by_producer


@cache
def margins() -> Margins:
    """Published figures beside those of both accounts."""
    path = DATA / "margins.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Margins)
    except (OSError, msgspec.DecodeError) as error:
        raise TableError(f"{path.name}: {error}; {REBUILD}") from error


@cache
def sensitivity() -> tuple[Sensitivity, ...]:
    """Which assumption moves which result how much."""
    return _csv("sensitivity.csv", Sensitivity)


def verify() -> None:
    """Compare every derived table with its SHA-256 in the manifest.

    Raises
    ------
    TableError
        Naming the first file that is missing, cut short or changed.
    """
    for entry in manifest().tables:
        path = DATA / entry.file
        if not path.is_file():
            raise TableError(f"{entry.file}: missing; {REBUILD}")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != entry.sha256:
            raise TableError(
                f"{entry.file}: its SHA-256 is {digest[:16]}…, manifest.json expects "
                f"{entry.sha256[:16]}…; {REBUILD}"
            )


class _Doubt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    iso3: str
    offered: bool
    reason: str


def _open(name: str) -> Any:
    path = DATA / name
    if not path.is_file():
        raise TableError(f"{name}: missing")
    return path.open(encoding="utf-8", newline="")


def _csv(name: str, row_type: type[StructType]) -> tuple[StructType, ...]:
    rows = []
    optional = {
        field.name
        for field in msgspec.structs.fields(row_type)
        if type(None) in getattr(field.type, "__args__", ())
    }
    with _open(name) as file:
        for line, cells in enumerate(csv.DictReader(file), start=2):
            values = {
                key: None if cell == "" and key in optional else cell for key, cell in cells.items()
            }
            try:
                rows.append(msgspec.convert(values, type=row_type, strict=False))
            except msgspec.ValidationError as error:
                raise TableError(f"{name}:{line}: {error}") from error
    check_rows(name, rows, LOOKUPS)
    return tuple(rows)


def _toml(name: str, file_type: type[StructType]) -> StructType:
    with _open(name) as file:
        try:
            return msgspec.convert(tomllib.loads(file.read()), type=file_type)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise TableError(f"{name}: {error}") from error


@cache
def _source_keys() -> frozenset[str]:
    return frozenset(source.key for source in sources())


@cache
def _category_ids() -> frozenset[str]:
    return frozenset(category.id for category in categories())


@cache
def _country_codes() -> frozenset[str]:
    return frozenset(country.iso3 for country in countries())


# What rows may name; read when the first row that names one is checked.
LOOKUPS = {"sources": _source_keys, "categories": _category_ids, "countries": _country_codes}
