"""The start of the packs, a page for each age, its parts to read and to print, and as PDF."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, current_app, render_template, request
from markupsafe import Markup

import footprint_model as fm
from app.actions.catalogue import by_id as actions
from app.extensions import limiter
from app.i18n import country_name
from app.public_pages import KEPT_FOR, public
from app.quiz import questions as q
from app.quiz.answers import consumer_codes
from app.quiz.paper import DEFAULT_COUNTRY, asked_on_paper, period_words, sheet
from app.quiz.places import country_choices
from app.results.breakdown import category_name
from app.support.places import place
from app.support.routes import number_words
from app.teaching import bp, content, pdf, said
from app.teaching.content import Age
from app.teaching.parts import BY_ID, PACK, PARTS, Part
from app.teaching.worksheet import SIZES, SLIPS, class_table

RETRY_AFTER = 15  # seconds


@bp.context_processor
def shared() -> dict[str, Any]:
    """What every page of this kind shows or links with."""
    return {
        "told": said.told,
        "parts": PARTS,
        "part_names": {part.id: part.name for part in PARTS},
        "has_pdf": pdf.available(),
        "pack": PACK,
    }


@bp.get("/teach")
def index() -> Response:
    """What there is, for whom, and how long it takes."""
    return public(
        render_template(
            "teaching/index.html",
            ages=content.ages().values(),
            plans={age: content.plans(age) for age in content.ages()},
            questions=len(q.youth_path()),
        )
    )


@bp.get("/teach/<age_id>")
def age(age_id: str) -> Response:
    """The pack of one age."""
    found = _age(age_id)
    return public(
        render_template(
            "teaching/age.html",
            age=found,
            ages=content.ages().values(),
            plans=content.plans(found.id),
            countries=country_choices(consumer_codes()),
            country=_country(),
        )
    )


@bp.get("/teach/<age_id>/<part_id>")
def part(age_id: str, part_id: str) -> Response:
    """One part of a pack, to read on a screen and to print."""
    found, wanted, country = _age(age_id), BY_ID.get(part_id) or abort(404), _country()
    return public(
        render_template(
            "teaching/part.html",
            age=found,
            part=wanted,
            body=body(found, wanted, country),
            countries=country_choices(consumer_codes()) if wanted.by_country else (),
            country=country,
            shown_country=country or DEFAULT_COUNTRY,
        )
    )


@bp.get("/teach/<age_id>/<part_id>.pdf")
def part_pdf(age_id: str, part_id: str) -> Response:
    """The same on paper: one part, or all of them."""
    found, country = _age(age_id), _country()
    paper = pdf.PAPERS.get(request.args.get("paper", "a4")) or abort(404)
    if not pdf.available() or part_id not in {PACK, *BY_ID}:
        abort(404)
    wanted = PARTS if part_id == PACK else (BY_ID[part_id],)
    html = render_template(
        "teaching/pdf.html",
        age=found,
        wanted=wanted,
        bodies=[body(found, part, country) for part in wanted],
        paper=paper.lower(),
        cover=part_id == PACK,
        where=country_name(country) if country else "",
        data=fm.data_version(),
        model=fm.MODEL_VERSION,
    )
    made = pdf.kept(html)
    if made is None:
        with limiter.limit(lambda: str(current_app.config["PDF_LIMIT"])):
            made = pdf.make(html, request.url_root, paper)
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = (
        f'inline; filename="teach-{found.id}-{part_id}{"-" + country if country else ""}.pdf"'
    )
    response.headers["Cache-Control"] = KEPT_FOR
    response.add_etag()
    response.make_conditional(request)
    return response


@bp.errorhandler(pdf.Busy)
def busy(_error: pdf.Busy) -> Response:
    """Others are waiting already: come back in a moment."""
    page = Response(render_template("teaching/busy.html"), 503)
    page.headers["Retry-After"] = str(RETRY_AFTER)
    return page


def body(age: Age, part: Part, country: str) -> Markup:
    """A part in the reader's language, from its heading on."""
    shown = CONTENT[part.kind](age, part, country)
    text = render_template(f"teaching/_{part.kind}.html", age=age, part=part, **shown)
    return Markup(text)  # noqa: S704 - our own template


def _age(age_id: str) -> Age:
    return content.ages().get(age_id) or abort(404)


def _country() -> str:
    """The country that was asked for; none is fine, a wrong one is not."""
    asked = request.args.get("country", "")
    if asked and asked not in consumer_codes():
        abort(404)
    return asked


def _plan(age: Age, part: Part, _country: str) -> dict[str, Any]:
    return {"plan": content.plans(age.id)[part.id]}


def _handout(age: Age, _part: Part, country: str) -> dict[str, Any]:
    return {
        "handout": content.handouts()[age.id],
        "claim": said.claim,
        "field": said.field(country or DEFAULT_COUNTRY),
    }


def _worksheet(age: Age, _part: Part, country: str) -> dict[str, Any]:
    country = country or DEFAULT_COUNTRY
    return {
        "asked": asked_on_paper(age.set),
        "sheet": sheet(country, age.set),
        "period_words": period_words,
        "table": class_table(country, age.set),
        "country": country,
        "sizes": SIZES,
        "slips": SLIPS,
    }


def _cards(age: Age, _part: Part, _country: str) -> dict[str, Any]:
    shown = content.at(age.id, content.talk_cards())
    return {
        "cards": [(card, said.evidence(card)) for card in shown],
        "publishers": said.publishers,
        "category_name": category_name,
    }


def _facts(age: Age, _part: Part, country: str) -> dict[str, Any]:
    return {"cards": said.facts_for(age.id, country or DEFAULT_COUNTRY)}


def _glossary(age: Age, _part: Part, _country: str) -> dict[str, Any]:
    return {"words": content.at(age.id, content.words())}


def _guide(age: Age, _part: Part, country: str) -> dict[str, Any]:
    return {
        "sections": content.at(age.id, content.guide()),
        "place": place(country),
        **number_words(),
    }


def _answers(age: Age, _part: Part, country: str) -> dict[str, Any]:
    country = country or DEFAULT_COUNTRY
    known = [name for row in content.at(age.id, content.known()) for name in row.actions]
    return {
        "handout": content.handouts()[age.id],
        "claim": said.claim,
        "answers": content.at(age.id, content.answers()),
        "cards": content.at(age.id, content.talk_cards()),
        "known": [actions()[name] for name in known],
        "table": class_table(country, age.set),
        "country": country,
    }


CONTENT = {
    "plan": _plan,
    "handout": _handout,
    "worksheet": _worksheet,
    "cards": _cards,
    "facts": _facts,
    "glossary": _glossary,
    "guide": _guide,
    "answers": _answers,
}
