"""The form that says what a shared page may show."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField

from app.share.shown import PARTS


class ShareForm(FlaskForm):
    """One box per part; none ticked shares that somebody took part, and no figure."""

    headline = BooleanField(_l("The time of somebody’s life, and one in how many people"))
    range = BooleanField(_l("The range it most likely lies in"))
    country = BooleanField(_l("The country I live in, with its average"))
    top = BooleanField(_l("The three kinds of purchases with most of it"))
    map = BooleanField(_l("The countries in which the people work"))

    @property
    def parts(self) -> tuple[str, ...]:
        """What was ticked."""
        return tuple(part for part in PARTS if self[part].data)
