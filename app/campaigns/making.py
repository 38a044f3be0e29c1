"""What a campaign is, the page on which it is made, and the way back to it with twelve words."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from app.actions.catalogue import actions, by_kind, kind_name
from app.campaigns import bp
from app.campaigns.forms import CampaignForm, taken
from app.campaigns.owners import KEPT_DAYS, SlugTaken, make
from app.errors import show
from app.extensions import limiter
from app.groups import phrase_form
from app.groups.form_fields import problems
from app.groups.secret_links import secret
from app.models import Campaign

# A little more than a logo may have, so that most files that are too large are told so beside
# their field; what is larger still is not read.
MOST_BYTES = 4 * 1024 * 1024
MOST_TEXT = 128 * 1024
DRAINED = 40 * 1024 * 1024
WITH_FILE = {"campaigns.new", "campaigns.edit"}


@bp.url_value_preprocessor
def take_a_file(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let the forms with a logo be larger than others; before the check that reads them."""
    if endpoint in WITH_FILE and request.mimetype == "multipart/form-data":
        request.max_content_length = MOST_BYTES
        request.max_form_memory_size = MOST_TEXT


@bp.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say that it was the picture; browsers show no answer before they have sent everything."""
    length = request.content_length or 0
    if request.endpoint not in WITH_FILE or length <= MOST_BYTES:
        return show(error)
    left = min(length, DRAINED)  # none of it was read
    while left > 0 and (some := request.environ["wsgi.input"].read(min(left, 65536))):
        left -= len(some)
    return render_template("campaigns/too_large.html"), 413


def _limit() -> str:
    return str(current_app.config["CAMPAIGN_LIMIT"])


def _recover_limit() -> str:
    return str(current_app.config["RECOVER_LIMIT"])


@bp.get("/campaigns")
def index() -> str:
    """What a campaign is, what one gets, what is kept."""
    return render_template("campaigns/index.html", days=KEPT_DAYS)


@bp.route("/campaigns/new", methods=["GET", "POST"])
@limiter.limit(_limit, methods=["POST"])
def new() -> ResponseReturnValue:
    """Make a campaign; its secrets are shown in the answer and never again."""
    form = CampaignForm()
    if form.validate_on_submit():
        slug = str(form.slug.data)
        try:
            made = make(slug, form.settings, form.ends_on.data, form.drawn)
        except SlugTaken:
            form.slug.errors = [taken(slug)]
        else:
            return secret(
                render_template(
                    "campaigns/made.html",
                    manage=url_for(".manage", token=made.token, _external=True),
                    words=made.phrase.split(),
                    name=form.name.data,
                )
            )
    return form_page(form, "campaigns/new.html")


@bp.route("/campaigns/recover", methods=["GET", "POST"])
@limiter.limit(_recover_limit, methods=["POST"])
def recover() -> ResponseReturnValue:
    """A new link for whoever has the twelve words; the old one stops working."""
    return phrase_form.recover(
        Campaign,
        _("Back to your campaign"),
        _("No campaign has these words. It may have been deleted, or the words replaced."),
        lambda token: url_for(".manage", token=token, done="recovered"),
    )


def form_page(form: CampaignForm, template: str, **parts: Any) -> Response:
    """The form, with all that was typed and what is wrong with it."""
    page = render_template(
        template,
        form=form,
        problems=problems(form),
        groups=[(kind_name(kind), some) for kind, some in by_kind(actions())],
        days=KEPT_DAYS,
        host=request.host,
        **parts,
    )
    return secret(page, 422 if form.is_submitted() else 200)
