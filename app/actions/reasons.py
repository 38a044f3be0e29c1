"""Why an action is suggested to this person, in one sentence."""

from __future__ import annotations

from babel.lists import format_list
from flask_babel import gettext as _
from markupsafe import Markup, escape

import footprint_model as fm
from app.actions.catalogue import EVERYWHERE, Action
from app.actions.ranking import Ranked, largest_categories
from app.addresses import addresses
from app.durations import duration
from app.i18n import country_name, percent, reader_locale
from app.links import category_name, figure, filled

NAMED = 3  # categories or countries named in a sentence
LEAST = 0.01


def reason(row: Ranked, estimate: fm.Estimate) -> Markup:
    """Where in the person's number the action works; empty when it works on none of it.

    The figure leads to its explanation.
    """
    action, why = row.action, addresses()
    if action.works_on == "in_your_name":
        amount = duration(estimate.in_your_name.days_per_year.central)
        return filled(
            _("What is bought in your name takes about %(amount)s a year, on top of your number."),
            amount=figure(why.in_your_name, amount),
        )
    if row.person_years <= 0:
        return Markup()
    if action.works_on == "everything":
        return escape(_("It bears on your whole number and on what is bought in your name."))
    share = share_of_number(row, estimate)
    if EVERYWHERE not in action.categories:
        return _of_categories(action, share, estimate)
    if action.works_on == "imports":
        return filled(
            _("Work in other countries is %(share)s of your number."),
            share=figure(why.whole + "#countries", share),
        )
    if action.works_on == "home":
        return filled(
            _("Work in the country you live in (%(country)s) is %(share)s of your number."),
            country=country_name(estimate.country),
            share=figure(why.origin + estimate.country, share),
        )
    return escape(_("It bears on everything that you buy."))


def share_of_number(row: Ranked, estimate: fm.Estimate) -> str:
    """Such as "12%", of the person's own number."""
    whole = estimate.person_years.central
    share = row.person_years / whole if whole else 0.0
    if share < LEAST:
        return _("less than %(share)s", share=percent(LEAST))
    return percent(share)


def _of_categories(action: Action, share: str, estimate: fm.Estimate) -> Markup:
    largest = largest_categories(action, estimate)
    names = [category_name(category) for category in largest[:NAMED]]
    what = format_list(names, style="unit", locale=reader_locale())
    why = addresses()
    at = why.category + largest[0] if len(largest) == 1 else why.whole + "#categories"
    parts = {"share": figure(at, share), "what": what}
    if action.works_on == "home":
        return filled(_("%(share)s of your number is work where you live, in: %(what)s."), **parts)
    if action.origins and len(action.origins) <= NAMED:
        places = [country_name(iso3) for iso3 in action.origins]
        return filled(
            _("%(share)s of your number is in: %(what)s (people who work in: %(where)s)."),
            where=format_list(places, style="unit", locale=reader_locale()),
            **parts,
        )
    return filled(_("%(share)s of your number is in: %(what)s."), **parts)
