"""The picture of a campaign for previews and the press: the site's own words and sums, no stranger's.

Neither its name nor its logo is in it: what somebody typed stays on the campaign's own page.
"""

from __future__ import annotations

from flask import Response, make_response
from flask_babel import gettext as _

from app.campaigns import bp, words
from app.campaigns.public import found, tagged
from app.campaigns.settings import decode
from app.campaigns.told import Told as Figures
from app.campaigns.told import told
from app.share.card import picture
from app.share.told import Told


@bp.get("/c/<slug>/card.png")
def card(slug: str) -> Response:
    """1200 × 630 pixels, in the language of the address."""
    campaign = found(slug)

    def make() -> Response:
        response = make_response(picture(lines(told(campaign, decode(campaign.settings)))))
        response.mimetype = "image/png"
        return response

    return tagged(campaign, "card", make)


def lines(figures: Figures) -> Told:
    """What the picture says: the sums, or an invitation while there are none to show."""
    site = _("Slavery Footprint")
    if not figures.people:
        invitation = _("Answer the questions and be counted.")
        return Told("", _("What is behind what we buy?"), invitation, "", "", "", None, site)
    headline, field = words.headline(figures), words.field(figures)
    return Told(
        headline.kicker,
        headline.amount,
        headline.of,
        "",
        _("Most likely %(range)s.", range=headline.range),
        "",
        field.needed if field else None,
        site,
    )
