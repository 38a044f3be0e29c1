"""Figures of the whole world, one record each, so that no page can carry an old one.

Left out: figures of single countries, counts that are known to be old, and what was read only
where its sums could not be checked.
"""

from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

FILE = "evidence/global_figures.csv"
FILES = {FILE: ("global_figures", "ILO, Walk Free, IOM and others")}
SHOWN = (
    "fl_total",
    "fl_private_nonsex",
    "fl_cse",
    "fl_state",
    "ms_total",
    "fl_women",
    "fl_children",
    "fl_income",
    "fl_trend",
    "fl_domestic",
    "fl_fishing",
    "fl_profit",
    "gsi_imports",
    "tip_convictions_2024",
    "cbp_orders",
    "ilab_2024",
    "cl_total",
)
# The number of those for labour could not be checked.
SENTENCE = {
    "tip_convictions_2024": "Courts worldwide convicted people of trafficking 7,975 times in 2024.",
    "fl_profit": "Forced labour in the private economy yields about 236 billion US dollars of "
    "illegal profit a year.",
    "gsi_imports": "G20 countries import goods worth 468 billion US dollars a year of the five "
    "products each most at risk of forced labour.",
}
CAUTION = {
    "tip_convictions_2024": "All trafficking, not only for labour. Read in a summary of the "
    "report, whose regions add up to it.",
    "gsi_imports": "All trade in those goods from those countries, not trade made with forced "
    "labour.",
    "cl_total": "Child labour is never added to forced labour.",
}


def global_figures(raw: Raw) -> list[tuple[str, list[dict[str, object]]]]:
    """Rows of global_figures.csv, in the order in which they are told.

    Raises
    ------
    RawFileDamaged
        If a figure that is shown is not in the raw table.
    """
    found = raw.by_country(FILE, "figure_id")
    rows: list[dict[str, object]] = []
    for key in SHOWN:
        if key not in found:
            raise RawFileDamaged(f"{FILE}: no figure {key!r}, expected one")
        row = found[key]
        rows.append(
            {
                "id": key,
                "value": row["value"],
                "sentence": SENTENCE.get(key, row["plain_sentence"]),
                "caution": CAUTION.get(key, ""),
                "reference_year": row["reference_year"],
                "publisher": row["publisher"],
                "title": row["title"],
                "year": row["published"][:4],
            }
        )
    return [("global_figures.csv", rows)]
