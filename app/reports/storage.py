"""Keep reports for ninety days, and not longer."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import delete, select

import footprint_model as fm
from app.extensions import db
from app.models import REPORT_PAGE_LIMIT, ErrorReport

KEPT_DAYS = 90


# Pages that only their owners reach, by a secret in the address.
SECRET = re.compile(r"/(?:(?:owner|manage)/|class/[\w-]{32}).*", re.DOTALL)


def page_only(address: str) -> str:
    """The path of a page of this site: a query could hold an answer, an owner's page a secret."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    if not path.startswith("/") or not path.isprintable():
        return ""
    return SECRET.sub("", path)[:REPORT_PAGE_LIMIT]


def keep(page: str, text: str) -> None:
    """Store one report, and delete those whose time is over."""
    purge()
    report = ErrorReport(
        page=page_only(page),
        text=text,
        model_version=fm.MODEL_VERSION,
        data_version=fm.data_version(),
    )
    db.session.add(report)
    db.session.commit()


def newest_first() -> list[ErrorReport]:
    return list(db.session.scalars(select(ErrorReport).order_by(ErrorReport.created_at.desc())))


def purge(days: int = KEPT_DAYS) -> int:
    """Delete reports older than so many days; return how many."""
    oldest_kept = datetime.now(UTC) - timedelta(days=days)
    result = db.session.execute(delete(ErrorReport).where(ErrorReport.created_at < oldest_kept))
    db.session.commit()
    return result.rowcount
