"""The field of dots: as many dots as people, one of them marked, light at any size."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from flask import Flask


def field(app: Flask, people: float) -> str:
    with app.test_request_context("/en/"):
        macros = app.jinja_env.get_template("partials/dot_field.html").module
        return str(macros.dot_field(people, "A field of dots"))  # type: ignore[attr-defined]


def dots(drawing: ET.Element) -> int:
    """Each row is a dotted line of length n - 1 and a little more, with one dot a unit."""
    path = drawing.find("path")
    assert path is not None
    rows = re.findall(r"h(\d+)\.01", path.attrib["d"])
    return sum(int(length) + 1 for length in rows)


def drawings(html: str) -> list[ET.Element]:
    return [ET.fromstring(found) for found in re.findall(r"<svg\b.*?</svg>", html, re.DOTALL)]


@pytest.mark.parametrize("people", [1, 2, 7, 12, 13, 100, 520, 1999, 2000])
def test_one_dot_for_each_person(app: Flask, people: int):
    html = field(app, people)
    found = drawings(html)
    assert len(found) == 2
    for drawing in found:
        assert dots(drawing) == people
        assert len(drawing.findall("circle")) == 1
    assert "Each dot stands for" not in html


@pytest.mark.parametrize(
    ("people", "each", "shown"),
    [(2010, 10, 201), (20_000, 10, 2000), (25_000, 100, 250), (3_000_000, "10,000", 300)],
)
def test_past_two_thousand_a_dot_stands_for_more(
    app: Flask, people: int, each: int | str, shown: int
):
    html = field(app, people)
    assert f"Each dot stands for {each} people." in html
    assert {dots(drawing) for drawing in drawings(html)} == {shown}


@pytest.mark.parametrize("people", [1, 2, 11, 13, 30, 520, 1537, 2000])
def test_the_marked_dot_covers_a_dot(app: Flask, people: int):
    for drawing in drawings(field(app, people)):
        circle = drawing.find("circle")
        path = drawing.find("path")
        assert circle is not None
        assert path is not None
        lengths = [int(n) + 1 for n in re.findall(r"h(\d+)\.01", path.attrib["d"])]
        column, row = float(circle.attrib["cx"]) - 0.5, float(circle.attrib["cy"]) - 0.5
        assert 0 <= row < len(lengths)
        assert 0 <= column < lengths[int(row)]


def test_the_field_has_words_and_little_weight(app: Flask):
    html = field(app, 2000)
    assert 'role="img" aria-label="A field of dots"' in html
    assert len(html) < 2500
