"""The result: the estimate in words and pictures, its explanation, its downloads."""

from flask import Blueprint

bp = Blueprint("results", __name__)

from app.results import compare, explore, routes, what_if, why_routes  # noqa: E402, F401
