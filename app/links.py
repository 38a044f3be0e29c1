"""Names and figures that lead to the page about them, in the reader's language."""

from __future__ import annotations

from functools import cache

from flask import url_for
from flask_babel import gettext
from markupsafe import Markup, escape

import footprint_model as fm
from app.i18n import country_in_sentence, country_name

LINK = Markup('<a href="%s">%s</a>')
FIGURE = Markup('<a class="figure" href="%s">%s</a>')


def link(address: str, words: str) -> Markup:
    """Words that lead to an address."""
    return LINK % (address, words)


def figure(address: str, amount: str) -> Markup:
    """An amount that leads to its explanation."""
    return FIGURE % (address, amount)


def filled(sentence: str, **parts: str) -> Markup:
    """A sentence with its parts put in, of which some may be links."""
    return escape(sentence) % parts


def country_link(code: str) -> Markup:
    """A country's name."""
    return link(url_for("countries.country", code=code), country_name(code))


def about_country(code: str) -> Markup:
    """The same as an offer to read on."""
    words = gettext("More about %(name)s", name=country_in_sentence(code))
    return link(url_for("countries.country", code=code), words)


def category_link(category: str, country: str | None = None) -> Markup:
    """A category's name; its page is seen from a country that can be chosen."""
    return link(product(category, country), category_name(category))


def about_category(category: str, country: str | None = None) -> Markup:
    """The same as an offer to read on."""
    words = gettext("What is known about: %(name)s", name=category_name(category))
    return link(product(category, country), words)


def category_name(category: str) -> str:
    """The category's name."""
    return gettext(_names()[category])


@cache
def _names() -> dict[str, str]:
    return {row.id: row.name for row in fm.categories()}


def product(category: str, country: str | None) -> str:
    """The address of a category's page."""
    return url_for("products.category", category=category, country=country)


def commodity_link(commodity: str) -> Markup:
    """A commodity's name."""
    address = url_for("products.commodity", commodity=commodity)
    return link(address, gettext(fm.commodity_table()[commodity].name))
