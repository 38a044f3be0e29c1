"""Pages that ask nothing: the start, privacy, help."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext

import footprint_model as fm
from app.actions import checklist
from app.durations import significant
from app.figures import figures
from app.quiz.questions import quick_path, youth_path
from app.quiz.state import COOKIE, MAX_AGE
from app.reports.storage import KEPT_DAYS
from app.support import places

bp = Blueprint("pages", __name__)

EXAMPLE_COUNTRY = "USA"
ELSEWHERE = "https://www.wikipedia.org/"  # where the leave-quickly link goes

WHO_ANSWERS = {
    "charity": lazy_gettext("Run by an independent organisation."),
    "public": lazy_gettext("Run by a public authority."),
    "police": lazy_gettext("The police answer. Without papers, ask an adviser first."),
    "immigration": lazy_gettext(
        "Run by the immigration service. Without papers, ask an adviser first."
    ),
}
AUDIENCES = {
    "anyone": "",
    "women": lazy_gettext("For women."),
    "workers": lazy_gettext("For people who are exploited at work, and for those who notice it."),
    "reporters": lazy_gettext("For people who want to report something, also without a name."),
}


@bp.get("/")
def landing() -> str:
    """Say in one breath what this is, how long it takes and what happens to the answers."""
    average = fm.average(EXAMPLE_COUNTRY)
    return render_template(
        "pages/landing.html",
        one_in=round(significant(average.one_in.central)) if average.one_in else None,
        country=EXAMPLE_COUNTRY,
        figure=figures()["people_in_forced_labour"],
        questions=len(quick_path()),
        school=bool(youth_path()),
    )


@bp.get("/privacy")
def privacy() -> str:
    """What is kept, where and for how long."""
    return render_template(
        "pages/privacy.html",
        cookie=COOKIE,
        hours=MAX_AGE // 3600,
        list_cookie=checklist.COOKIE,
        list_days=checklist.DAYS,
        report_days=KEPT_DAYS,
    )


@bp.get("/help")
def help() -> str:
    """Emergency numbers and services, for somebody who needs them now."""
    found = places()
    chosen = next((place for place in found if place.iso3 == request.args.get("country")), None)
    return render_template(
        "pages/help.html",
        places=found,
        chosen=chosen,
        today=datetime.now(UTC).date(),
        elsewhere=ELSEWHERE,
        who_answers=WHO_ANSWERS,
        audiences=AUDIENCES,
    )
