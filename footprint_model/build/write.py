"""The last step: compact derived tables and the manifest that proves them.

Everything is written into a folder beside the final one and moved there at the end, so a
build that stops half-way leaves the tables as they were.
"""

import csv
import hashlib
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from footprint_model import tables
from footprint_model.build.checks import check, report
from footprint_model.build.raw import Raw, file_sha256
from footprint_model.schema import InputEntry, Manifest, TableEntry

MAX_BYTES = 20_000_000

# Derived files, each with its unit and its axes.
DERIVED = {
    "countries.csv": ("one row per country", "see schema.Country"),
    "currencies.csv": ("units per US$, mean of the year", "see schema.Currency"),
    "people_by_origin.npy": (
        "person-years per year of the whole country",
        "consumer × category (last: bought in your name) × origin",
    ),
    "people_by_sector.npy": (
        "share of the consumer's category, adds up to 1",
        "consumer × category (last: bought in your name) × producing sector group",
    ),
    "origin_sectors.npy": (
        "share of the people of the consumer's purchases and origin, in 65,535ths",
        "consumer × origin × producing sector group",
    ),
    "commodity_share.npy": (
        "share of the people of the consumer's category",
        "consumer × commodity cell × origin",
    ),
    "commodity_risk.npy": (
        "people in forced labour per US$ of the commodity, mean of all origins = 1",
        "commodity cell × origin",
    ),
    "commodity_trade.npy": (
        "0 account's own origins, 1 trade figures, 2 partners' figures, 3 imports from listed "
        "origins, 4 a report's share",
        "consumer × commodity cell",
    ),
    "draws.npy": (
        "logarithm of draw over central, in steps of 1/24",
        "consumer × category (last: bought in your name) × draw",
    ),
    "answer_draws.npy": ("standard normal, in steps of 1/24", "category × draw"),
    "average_spend.npy": ("US$ per person per year, purchaser prices", "consumer × category"),
    "reference_spend.npy": (
        "US$ per person per year that the people in people_by_origin answer for",
        "consumer × category",
    ),
    "spend_known.npy": ("0 measured, 1 split, 2 by income group", "consumer × category"),
    "average_quantity.npy": ("units per person per year", "consumer × item that is asked for"),
    "typical.csv": ("ratio to the average", "dimension × group × category"),
    "sensitivity.csv": ("see schema.Sensitivity", "assumption × country × category"),
    "margins.json": ("as stated per row", "see schema.Margins"),
    "variant_first_by_category.npy": ("person-years per year", "consumer × category"),
    "variant_first_by_origin.npy": (
        "person-years per year",
        "consumer × part (purchases, in your name) × origin",
    ),
    "variant_first_by_producer.npy": ("people in forced labour", "producing country"),
    "variant_balanced_by_producer.npy": ("people in forced labour", "producing country"),
}

# Written by hand, read at run time: a result depends on them, so the data version does too.
FACTS = {
    "categories.csv": ("one row per category", "see schema.Category"),
    "items.csv": ("one row per item", "see schema.Item"),
    "commodities.csv": ("one row per commodity", "see schema.Commodity"),
    "commodity_cells.csv": ("share of the sector's people", "see schema.CommodityCell"),
    "origin_shares.csv": ("share of imports", "see schema.OriginShare"),
    "labels.csv": ("one row per label or programme", "see schema.Label"),
    "lifetimes.csv": ("years", "see schema.Lifetime"),
    "low_confidence.csv": ("one row per country", "reason to doubt its figures"),
    "parameters.toml": ("as stated per row", "see schema.Parameter"),
    "sectors.toml": ("million adults", "see schema.Sector"),
    "state_imposed.toml": ("people", "see schema.StateImposed"),
}


class Tables:
    """The tables of one build, collected apart until they are complete."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new = folder / "being-built"

    def array(self, name: str, values: np.ndarray) -> None:
        """One array as .npy, C order, little-endian."""
        array = np.ascontiguousarray(values)
        np.save(self._path(name), array.astype(array.dtype.newbyteorder("<"), copy=False))

    def csv(self, name: str, rows: Sequence[msgspec.Struct]) -> None:
        """Structs as CSV, one column per field."""
        fields = [field.name for field in msgspec.structs.fields(type(rows[0]))]
        with self._path(name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(fields)
            writer.writerows([_text(getattr(row, field)) for field in fields] for row in rows)

    def json(self, name: str, value: msgspec.Struct) -> None:
        """One struct as JSON."""
        text = msgspec.json.format(msgspec.json.encode(value), indent=1)
        self._path(name).write_bytes(text + b"\n")

    def finish(self, raw: Raw, *, account: str, total: float, draws: int, seed: int) -> str:
        """Write the manifest, move everything into place; returns the data version."""
        entries = list(self._entries())
        digest = hashlib.sha256()
        for entry in entries:
            digest.update(f"{entry.file} {entry.sha256}\n".encode())
        version = f"2021.{account}.{digest.hexdigest()[:10]}"
        size = sum(entry.bytes for entry in entries)
        check("tables in the repository, bytes", size, 0, MAX_BYTES)
        self.json(
            "manifest.json",
            Manifest(
                data_version=version,
                account=account,
                reference_year=2021,
                total_person_years=total,
                draws=draws,
                seed=seed,
                tables=tuple(entries),
                inputs=tuple(InputEntry(**row) for row in raw.hashes()),
            ),
        )
        for path in sorted(self._new.iterdir()):
            path.replace(self.folder / path.name)
        self._new.rmdir()
        report("data version", version)
        return version

    def _entries(self) -> Iterable[TableEntry]:
        for name, (unit, axes) in sorted((FACTS | DERIVED).items()):
            path = self._path(name)
            if name in FACTS:
                shutil.copyfile(tables.DATA / name, path)
            yield TableEntry(name, file_sha256(path), path.stat().st_size, unit, axes)

    def _path(self, name: str) -> Path:
        self._new.mkdir(parents=True, exist_ok=True)
        return self._new / name


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
