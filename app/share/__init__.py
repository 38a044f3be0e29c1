"""Sharing: a page with the figures somebody chose to show, its picture, its frame, its end."""

from flask import Blueprint

bp = Blueprint("share", __name__)
# Addresses without a language, short enough to say: they lead to the page in the sharer's own.
short = Blueprint("short", __name__)

from app.share import routes  # noqa: E402, F401
