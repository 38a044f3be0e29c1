"""Charts as SVG: the estimate's numbers, the reader's direction, nothing a policy refuses."""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ET

import pytest

import footprint_model as fm
from app import charts
from app.charts import flow, residents, rows, svg, world
from app.charts.palette import LIGHT, SHADES
from app.charts.residents import Crowd, stacked, ticks
from app.charts.svg import Drawing
from tests.app.charts.said import WORDS

ARABIC = dataclasses.replace(WORDS, mirrored=True)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def estimate() -> fm.Estimate:
    return fm.estimate(fm.Consumption("GBR", 2, quantities_per_year={"tops": 30}))


def read(drawing: Drawing) -> ET.Element:
    return ET.fromstring(drawing.in_file("A title", "What it is", ["A note"], "en"))


def texts(root: ET.Element) -> list[str]:
    return ["".join(tag.itertext()) for tag in root.iter(f"{SVG}text")]


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]


# --- flow -----------------------------------------------------------------------------------------


def test_every_node_adds_up_on_both_sides(estimate: fm.Estimate):
    found = charts.follow(estimate, WORDS)
    for at, node in enumerate(found.nodes):
        coming = sum(link.person_years for link in found.links if link.end == at)
        leaving = sum(link.person_years for link in found.links if link.start == at)
        if node.column > 0:
            assert coming == pytest.approx(node.person_years, rel=1e-4)
        if node.column < 2:
            assert leaving == pytest.approx(node.person_years, rel=1e-4)


def test_columns_are_the_largest_of_the_estimate_and_the_rest(estimate: fm.Estimate):
    found = charts.follow(estimate, WORDS)
    total = estimate.person_years.central
    for column in range(3):
        nodes = [found.nodes[at] for at in found.column(column)]
        assert sum(node.person_years for node in nodes) == pytest.approx(total, rel=1e-4)
    named = [found.nodes[at] for at in found.column(0)][:-1]
    for node, row in zip(named, estimate.by_category, strict=False):
        assert (node.id, node.person_years) == (
            row.category,
            pytest.approx(row.person_years.central),
        )
    countries = [found.nodes[at] for at in found.column(2)]
    for node, row in zip(countries[:-1], estimate.by_origin, strict=False):
        assert (node.id, node.person_years) == (row.country, pytest.approx(row.person_years))
    assert countries[-1].name == "Elsewhere"


