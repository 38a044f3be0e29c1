"""The application object: Flask, without what it does for each request and we never need."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from flask import Flask, request
from flask.templating import Environment

from app.request_log import log, request_id


class Templates(Environment):
    """Finds what every template knows in one dictionary.

    Jinja puts an empty one of each template's own in front, and goes through both in Python
    whenever a template is shown, included or imported.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class Site(Flask):
    """Flask, except that an unexpected error is logged without the address of the page."""

    jinja_environment = Templates

    def log_exception(self, exc_info: Any) -> None:
        log.error(
            "id=%s endpoint=%s failed", request_id(), request.endpoint or "-", exc_info=exc_info
        )

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Nothing here is a coroutine; Flask looks at ten functions a request to find out."""
        return func
