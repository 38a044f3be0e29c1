"""From raw public tables to the tables of ``evidence/data``; one module per subject.

Run offline as ``python -m evidence build --raw DIR``. A step reads raw rows, checks them, and
returns the rows of its tables; what it leaves out and why stands in its module.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from evidence.build import (
    cases,
    commodity_facts,
    countries,
    global_figures,
    import_bans,
    listed_goods,
    materials,
    sector_facts,
)
from footprint_model.build.raw import Raw

# path below the raw folder -> (publisher's short name, publisher); see Raw.
FILES: dict[str, tuple[str, str]] = {
    **listed_goods.FILES,
    **import_bans.FILES,
    **commodity_facts.FILES,
    **cases.FILES,
    **materials.FILES,
    **countries.FILES,
    **sector_facts.FILES,
    **global_figures.FILES,
}

# A table is its name and its rows; the first row's keys are the header.
Table = tuple[str, list[dict[str, object]]]
Step = Callable[[Raw], Iterable[Table]]


def steps() -> Mapping[str, Step]:
    """Every step by name."""
    return {
        "listed_goods": listed_goods.listed_goods,
        "import_bans": import_bans.import_bans,
        "commodity_facts": commodity_facts.commodity_facts,
        "cases": cases.cases,
        "materials": materials.materials,
        "countries": countries.countries,
        "sector_facts": sector_facts.sector_facts,
        "global_figures": global_figures.global_figures,
    }


def build(raw_folder: Path, out_folder: Path) -> list[str]:
    """Run every step and write its tables; returns their names.

    Raises
    ------
    RawFileMissing, RawFileDamaged
        Nothing is written then.
    """
    raw = Raw(raw_folder, FILES)
    raw.check()
    tables = [table for step in steps().values() for table in step(raw)]
    for name, rows in tables:
        (out_folder / name).write_text(as_csv(rows), encoding="utf-8", newline="")
    return [name for name, _ in tables]


def as_csv(rows: list[dict[str, object]]) -> str:
    """Rows as CSV; the first row's keys are the header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
