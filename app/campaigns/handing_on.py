"""What the maker of a campaign copies: addresses, and code for pages of other sites."""

from __future__ import annotations

from typing import NamedTuple

from flask import current_app, request, url_for
from markupsafe import escape

from app.campaigns.settings import Settings
from app.embed.oembed import QUIZ_HEIGHT
from app.i18n import Language

SCHEMES = ("light", "dark")
WIDTHS = (320, 720)


class Way(NamedTuple):
    """One of the campaign's ways, and the link for it."""

    name: str
    url: str


class Page(NamedTuple):
    """The campaign's page in one of its languages, and its picture for the press."""

    language: Language
    url: str
    picture: str


class Preview(NamedTuple):
    """The frame as it looks in one theme and width."""

    scheme: str
    width: int
    url: str


def short_link(slug: str, via: str | None = None) -> str:
    """The address one can say and print."""
    return url_for("campaigns_short.short_address", slug=slug, via=via, _external=True)


def ways(slug: str, settings: Settings) -> list[Way]:
    """A link for each way; the name in it says nothing about who follows it."""
    return [Way(name, short_link(slug, name)) for name in settings.ways]


def pages(slug: str, settings: Settings) -> list[Page]:
    """Its page in each of its languages."""
    known = current_app.extensions["languages"]
    return [
        Page(
            known[code],
            url_for("campaigns.page", slug=slug, lang_code=code, _external=True),
            url_for("campaigns.card", slug=slug, lang_code=code),
        )
        for code in settings.languages
        if code in known
    ]


def snippets(slug: str, settings: Settings) -> dict[str, str]:
    """What a host copies, by name."""
    script = url_for("embed.host_file", name="v1.js", _external=True)
    frame = url_for("embed.campaign", slug=slug, _external=True)
    site = request.host_url.rstrip("/")
    return {
        "script": f'<script async src="{script}" data-campaign="{slug}"></script>',
        "frame": (
            f'<iframe src="{frame}" title="{escape(settings.name)}" loading="lazy"\n'
            f'  style="width: 100%; height: {QUIZ_HEIGHT}px; border: 0"></iframe>'
        ),
        "policy": f"script-src {site}; frame-src {site}",
    }


def oembed(slug: str) -> str:
    """Where systems that make frames from addresses ask about this campaign."""
    page = url_for("campaigns.page", slug=slug, _external=True)
    return url_for("embed.oembed", url=page, format="json", _external=True)


def previews(slug: str) -> list[Preview]:
    """The frame in both themes, narrow and wide."""
    return [
        Preview(scheme, width, url_for("embed.campaign", slug=slug, scheme=scheme))
        for width in WIDTHS
        for scheme in SCHEMES
    ]
