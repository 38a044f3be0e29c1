"""Import bans on goods made with forced labour: by jurisdiction, goods and country of origin.

No row proves that an order is in force today, and no row names a firm.
"""

from functools import cache
from typing import Literal

import footprint_model as fm
from evidence.rows import Row, read_rows
from footprint_model import TableError

FILE = "import_bans.csv"
EU = "EU"
# Member states of the European Union, where the Union's bans are in force.
EU_MEMBERS = frozenset(
    [
        "AUT",
        "BEL",
        "BGR",
        "CYP",
        "CZE",
        "DEU",
        "DNK",
        "ESP",
        "EST",
        "FIN",
        "FRA",
        "GRC",
        "HRV",
        "HUN",
        "IRL",
        "ITA",
        "LTU",
        "LUX",
        "LVA",
        "MLT",
        "NLD",
        "POL",
        "PRT",
        "ROU",
        "SVK",
        "SVN",
        "SWE",
    ]
)


class ImportBan(Row, frozen=True):
    """One law, one order, or one sector that a law puts first.

    `status`: in_force, as read at `status_date` where there is one; applies_later: from
    `status_date`; not_checked: issued, whether it stands was not checked; unknown: not in the copy
    of the list we read; changed: part of the goods let in again; lifted; annulled: by a court.
    `date_precision`: announced is the day it was made public, unsure a year from a weak copy.
    """

    jurisdiction: str
    kind: Literal["law", "sector", "order"]
    instrument: str
    goods: str
    commodities: str
    scope: str
    origin_iso3: str
    date: str
    date_precision: Literal["day", "month", "year", "announced", "unsure"]
    status: Literal[
        "in_force", "applies_later", "not_checked", "unknown", "changed", "lifted", "annulled"
    ]
    status_date: str
    publisher: str
    title: str
    year: int
    verification: Literal["primary", "secondary", "low"]

    @property
    def commodity_ids(self) -> tuple[str, ...]:
        """Commodities of the model that it touches."""
        return tuple(self.commodities.split())

    @property
    def may_stand(self) -> bool:
        """Whether nothing we read says that it is gone."""
        return self.status not in ("lifted", "annulled")


@cache
def import_bans() -> tuple[ImportBan, ...]:
    """Every row: laws, then sectors, then orders, each by date.

    Raises
    ------
    TableError
        If a row names a commodity the model does not have.
    """
    rows = read_rows(FILE, ImportBan)
    known = fm.commodity_table()
    for line, row in enumerate(rows, start=2):
        for commodity in row.commodity_ids:
            if commodity not in known:
                raise TableError(f"{FILE}:{line}: {commodity!r}, expected a commodity of the model")
    return rows


def bans_of_jurisdiction(iso3: str) -> tuple[ImportBan, ...]:
    """Laws that keep such goods out of that country, its union's included."""
    codes = {iso3, EU} if iso3 in EU_MEMBERS else {iso3}
    return tuple(row for row in import_bans() if row.jurisdiction in codes and row.kind == "law")


def bans_on_origin(iso3: str) -> tuple[ImportBan, ...]:
    """Bans of others on goods from that country."""
    return tuple(row for row in import_bans() if row.origin_iso3 == iso3)


def bans_on_commodity(commodity: str) -> tuple[ImportBan, ...]:
    """Bans that touch a commodity of the model, whatever its origin."""
    return tuple(row for row in import_bans() if commodity in row.commodity_ids)
