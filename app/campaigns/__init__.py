"""Campaigns: a page, a frame and a count for a group, made without an account."""

from flask import Blueprint

bp = Blueprint("campaigns", __name__)

from app.campaigns import routes  # noqa: E402, F401
