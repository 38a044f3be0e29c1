"""Pages of what helps: the catalogue, one action, how the order is made, the visitor's own list."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug import Response as Redirect

import footprint_model as fm
from app.actions import bp, checklist
from app.actions.cards import cards, rows, short_rows
from app.actions.catalogue import (
    actions,
    by_id,
    by_kind,
    kind_name,
)
from app.actions.letters import draft
from app.actions.ranking import FIRST, binding, evidence, evidence_name, judgements, ranked, reach
from app.actions.ranking import actions_for as without_person
from app.actions.reasons import reason
from app.actions.visitor import Visitor, effect, ruled_out, visitor
from app.i18n import country_name
from app.links import category_link, country_link
from app.quiz.responses import private

OWN = "own"  # the country of the visitor's answers, where the address names none


@bp.context_processor
def parts_of_pages() -> dict[str, object]:
    """What the templates of this blueprint call."""
    return {
        "cards": cards,
        "rows": rows,
        "short_rows": short_rows,
        "kind_name": kind_name,
        "binding": binding(),
        "evidence": evidence(),
        "evidence_name": evidence_name,
        "reach": reach,
        "category_link": category_link,
        "country_link": country_link,
    }


@bp.get("/actions")
def index() -> str:
    """What comes first for the visitor, where we know them, and every action by kind."""
    you = visitor()
    codes = {country.iso3 for country in fm.countries() if country.consumer}
    asked = request.args.get("country", OWN if you else "").upper()
    chosen = you.answers.country if you and asked == OWN.upper() else asked
    chosen = chosen if chosen in codes else ""
    shown = [action for action in actions() if not chosen or action.is_for(chosen)]
    personal = you if you and you.answers.country == chosen else None
    first = ranked(personal.estimate, ruled_out(personal.answers))[:FIRST] if personal else []
    return render_template(
        "actions/index.html",
        you=personal,
        first=first,
        savings=savings(personal) if personal else [],
        groups=by_kind(shown),
        countries=sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1]),
        chosen=chosen,
        number=len(shown),
    )


def savings(you: Visitor) -> list[tuple[str, str, str]]:
    """What one's own buying would change: action id, title, sentence."""
    found = [(a, effect(a, you)) for a in actions() if a.is_for(you.estimate.country)]
    return [(action.id, action.words.title, said) for action, said in found if said]


@bp.get("/actions/<action_id>")
def action(action_id: str) -> str:
    """One action: what is known, who leads it, how far it reaches, its letter and sources."""
    found = by_id().get(action_id)
    if found is None:
        abort(404)
    you = visitor()
    country = (you.answers.country or "") if you else ""
    row = None
    if you and found.is_for(country):
        row = next(row for row in ranked(you.estimate) if row.action is found)
    return render_template(
        "actions/action.html",
        action=found,
        why=reason(row, you.estimate) if you and row else "",
        effect=effect(found, you) if you else "",
        elsewhere=bool(country) and not found.is_for(country),
        country=country,
        draft=draft(
            found.letter, request.args.get("about", found.option), found.country_for(country)
        ),
        labels=[fm.labels()[name] for name in found.labels],
        state=checklist.load().get(action_id, checklist.OFF),
    )


@bp.get("/actions/how-chosen")
def how_chosen() -> str:
    """The rule of the order and every judgement in it."""
    return render_template(
        "actions/how.html",
        judgements=judgements(),
        actions=sorted(actions(), key=lambda action: -reach(action)),
        first=FIRST,
    )


@bp.get("/actions/letter/<letter_id>/<option>")
def letter_file(letter_id: str, option: str) -> Response:
    """A letter as a text file, as it stands in our data; what the visitor wrote is never sent."""
    you = visitor()
    found = draft(letter_id, option, (you.answers.country or "") if you else "")
    if found is None or found.option.id != option:
        abort(404)
    response = private("\ufeff" + found.file)
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="letter-{letter_id}.txt"'
    return response


@bp.route("/checklist", methods=["GET", "POST"], endpoint="checklist")
def own_list() -> str | Redirect:
    """What the visitor plans and did, and what they could add; keeps what a form says."""
    states = checklist.load()
    if request.method == "POST":
        return changed_list(states)
    you = visitor()
    if you:
        order = [row.action for row in ranked(you.estimate, ruled_out(you.answers))]
    else:
        order = without_person([], "")
    return render_template(
        "actions/checklist.html",
        planned=[by_id()[name] for name, state in states.items() if state == checklist.PLAN],
        done=[by_id()[name] for name, state in states.items() if state == checklist.DONE],
        more=[action for action in order if action.id not in states][:FIRST],
        you=you,
        days=checklist.DAYS,
    )


def changed_list(before: dict[str, str]) -> Redirect:
    """Keep what a form says about some actions."""
    try:
        states = checklist.merged(before, request.form)
    except ValueError:
        abort(400)
    response = redirect(url_for(".checklist"), 303)
    checklist.save(response, states)
    return response


@bp.post("/checklist/forget")
def forget_list() -> Redirect:
    """Delete the list."""
    response = redirect(url_for(".checklist"), 303)
    checklist.forget(response)
    return response
