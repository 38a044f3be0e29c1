"""Choose what to share, the shared page, its picture, and its owner's page with the way to delete."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache

import segno
from flask import (
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from markupsafe import Markup

import footprint_model as fm
from app.charts import level
from app.extensions import limiter
from app.geography import world_map
from app.i18n import country_name, percent
from app.quiz.answers import NoAnswers
from app.quiz.model_input import to_consumption
from app.quiz.state import load_answers
from app.results.breakdown import OriginRow, category_names, shades
from app.revision import revision
from app.share import bp, short
from app.share.card import HEIGHT, KEPT_PICTURES, WIDTH, picture
from app.share.channels import channels, mail
from app.share.forms import ShareForm
from app.share.shown import PARTS, Shown, decode
from app.share.shown import choose as chosen
from app.share.storage import KEPT_DAYS, Found, find, keep, owned, remove
from app.share.told import shares, tell

TICKED_AT_FIRST = ("headline", "range")


def _limit() -> str:
    return str(current_app.config["SHARE_LIMIT"])


@bp.errorhandler(NoAnswers)
def ask_first(_: NoAnswers) -> ResponseReturnValue:
    """Without a result there is nothing to share."""
    return redirect(url_for("quiz.start"))


@bp.route("/share", methods=["GET", "POST"])
@limiter.limit(_limit, methods=["POST"])
def choose() -> ResponseReturnValue:
    """Ask what the page may show; make it when asked."""
    estimate = fm.estimate(to_consumption(load_answers()))
    form = ShareForm(data=dict.fromkeys(TICKED_AT_FIRST, True))
    if form.validate_on_submit():
        kept = keep(chosen(estimate, form.parts), g.lang_code)
        return redirect(url_for(".manage", key=kept.key, owner=kept.owner), 303)
    everything = chosen(estimate, PARTS)
    return render_template(
        "share/choose.html",
        form=form,
        told=tell(everything),
        top=_top(everything),
        origins=_origins(everything),
        days=KEPT_DAYS,
    )


@short.get("/r/<key>")
def short_address(key: str) -> ResponseReturnValue:
    """From the address one can say to the page in the sharer's language."""
    row = found(key)
    return redirect(url_for("share.shared", key=key, lang_code=_language(row)))


@bp.get("/r/<key>")
def shared(key: str) -> Response:
    """What somebody chose to show."""
    row = found(key)
    return tagged(row, "page", lambda: _page(row))


def _page(row: Found) -> str:
    shown = decode(row.shown)
    url = url_for(".shared", key=row.key, _external=True)
    return render_template(
        "share/shared.html",
        row=row,
        shown=shown,
        told=tell(shown),
        top=_top(shown),
        origins=(origins := _origins(shown)),
        shades=shades(origins),
        drawing=world_map(),
        url=url,
        image=url_for(".card", key=row.key, _external=True),
        oembed=url_for("embed.oembed", url=url, format="json", _external=True),
        width=WIDTH,
        height=HEIGHT,
    )


@bp.get("/r/<key>/card.png")
def card(key: str) -> Response:
    """The picture for previews."""
    row = found(key)
    response = tagged(row, "card", lambda: _picture(row.shown, g.lang_code))
    response.mimetype = "image/png"
    return response


@lru_cache(maxsize=KEPT_PICTURES)
def _picture(shown: str, _language: str) -> bytes:
    """Who asks again for a picture needs no words for it."""
    return picture(tell(decode(shown)))


@bp.route("/r/<key>/owner/<owner>", methods=["GET", "POST"])
def manage(key: str, owner: str) -> ResponseReturnValue:
    """For its owner alone: hand it on, or delete it at once."""
    row = owned(key, owner)
    if row is None:
        abort(410)
    if FlaskForm().validate_on_submit():
        remove(key)
        return redirect(url_for(".deleted"), 303)
    url = url_for(".shared", key=key, _external=True)
    told = tell(decode(row.shown))
    page = make_response(
        render_template(
            "share/manage.html",
            row=row,
            url=url,
            told=told,
            channels=channels(url, told.sentence),
            mail=mail(url, told.sentence),
            qr=qr_code(url),
            owner_url=url_for(".manage", key=key, owner=owner, _external=True),
            width=WIDTH,
            height=HEIGHT,
        )
    )
    page.headers["Cache-Control"] = "no-store"
    return page


@bp.get("/share/deleted")
def deleted() -> str:
    """Say that it is gone."""
    return render_template("share/deleted.html")


def qr_code(url: str) -> Markup:
    """A square that cameras read as this address; the words beside it say the same."""
    svg = segno.make(url, micro=False).svg_inline(omitsize=True, border=2, svgclass="qr")
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704


def found(key: str) -> Found:
    """The row, or the same answer for what expired, was deleted or never was."""
    row = find(key)
    if row is None:
        abort(410)
    return row


def _language(row: Found) -> str:
    known = current_app.extensions["languages"]
    return row.language if row.language in known else next(iter(known))


def tagged(row: Found, part: str, make: Callable[[], str | bytes]) -> Response:
    """Made only for who does not have it already.

    Caches may hold it but have to ask each time: what is deleted is gone at once.
    """
    text = f"{row.key} {part} {g.get('lang_code', '')} {revision()}"
    tag = hashlib.sha256(text.encode()).hexdigest()[:32]
    known = tag in request.if_none_match
    response = Response(status=304) if known else make_response(make())
    response.set_etag(tag)
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _top(shown: Shown) -> list[tuple[str, str]]:
    return shares(shown.top, category_names(g.lang_code))


def _origins(shown: Shown) -> tuple[OriginRow, ...]:
    return tuple(
        OriginRow(iso3, country_name(iso3), percent(share), share, level(share))
        for iso3, share in shown.origins
    )
