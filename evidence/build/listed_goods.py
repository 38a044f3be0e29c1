"""The US Labor Department's list of goods made with child labour or forced labour.

The raw table is the 2022 edition with the part of the 2024 changes that could be read; the full
2024 edition was not found. Left out here: entries on pornography, which nobody buys in the account
and which a page for pupils does not show. Child labour stays a flag of its own: it is never added
to forced labour. A downstream good is listed for its input, so its own flags are 0.
"""

import tomllib
from pathlib import Path

import footprint_model as fm
from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

FILE = "evidence/ilab_goods_2024_partial.csv"
FILES = {FILE: ("ilab_2024", "US Department of Labor, ILAB")}
LINKS = Path(__file__).with_name("goods_commodities.toml")
LEFT_OUT = {"Pornography"}
PUBLISHER = "US Department of Labor, Bureau of International Labor Affairs"
TITLE = "List of Goods Produced by Child Labor or Forced Labor"
EDITION = "2022 edition with the part of the 2024 changes that we could read"
BASIS = {
    "edition 2022, not named as removed in 2024": ("edition_2022", 2022),
    "added in 2024 (law-firm or press summary)": ("added_2024", 2024),
    "edition 2022 (child labor); forced labor added in 2024": ("forced_labour_added_2024", 2024),
    "downstream good named in 2024 summaries": ("downstream_2024", 2024),
}


def listed_goods(raw: Raw) -> list[tuple[str, list[dict[str, object]]]]:
    """Rows of listed_goods.csv.

    Raises
    ------
    RawFileDamaged
        If a row's basis is none that is known here.
    """
    commodity = commodities()
    rows: list[dict[str, object]] = []
    for row in raw.rows(FILE):
        good = str(row["good"])
        if good in LEFT_OUT:
            continue
        if row["row_basis"] not in BASIS:
            raise RawFileDamaged(
                f"{FILE}: {good} of {row['iso3']}: basis {row['row_basis']!r}, expected one of "
                + ", ".join(BASIS)
            )
        basis, year = BASIS[row["row_basis"]]
        rows.append(
            {
                "good": good,
                "iso3": row["iso3"],
                "commodity": commodity.get(good, ""),
                "forced_labour": row["forced_labor"],
                "child_labour": row["child_labor"],
                "forced_child_labour": row["forced_child_labor"],
                "input_good": row["downstream_input_good"],
                "input_iso3": row["downstream_input_iso3"],
                "input_forced_labour": row["input_forced_labor"],
                "input_child_labour": row["input_child_labor"],
                "row_basis": basis,
                "publisher": PUBLISHER,
                "title": TITLE,
                "edition": EDITION,
                "year": year,
            }
        )
    return [("listed_goods.csv", rows)]


def commodities() -> dict[str, str]:
    """Good -> commodity of the model."""
    links: dict[str, str] = tomllib.loads(LINKS.read_text(encoding="utf-8"))
    for commodity in fm.commodity_table().values():
        for good in filter(None, commodity.listed.split("|")):
            links[good] = commodity.id
    return links
