"""The pages of the method, the sources, and how to cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Response, render_template, request

import footprint_model as fm
from app.about import assumptions as judged
from app.about import bp, names, products, typical
from app.about import countries as places
from app.about.checks import proof, tables
from app.about.contents import at, pages
from app.about.scope import figures, scope
from app.config import PROJECT
from app.geography import world_map
from app.i18n import country_name, reader_language
from footprint_model import schema
from footprint_model.world import world

CITATION_FILE = PROJECT / "CITATION.cff"
OLD_COUNT = 27  # people said to "work for" a typical visitor of the site of 2011
WORLD_POPULATION_ROUNDED = 100_000_000


@bp.context_processor
def shared() -> dict[str, Any]:
    """What every page of this kind shows or links with."""
    return {"method_pages": pages(), "endpoint": request.endpoint, "at": at}


@cache
def rendered(template: str, content: Callable[[], dict[str, Any]], _language: str) -> str:
    """The page in this, the reader's, language: the same for everybody while the site runs."""
    return render_template(
        template,
        sources={source.key: source for source in fm.sources()},
        parameter={row.name: row for row in fm.parameters()},
        category_names={category.id: category.name for category in fm.categories()},
        basis_name=names.basis_name,
        **content(),
    )


@bp.get("/method")
def method() -> str:
    """How the number is made and what it cannot say, without tables."""
    return rendered("about/method.html", in_short, reader_language())


def in_short() -> dict[str, Any]:
    account = world()
    people = places.account_population()
    return {
        "account": account,
        "left_over": abs(account.total_person_years - account.allocated_person_years),
        "mean_per_1000": account.allocated_person_years / people * 1000,
        "old_count": OLD_COUNT,
        "old_total": round(OLD_COUNT * people / WORLD_POPULATION_ROUNDED)
        * WORLD_POPULATION_ROUNDED,
        "scope": scope(),
        "figures": figures(),
        "state": fm.state_imposed(),
        "state_places": state_places(),
        "status_name": names.status_name,
        "label_counts": Counter(row.use for row in fm.labels().values()),
        "manifest": fm.manifest(),
        "counts": {
            "categories": len(fm.categories()),
            "origins": len(fm.countries()),
            "consumers": len(account.consumers),
            "sectors": len(fm.sectors()),
        },
    }


def state_places() -> list[schema.StatePlace]:
    """Places of the layer of state-imposed forced labour, by name: their order ranks nobody."""
    return sorted(fm.state_imposed().place, key=lambda place: country_name(place.iso3))


@bp.get("/method/products", endpoint="products")
def products_page() -> str:
    """How things are counted, where they come from, what keeping them and labels change."""
    return rendered("about/products.html", what_you_buy, reader_language())


def what_you_buy() -> dict[str, Any]:
    return {
        "items": judged.asked(),
        "catalogue": fm.catalogue.counts()[0],
        "commodities": tuple(fm.commodity_table().values()),
        "trade_words": products.trade_words,
        "origin_examples": products.examples(),
        "how_known": products.how_known(),
        "lifetimes": tuple(fm.lifetimes().values()),
        "labels": products.labels_in_order(),
        "label_counts": Counter(row.use for row in fm.labels().values()),
        "label_use": names.label_use,
        "label_answer": names.label_answer,
        "label_evidence": names.label_evidence,
    }


@bp.get("/method/money", endpoint="money")
def money_page() -> str:
    """Who is typical, what things cost where, and what currencies are worth."""
    return rendered("about/money.html", people_and_money, reader_language())


def people_and_money() -> dict[str, Any]:
    countries = example_countries()
    rates = list(fm.currencies().values())
    every, *each = fm.catalogue.counts()
    return {
        "example_countries": countries,
        "levels_by_size": typical.levels_by_size(countries),
        "fifths": typical.fifths(countries),
        "surveys": typical.surveys(),
        "things": typical.things(countries),
        "catalogue": every,
        "catalogue_counts": each,
        "assumed_listed": [item for item in judged.listed() if item.basis == "assumed"],
        "currencies": rates,
        "currency_bases": Counter(row.basis for row in rates),
        "currency_name": typical.currency_name,
    }


def example_countries() -> tuple[fm.Country, ...]:
    """Countries with small, middling and large homes among the most populous."""
    largest = places.in_menus(world())[: places.COUNTRIES_IN_SUMMARY]
    return typical.example_countries(row.country for row in largest)


@bp.get("/method/assumptions")
def assumptions() -> str:
    """Every judgement of ours, the measured numbers beside them, and what makes the range."""
    return rendered("about/assumptions.html", what_we_assumed, reader_language())


def what_we_assumed() -> dict[str, Any]:
    parameters = fm.parameters()
    countries = example_countries()
    return {
        "account": world(),
        "bases": judged.bases(),
        "assumed": [row for row in parameters if row.basis == "assumed"],
        "known": [row for row in parameters if row.basis != "assumed"],
        "sectors": fm.sectors(),
        "commodity_names": {row.id: row.name for row in fm.commodity_table().values()},
        "commodity_cells": fm.commodity_cells(),
        "reported_shares": fm.origin_shares(),
        "example_countries": countries,
        "spreads": typical.spreads(countries),
        "next_questions": typical.next_questions(countries[0]),
        "drivers": judged.drivers(),
    }


@bp.get("/method/countries")
def countries() -> str:
    """The footprint of every country, and the doubts about some."""
    return rendered("about/countries.html", every_country, reader_language())


def every_country() -> dict[str, Any]:
    account = world()
    rows = places.in_menus(account)
    return {
        "account": account,
        "largest": rows[: places.COUNTRIES_IN_SUMMARY],
        "all_rows": sorted(rows, key=lambda row: row.country),
        "low_confidence": places.doubts(lambda country: country.low_confidence),
        "gaps": places.doubts(lambda country: country.gaps),
        "home_sizes": places.by_home_size(),
        "price_levels": sorted(fm.countries(), key=lambda row: row.price_level),
    }


@bp.get("/method/checks")
def checks() -> str:
    """What must hold and does, how near published figures are, every table, how to cite."""
    return rendered("about/checks.html", what_holds, reader_language())


def what_holds() -> dict[str, Any]:
    return {
        "proof": proof(),
        "margins": fm.margins().summaries,
        "tables": tables(),
        "manifest": fm.manifest(),
        "model": fm.MODEL_VERSION,
    }


@bp.get("/CITATION.cff")
def citation() -> Response:
    """How to cite the model and its figures, for programs that keep references."""
    return Response(
        CITATION_FILE.read_text(encoding="utf-8"),
        mimetype="application/yaml",
        headers={"Content-Disposition": "attachment; filename=CITATION.cff"},
    )


@bp.get("/sources")
def sources() -> str:
    """Every source of the model with its terms."""
    return rendered("about/sources.html", every_source, reader_language())


def every_source() -> dict[str, Any]:
    return {
        "listed": sorted(fm.sources(), key=lambda source: source.title.lower()),
        "outlines": world_map().source,
        "data": fm.data_version(),
    }
