"""What others have published about a country: prevalence, response, tier, treaties and laws.

Figures of Walk Free are under copyright: shown one by one with their citation, never offered as a
table. A tier rates what a government does, not how common forced labour is. An indicator that is
not met is no proof that something is legal.
"""

from functools import cache
from typing import Literal

from evidence.import_bans import EU, EU_MEMBERS
from evidence.rows import Row, read_rows

Tier = Literal["1", "2", "2_watch", "3", "special"]


class CountryFigures(Row, frozen=True):
    """Rounded as they are shown; None where nothing was published.

    ``forced_labour_per_1000`` is ours: the country's figure times its region's share of forced
    labour in modern slavery. Vulnerability and its five parts: 0 to 100, higher is worse;
    ``government_response``: 0 to 100, higher is better.
    """

    iso3: str
    modern_slavery_per_1000: float | None
    modern_slavery_people: int | None
    forced_labour_per_1000: float | None
    vulnerability: int | None
    governance: int | None
    basic_needs: int | None
    inequality: int | None
    disenfranchised: int | None
    conflict: int | None
    government_response: int | None
    tier: Tier | None
    tier_year: int | None

    @property
    def vulnerability_parts(self) -> dict[str, int]:
        """The five parts of vulnerability that are published, by name."""
        parts = {
            "governance": self.governance,
            "basic_needs": self.basic_needs,
            "inequality": self.inequality,
            "disenfranchised": self.disenfranchised,
            "conflict": self.conflict,
        }
        return {name: value for name, value in parts.items() if value is not None}


class LawIndicators(Row, frozen=True):
    """Met or not on 31 August 2022, as Walk Free defines it; None where sources disagree."""

    iso3: str
    slavery_1926: bool | None
    slavery_1956: bool | None
    ilo_c29: bool | None
    ilo_p29: bool | None
    ilo_c105: bool | None
    ilo_c189: bool | None
    palermo: bool | None
    forced_labour_crime: bool | None
    trafficking_crime: bool | None
    fees_by_employer: bool | None
    passports: bool | None
    procurement: bool | None
    reporting: bool | None
    due_diligence: bool | None
    import_ban: bool | None


class Law(Row, frozen=True):
    """A law by its name. ``read_in``: where we read of it; later changes are not known."""

    jurisdiction: str
    kind: Literal["criminal", "due_diligence", "procurement", "public_register", "reporting"]
    name: str
    year: int | None
    in_force: str
    who: str
    what: str
    certainty: Literal["primary", "secondary"]
    read_in: str
    read_year: int | None


class Treaty(Row, frozen=True):
    """A treaty of the world; ``indicator`` is its field in LawIndicators."""

    indicator: str
    year: int
    name: str
    publisher: str

    @property
    def in_force_in(self) -> int:
        """How many of the countries that were looked at had it in force on 31 August 2022."""
        return sum(getattr(row, self.indicator) is True for row in law_indicators().values())


@cache
def treaties() -> tuple[Treaty, ...]:
    """Treaties, the oldest first."""
    return read_rows("treaties.csv", Treaty, ("indicator",))


class Publication(Row, frozen=True):
    """Where the figures of one kind stand, and what to know about our reading of it."""

    key: Literal["index", "tiers", "goods", "bans", "laws"]
    publisher: str
    title: str
    year: int
    note: str
    url: str


@cache
def publications() -> dict[str, Publication]:
    """Publications by key."""
    rows = read_rows("country_sources.csv", Publication, ("key",))
    return {row.key: row for row in rows}


@cache
def country_figures() -> dict[str, CountryFigures]:
    """Rows by country."""
    return {row.iso3: row for row in read_rows("country_figures.csv", CountryFigures, ("iso3",))}


@cache
def law_indicators() -> dict[str, LawIndicators]:
    """Rows by country."""
    return {row.iso3: row for row in read_rows("country_laws.csv", LawIndicators, ("iso3",))}


@cache
def laws() -> tuple[Law, ...]:
    """Every law that we know by name, in the order of the file."""
    return read_rows("laws.csv", Law, ("jurisdiction", "name"))


def laws_of(iso3: str) -> tuple[Law, ...]:
    """Laws of that country, then those of its union."""
    codes = [iso3, EU] if iso3 in EU_MEMBERS else [iso3]
    return tuple(law for code in codes for law in laws() if law.jurisdiction == code)
