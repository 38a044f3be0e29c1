"""Security headers for every response."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, request

UNFRAMED = "frame-ancestors 'none'"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "frame-src 'self'",  # our own examples for hosts
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        UNFRAMED,
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Not no-referrer: the CSRF check of forms sent over HTTPS reads the referrer.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
TRANSPORT = "max-age=31536000"

# Where other sites may frame a page. Decided by the address and not by a view: a form refused
# before any view runs must show its reason in the frame too.
FRAMED = "/embed/"


FRAMED_HEADERS = {
    name: value.replace(UNFRAMED, "frame-ancestors *")
    for name, value in HEADERS.items()
    if name != "X-Frame-Options"  # knows no list, and old browsers would obey it
}


def init_app(app: Flask, *, production: bool, frame_ancestors: Callable[[str], str | None]) -> None:
    """Add the headers last, whatever made the response: a view, an error page, a refused form.

    `frame_ancestors` knows the addresses that only some sites may frame, and which.
    """

    def headers(path: str) -> dict[str, str]:
        if not path.startswith(FRAMED):
            return HEADERS
        allowed = frame_ancestors(path)
        if allowed is None:
            return FRAMED_HEADERS
        policy = CONTENT_SECURITY_POLICY.replace(UNFRAMED, f"frame-ancestors {allowed}")
        return FRAMED_HEADERS | {"Content-Security-Policy": policy}

    @app.after_request
    def add_headers(response: Response) -> Response:
        given = set(response.headers.keys(lower=True))
        response.headers.extend(
            (name, value)
            for name, value in headers(request.path).items()
            if name.lower() not in given
        )
        if production:
            response.headers["Strict-Transport-Security"] = TRANSPORT
        if response.mimetype == "text/html":
            # Pages can hold answers: a proxy keeps nothing, a browser asks again.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