@pytest.mark.parametrize("sheet", [flow.WIDE, flow.NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("words", [WORDS, ARABIC], ids=["ltr", "rtl"])
def test_the_flow_stays_on_its_sheet(estimate: fm.Estimate, sheet: flow.Sheet, words: charts.Words):
    drawing = flow.draw(charts.follow(estimate, words), words, sheet)
    root = ET.fromstring(str(drawing.on_page("name", "picture")))
    for rect in root.iter("rect"):
        x, y = float(rect.attrib["x"]), float(rect.attrib["y"])
        assert 0 <= x <= x + float(rect.attrib["width"]) <= sheet.width
        assert 0 <= y <= y + float(rect.attrib["height"]) <= drawing.height


def test_bands_are_as_thick_as_their_people(estimate: fm.Estimate):
    found = charts.follow(estimate, WORDS)
    root = read(flow.draw(found, WORDS, flow.WIDE))
    thick = {}
    for path in root.iter(f"{SVG}path"):
        if (title := path.find(f"{SVG}title")) is not None and title.text:
            thick[title.text.rpartition(":")[0]] = float(
                path.attrib["d"].split("v")[1].split("C")[0]
            )
    total = estimate.person_years.central
    drawn = 0
    for link in found.links:
        name = f"{found.nodes[link.start].name} → {found.nodes[link.end].name}"
        if name in thick:
            drawn += 1
            expected = link.person_years / total * flow.WIDE.flow_height
            assert thick[name] == pytest.approx(expected, abs=0.06)
    assert drawn == len(thick) > 20


def test_for_readers_from_the_right_the_flow_is_mirrored(estimate: fm.Estimate):
    found = charts.follow(estimate, WORDS)
    ltr, rtl = (read(flow.draw(found, words, flow.WIDE)) for words in (WORDS, ARABIC))
    assert (ltr.attrib["direction"], rtl.attrib["direction"]) == ("ltr", "rtl")
    first, last = (
        [float(tag.get("x", 0)) for tag in root.iter(f"{SVG}rect")][1] for root in (ltr, rtl)
    )
    assert first < flow.WIDE.width / 2 < last


# --- residents ------------------------------------------------------------------------------------


def test_dots_with_less_are_filled(estimate: fm.Estimate):
    found = charts.crowd(estimate)
    root = read(residents.draw(found, WORDS, residents.WIDE))
    filled = [dot.attrib["fill"] == LIGHT["accent"] for dot in root.iter(f"{SVG}circle")]
    assert len(filled) == residents.DOTS
    assert sum(filled) == sum(amount < found.you for amount in found.people)
    assert sum(filled) / len(filled) == pytest.approx(found.below, abs=0.021)
    assert f"You: {found.you * 8760:.2f} h" in texts(root)
    assert f"Average: {found.average * 8760:.2f} h" in texts(root)


def test_no_two_dots_share_a_place():
    places = stacked((1.0, 1.1, 1.2, 5.0), 1.0)
    assert len(set(places)) == 4
    assert [place.under for place in places] == [0, 1, 2, 0]


@pytest.mark.parametrize("you", [0.0, 1.0, 30.0, 1e6])
@pytest.mark.parametrize("sheet", [residents.WIDE, residents.NARROW], ids=["wide", "narrow"])
def test_a_mark_never_leaves_the_sheet(you: float, sheet: residents.Sheet):
    found = Crowd(tuple(float(n) for n in range(1, 51)), you, 20.0, 0.5, 0.4, 0.6)
    root = read(residents.draw(found, dataclasses.replace(WORDS, per_person_year=1), sheet))
    for path in root.iter(f"{SVG}path"):
        x = numbers(path.attrib["d"])[0]
        assert 0 <= x <= sheet.width
    assert any(text.startswith("You:") and text.endswith("→") for text in texts(root)) == (
        you == 1e6
    )


@pytest.mark.parametrize("end", [0.03, 1.0, 7.0, 59.0, 4321.0])
def test_ticks_are_few_and_round(end: float):
    found = ticks(end)
    assert found[0] == 0
    assert 2 <= len(found) <= 8
    assert found[-1] <= end


# --- rows and map ---------------------------------------------------------------------------------


def test_bars_are_in_proportion():
    drawn = [
        rows.Row("One", "1 h", 0.5, 1.0, 2.0, average=1.5),
        rows.Row("Two", "2 h", 1.0, 2.0, 4.0, average=1.5),
    ]
    root = read(rows.draw(drawn, WORDS))
    lengths = [
        float(r.attrib["width"])
        for r in root.iter(f"{SVG}rect")
        if r.attrib["fill"] == LIGHT["accent"]
    ]
    assert lengths[2] == pytest.approx(2 * lengths[1], rel=1e-2)
    assert {"One", "1 h", "Two", "2 h", "You", "Range", "Average"} <= set(texts(root))


def test_what_would_be_left_is_hollow():
    drawn = [
        rows.Row("Now", "1 to 3 h", 1, 2, 3, bar=False),
        rows.Row("Left", "1 to 3 h", 1, 2, 3, bar=False, hollow=True),
    ]
    root = read(rows.draw(drawn, WORDS))
    fills = [rect.attrib["fill"] for rect in root.iter(f"{SVG}rect")]
    assert fills[-2:] == [LIGHT["bar-soft"], LIGHT["surface"]]


def test_no_rows_are_drawn_as_none():
    assert read(rows.draw([], WORDS)).tag == f"{SVG}svg"


def test_the_map_is_never_mirrored():
    outlines = {"AAA": "M1 2l3 4z", "BBB": "M5 6l7 8z"}
    legend = ["one", "two", "three", "four", "five", "none"]
    ltr, rtl = (
        read(world.draw(outlines, 100, {"AAA": 5}, {"AAA": "A: 1 h"}, legend, words))
        for words in (WORDS, ARABIC)
    )
    for root in (ltr, rtl):
        found = list(root.iter(f"{SVG}path"))
        assert [path.attrib["d"] for path in found] == list(outlines.values())
        assert [path.attrib["fill"] for path in found] == [SHADES[5], SHADES[0]]
        assert set(legend) <= set(texts(root))


# --- on a page and alone --------------------------------------------------------------------------


def a_drawing() -> Drawing:
    drawing = Drawing(500, 100)
    drawing.rect(1, 2, 3, 4, "accent", stroke="ink")
    drawing.text(5, 6, "<&>", halo=True)
    drawing.ribbon((0, 0, 5), (100, 20, 5), "mark", 'A "title"')
    return drawing


def test_on_a_page_colours_follow_the_theme():
    text = str(a_drawing().on_page('A "name"', "picture"))
    assert not re.search(r"#[0-9a-f]{3}", text)
    assert 'fill="var(--accent)"' in text
    assert "style" not in text
    ET.fromstring(text)


def test_a_file_stands_alone():
    text = a_drawing().in_file("Title & more", "Lede", ["First note", "Second note"], "en")
    assert "var(" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    root = ET.fromstring(text)
    assert {"Title & more", "Lede", "First note", "Second note", "<&>"} <= set(texts(root))
    assert root.find(f"{SVG}title") is not None
    background = next(root.iter(f"{SVG}rect"))
    assert background.attrib["fill"] == LIGHT["surface"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Short", 100, ["Short"]),
        ("Culture, books and days out", 150, ["Culture, books", "and days out"]),
        ("Averyveryverylongword", 20, ["Averyveryverylongword"]),
        ("", 100, []),
    ],
)
def test_lines_break_between_words_and_are_balanced(text: str, width: float, lines: list[str]):
    assert svg.wrapped(text, width, 13) == lines
