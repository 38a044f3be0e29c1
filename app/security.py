"""Security headers for every response."""

from __future__ import annotations

from flask import Flask, Response, request

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
        "frame-ancestors 'none'",
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
    name: value.replace("frame-ancestors 'none'", "frame-ancestors *")
    for name, value in HEADERS.items()
    if name != "X-Frame-Options"  # knows no list, and old browsers would obey it
}


def init_app(app: Flask, *, production: bool) -> None:
    """Add the headers last, whatever made the response: a view, an error page, a refused form."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        framed = request.path.startswith(FRAMED)
        for name, value in (FRAMED_HEADERS if framed else HEADERS).items():
            response.headers.setdefault(name, value)
        if production:
            response.headers["Strict-Transport-Security"] = TRANSPORT
        if response.mimetype == "text/html":
            # Pages can hold answers: a proxy keeps nothing, a browser asks again.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
