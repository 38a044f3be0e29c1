"""Classes: made by a teacher without an account, joined by a code, shown as sums only."""

from flask import Blueprint

bp = Blueprint("classes", __name__)
short = Blueprint("classes_short", __name__)

from app.classes import compare, exports, making, pupils, screen, teacher  # noqa: E402, F401
