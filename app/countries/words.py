"""Words for what the tables of countries hold as keys, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from app.claims import date_words
from evidence.import_bans import ImportBan


def tier_name(tier: str) -> str:
    """The tier as it is called."""
    return {
        "1": _("Tier 1"),
        "2": _("Tier 2"),
        "2_watch": _("Tier 2 Watch List"),
        "3": _("Tier 3"),
        "special": _("Not rated"),
    }[tier]


def tier_words(tier: str) -> str:
    """What the tier says of a government."""
    return {
        "1": _(
            "The government meets the least that United States law asks for. It does not mean that nobody there is in forced labour."
        ),
        "2": _(
            "The government does not fully meet the least that United States law asks for, but makes real efforts."
        ),
        "2_watch": _(
            "The government makes efforts, but the number of victims is large or growing, or there is no proof of doing more than the year before."
        ),
        "3": _(
            "The government does not meet the least that United States law asks for, and makes no real effort."
        ),
        "special": _(
            "The report gives no tier, for instance because of war or because no government can be judged."
        ),
    }[tier]


def part_of_vulnerability(part: str) -> str:
    """A part of Walk Free's measure of vulnerability."""
    return {
        "governance": _("How a country is governed"),
        "basic_needs": _("Lack of what everybody needs"),
        "inequality": _("Inequality"),
        "disenfranchised": _("Groups that are shut out"),
        "conflict": _("Effects of conflict"),
    }[part]


def treaty_state(in_force: bool | None) -> str:
    """Whether a treaty bound the country."""
    return _("in force") if in_force else _("not in force") if in_force is False else disputed()


def law_state(met: bool | None) -> str:
    """Whether a law did what the index asks for."""
    return _("met") if met else _("not met") if met is False else disputed()


def disputed() -> str:
    """Where one source says yes and another no."""
    return _("sources disagree")


State = Callable[[bool | None], str]


def indicator_groups() -> list[tuple[str, State, list[tuple[str, str]]]]:
    """Treaties and laws in groups, by their field of the table, with the words for yes and no."""
    return [
        (
            _("Treaties"),
            treaty_state,
            [
                ("slavery_1926", _("Slavery Convention, 1926")),
                ("slavery_1956", _("Supplementary Convention on the Abolition of Slavery, 1956")),
                ("ilo_c29", _("ILO Forced Labour Convention, 1930 (No. 29)")),
                ("ilo_p29", _("Protocol of 2014 to the Forced Labour Convention")),
                ("ilo_c105", _("ILO Abolition of Forced Labour Convention, 1957 (No. 105)")),
                ("ilo_c189", _("ILO Domestic Workers Convention, 2011 (No. 189)")),
                ("palermo", _("UN Protocol against trafficking in persons, 2000")),
            ],
        ),
        (
            _("Law and workers’ rights"),
            law_state,
            [
                ("forced_labour_crime", _("Forced labour is a crime of its own")),
                ("trafficking_crime", _("Trafficking in persons is a crime of its own")),
                ("fees_by_employer", _("Employers, not workers, pay recruitment fees")),
                ("passports", _("Keeping a worker’s passport is forbidden")),
            ],
        ),
        (
            _("Companies and public buying"),
            law_state,
            [
                ("procurement", _("Public buyers may not buy from forced labour")),
                ("reporting", _("Companies must report on modern slavery")),
                ("due_diligence", _("Companies must look for harm to human rights and act")),
                ("import_ban", _("Imports made with forced labour are banned")),
            ],
        ),
    ]


def law_kind(kind: str) -> str:
    """What a law is about."""
    return {
        "criminal": _("criminal law"),
        "due_diligence": _("companies must look and act"),
        "procurement": _("public buying"),
        "public_register": _("public register"),
        "reporting": _("companies must report"),
    }[kind]


def ban_status(ban: ImportBan) -> str:
    """How far we know that a ban stands."""
    date = date_words(ban.status_date)
    match ban.status:
        case "in_force":
            return (
                _("in force, as read in %(date)s", date=date) if ban.status_date else _("in force")
            )
        case "applies_later":
            return _("in force, applies from %(date)s", date=date)
        case "not_checked":
            return _("issued; we have not checked whether it stands today")
        case "unknown":
            return _("issued; not in the list of names we read, so we cannot say whether it stands")
        case "changed":
            return _("issued; some goods were let in again later")
        case "lifted":
            return _("lifted in %(date)s", date=date[-4:] if len(ban.status_date) == 4 else date)
        case "annulled":
            return _(
                "set aside by a court in %(date)s; the government asked it to think again",
                date=date,
            )


def ban_date(ban: ImportBan) -> str:
    """Its date, as exact as its source."""
    date = date_words(ban.date)
    match ban.date_precision:
        case "announced":
            return _("announced %(date)s", date=date)
        case "unsure":
            return _("about %(date)s", date=date)
        case _rest:
            return date
