"""A class's figures to take away: CSV, XLSX, JSON; one by one only where the teacher chose that."""

from __future__ import annotations

import msgspec
from flask import Response, jsonify
from werkzeug.exceptions import NotFound

from app.classes import bp, codes, short, snapshots
from app.classes.lifetime import last_day
from app.classes.settings import decode
from app.classes.table import Rows, as_csv, as_xlsx, rows_csv
from app.classes.teacher import LostLink, found
from app.classes.told import told
from app.errors import problem
from app.models import Classroom
from app.results.downloads import attachment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@short.errorhandler(LostLink)
def lost(_error: LostLink) -> Response:
    """The same answer for what was deleted or never was."""
    return unkept(problem(410, "Gone"))


@bp.get("/class/<token>/figures.csv")
def figures_csv(token: str) -> Response:
    """Everything the screen can show, as a table."""
    row = found(token)
    text = as_csv(told(row), decode(row.settings))
    return unkept(attachment("\ufeff" + text, CSV, "class.csv"))


@bp.get("/class/<token>/results.csv")
def results_csv(token: str) -> Response:
    """Results one by one."""
    rows = one_by_one(found(token))
    if not rows:
        raise NotFound
    return unkept(attachment("\ufeff" + rows_csv(rows), CSV, "class-results.csv"))


@bp.get("/class/<token>/figures.xlsx")
def figures_xlsx(token: str) -> Response:
    """The same as a spreadsheet."""
    row = found(token)
    data = as_xlsx(told(row), decode(row.settings), one_by_one(row))
    return unkept(attachment(data, XLSX, "class.xlsx"))


@short.get("/api/class/<token>.json")
def figures_json(token: str) -> Response:
    """The same for programs."""
    row = found(token)
    settings = decode(row.settings)
    return unkept(
        jsonify(
            {
                "code": codes.shown(row.code),
                "country": settings.country,
                "path": settings.path,
                "questions": msgspec.to_builtins(settings.questions),
                "shown_from": settings.threshold,
                "revealed": row.revealed,
                "closed": row.closed,
                "last_day": last_day(row).isoformat(),
                **msgspec.to_builtins(told(row)),
            }
        )
    )


def one_by_one(row: Classroom) -> Rows:
    """Of every round that is shown."""
    return [
        (number, *result)
        for number, snapshot in snapshots.by_round(row.id).items()
        if number < row.round or row.revealed
        for result in snapshots.rows_of(snapshot)
    ]


def unkept(response: Response) -> Response:
    """Nothing on the way keeps it."""
    response.headers["Cache-Control"] = "no-store"
    return response
