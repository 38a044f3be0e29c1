"""What everybody can see of a campaign: its page, the same figures as a table and as JSON, its logo."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable

import msgspec
from flask import (
    Response,
    abort,
    current_app,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy import func, select
from werkzeug import Response as BaseResponse

from app.campaigns import bp, counts, lifetime, short, words
from app.campaigns.pledges import pledge_name, pledges_of
from app.campaigns.settings import Settings, decode
from app.campaigns.table import table
from app.campaigns.told import told
from app.extensions import db
from app.geography import world_map
from app.groups import sums_in_words
from app.groups.small_groups import LEAST
from app.groups.today import today
from app.models import Campaign
from app.results.breakdown import shades
from app.results.downloads import attachment
from app.revision import revision

PNG_SIZE = slice(16, 24)  # width and height in the head of a PNG


@bp.get("/c/<slug>")
def page(slug: str) -> Response:
    """The campaign, what its people add up to, and the way to join them."""
    campaign = found(slug)
    return tagged(campaign, "page", lambda: make_response(_page(campaign)))


def _page(campaign: Campaign) -> str:
    settings = decode(campaign.settings)
    shown = told(campaign, settings)
    origins = sums_in_words.origin_rows(shown.origins)
    address = url_for(".page", slug=campaign.slug, _external=True)
    return render_template(
        "campaigns/campaign.html",
        campaign=campaign,
        settings=settings,
        told=shown,
        words=words,
        sums=sums_in_words,
        pledges=pledges_of(settings),
        pledge_name=pledge_name,
        counting=lifetime.counts_now(campaign),
        over=today() > campaign.ends_on,
        via=way(settings),
        headline=words.headline(shown) if shown.people else None,
        field=words.field(shown),
        origins=origins,
        shades=shades(origins),
        drawing=world_map(),
        logo=logo_size(campaign),
        counted=request.args.get("counted", ""),
        least=LEAST,
        address=address,
        oembed=url_for("embed.oembed", url=address, format="json", _external=True),
    )


@bp.get("/c/<slug>.csv")
def page_csv(slug: str) -> Response:
    """The same figures as a table."""
    campaign = found(slug)

    def make() -> Response:
        settings = decode(campaign.settings)
        text = "\ufeff" + table(told(campaign, settings), settings)
        return attachment(text, "text/csv; charset=utf-8", f"{campaign.slug}.csv")

    return tagged(campaign, "csv", make)


@short.get("/api/c/<slug>.json")
def page_json(slug: str) -> Response:
    """The same figures for programs; any page may ask."""
    campaign = found(slug)

    def make() -> Response:
        settings = decode(campaign.settings)
        shown = told(campaign, settings)
        return jsonify(
            {
                "name": settings.name,
                "page": url_for(
                    "campaigns.page", slug=slug, lang_code=language(settings), _external=True
                ),
                "ends_on": campaign.ends_on.isoformat(),
                "counting": lifetime.counts_now(campaign),
                "shown_from": LEAST,
                **msgspec.to_builtins(shown),
            }
        )

    response = tagged(campaign, "json", make)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@short.get("/c/<slug>")
def short_address(slug: str) -> BaseResponse:
    """From the address one can say to the page in the campaign's language."""
    settings = decode(found(slug).settings)
    return redirect(
        url_for(
            "campaigns.page", slug=slug, lang_code=language(settings), via=way(settings) or None
        )
    )


@short.get("/c/<slug>/logo.png")
def logo(slug: str) -> Response:
    """The campaign's picture."""
    campaign = found(slug)
    if campaign.logo is None:
        abort(404)

    def make() -> Response:
        response = make_response(campaign.logo)
        response.mimetype = "image/png"
        return response

    return tagged(campaign, "logo", make)


def found(slug: str) -> Campaign:
    """The campaign, or the same answer for what was deleted or never was."""
    campaign = lifetime.find(slug)
    if campaign is None:
        abort(410)
    counts.gather(campaign.id)
    return campaign


def language(settings: Settings) -> str | None:
    """The first of the campaign's languages that the site speaks; None leaves it to the visitor."""
    known = current_app.extensions["languages"]
    return next((code for code in settings.languages if code in known), None)


def way(settings: Settings) -> str:
    """How somebody came, if the campaign has such a way."""
    via = request.args.get("via", "")
    return via if via in settings.ways else ""


def logo_size(campaign: Campaign) -> tuple[int, int] | None:
    """Width and height of the logo, if there is one."""
    head = db.session.scalar(
        select(func.substr(Campaign.logo, 1, PNG_SIZE.stop)).where(Campaign.id == campaign.id)
    )
    return struct.unpack(">II", head[PNG_SIZE]) if head else None


def tagged(campaign: Campaign, part: str, make: Callable[[], Response]) -> Response:
    """Caches may hold it but have to ask each time: what is deleted is gone at once."""
    state = (campaign.version, lifetime.counts_now(campaign), campaign.paused)
    text = f"{request.full_path} {part} {state} {g.get('lang_code', '')} {revision()}"
    tag = hashlib.sha256(text.encode()).hexdigest()[:32]
    response = Response(status=304) if tag in request.if_none_match else make()
    response.set_etag(tag)
    response.headers["Cache-Control"] = "public, no-cache"
    return response
