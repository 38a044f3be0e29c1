"""Words for what the tables hold as keys, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def basis_name(basis: str) -> str:
    """What a number rests on."""
    return {
        "measured": _("measured"),
        "derived": _("derived"),
        "assumed": _("assumed"),
    }[basis]


def status_name(status: str) -> str:
    """What kind of source says that a state imposes forced labour."""
    return {
        "official_finding": _("finding of an official body"),
        "campaign_monitoring": _("monitoring by campaigners"),
        "estimate": _("estimate by a researcher"),
    }[status]


def label_use(use: str) -> str:
    """What a label does to an estimate."""
    return {
        "reduce": _("lower, with a wider range"),
        "public_purchasing": _("unchanged: only public buyers can use it"),
        "widen": _("unchanged, with a wider range"),
        "none": _("unchanged"),
    }[use]


def label_answer(answer: str) -> str:
    """What was read about a label."""
    return {
        "yes": _("yes"),
        "partly": _("partly"),
        "no": _("no"),
        "not_read": _("not read"),
    }[answer]


def label_evidence(evidence: str) -> str:
    """What is known of a label's effect on forced labour."""
    return {
        "strong": _("strong"),
        "some": _("some"),
        "none_found": _("none found"),
    }[evidence]


def about_you(name: str) -> str:
    """What a person may say about themselves."""
    return {
        "household_size": _("People in the home"),
        "income": _("Income"),
        "income_band": _("Income"),
        "age": _("Age"),
        "age_band": _("Age"),
    }[name]


def band_name(band: str) -> str:
    """A fifth of a country's people by income."""
    return {
        "lowest": _("the fifth with least"),
        "second": _("the second fifth"),
        "middle": _("the middle fifth"),
        "fourth": _("the fourth fifth"),
        "highest": _("the fifth with most"),
    }[band]
