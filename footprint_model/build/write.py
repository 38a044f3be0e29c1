"""Step 7: compact derived tables and the manifest that proves them."""

import csv
import hashlib
from pathlib import Path

import msgspec
import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.raw import Raw, file_sha256
from footprint_model.schema import Country, Manifest, TableEntry

MAX_BYTES = 20_000_000


def write_array(folder: Path, name: str, values: np.ndarray) -> None:
    """One array as .npy, C order, little-endian."""
    array = np.ascontiguousarray(values)
    np.save(folder / name, array.astype(array.dtype.newbyteorder("<"), copy=False))


def write_countries(folder: Path, countries: tuple[Country, ...]) -> None:
    """countries.csv"""
    with (folder / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        fields = [field.name for field in msgspec.structs.fields(Country)]
        writer.writerow(fields)
        for row in countries:
            writer.writerow([_text(getattr(row, name)) for name in fields])


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def write_manifest(
    folder: Path,
    raw: Raw,
    tables: dict[str, tuple[str, str]],
    *,
    account: str,
    total: float,
    draws: int,
    seed: int,
) -> str:
    """manifest.json; returns the data version, a digest of every table.

    Parameters
    ----------
    tables : file -> (unit, axes), derived or written by hand
    """
    entries = []
    digest = hashlib.sha256()
    for name, (unit, axes) in sorted(tables.items()):
        path = folder / name
        sha = file_sha256.__wrapped__(path)
        digest.update(f"{name} {sha}\n".encode())
        entries.append(TableEntry(name, sha, path.stat().st_size, unit, axes))
    version = f"2021.{account}.{digest.hexdigest()[:10]}"
    manifest = Manifest(
        data_version=version,
        account=account,
        reference_year=2021,
        total_person_years=total,
        draws=draws,
        seed=seed,
        tables=tuple(entries),
        inputs=tuple(msgspec.convert(raw.hashes(), type=tuple)),
    )
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (folder / "manifest.json").write_bytes(text + b"\n")
    size = sum(entry.bytes for entry in entries)
    check("derived tables, bytes", size, 0, MAX_BYTES)
    report("data version", version)
    return version
