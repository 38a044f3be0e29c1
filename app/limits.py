"""Limits on how often an address may ask: only some views have one, and those check it themselves."""

from __future__ import annotations

from flask import Flask

from app.extensions import limiter


def init_app(app: Flask) -> None:
    limiter.init_app(app)
    # Before each request the extension also looks for limits of the whole site and of blueprints.
    # There are none (a test sees to it), and looking would be a tenth of the cost of a short answer.
    app.before_request_funcs[None].remove(limiter._check_request_limit)
