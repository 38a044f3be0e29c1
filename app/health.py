"""Is the site up, and with which numbers?"""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

import footprint_model as fm
from app.extensions import db

bp = Blueprint("health", __name__)


@bp.get("/health")
def health() -> dict[str, str]:
    """Answer 200 while pages can be served: without its database the quiz still works."""
    try:
        db.session.execute(text("SELECT 1"))
        database = "reachable"
    except SQLAlchemyError:
        database = "unreachable"
    return {
        "status": "ok" if database == "reachable" else "degraded",
        "database": database,
        "model_version": fm.MODEL_VERSION,
        "data_version": fm.data_version(),
    }
