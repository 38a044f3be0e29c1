"""The projector's page: one thing at a time, large, and never more than the class may see."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from flask import Response, g, render_template, request, url_for
from flask_babel import gettext as _

from app.classes import bp, snapshots, words
from app.classes.cards import cards
from app.classes.making import WayIn
from app.classes.settings import Settings, decode
from app.classes.teacher import found
from app.classes.told import Told, told
from app.geography import world_map
from app.groups import sums_in_words
from app.groups.secret_links import secret
from app.i18n import country_name
from app.models import Classroom
from app.results.breakdown import shades
from app.revision import revision


class Slide(NamedTuple):
    """One of the things the screen can show."""

    id: str
    name: str


@bp.get("/class/<token>/screen")
def screen(token: str) -> Response:
    """The whole page, or only the part that changes, which the page asks for every few seconds."""
    row = found(token)
    answers, _waiting = snapshots.waiting(row)
    tag = _tag(row, answers)
    if "part" not in request.args:
        return secret(
            render_template("classes/screen.html", tag=tag, **_parts(row, token, answers))
        )
    if tag in request.if_none_match:
        response = Response(status=304)
        response.headers["Cache-Control"] = "no-store"
    else:
        response = secret(render_template("classes/_live.html", **_parts(row, token, answers)))
    response.set_etag(tag)
    return response


def _tag(row: Classroom, answers: int) -> str:
    """Changes with whatever the screen shows."""
    state = (row.id, row.version, row.round, answers)
    asked = [request.args.get(name, "") for name in ("show", "what_if", "card")]
    text = f"{asked} {state} {g.get('lang_code', '')} {revision()}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _parts(row: Classroom, token: str, answers: int) -> dict[str, object]:
    settings = decode(row.settings)
    shown = told(row, answers)
    offered = slides(shown, settings)
    names = [slide.id for slide in offered]
    asked = request.args.get("show", "")
    slide = asked if asked in names else "total"
    origins = sums_in_words.origin_rows(shown.now.origins) if shown.now and slide == "where" else ()
    tried = (
        next(
            (one for one in shown.now.what_ifs if one.id == request.args.get("what_if")),
            None,
        )
        if shown.now
        else None
    )
    return {
        "row": row,
        "settings": settings,
        "country": country_name(settings.country),
        "token": token,
        "told": shown,
        "now": shown.now,
        "headline": words.headline(shown.now) if shown.now else None,
        "year": words.year(shown.now.days_per_year) if shown.now else None,
        "words": words,
        "sums": sums_in_words,
        "slides": offered,
        "slide": slide,
        "origins": origins,
        "shades": shades(origins) if origins else (),
        "drawing": world_map(),
        "tried": tried,
        "card": _card(),
        "cards": cards(),
        "needed": max(0, settings.threshold - shown.answers),
        "address": lambda **what: url_for(".screen", token=token, **what),
        "way": WayIn(row.code),
    }


def slides(shown: Told, settings: Settings) -> list[Slide]:
    """What there is to show."""
    found = [Slide("total", _("Together"))]
    if not shown.now:
        return found
    if shown.now.days:
        found.append(Slide("spread", _("Results")))
    found += [Slide("what", _("What in")), Slide("where", _("Where"))]
    if shown.now.what_ifs:
        found.append(Slide("what-if", _("What if")))
    if settings.questions:
        found.append(Slide("questions", _("Questions")))
    if shown.before:
        found.append(Slide("rounds", _("Before")))
    return [*found, Slide("talk", _("Talk"))]


def _card() -> int:
    """Which question to talk about, by its place."""
    text = request.args.get("card", "")
    place = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    return place % len(cards())
