"""Emergency numbers: what two public lists say about every country and territory.

The first list is the set of emergency numbers of libphonenumber, which mixes police, ambulance and
fire; the second gives a police and an ambulance number (DennisGross/aidlines, September 2024).

both      the second list's police number, or a general number such as 112, is in the first
one_list  one of them is silent: the other's numbers, marked as such
differ    they contradict each other: both are given, and the page says so
none      neither has a number
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from footprint_model.build.raw import Raw

FILE = "support/emergency_numbers.csv"
TABLE = "emergency_numbers.csv"
READ_ON = date(2026, 11, 23)
GOOD_FOR = timedelta(days=365)
GENERAL = ("112", "911", "999", "000")

# The second list gives France's ambulance (15) or fire (18) number as the police's here, while it
# gives 17 for Guadeloupe and French Polynesia: it is taken as silent.
MISTAKEN = {"MTQ", "WLF", "BLM"}
# Antarctica is no country with one service; for North Korea the second list says that only local
# numbers work.
WITHHELD = {"ATA", "PRK"}


def emergency_tables(raw: Raw) -> Iterable[tuple[str, list[dict[str, object]]]]:
    """One row per country or territory."""
    yield TABLE, [row(read) for read in raw.rows(FILE)]


def row(read: Mapping[str, str]) -> dict[str, object]:
    """What is shown of one country."""
    numbers, also, agreement = agreed(read)
    return {
        "iso3": str(read["iso3"]),
        "name": str(read["country"]),
        "numbers": " ".join(numbers),
        "also": " ".join(also),
        "agreement": agreement,
        "read_on": READ_ON,
        "review_by": READ_ON + GOOD_FOR,
    }


def agreed(read: Mapping[str, str]) -> tuple[list[str], list[str], str]:
    """Numbers, further numbers, and how far the lists agree."""
    if read["iso3"] in WITHHELD:
        return [], [], "none"
    first = read["emergency_libphonenumber"].split()
    police = ambulance = ""
    if read["iso3"] not in MISTAKEN:
        police = short_number(read["police_aidlines"], first)
        ambulance = short_number(read["ambulance_aidlines"], first)
    numbers = [police] if police in first else []
    if ambulance in first and ambulance in GENERAL and ambulance not in numbers:
        numbers.append(ambulance)
    if numbers:
        return numbers, ["112"] if "112" in first and "112" not in numbers else [], "both"
    # A general number is the better one to give where nothing says which of several is which.
    best = [number for number in first if number in GENERAL] or first
    if police and first:
        return best, [police], "differ"
    if police or first:
        return best or [police], [], "one_list"
    return [], [], "none"


def short_number(text: str, known: list[str]) -> str:
    """A number of two to six figures; the last word where an area code stands before it."""
    joined, last = re.sub(r"\s", "", text), text.split()[-1] if text.split() else ""
    for number in (joined, last):
        if number in known:
            return number
    return joined if re.fullmatch(r"\d{2,6}", joined) else ""
