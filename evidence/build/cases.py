"""Dated facts of the cases, and how many of each case are left out.

Left out: facts whose sentence or title names a firm, and one whose publisher is not known. What
is told about a case in our own words stands in ``case_stories.toml``, written by hand.
"""

from collections import Counter

from footprint_model.build.raw import Raw

FILE = "evidence/cases.csv"
FILES = {FILE: ("cases", "this project’s own reading of public copies")}
UNKNOWN_PUBLISHER = "(2016 report, as quoted by others)"

TITLE = {"Home page": "Cotton Campaign, home page", "About": "Cotton Campaign, about us"}
FACT = {
    ("distant_water_fish", "6"): "Of over 100 Indonesian crew from 88 Chinese vessels, 58% report "
    "physical violence, 85% abusive conditions, and nearly all had pay held back. The page is "
    "undated, from after June 2021.",
}


def cases(raw: Raw) -> list[tuple[str, list[dict[str, object]]]]:
    """The facts, and the counts."""
    facts: list[dict[str, object]] = []
    held: Counter[str] = Counter()
    firm: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for row in raw.rows(FILE):
        case = row["case_id"]
        held[case] += 1
        if row["names_company"] != "0":
            firm[case] += 1
        elif row["publisher"] == UNKNOWN_PUBLISHER:
            unknown[case] += 1
        else:
            facts.append(
                {
                    "case": case,
                    "number": row["seq"],
                    "date": row["date"],
                    "country": row["iso3"],
                    "fact": FACT.get((case, row["seq"]), row["fact"]),
                    "claim_status": row["claim_status"],
                    "confidence": row["confidence"],
                    "publisher": row["publisher"],
                    "title": TITLE.get(row["source_title"], row["source_title"]),
                }
            )
    counts: list[dict[str, object]] = [
        {
            "case": case,
            "facts_read": held[case],
            "names_a_firm": firm[case],
            "publisher_unknown": unknown[case],
        }
        for case in held
    ]
    return [("case_facts.csv", facts), ("case_counts.csv", counts)]
