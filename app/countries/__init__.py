"""Pages of countries: what people there buy, who works there, what is known, what can be done.

`directory.py` says which countries there are and finds them by name; `account.py` reads the model,
`published.py` what others have published; `routes.py` puts a page together and lets it be kept.
"""

from flask import Blueprint

bp = Blueprint("countries", __name__)

from app.countries import routes  # noqa: E402, F401
