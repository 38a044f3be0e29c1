"""Every error page: what happened, what is kept, where to go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import (
    HTTPException,
    SecurityError,
    ServiceUnavailable,
)

from app.request_log import request_id


@dataclass(frozen=True, slots=True)
class Words:
    """The three things an error page says."""

    title: LazyString
    happened: LazyString
    next: LazyString


WORDS = {
    400: Words(
        lazy_gettext("We could not read that request"),
        lazy_gettext("Something in the address or the form was not as this site makes it."),
        lazy_gettext("Go back and try again. What you answered before is still in your browser."),
    ),
    404: Words(
        lazy_gettext("There is no page here"),
        lazy_gettext("The address may be mistyped, or the page may have moved."),
        lazy_gettext("The start page leads everywhere on this site."),
    ),
    405: Words(
        lazy_gettext("This page cannot be used that way"),
        lazy_gettext("Your browser asked for something this address does not do."),
        lazy_gettext("Nothing was changed. Start again from the start page."),
    ),
    410: Words(
        lazy_gettext("This page is no longer kept"),
        lazy_gettext("What was here has reached the end of its time and has been deleted."),
        lazy_gettext("You can make a new estimate in about four minutes."),
    ),
    413: Words(
        lazy_gettext("That was too much at once"),
        lazy_gettext("The form you sent is larger than this site accepts. It was not kept."),
        lazy_gettext("Go back, shorten the text and send it again."),
    ),
    429: Words(
        lazy_gettext("Too many tries in a short time"),
        lazy_gettext("To keep the site open for everybody, this can only be asked for so often."),
        lazy_gettext("Wait a while, then go back and try again. The rest of the site works."),
    ),
    503: Words(
        lazy_gettext("This part of the site is resting"),
        lazy_gettext("We cannot reach the place where such things are kept. Yours was not kept."),
        lazy_gettext("Please try again in a few minutes. The rest of the site works."),
    ),
}
STALE_FORM = Words(
    lazy_gettext("This form can no longer be sent"),
    lazy_gettext(
        "It was open in another session, or your browser refuses cookies. This check "
        "makes sure that a form comes from you. Nothing was changed."
    ),
    lazy_gettext("Go back, reload the page and send it again."),
)
UNEXPECTED = Path(__file__).parent / "templates" / "errors" / "500.html"


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(SecurityError, untrusted_host)
    app.register_error_handler(OperationalError, database_unreachable)
    app.register_error_handler(500, unexpected)
    app.extensions["unexpected_page"] = Template(UNEXPECTED.read_text(encoding="utf-8"))


def show(error: HTTPException) -> ResponseReturnValue:
    """Show the page for an error that has one; redirects and the like pass through."""
    code = error.code or 500
    if code < 400:
        return error
    if code >= 500 and code not in WORDS:
        return unexpected(error)
    if request.path.startswith("/api/"):
        response = problem(code, error.name)
    else:
        words = STALE_FORM if isinstance(error, CSRFError) else WORDS.get(code, WORDS[400])
        response = Response(render_template("errors/error.html", words=words, code=code))
    response.status_code = code
    # Allow and Retry-After belong to the answer; the body's own headers do not.
    for name, value in error.get_headers(request.environ):
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def problem(code: int, title: str) -> Response:
    response = jsonify({"type": "about:blank", "title": title, "status": code})
    response.mimetype = "application/problem+json"
    return response


def untrusted_host(_error: SecurityError) -> ResponseReturnValue:
    """Without a trusted host no address can be made, so this page has no links."""
    return Response("This site does not answer to that name.\n", 400, mimetype="text/plain")


def database_unreachable(_error: OperationalError) -> ResponseReturnValue:
    """The quiz needs no database; say that only this part is out."""
    current_app.logger.error("id=%s database unreachable", request_id())
    return show(ServiceUnavailable(retry_after=120))


def unexpected(_error: Exception) -> ResponseReturnValue:
    """Need no database, session or translation, and show nothing of the exception."""
    if request.path.startswith("/api/"):
        response = problem(500, "Internal Server Error")
    else:
        page: Template = current_app.extensions["unexpected_page"]
        static_url = current_app.extensions["static_url"]
        response = Response(page.substitute(static=static_url(""), reference=request_id()))
    response.status_code = 500
    return response
