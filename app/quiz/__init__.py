"""The questionnaire: questions from files, one page each, answers kept in the visitor's browser."""

from flask import Blueprint

bp = Blueprint("quiz", __name__)

from app.quiz import item_list, paper, private_link, routes  # noqa: E402, F401
