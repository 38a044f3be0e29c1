"""Pages that ask nothing: the start, privacy, help."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, current_app, render_template, request

import footprint_model as fm
from app.actions import checklist
from app.classes.lifetime import MOST_DAYS
from app.durations import significant
from app.figures import figures
from app.i18n import reader_language
from app.quiz.questions import quick_path, youth_path
from app.quiz.state import COOKIE, MAX_AGE
from app.reports.storage import KEPT_DAYS
from app.share import storage
from app.support import help_page

bp = Blueprint("pages", __name__)

EXAMPLE_COUNTRY = "USA"


@bp.get("/")
def landing() -> str:
    """Say in one breath what this is, how long it takes and what happens to the answers."""
    return _landing("deleted" in request.args, reader_language())


@cache
def _landing(deleted: bool, _language: str) -> str:
    average = fm.average(EXAMPLE_COUNTRY)
    return render_template(
        "pages/landing.html",
        deleted=deleted,
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
        share_days=storage.KEPT_DAYS,
        class_days=MOST_DAYS,
        launches="lti" in current_app.extensions,
    )


bp.add_url_rule("/help", "help", help_page)
