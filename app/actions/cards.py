"""Actions as cards and as rows. Both are the same for everybody but for one sentence, so they are
rendered once per language and the sentence is put in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from flask import get_template_attribute
from markupsafe import Markup

from app.actions.catalogue import Action, by_id
from app.actions.ranking import Ranked, evidence_name
from app.actions.reasons import reason
from app.i18n import reader_language
from footprint_model import Estimate

PLACE = "\x1f"  # where the sentence goes; in no text


def cards(shown: Iterable[Ranked], estimate: Estimate) -> Markup:
    """Cards of these actions, each with the reason why it is suggested to this person."""
    return _filled("action_card", shown, estimate)


def short_rows(shown: Iterable[Ranked], estimate: Estimate) -> Markup:
    """The same as list items of a line or two."""
    return _filled("action_short", shown, estimate)


def plain_cards(shown: Iterable[Action]) -> Markup:
    """Cards for nobody in particular, without that sentence."""
    language = reader_language()
    return Markup("\n").join(_part("action_card", one.id, language, "") for one in shown)


def rows(shown: Iterable[Action]) -> Markup:
    """List items of the catalogue, without a person."""
    language = reader_language()
    return Markup("\n").join(_part("action_row", action.id, language) for action in shown)


def _filled(macro: str, shown: Iterable[Ranked], estimate: Estimate) -> Markup:
    language = reader_language()
    return Markup("\n").join(
        _part(macro, row.action.id, language).replace(PLACE, reason(row, estimate)) for row in shown
    )


@cache
def _part(macro: str, action_id: str, _language: str, why: str = PLACE) -> Markup:
    action = by_id()[action_id]
    made = get_template_attribute("actions/_card.html", macro)
    return Markup(made(action, evidence_name(action), why))  # noqa: S704
