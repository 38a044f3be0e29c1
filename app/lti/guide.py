"""The page that says how a class gets into Moodle or Canvas: by a plain link, or by a launch."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, url_for

from app.classes.courses import TEACHING_HOURS
from app.public_pages import public

bp = Blueprint("platforms", __name__)


@bp.get("/class/lms")
def lms() -> Response:
    """The plain link first: it needs nobody's leave."""
    addresses = None
    if "lti" in current_app.extensions:
        addresses = {
            name: url_for(f"lti.{name}", _external=True)
            for name in ("login", "launch", "jwks", "config")
        }
    return public(render_template("lti/guide.html", addresses=addresses, hours=TEACHING_HOURS))
