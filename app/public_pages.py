"""Pages that are the same for everybody: any cache may keep them for a while."""

from __future__ import annotations

from flask import Response, make_response, request

KEPT_FOR = "public, max-age=3600"


def public(body: str) -> Response:
    """A page with a tag by which a browser learns that nothing has changed since."""
    response = make_response(body)
    response.headers["Cache-Control"] = KEPT_FOR
    response.add_etag()
    return response.make_conditional(request)
