"""Published figures on forced labour in one sector of one country, each as a sentence of ours.

Their populations differ (all workers, migrants, people freed, one county), so no row is compared
with another or multiplied by a sector. What is left out, and why, stands at the head of the TOML.
"""

import tomllib
from pathlib import Path

from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

FILE = "sector_evidence.csv"
FILES = {FILE: ("sector_evidence", "this project’s own reading of public copies")}
WORDS = Path(__file__).with_suffix(".toml")
CONFIDENCE = {"primary_summary": "high", "secondary": "medium"}


def sector_facts(raw: Raw) -> list[tuple[str, list[dict[str, object]]]]:
    """Rows of sector_facts.csv, in the order of our sentences.

    Raises
    ------
    RawFileDamaged
        If a sentence has lost its row, or its row may not be shown.
    """
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    found = {row["evidence_id"]: row for row in raw.rows(FILE)}
    rows: list[dict[str, object]] = []
    for key, ours in words.items():
        if key not in found:
            raise RawFileDamaged(f"{FILE}: no row {key!r}, expected one for our sentence")
        row = found[key]
        if row["verification"] not in CONFIDENCE:
            raise RawFileDamaged(
                f"{FILE}: {key}: verification {row['verification']!r}, expected one of "
                + ", ".join(CONFIDENCE)
            )
        rows.append(
            {
                "id": key,
                "iso3": row["iso3"],
                "topic": ours["topic"],
                "category": ours.get("category", ""),
                "about": ours.get("about", "forced_labour"),
                "claim_status": ours.get("claim_status", "survey"),
                "confidence": ours.get("confidence", CONFIDENCE[row["verification"]]),
                "sentence": ours["sentence"],
                "caution": ours.get("caution", ""),
                "publisher": row["publisher"],
                "title": ours.get("title", row["title"]),
                "year": row["publication_year"],
            }
        )
    return [("sector_facts.csv", rows)]
