"""The pages to report an error and to say thank you."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import limiter
from app.models import REPORT_TEXT_LIMIT
from app.reports.forms import ReportForm
from app.reports.storage import KEPT_DAYS, keep, page_only

bp = Blueprint("reports", __name__, url_prefix="/report")


def _limit() -> str:
    return str(current_app.config["REPORT_LIMIT"])


@bp.route("", methods=["GET", "POST"])
@limiter.limit(_limit, methods=["POST"])
def report() -> ResponseReturnValue:
    """Show the form; keep what is sent, unless a program filled the trap."""
    form = ReportForm()
    if request.method == "GET":
        form.page.data = page_only(request.args.get("page", ""))
    if form.validate_on_submit():
        if not form.website.data:
            keep(form.page.data or "", form.text.data or "")
        return redirect(url_for(".thanks"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "reports/report.html", form=form, days=KEPT_DAYS, limit=REPORT_TEXT_LIMIT
    ), status


@bp.get("/thanks")
def thanks() -> ResponseReturnValue:
    """Say that the report has arrived."""
    return render_template("reports/thanks.html", days=KEPT_DAYS)
