"""Cases: what happened, by whose account, what changed and what is not known."""

from flask import Blueprint

bp = Blueprint("cases", __name__)

from app.cases import routes  # noqa: E402, F401
