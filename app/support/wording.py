"""The words for what the tables say in codes, and how a telephone number is dialled."""

from __future__ import annotations

import re

from flask_babel import get_locale, lazy_gettext

from evidence.help_lines import HelpLine

NO_PAPERS = lazy_gettext(
    "You may ask an independent organisation first if your papers are not in order."
)
WHO_ANSWERS = {
    "charity": (lazy_gettext("An independent organisation answers."),),
    "public": (lazy_gettext("A public authority answers."),),
    "unnamed": (lazy_gettext("The source does not say who answers."), NO_PAPERS),
    "police": (lazy_gettext("Police answer this line."), NO_PAPERS),
    "immigration": (lazy_gettext("The immigration service answers this line."), NO_PAPERS),
}
AUDIENCES = {
    "anyone": lazy_gettext("For people affected, and for anyone who is worried."),
    "reporters": lazy_gettext("For people who want to report something, also without a name."),
    "women": lazy_gettext("For women."),
    "women_children": lazy_gettext("For women and children."),
    "children": lazy_gettext("For children, and for those worried about a child."),
    "workers": lazy_gettext("For people exploited at work, and for those who notice it."),
    "migrant_workers": lazy_gettext("For people who came from another country to work."),
    "going_abroad": lazy_gettext("For people of this country who work abroad or mean to."),
    "domestic_workers": lazy_gettext("For people from abroad who work in private homes."),
    "foreigners": lazy_gettext("For people from other countries."),
    "professionals": lazy_gettext(
        "Only for professionals who meet people in need. It is no line for people in need."
    ),
    "crime": lazy_gettext("For anybody who has come to harm through a crime."),
    "social": lazy_gettext("For anybody in distress, people in forced labour among them."),
}
LED_BY = {
    "survivors": lazy_gettext("led by survivors"),
    "workers": lazy_gettext("led by workers"),
    "migrants": lazy_gettext("for and with migrants"),
    "charity": lazy_gettext("independent organisation"),
}


def dial(number: str) -> str:
    """What a telephone dials: figures, and a plus before them."""
    return re.sub(r"[^\d+]", "", number)


def language_names(line: HelpLine) -> str:
    """Languages of a line in words of the reader's language, one after the other."""
    names = get_locale().languages
    return ", ".join(names.get(code, code) for code in line.languages.split())
