"""Countries: who is largest, whom to read with care, how large homes are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import footprint_model as fm
from app.i18n import country_name
from footprint_model.world import Consumer, World

COUNTRIES_IN_SUMMARY = 20


@dataclass(frozen=True)
class Doubt:
    """A reason to read figures with care, and the countries it is about, in order of the alphabet.

    `unlisted` are those of them that no menu offers.
    """

    reason: str
    countries: tuple[str, ...]
    unlisted: tuple[str, ...]


def in_menus(account: World) -> list[Consumer]:
    """Consuming countries a visitor can choose, most people first."""
    offered = {country.iso3 for country in fm.countries() if country.consumer}
    rows = [row for row in account.consumers if row.country in offered]
    return sorted(rows, key=lambda row: -row.population)


def account_population() -> int:
    """Residents of every country of the account."""
    return sum(country.population for country in fm.countries())


def doubts(reason_of: Callable[[fm.Country], str]) -> list[Doubt]:
    """Countries that share a reason, the reason shared by most first."""
    groups: dict[str, list[fm.Country]] = {}
    for country in fm.countries():
        if reason := reason_of(country):
            groups.setdefault(reason, []).append(country)
    found = [
        Doubt(
            reason,
            tuple(sorted(country_name(row.iso3) for row in rows if row.consumer)),
            tuple(sorted(country_name(row.iso3) for row in rows if not row.consumer)),
        )
        for reason, rows in groups.items()
    ]
    return sorted(found, key=lambda doubt: -len(doubt.countries + doubt.unlisted))


def by_home_size() -> list[tuple[float, str, str]]:
    """Average homes: people, basis, the countries."""
    groups: dict[tuple[float, str], list[str]] = {}
    for country in fm.countries():
        key = (country.household_size, country.household_size_basis)
        groups.setdefault(key, []).append(country_name(country.iso3))
    return [
        (size, basis, ", ".join(sorted(names))) for (size, basis), names in sorted(groups.items())
    ]
