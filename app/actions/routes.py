"""All actions on one page; the country narrows them when it is named."""

from __future__ import annotations

from flask import render_template, request

import footprint_model as fm
from app.actions import KINDS, actions, bp, kind_name
from app.actions.cards import cards
from app.i18n import country_name


@bp.get("/actions")
def index() -> str:
    """Every action by kind, for every country or for one."""
    codes = {country.iso3 for country in fm.countries()}
    chosen = request.args.get("country", "").upper()
    chosen = chosen if chosen in codes else ""
    shown = [action for action in actions() if not chosen or action.is_for(chosen)]
    groups = [
        (kind, kind_name(kind), [action for action in shown if action.kind == kind])
        for kind in KINDS
    ]
    countries = sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
    return render_template(
        "actions/index.html",
        groups=[group for group in groups if group[2]],
        countries=countries,
        chosen=chosen,
        cards=cards,
    )
