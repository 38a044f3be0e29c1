"""oEmbed: a site that is given the address of a shared page asks here how to frame it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import Response, current_app, g, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from app.embed import bp
from app.share.card import HEIGHT, WIDTH
from app.share.routes import found
from app.share.shown import decode
from app.share.told import tell

FRAME_WIDTH, FRAME_HEIGHT = 640, 420
LEAST_WIDTH = 280
CACHE_SECONDS = 3600
LONGEST_ADDRESS = 300
SHARED = re.compile(r"(?:/(?P<language>[A-Za-z-]{2,12}))?/(?:embed/)?r/(?P<key>[\w-]{22})/?")


@bp.get("/oembed")
def oembed() -> Response:
    """A frame for a shared page, as JSON.

    404 for an address that is no shared page of this site, 501 for another format.
    """
    if request.args.get("format", "json") != "json":
        return problem(501, _("Only JSON is offered."))
    match = shared_page(request.args.get("url", ""))
    if match is None:
        return problem(404, _("This is not the address of a shared page here."))
    row = found(match["key"])
    language = match["language"] or row.language
    if language in current_app.extensions["languages"]:
        g.lang_code = language
    told = tell(decode(row.shown))
    width = clamped("maxwidth", FRAME_WIDTH, LEAST_WIDTH)
    height = clamped("maxheight", FRAME_HEIGHT, 0)
    src = url_for("embed.shared", key=row.key, lang=g.get("lang_code"), _external=True)
    response = jsonify(
        {
            "version": "1.0",
            "type": "rich",
            "provider_name": _("Slavery Footprint"),
            "provider_url": url_for("pages.landing", _external=True),
            "title": told.sentence,
            "width": width,
            "height": height,
            "html": render_template(
                "embed/_iframe.html", src=src, width=width, height=height, title=told.sentence
            ),
            "thumbnail_url": url_for("share.card", key=row.key, _external=True),
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
            "cache_age": CACHE_SECONDS,
        }
    )
    return open_to_all(response)


def shared_page(address: str) -> re.Match[str] | None:
    """Language and key in the address of a shared page of this very site."""
    if len(address) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc != request.host:
        return None
    return SHARED.fullmatch(parts.path)


def clamped(name: str, usual: int, least: int) -> int:
    """The usual size, or as small as the asker needs."""
    asked = request.args.get(name, "")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 6:
        return usual
    return max(least, min(usual, int(asked)))


def problem(status: int, text: str) -> Response:
    """What is wrong, as JSON."""
    response = jsonify({"status": status, "title": text})
    response.status_code = status
    response.mimetype = "application/problem+json"
    return open_to_all(response)


def open_to_all(response: Response) -> Response:
    """Any page may ask; there is nothing private in the answer."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
