"""The list of countries, the page of each, and the world's: the same for everybody, so kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirect

import footprint_model as fm
from app.actions import actions_for
from app.actions.cards import plain_cards
from app.countries import account, bp, directory, published, rules, words
from app.i18n import country_name, reader_language
from app.public_pages import public
from evidence.global_figures import GlobalFigure, global_figures

LONGEST_SEARCH = 60
PAGES_KEPT = 400
FACTS_SHOWN = 4
ACTIONS_SHOWN = 4


@bp.get("/countries")
def index() -> Response:
    """All countries by letter, or those that a search finds."""
    text = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    rows = directory.found(text)
    body = render_template(
        "countries/index.html",
        text=text,
        found=rows if text else None,
        letters=directory.by_letter(rows),
        total=len(directory.codes()),
    )
    return public(body)


@bp.get("/countries/<code>")
def country(code: str) -> Response | Redirect:
    """One country; a code in small letters leads to it, an unknown one to the list."""
    known = code.upper()
    if known not in directory.codes():
        return make_response(render_template("countries/unknown.html", code=code), 404)
    if code != known:
        return redirect(url_for("countries.country", code=known), 301)
    return public(rendered(known, reader_language()))


@bp.get("/laws")
def laws() -> Response:
    """Figures of the whole world, and its rules in the order of time."""
    return public(world_page(reader_language()))


@lru_cache
def world_page(_language: str) -> str:
    """The page in this, the reader's, language."""
    tiles = [
        ("fl_total", gettext("In forced labour")),
        ("fl_private_nonsex", gettext("The part this site counts")),
        ("ms_total", gettext("In modern slavery")),
        ("tip_convictions_2024", gettext("Convictions in a year")),
    ]
    by_source: dict[tuple[str, str, int], list[GlobalFigure]] = {}
    for figure in global_figures().values():
        by_source.setdefault((figure.publisher, figure.title, figure.year), []).append(figure)
    return render_template(
        "countries/laws.html",
        tiles=[(label, global_figures()[key]) for key, label in tiles],
        by_source=list(by_source.items()),
        published_words=account.published_words,
        rules=rules.timeline(),
    )


@lru_cache(PAGES_KEPT)
def rendered(code: str, _language: str) -> str:
    """The page in this, the reader's, language."""
    return render_template("countries/country.html", **content(code))


def content(code: str) -> dict[str, Any]:
    """Everything the page shows."""
    row = account.country_row(code)
    buys = account.buying(row) if row and row.consumer else None
    return {
        "code": code,
        "name": country_name(code),
        "row": row,
        "buys": buys,
        "works": account.working(code) if row else None,
        "known": published.about(code),
        "state_year": fm.state_imposed().year,
        "is_united_states": code == published.UNITED_STATES,
        "tier_name": words.tier_name,
        "tier_words": words.tier_words,
        "part_name": words.part_of_vulnerability,
        "facts_shown": FACTS_SHOWN,
        "actions": plain_cards(
            actions_for(buys.largest_categories if buys else (), code)[:ACTIONS_SHOWN]
        ),
        "model_version": fm.MODEL_VERSION,
        "data_version": fm.data_version(),
    }
