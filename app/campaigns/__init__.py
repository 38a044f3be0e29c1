"""Campaigns: made without an account, joined by choice, counted together."""

from flask import Blueprint

bp = Blueprint("campaigns", __name__)
short = Blueprint("campaigns_short", __name__)

from app.campaigns import (  # noqa: E402, F401
    admin,
    dress,
    framing,
    making,
    press,
    public,
    taking_part,
)
