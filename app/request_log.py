"""One log line per request: id, endpoint, status, milliseconds. Never a path, answer or address."""

from __future__ import annotations

import logging
import secrets
import time

from flask import Flask, Response, g, request

log = logging.getLogger("app.requests")


def request_id() -> str:
    """Return this request's id, made when first asked for."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(6)
    return str(g.request_id)


def init_app(app: Flask) -> None:
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)

    @app.before_request
    def start_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def write_line(response: Response) -> Response:
        # A request refused before our clock started is still logged.
        elapsed = time.perf_counter() - g.get("started", time.perf_counter())
        response.headers["X-Request-Id"] = known_as = request_id()
        log.info(
            "id=%s endpoint=%s status=%d ms=%.1f",
            known_as,
            request.endpoint or "-",
            response.status_code,
            elapsed * 1000,
        )
        return response
