"""The colours of one campaign as a stylesheet, since pages hold no styles of their own."""

from __future__ import annotations

import hashlib

from flask import Response, abort, request

from app.campaigns import short
from app.campaigns.colours import Dress, dress
from app.campaigns.lifetime import find
from app.campaigns.settings import Settings, decode
from app.revision import revision

# What the visitor's device asks for, unless the page says which theme it is shown in. On paper: light.
STYLESHEET = """\
:root {{ {light} }}
@media (prefers-color-scheme: dark) {{ :root:where(:not([data-scheme="light"])) {{ {dark} }} }}
@media screen {{ :root[data-scheme="dark"] {{ {dark} }} }}
@media print {{ :root {{ {light} }} }}
"""


@short.get("/c/<slug>/colours.css")
def colours(slug: str) -> Response:
    """The campaign's colours for text and ground, in both themes."""
    campaign = find(slug) or abort(404)
    tag = hashlib.sha256(f"{slug} {campaign.version} {revision()}".encode()).hexdigest()[:32]
    if tag in request.if_none_match:
        response = Response(status=304)
    else:
        response = Response(stylesheet(decode(campaign.settings)), mimetype="text/css")
    response.set_etag(tag)
    # Asked for each time: a change of colours shows at once.
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def stylesheet(settings: Settings) -> str:
    """The rules, with nothing in them but colours worked out here."""
    light, dark = (
        declarations(dress(settings.accent, settings.ground, scheme))
        for scheme in ("light", "dark")
    )
    return STYLESHEET.format(light=light, dark=dark)


def declarations(used: Dress) -> str:
    """One theme's values under the names that stylesheets use."""
    values = (
        ("accent", used.accent),
        ("on-accent", used.on_accent),
        ("ground", used.ground),
        ("on-ground", used.on_ground),
    )
    return " ".join(f"--campaign-{name}: {value};" for name, value in values)
