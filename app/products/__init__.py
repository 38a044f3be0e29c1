"""What is known about the things people buy: a page for every category and every commodity."""

from flask import Blueprint

bp = Blueprint("products", __name__)

from app.products import routes  # noqa: E402, F401
