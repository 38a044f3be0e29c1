"""What helps: a catalogue of actions with sources, ranked for a person, with letters and a list."""

from __future__ import annotations

from flask import Blueprint

from app.actions.catalogue import Action, actions
from app.actions.ranking import Ranked, actions_for, ranked

__all__ = ["Action", "Ranked", "actions", "actions_for", "bp", "ranked"]

bp = Blueprint("actions", __name__)

from app.actions import routes  # noqa: E402, F401
