"""The rules of the world in the order of time: treaties, import bans, duties of companies."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import gettext
from flask_babel import gettext as _

from app.countries import words
from app.i18n import country_name
from evidence.countries import law_indicators, laws, treaties
from evidence.import_bans import EU, import_bans


class Rule(NamedTuple):
    """One entry of the timeline; `link` is the code of the country whose page says more."""

    year: int
    where: str
    link: str
    name: str
    about: str
    source: str


def timeline() -> list[Rule]:
    """Treaties and laws with a year, the oldest first. National criminal laws are left out."""
    return sorted([*of_the_world(), *bans(), *duties()], key=lambda rule: rule.year)


def of_the_world() -> list[Rule]:
    """Treaties."""
    looked_at = len(law_indicators())
    return [
        Rule(
            year=treaty.year,
            where=_("the world"),
            link="",
            name=gettext(treaty.name),
            about=_(
                "In force in %(count)s of %(all)s countries on 31 August 2022.",
                count=treaty.in_force_in,
                all=looked_at,
            ),
            source=_("%(publisher)s; Walk Free, 2023", publisher=gettext(treaty.publisher)),
        )
        for treaty in treaties()
    ]


def bans() -> list[Rule]:
    """Laws that ban imports made with forced labour."""
    return [
        Rule(
            year=ban.year,
            where=place(ban.jurisdiction),
            link=page_of(ban.jurisdiction),
            name=gettext(ban.instrument),
            about=_(
                "Import ban: %(goods)s. %(status)s.",
                goods=gettext(ban.goods),
                status=sentence(words.ban_status(ban)),
            ),
            source=ban.title,
        )
        for ban in import_bans()
        if ban.kind == "law"
    ]


def duties() -> list[Rule]:
    """Laws on companies and public buyers, and those of unions."""
    return [
        Rule(
            year=law.year,
            where=place(law.jurisdiction),
            link=page_of(law.jurisdiction),
            name=law.name,
            about=". ".join(
                [sentence(words.law_kind(law.kind)), *([gettext(law.what)] if law.what else [])]
            )
            + ".",
            source=_("read in: %(where)s", where=law.read_in),
        )
        for law in laws()
        if law.year and (law.kind != "criminal" or law.jurisdiction == EU)
    ]


def place(jurisdiction: str) -> str:
    """Where it is law."""
    return gettext("European Union") if jurisdiction == EU else country_name(jurisdiction)


def page_of(jurisdiction: str) -> str:
    """The country whose page says more; a union has none."""
    return "" if jurisdiction == EU else jurisdiction


def sentence(text: str) -> str:
    """With a capital letter, where the script has them."""
    return text[:1].upper() + text[1:]
