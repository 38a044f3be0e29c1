"""What a shared page says, in the reader's language: its lines, and the line for previews."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import gettext as _

from app.durations import between, duration
from app.i18n import country_name, number, percent
from app.share.shown import Shown


class Told(NamedTuple):
    """Lines of text; an empty one was not chosen."""

    kicker: str
    amount: str
    of: str
    people: str
    range: str
    average: str
    one_in: int | None
    site: str

    @property
    def sentence(self) -> str:
        """All of it in one go, for previews and for who cannot see the picture."""
        first = " ".join(filter(None, (self.kicker, self.amount, self.of)))
        stop = "" if first.endswith((".", "?", "؟", "。")) else "."
        return " ".join(filter(None, (first + stop, self.people, self.range, self.average)))


def tell(shown: Shown) -> Told:
    """The words for what is shown."""
    people = (
        _(
            "It takes %(people)s people who live like me to keep one person in forced labour.",
            people=number(shown.one_in),
        )
        if shown.one_in
        else ""
    )
    average = (
        _(
            "Average where I live (%(country)s): %(amount)s.",
            country=country_name(shown.country),
            amount=duration(shown.average or 0),
        )
        if shown.country
        else ""
    )
    ends = shown.low is not None and shown.high is not None
    range_ = between(shown.low or 0, shown.high or 0) if ends else ""
    if shown.days is not None:
        return Told(
            _("Each year, what I buy takes about"),
            duration(shown.days),
            _("of somebody’s life in forced labour"),
            people,
            _("Most likely %(range)s.", range=range_) if ends else "",
            average,
            shown.one_in,
            _("Slavery Footprint"),
        )
    if ends:
        return Told(
            _("Each year, what I buy takes"),
            range_,
            _("of somebody’s life in forced labour"),
            people,
            "",
            average,
            shown.one_in,
            _("Slavery Footprint"),
        )
    return Told(
        _("I took a look at"),
        "",
        _("the forced labour behind what I buy. What is behind what you buy?"),
        "",
        "",
        average,
        None,
        _("Slavery Footprint"),
    )


def shares(rows: tuple[tuple[str, float], ...], names: dict[str, str]) -> list[tuple[str, str]]:
    """(name, share) of the largest categories or countries; a key without a name is told as it is."""
    return [(names.get(key, key.replace("_", " ")), percent(share)) for key, share in rows]
