"""A person's own list of things from the catalogue.

What is listed stands for everything bought in its category, so that it replaces the answers that
count or price that category; the person is asked first.
"""

from __future__ import annotations

from flask import jsonify, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug import Response
from wtforms import StringField
from wtforms.validators import ValidationError

import footprint_model as fm
from app.quiz import bp
from app.quiz import questions as q
from app.quiz.answers import MOST_ITEMS, USUAL, Answers, Spend, listed_items
from app.quiz.fields import bounded
from app.quiz.model_input import items_by_id, targets_now
from app.quiz.numbers import typed_form
from app.quiz.ranking import category_names
from app.quiz.responses import private, saved
from app.quiz.so_far import so_far
from app.quiz.state import load_answers

SUGGESTED = 12
LONGEST = 100


class ItemForm(FlaskForm):
    """How many of one thing a year."""

    number = StringField()

    def __init__(self, item: fm.Item, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.item = item
        self.value = 0.0

    def validate_number(self, field: StringField) -> None:
        typed = (field.data or "").strip()
        if not typed:
            raise ValidationError(_("Type how many a year."))
        self.value = bounded(typed, 0, self.item.maximum, _(self.item.unit), whole=False)


def found_items(text: str) -> list[fm.Item]:
    """Things whose names fit; only those that can be listed."""
    known = listed_items()
    return [item for item in fm.catalogue.search(text[:LONGEST], 40) if item.id in known][
        :SUGGESTED
    ]


@bp.get("/quiz/items")
def items() -> Response:
    """Search the catalogue and show one's own list; the same address gives JSON to the script."""
    answers = load_answers()
    text = request.args.get("q", "")
    found = found_items(text)
    if request.accept_mimetypes.best == "application/json":
        response = jsonify(
            [
                {
                    "name": _(item.name),
                    "about": _(category_names()[item.category]),
                    "href": url_for("quiz.items", add=item.id) + "#add",
                }
                for item in found
            ]
        )
        response.headers["Cache-Control"] = "private, no-cache"
        response.vary.add("Accept")
        return response
    chosen = listed_items().get(request.args.get("add", ""))
    form = None
    if chosen:
        already = answers.items.get(chosen.id)
        data = {"number": typed_form(already) if already is not None else "1"}
        form = ItemForm(chosen, data=data, formdata=None)
    return list_page(answers, text, found, form)


@bp.post("/quiz/items/<item_id>")
def change_item(item_id: str) -> Response:
    """Add, change or take away one thing."""
    answers = load_answers()
    item = listed_items().get(item_id)
    here = url_for("quiz.items") + "#list"
    if item is None:  # an old page, or a changed address: nothing to do, nothing lost
        return saved(answers, here)
    if request.form.get("go") == "remove":
        if FlaskForm().validate_on_submit():
            left = {name: n for name, n in answers.items.items() if name != item.id}
            return saved(answers.with_items(left), here)
        return list_page(answers, "", [], ItemForm(item), 422)
    form = ItemForm(item)
    if not form.validate_on_submit():
        return list_page(answers, "", [], form, 422)
    if item.id not in answers.items:
        if len(answers.items) >= MOST_ITEMS:
            form.number.errors = [_("The list is full. Take something away first.")]
            return list_page(answers, "", [], form, 422)
        if replaced(item.category, answers) and request.form.get("replace") != "yes":
            return list_page(answers, "", [], form, asking=True)
    return saved(answers.with_items({**answers.items, item.id: form.value}), here)


def replaced(category: str, answers: Answers) -> list[q.Question]:
    """Answered questions whose count or spending a list of this category stands in for."""
    if any(items_by_id()[name].category == category for name in answers.items):
        return []  # asked before
    found = []
    for question in q.by_id().values():
        answer = answers.get(question.id)
        if answer is None or answer == USUAL:
            continue
        if isinstance(answer, Spend):
            counts = question.spend == category
        else:
            targets = map(q.read_target, targets_now(question, answers))
            counts = any(
                (target.kind == "quantity" and items_by_id()[target.name].category == category)
                or (target.kind == "spend" and target.name == category)
                for target in targets
            )
        if counts:
            found.append(question)
    return found


def list_page(
    answers: Answers,
    text: str,
    found: list[fm.Item],
    form: ItemForm | None,
    status: int = 200,
    *,
    asking: bool = False,
) -> Response:
    """The search, what was found, the thing being added, and the list."""
    by_category: dict[str, list[tuple[fm.Item, str]]] = {}
    for name, number in answers.items.items():
        item = listed_items()[name]
        by_category.setdefault(item.category, []).append((item, typed_form(number)))
    if form is not None and form.errors:
        status = 422
    return private(
        render_template(
            "quiz/items.html",
            text=text,
            found=found,
            form=form,
            asking=asking,
            replaced=replaced(form.item.category, answers) if form else [],
            short_names=lambda found: ", ".join(_(question.short) for question in found),
            by_category=by_category,
            categories=category_names(),
            answers=answers,
            most=MOST_ITEMS,
            so_far=so_far(answers),
        ),
        status,
    )
