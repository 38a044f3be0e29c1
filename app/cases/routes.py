"""The list of cases and a page for each; the same for everybody, made once per language."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import NamedTuple

from flask import Response, abort, make_response, render_template
from flask_babel import gettext

import footprint_model as fm
from app.actions import actions_for
from app.actions.cards import plain_cards
from app.cases import bp
from app.claims import Reference, care_words, date_words, read_in, status_words
from app.i18n import country_name, reader_language
from app.public_pages import public
from app.results.breakdown import category_name
from evidence.cases import Case, CaseFact, cases

ACTIONS = 4


class Event(NamedTuple):
    """One entry of the timeline."""

    date: str
    datetime: str
    fact: str
    status: str
    care: str
    reference: Reference


@bp.get("/cases")
def index() -> Response:
    """Every case with its first sentence."""
    return public(_index(reader_language()))


@cache
def _index(_language: str) -> str:
    return render_template("cases/index.html", cases=list(cases().values()), years=years)


@bp.get("/cases/<case_id>")
def case(case_id: str) -> Response:
    """One case as dated facts, each with who says so."""
    if case_id not in cases():
        page = render_template("cases/unknown.html", cases=list(cases().values()))
        return make_response(page, 404)
    return public(_case(case_id, reader_language()))


@cache
def _case(case_id: str, _language: str) -> str:
    found = cases()[case_id]
    story = found.story
    names = fm.commodity_table()
    return render_template(
        "cases/case.html",
        case=found,
        story=story,
        events=[event(fact) for fact in found.facts],
        commodities=[(name, gettext(names[name].name)) for name in story.commodities],
        categories=[(name, category_name(name)) for name in story.categories],
        countries=[(code, country_name(code)) for code in story.countries],
        actions=plain_cards(actions_for(story.categories, story.countries[0])[:ACTIONS]),
        read_in=read_in(),
        years=years(found),
    )


@bp.get("/cases/<case_id>.csv")
def case_csv(case_id: str) -> Response:
    """The facts of a case as a table, to cite or to check."""
    if case_id not in cases():
        abort(404)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["date", "country", "fact", "claim", "publisher", "title"])
    for fact in cases()[case_id].facts:
        words = (gettext(fact.fact), status_words(fact.claim_status))
        writer.writerow([fact.date, fact.country, *words, fact.publisher, fact.title])
    response = public("\ufeff" + text.getvalue())
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{case_id}.csv"'
    return response


def event(fact: CaseFact) -> Event:
    """A fact in the reader's language."""
    return Event(
        date=date_words(fact.date),
        datetime=fact.date,
        fact=gettext(fact.fact),
        status=status_words(fact.claim_status),
        care=care_words(fact.confidence),
        reference=Reference(fact.publisher, fact.title, ""),
    )


def years(found: Case) -> str:
    """From the first dated fact to the last."""
    dated = [fact.date[:4] for fact in found.facts if fact.date]
    return dated[0] if dated[0] == dated[-1] else f"{dated[0]}–{dated[-1]}"
