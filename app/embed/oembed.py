"""oEmbed: a site that is given the address of a shared page or a campaign asks here how to frame it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import Response, current_app, g, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from app.campaigns import public as campaigns
from app.campaigns.settings import decode as read_settings
from app.embed import bp
from app.share.card import HEIGHT, WIDTH
from app.share.routes import found
from app.share.shown import decode
from app.share.told import tell

FRAME_WIDTH, FRAME_HEIGHT = 640, 420
QUIZ_HEIGHT = 760  # holds any question at 360 px; a frame that cannot grow scrolls
LEAST_WIDTH = 280
CACHE_SECONDS = 3600
LONGEST_ADDRESS = 300
SHARED = re.compile(r"(?:/(?P<language>[A-Za-z-]{2,12}))?/(?:embed/)?r/(?P<key>[\w-]{22})/?")
CAMPAIGN = re.compile(r"(?:/(?P<language>[A-Za-z-]{2,12}))?/(?:embed/)?c/(?P<slug>[\w-]{1,40})/?")


class Frame(NamedTuple):
    """What stands in a frame, how large it likes to be, and its picture."""

    title: str
    src: str
    width: int
    height: int
    more: dict[str, object]


@bp.get("/oembed")
def oembed() -> Response:
    """A frame for a shared page or a campaign, as JSON.

    404 for an address that is neither, on this site; 501 for another format.
    """
    if request.args.get("format", "json") != "json":
        return problem(501, _("Only JSON is offered."))
    address = request.args.get("url", "")
    if match := shared_page(address):
        frame = frame_of_result(match)
    elif match := campaign_page(address):
        frame = frame_of_campaign(match)
    else:
        return problem(404, _("This is not the address of a shared page or a campaign here."))
    width = clamped("maxwidth", frame.width, LEAST_WIDTH)
    height = clamped("maxheight", frame.height, 0)
    response = jsonify(
        {
            "version": "1.0",
            "type": "rich",
            "provider_name": _("Slavery Footprint"),
            "provider_url": url_for("pages.landing", _external=True),
            "title": frame.title,
            "width": width,
            "height": height,
            "html": render_template(
                "embed/_iframe.html", src=frame.src, width=width, height=height, title=frame.title
            ),
            "cache_age": CACHE_SECONDS,
            **frame.more,
        }
    )
    return open_to_all(response)


def frame_of_result(match: re.Match[str]) -> Frame:
    """A shared page in the language of its address, else in the sharer's."""
    row = found(match["key"])
    speak(match["language"], row.language)
    return Frame(
        tell(decode(row.shown)).sentence,
        url_for("embed.shared", key=row.key, lang=g.get("lang_code"), _external=True),
        FRAME_WIDTH,
        FRAME_HEIGHT,
        {
            "thumbnail_url": url_for("share.card", key=row.key, _external=True),
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        },
    )


def frame_of_campaign(match: re.Match[str]) -> Frame:
    """A campaign's questions in the language of its address, else in its own."""
    row = campaigns.found(match["slug"])
    settings = read_settings(row.settings)
    speak(match["language"], campaigns.language(settings))
    return Frame(
        settings.name,
        url_for("embed.campaign", slug=row.slug, lang=g.get("lang_code"), _external=True),
        FRAME_WIDTH,
        QUIZ_HEIGHT,
        {
            "thumbnail_url": url_for("campaigns.card", slug=row.slug, _external=True),
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        },
    )


def speak(*languages: str | None) -> None:
    """The first of these languages that the site has, if any."""
    for language in languages:
        if language in current_app.extensions["languages"]:
            g.lang_code = language
            return


def campaign_page(address: str) -> re.Match[str] | None:
    """Language and short name in the address of a campaign's page of this very site."""
    return _here(address, CAMPAIGN)


def shared_page(address: str) -> re.Match[str] | None:
    """Language and key in the address of a shared page of this very site."""
    return _here(address, SHARED)


def _here(address: str, kind: re.Pattern[str]) -> re.Match[str] | None:
    if len(address) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc != request.host:
        return None
    return kind.fullmatch(parts.path)


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
