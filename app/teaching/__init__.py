"""The teaching pack: lessons, handouts, cards and a guide for three ages, to read, print or keep.

Texts are data in `content/`; figures, cases and sources come from the site's own tables.
"""

from flask import Blueprint

bp = Blueprint("teaching", __name__)

from app.teaching import routes  # noqa: E402, F401
