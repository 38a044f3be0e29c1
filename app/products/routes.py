"""The list of products with its search, and the pages of categories and commodities.

No page reads the visitor's answers: the country stands in the address, so a page is the same for
everybody who asks for it, and what does not depend on the country is made once per language.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from flask import Response, make_response, render_template, request
from flask_babel import gettext
from flask_babel import gettext as _
from markupsafe import Markup

import footprint_model as fm
from app.about.contents import at
from app.about.names import label_answer, label_evidence, label_use
from app.actions import Action, actions_for
from app.actions.cards import plain_cards
from app.claims import read_in, shown
from app.i18n import reader_language
from app.pages import EXAMPLE_COUNTRY
from app.products import bp
from app.products import evidence_held as held
from app.products.category import TOWN, buyers, inside, numbers
from app.products.commodity import content_sources, contents, in_the_world
from app.products.search import LONGEST, search
from app.public_pages import public
from app.quiz.ranking import asked_categories
from app.results.breakdown import category_name, category_names
from evidence.cases import cases_about
from evidence.signs import setting_of

ACTIONS = 4
PAGES_KEPT = 300  # of categories seen from countries
# Trades in which people are also forced into commercial sex, which no number here counts.
SEXUAL_EXPLOITATION = {"beauty_services", "hotels"}


@bp.context_processor
def shared() -> dict[str, Any]:
    """What every template of this blueprint calls."""
    return {
        "at": at,
        "category_name": category_name,
        "label_use": label_use,
        "label_answer": label_answer,
        "label_evidence": label_evidence,
        "read_in": read_in,
    }


@bp.get("/products")
def index() -> Response:
    """Every category by section and every commodity, or what fits a search."""
    text = request.args.get("q", "").strip()
    if text:
        return make_response(
            render_template("products/search.html", found=search(text), longest=LONGEST)
        )
    return public(_index(reader_language()))


@cache
def _index(_language: str) -> str:
    return render_template(
        "products/index.html",
        sections=by_section(),
        commodities=commodity_names(),
        strengths=[(name, *held.strength_words(name)) for name in held.STRENGTHS],
        longest=LONGEST,
    )


def by_section() -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Categories by section: id, name, strength of the evidence."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for row in fm.categories():
        strength = held.strength_of_category(row.id)
        groups.setdefault(row.section, []).append((row.id, category_name(row.id), strength))
    return [(section, section_name(section), rows) for section, rows in groups.items()]


def section_name(section: str) -> str:
    """A part of the list of categories."""
    return {
        "food": _("Food and drink"),
        "clothes": _("Clothes and shoes"),
        "home": _("Home"),
        "services": _("Services"),
        "health": _("Health"),
        "transport": _("Getting around"),
        "electronics": _("Electronics and phone"),
        "leisure": _("Leisure"),
        "beauty": _("Beauty and jewellery"),
    }[section]


def commodity_names() -> list[tuple[str, str]]:
    """Every commodity by name."""
    rows = ((row.id, gettext(row.name)) for row in fm.commodity_table().values())
    return sorted(rows, key=lambda pair: pair[1])


@bp.get("/products/<category>")
def category(category: str) -> Response:
    """What is known about a category, seen from one country."""
    language = reader_language()
    if category not in category_names(language):
        return unknown(category)
    country = request.args.get("country", "").upper() or EXAMPLE_COUNTRY
    if country not in dict(buyers()):
        page = _category(category, EXAMPLE_COUNTRY, language, wrong_country=True)
        return make_response(page, 404)
    return public(_category(category, country, language))


@lru_cache(PAGES_KEPT)
def _category(category: str, country: str, language: str, wrong_country: bool = False) -> str:
    return render_template(
        "products/category.html",
        category=category,
        name=category_name(category),
        figures=numbers(category, country),
        inside=inside(category, country),
        town=TOWN,
        choices=buyers(),
        wrong_country=wrong_country,
        asked=category in asked_categories(),
        signs=setting_of(category),
        actions=plain_cards(chosen_actions([category], country)),
        evidence=_category_evidence(category, language),
        debt=any(fact.debt for fact in held.facts_about(category)),
        badge=held.strength_words(held.strength_of_category(category)),
    )


@cache
def _category_evidence(category: str, _language: str) -> Markup:
    """The part of the page that is the same for every country."""
    facts = held.facts_about(category)
    commodities = held.commodities_of(category)
    return Markup(  # noqa: S704 - our own template
        render_template(
            "products/_category_evidence.html",
            category=category,
            name=category_name(category),
            topics=held.topics(facts),
            debts=shown(fact for fact in facts if fact.debt),
            listings=[found for c in commodities if (found := held.listing(c))],
            bans=held.bans(held.main_commodities(category)),
            labels=held.labels_on(category=category),
            cases=cases_about(category=category),
            sexual_exploitation=category in SEXUAL_EXPLOITATION,
        )
    )


def chosen_actions(categories: list[str], country: str) -> list[Action]:
    """The first actions for these categories; by their order most are no purchases."""
    return actions_for(categories, country)[:ACTIONS]


@bp.get("/goods/<commodity>")
def commodity(commodity: str) -> Response:
    """What is known about a commodity."""
    if commodity not in fm.commodity_table():
        return unknown(commodity)
    return public(_commodity(commodity, reader_language()))


@cache
def _commodity(commodity: str, _language: str) -> str:
    world = in_the_world(commodity)
    facts = held.facts_of_commodity(commodity)
    return render_template(
        "products/commodity.html",
        commodity=commodity,
        name=gettext(fm.commodity_table()[commodity].name),
        world=world,
        listing=held.listing(commodity),
        topics=held.topics(facts),
        badge=held.strength_words(held.strength(facts, [commodity])),
        bans=held.bans([commodity]),
        labels=held.labels_on(commodity=commodity),
        contents=contents(commodity),
        content_sources=content_sources(commodity),
        cases=cases_about(commodity=commodity),
        actions=plain_cards(chosen_actions([part.category for part in world.parts], "")),
    )


def unknown(name: str) -> Response:
    """Say that there is no such product, and what comes nearest."""
    text = name.replace("_", " ").replace("-", " ")
    page = render_template("products/unknown.html", found=search(text), longest=LONGEST)
    return make_response(page, 404)
