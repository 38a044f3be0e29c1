"""Figures to show on a country's page: one row per country, rounded as they are shown.

From three publications: Walk Free's index (copyright; single figures with citation, rounded, no
copy of its table), the US State Department's tiers, and Walk Free's indicators of laws. Empty is
"not published", never zero. The forced-labour part is ours: Walk Free publishes no country's.
"""

from footprint_model.build.raw import Raw, number
from footprint_model.errors import RawFileDamaged

INDEX = "gsi_2023_country.csv"
TIERS = "tip_tiers.csv"
LAWS = "support/laws_country_status.csv"
NAMED_LAWS = "support/laws.csv"
FILES = {
    INDEX: ("gsi_2023", "Walk Free"),
    TIERS: ("tip_2025", "US Department of State"),
    LAWS: ("gsi_2023_laws", "Walk Free"),
    NAMED_LAWS: ("laws", "this project’s own reading of public copies"),
}
TIER = {
    "Tier 1": "1",
    "Tier 2": "2",
    "Tier 2 Watch List": "2_watch",
    "Tier 3": "3",
    "Special Case": "special",
}
SCORES = {
    "vulnerability": "vuln_total_pct",
    "governance": "vuln_governance",
    "basic_needs": "vuln_basic_needs",
    "inequality": "vuln_inequality",
    "disenfranchised": "vuln_disenfranchised",
    "conflict": "vuln_conflict",
    "government_response": "gov_total_pct",
}
# Indicators of the index that are shown, by our name.
INDICATORS = {
    "slavery_1926": "slavery_convention_1926",
    "slavery_1956": "supplementary_convention_1956",
    "ilo_c29": "ilo_c29_in_force",
    "ilo_p29": "ilo_p29_in_force",
    "ilo_c105": "ilo_c105_in_force",
    "ilo_c189": "ilo_c189_domestic_workers_in_force",
    "palermo": "un_palermo_protocol",
    "forced_labour_crime": "forced_labour_criminalised",
    "trafficking_crime": "trafficking_criminalised",
    "fees_by_employer": "recruitment_fees_paid_by_employer",
    "passports": "passport_withholding_prohibited",
    "procurement": "procurement_policy_excludes_forced_labour",
    "reporting": "business_reporting_law",
    "due_diligence": "human_rights_due_diligence_law",
    "import_ban": "import_ban_law",
}
# The index says no, the US Labor Department yes: shown as unknown.
SOURCES_DISAGREE = {("PAK", "palermo")}
# Named laws that are left out: bans stand in the table of bans, one has no name, one is a scheme.
BANS = "import_ban"
LEFT_OUT = {
    "counter-trafficking law (title not printed)",
    "bonded labour: central scheme of 2021 for rehabilitation",
}
# Names without what stands behind them in the raw table.
LAW_NAMES = {
    "offence of holding a person under conditions of slavery / labour in conditions of slavery": (
        "Offence of holding a person under conditions of slavery"
    ),
    "Prevention of Human Trafficking Act (2014 law)": "Prevention of Human Trafficking Act",
    "Código Penal, artigo 160 (Lei 59/2007): 3 to 10 years": "Código Penal, artigo 160",
    "Ley 26.364 (prevention and punishment of trafficking)": "Ley 26.364",
    "Anti-Trafficking in Persons Act B.E. 2551 (in force 5 June 2008)": (
        "Anti-Trafficking in Persons Act B.E. 2551"
    ),
}
READ_IN = {
    "opensanctions/opensanctions datasets/br/slavery/br_slavery.yml": (
        "OpenSanctions, description of the register"
    ),
}


# Said otherwise than in our reading, to keep to the words of this site.
OUR_WORDS = {
    "employers found using slave-like labour": "employers found to use work in conditions like slavery"
}


def countries(raw: Raw) -> list[tuple[str, list[dict[str, object]]]]:
    """Tables of figures, of indicators of law, and of laws by name."""
    return [
        ("country_figures.csv", figures(raw)),
        ("country_laws.csv", indicators(raw)),
        ("laws.csv", named_laws(raw)),
    ]


def figures(raw: Raw) -> list[dict[str, object]]:
    """Prevalence, vulnerability, response and tier of every country in either publication.

    Raises
    ------
    RawFileDamaged
        If a tier is none that is known here.
    """
    index = raw.by_country(INDEX)
    tiers = raw.by_country(TIERS)
    rows: list[dict[str, object]] = []
    for code in sorted(set(index) | set(tiers)):
        row = index.get(code, {})
        tier = tiers.get(code, {}).get("tier", "")
        if tier and tier not in TIER:
            raise RawFileDamaged(f"{TIERS}: {tier!r} of {code}, expected one of {', '.join(TIER)}")
        rows.append(
            {
                "iso3": code,
                "modern_slavery_per_1000": rounded(row.get("ms_prevalence_per_1000"), 1),
                "modern_slavery_people": rounded(row.get("ms_number"), -3),
                "forced_labour_per_1000": rounded(row.get("derived_forced_labour_per_1000"), 1),
                **{name: rounded(row.get(column)) for name, column in SCORES.items()},
                "tier": TIER.get(tier, ""),
                "tier_year": tiers.get(code, {}).get("report_year", ""),
            }
        )
    return rows


def indicators(raw: Raw) -> list[dict[str, object]]:
    """Which treaties and laws the index found on 31 August 2022."""
    return [
        {
            "iso3": row["iso3"],
            **{
                name: "" if (row["iso3"], name) in SOURCES_DISAGREE else row[column]
                for name, column in INDICATORS.items()
            },
        }
        for row in raw.rows(LAWS)
        if row["ilo_c29_in_force"] != ""
    ]


def named_laws(raw: Raw) -> list[dict[str, object]]:
    """Laws whose name was read; import bans have a table of their own."""
    return [
        {
            "jurisdiction": row["jurisdiction"],
            "kind": row["law_kind"],
            "name": LAW_NAMES.get(row["name"], row["name"]),
            "year": row["year"],
            "in_force": row["in_force_date"],
            "who": sentence(OUR_WORDS.get(row["who_is_covered"], row["who_is_covered"])),
            "what": sentence(row["what_it_requires"]),
            "certainty": row["certainty"],
            "read_in": READ_IN.get(row["source"], row["source"]),
            "read_year": row["source_date"][:4],
        }
        for row in raw.rows(NAMED_LAWS)
        if row["law_kind"] != BANS and row["name"] not in LEFT_OUT
    ]


def sentence(text: str) -> str:
    """A phrase that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def rounded(text: str | None, digits: int = 0) -> str:
    """A cell rounded as it is shown; empty stays empty."""
    value = number(text)
    if value != value:
        return ""
    return f"{round(value, digits):.{max(digits, 0)}f}"
