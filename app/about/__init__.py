"""The method on six pages, and the sources, generated from the model's own tables.

`contents.py` says which section is on which page, `routes.py` what each page needs; the other
modules read the tables, one subject each.
"""

from flask import Blueprint

bp = Blueprint("about", __name__)

from app.about import routes  # noqa: E402, F401
