"""Cards of actions. Each is the same for everybody, so it is rendered once per language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from flask import get_template_attribute
from flask_babel import get_locale
from markupsafe import Markup

from app.actions import Action, actions


def cards(shown: Iterable[Action]) -> Markup:
    """Cards of these actions."""
    language = str(get_locale())
    return Markup("\n").join(_card(action.id, language) for action in shown)


@cache
def _card(action_id: str, _language: str) -> Markup:
    action = next(action for action in actions() if action.id == action_id)
    return Markup(get_template_attribute("actions/_card.html", "action_card")(action))  # noqa: S704
