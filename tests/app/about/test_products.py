"""Where things come from, and what is used, kept, repaired, shared or labelled."""

from __future__ import annotations

import re

import pytest
from flask import Flask

import footprint_model as fm
from app.about.products import EXAMPLES, examples, how_known, labels_in_order
from tests.app.about import found, text_of

PARAMETERS = {row.name: row for row in fm.parameters()}
USE_IN_WORDS = {
    "reduce": "lower, with a wider range",
    "public_purchasing": "unchanged: only public buyers can use it",
    "widen": "unchanged, with a wider range",
    "none": "unchanged",
}


def test_every_label_is_listed_with_what_it_does_why_and_where_it_was_read(method):
    rows = {row["id"]: row for row in method.select("#label-table tbody tr")}
    assert len(rows) == len(fm.labels())
    for label in fm.labels().values():
        row = rows[f"label-{label.id}"]
        assert text_of(row.th) == label.name
        use, why, source = row.select("td")
        assert text_of(use) == USE_IN_WORDS[label.use]
        assert label.reason in text_of(why)
        assert source.a["href"].endswith(f"/sources#{label.source}")


def test_what_lowers_comes_first(method):
    uses = [text_of(row.td) for row in method.select("#label-table tbody tr")]
    assert uses == [USE_IN_WORDS[row.use] for row in labels_in_order()]
    assert uses[:2] == [USE_IN_WORDS["reduce"]] * 2


def test_what_was_read_of_a_label_is_said(method):
    row = text_of(method.find(id="label-goodweave"))
    assert "Forced labour in its rules: yes" in row
    assert "evidence: none found" in row
    assert "Forced labour in its rules: not read" in text_of(method.find(id="label-4c"))


def test_the_rule_is_stated_and_counts_come_from_the_table(method):
    section = method.select_one("#labels")
    assert len(section.select("ol li")) == 3
    lowering = sum(row.use == "reduce" for row in fm.labels().values())
    assert f"Of {len(fm.labels())} labels" in text_of(section)
    assert f"{lowering} lower it" in text_of(section)
    assert f"Only {lowering} programmes can lower" in text_of(method.select_one("#limits"))


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("keeping", ["used_life_left", "repair_lengthens"]),
        ("labels", ["label_effect", "sd_label_reduce", "sd_label"]),
    ],
)
def test_every_rule_shows_the_numbers_it_uses(method, section, names):
    tag = method.find(id=section)
    for name in names:
        link = tag.select_one(f"a[href$='#parameter-{name}']")
        assert text_of(link) == PARAMETERS[name].label
        assert f"{PARAMETERS[name].central:g}" in text_of(link.parent)
        assert method.find(id=f"parameter-{name}")


def test_second_hand_is_explained_with_its_formula(method):
    text = text_of(method.select_one("#keeping"))
    assert "(1 − ℓ) + ℓ = 1" in text
    left = PARAMETERS["used_life_left"].central
    assert f"{0.5 * left + 0.5:g} of the usual" in text


def test_repaired_clothes_follow_the_survey(method):
    life = fm.lifetimes()["clothing"]
    text = text_of(method.select_one("#keeping"))
    assert f"{life.repaired_years:g} years more than the usual {life.years:.1f}" in text
    assert re.search(r"so 3[23](\.\d)?\s?% longer", text)


@pytest.mark.parametrize(("country", "category"), EXAMPLES)
def test_a_worked_example_is_the_estimate_of_the_average_resident(
    app: Flask, country: str, category: str
):
    rows = [r for r in fm.average(country).by_category_origin if r.category == category]
    total = sum(row.person_years for row in rows)
    with app.test_request_context("/en/"):
        shown = examples()[[pair[1] for pair in EXAMPLES].index(category)]
    largest = max(row.person_years for row in rows) / total
    assert shown.origins[0][1] == pytest.approx(largest)
    assert shown.named == pytest.approx(sum(share for _name, share in shown.origins))
    assert 0 < sum(part.share for part in shown.parts) < 1
    assert all(sum(share for _name, share in part.origins) <= 1.0001 for part in shown.parts)


def test_worked_examples_are_told(method):
    text = text_of(found(method, "#origins"))
    cocoa = next(row for row in method.select(".example tr") if "Cocoa" in text_of(row))
    assert "Côte d’Ivoire" in text_of(cocoa)
    assert "Chocolate, United States, average resident." in text
    assert "Clothes, Germany, average resident." in text


def test_ways_of_knowing_are_counted_once_each(app: Flask):
    with app.test_request_context("/en/"):
        rows = how_known()
    assert sum(row.pairs for row in rows) == len(fm.commodity_cells()) * len(fm.countries())
    assert sum(row.share for row in rows) == pytest.approx(1)
