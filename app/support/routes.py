"""Help, numbers of one country to print, signs of forced labour, content policy."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, render_template, request

from app.links import about_category
from app.quiz.state import StateError, load_answers
from app.support.places import Place, everywhere, place, places
from app.support.wording import AUDIENCES, LED_BY, WHO_ANSWERS, dial, language_names
from evidence.help_line_review import CALLED
from evidence.help_lines import help_lines
from evidence.signs import settings

bp = Blueprint("support", __name__, cli_group="help-lines")

ELSEWHERE = "https://www.wikipedia.org/"  # where the leave-quickly link goes


def help_page() -> str:
    """Emergency numbers and services, for somebody who needs them now."""
    asked = request.args.get("country")
    chosen = place(asked) if asked is not None else _place_of_answers()
    return render_template(
        "support/help.html",
        places=places(),
        chosen=chosen,
        from_answers=asked is None and chosen is not None,
        unknown=bool(asked) and chosen is None,
        **number_words(),
    )


@bp.get("/help/<iso3>")
def numbers(iso3: str) -> str:
    """The numbers of one country on one sheet."""
    chosen = place(iso3) or abort(404)
    return render_template("support/numbers.html", place=chosen, **number_words())


@bp.get("/signs")
def signs() -> str:
    """What to look for where one buys a service, and what to do then."""
    return render_template(
        "support/signs.html",
        settings=settings(),
        elsewhere=ELSEWHERE,
        about_category=about_category,
    )


@bp.get("/content-policy")
def content_policy() -> str:
    """How we speak of people, which pictures we do not use, how help lines are checked."""
    shown = [line for line in help_lines() if line.visible]
    return render_template(
        "support/content_policy.html",
        shown=len(shown),
        with_number=sum(bool(line.phones) for line in shown),
        confirmed=sum(line.confirmed_on is not None for line in shown),
        waiting=sum(line.shown == "confirmed" for line in help_lines() if not line.visible),
        read_on=max(line.read_on for line in help_lines()),
    )


def _place_of_answers() -> Place | None:
    """The country of the visitor's own answers; nothing is written down anywhere."""
    try:
        return place(load_answers().values.get("country"))
    except StateError:
        return None


def number_words() -> dict[str, Any]:
    """What the templates of help lines need to say what the tables hold in codes."""
    return {
        "everywhere": everywhere(),
        "today": datetime.now(UTC).date(),
        "elsewhere": ELSEWHERE,
        "who_answers": WHO_ANSWERS,
        "audiences": AUDIENCES,
        "led_by": LED_BY,
        "dial": dial,
        "language_names": language_names,
        "called": CALLED,
    }
