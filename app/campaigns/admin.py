"""The page of whoever made a campaign: its links, its state, changing it, ending it."""

from __future__ import annotations

from typing import NamedTuple

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.campaigns import bp, counts, handing_on
from app.campaigns import words as in_words
from app.campaigns.colours import dress
from app.campaigns.forms import CampaignForm
from app.campaigns.making import form_page
from app.campaigns.owners import KEPT_DAYS, change, pause
from app.campaigns.press import lines
from app.campaigns.settings import Settings, decode
from app.campaigns.told import told
from app.groups.owners import new_words, owned, remove
from app.groups.secret_links import secret
from app.groups.today import today
from app.models import Campaign
from app.share.routes import qr_code

DONE = ("saved", "paused", "resumed", "recovered")


class LostLink(Exception):
    """No campaign has this secret link."""


@bp.errorhandler(LostLink)
def lost(_error: LostLink) -> ResponseReturnValue:
    """Say what may have happened, and the way back."""
    return secret(render_template("campaigns/lost.html"), 410)


class Moved(NamedTuple):
    """A colour that is used otherwise than it was chosen."""

    what: str
    chosen: str
    used: str
    on_used: str


@bp.get("/campaigns/manage/<token>")
def manage(token: str) -> Response:
    """Everything about one campaign, for whoever has its link."""
    campaign = found(token)
    counts.gather(campaign.id)
    settings = decode(campaign.settings)
    shown = told(campaign, settings)
    slug = campaign.slug
    short = handing_on.short_link(slug)
    done = request.args.get("done", "")
    page = render_template(
        "campaigns/manage.html",
        campaign=campaign,
        settings=settings,
        token=token,
        told=shown,
        words=in_words,
        picture_says=lines(shown).sentence,
        headline=in_words.headline(shown) if shown.people else None,
        done=done if done in DONE else "",
        over=today() > campaign.ends_on,
        short=short,
        qr=qr_code(short),
        pages=handing_on.pages(slug, settings),
        ways=handing_on.ways(slug, settings),
        snippets=handing_on.snippets(slug, settings),
        oembed=handing_on.oembed(slug),
        previews=handing_on.previews(slug),
        moved=moved(settings),
        manage=url_for(".manage", token=token, _external=True),
        days=KEPT_DAYS,
    )
    return secret(page)


@bp.route("/campaigns/manage/<token>/edit", methods=["GET", "POST"])
def edit(token: str) -> ResponseReturnValue:
    """The form in which it was made; its address stays."""
    campaign = found(token)
    form = CampaignForm(decode(campaign.settings), ends_on=campaign.ends_on, logo=campaign.logo)
    if form.validate_on_submit():
        if not form.keeps_logo:
            campaign.logo = form.drawn
        change(campaign, form.settings, form.ends_on.data)
        return back(token, "saved")
    return form_page(form, "campaigns/edit.html", token=token)


@bp.post("/campaigns/manage/<token>/pause")
def pause_or_resume(token: str) -> ResponseReturnValue:
    """Stop counting people, or go on."""
    campaign = found(token)
    paused = request.form.get("paused") == "yes"
    pause(campaign, paused)
    return back(token, "paused" if paused else "resumed")


@bp.post("/campaigns/manage/<token>/words")
def words(token: str) -> Response:
    """Twelve new words in place of lost ones, shown once."""
    phrase = new_words(found(token))
    return secret(
        render_template(
            "groups/words.html", back=url_for(".manage", token=token), words=phrase.split()
        )
    )


@bp.route("/campaigns/manage/<token>/delete", methods=["GET", "POST"])
def delete(token: str) -> ResponseReturnValue:
    """Ask once more, then delete it with all that was counted."""
    campaign = found(token)
    if FlaskForm().validate_on_submit():
        remove(campaign)
        return redirect(url_for(".deleted"), 303)
    name = decode(campaign.settings).name
    return secret(render_template("campaigns/delete.html", token=token, name=name))


@bp.get("/campaigns/deleted")
def deleted() -> str:
    """Say that it is gone."""
    return render_template("campaigns/deleted.html")


def found(token: str) -> Campaign:
    """The campaign of this link."""
    campaign = owned(Campaign, token)
    if campaign is None:
        raise LostLink
    return campaign


def back(token: str, done: str) -> ResponseReturnValue:
    """To the campaign's page, with a word on what was done."""
    return redirect(url_for(".manage", token=token, done=done), 303)


def moved(settings: Settings) -> list[Moved]:
    """Colours that were made lighter or darker, in the light theme and in the dark one."""
    light, dark = (dress(settings.accent, settings.ground, scheme) for scheme in ("light", "dark"))
    rows = (
        (_("Buttons and marks"), settings.accent, light.accent, light.on_accent),
        (_("Buttons and marks, dark theme"), settings.accent, dark.accent, dark.on_accent),
        (_("Behind the text"), settings.ground, light.ground, light.on_ground),
        (_("Behind the text, dark theme"), settings.ground, dark.ground, dark.on_ground),
    )
    return [Moved(*row) for row in rows if row[1] and row[1] != row[2]]
