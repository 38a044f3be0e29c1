"""The figures of the explore page: valid for Plotly, true to the estimate, in our colours."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

import footprint_model as fm
from app import charts
from app.charts import interactive
from app.charts.palette import DARK, LIGHT
from app.charts.residents import Crowd
from app.static_files import SOURCE
from tests.app.charts.said import WORDS

STATIC = Path(__file__).parents[3] / "app/static"
ZERO = fm.Consumption("USA", spend_per_year={category.id: 0 for category in fm.categories()})


@pytest.fixture(scope="module")
def estimate() -> fm.Estimate:
    return fm.estimate(fm.Consumption("GBR", quantities_per_year={"tops": 30}))


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []


def rows_of(estimate: fm.Estimate) -> list[charts.Row]:
    years = estimate.person_years
    return [charts.Row("Start", "a to b", years.low, years.central, years.high, bar=False)]


def all_figures(estimate: fm.Estimate) -> dict[str, Any]:
    flow, crowd = charts.follow(estimate, WORDS), charts.crowd(estimate)
    return interactive.figures(estimate, flow, crowd, rows_of(estimate), WORDS)


@pytest.mark.parametrize("consumption", [fm.Consumption("GBR"), ZERO], ids=["average", "zero"])
def test_plotly_accepts_every_figure(consumption: fm.Consumption):
    found = all_figures(fm.estimate(consumption))
    assert list(found) == ["bars", "map", "flow", "residents", "narrowed"]
    for figure in found.values():
        go.Figure(figure)
        json.dumps(figure, allow_nan=False)


def test_bars_are_the_estimate(estimate: fm.Estimate):
    bar, mark = interactive.bars(estimate, WORDS)["data"]
    for place, row in enumerate(estimate.by_category[: len(bar["y"])]):
        assert bar["y"][place] == row.category.upper()
        assert bar["x"][place] == pytest.approx(row.person_years.central * 8760, rel=1e-3)
        high = bar["x"][place] + bar["error_x"]["array"][place]
        assert high == pytest.approx(row.person_years.high * 8760, rel=1e-3)
        assert mark["x"][place] == pytest.approx(row.average_person_years * 8760, rel=1e-3)


def test_map_is_the_estimate_and_has_outlines(estimate: fm.Estimate):
    trace = interactive.world(estimate, WORDS)["data"][0]
    outlines = json.loads((STATIC / "map/world.geojson").read_text(encoding="utf-8"))
    known = {feature["id"] for feature in outlines["features"]}
    assert set(trace["locations"]) <= known
    assert sum(trace["customdata"]) == pytest.approx(estimate.person_years.central * 8760, rel=1e-3)
    assert trace["showscale"] is False
    assert all(1 <= z <= 5 for z in trace["z"])


def test_the_flow_has_three_columns_and_loses_nobody(estimate: fm.Estimate):
    found = charts.follow(estimate, WORDS)
    trace = interactive.sankey(found, WORDS)["data"][0]
    values = {0: 0.0, 1: 0.0}
    for start, end, value in zip(
        *(trace["link"][name] for name in ("source", "target", "value")), strict=True
    ):
        column = found.nodes[start].column
        assert found.nodes[end].column == column + 1
        values[column] += value
    total = estimate.person_years.central * 8760
    assert values == {0: pytest.approx(total, rel=1e-3), 1: pytest.approx(total, rel=1e-3)}
    assert trace["node"]["label"] == [node.name for node in found.nodes]


def test_residents_are_dots_on_either_side_of_the_person(estimate: fm.Estimate):
    found = charts.crowd(estimate)
    figure = interactive.residents(found, WORDS)
    [trace] = figure["data"]
    assert len(trace["x"]) == len(found.people)
    filled = [colour == LIGHT["accent"] for colour in trace["marker"]["color"]]
    assert sum(filled) == sum(amount < found.you for amount in found.people)
    lines = sorted(shape["x0"] for shape in figure["layout"]["shapes"])
    marks = sorted(amount * 8760 for amount in (found.you, found.average))
    assert lines == pytest.approx(marks, rel=1e-3)


def test_a_person_far_beyond_all_dots_stays_on_the_line():
    found = Crowd((1.0, 2.0, 3.0), 100.0, 2.0, 1.0, 1.0, 1.0)
    figure = interactive.residents(found, WORDS)
    end = figure["layout"]["xaxis"]["range"][1]
    assert all(shape["x0"] <= end for shape in figure["layout"]["shapes"])


def test_stages_are_ranges(estimate: fm.Estimate):
    rows = rows_of(estimate)
    bar, middle = interactive.narrowed(rows, WORDS)["data"]
    assert bar["base"][0] == pytest.approx(rows[0].low * 8760, rel=1e-3)
    assert bar["base"][0] + bar["x"][0] == pytest.approx(rows[0].high * 8760, rel=1e-3)
    assert middle["x"][0] == pytest.approx(rows[0].central * 8760, rel=1e-3)


def test_shades_grow_with_the_share():
    assert [charts.level(share) for share in (0, 0.001, 0.005, 0.02, 0.05, 0.5)] == [
        1,
        1,
        2,
        3,
        4,
        5,
    ]


def test_only_colours_that_the_page_can_swap(estimate: fm.Estimate):
    used = {text for text in texts(all_figures(estimate)) if text.startswith("#")}
    assert used <= set(LIGHT.values())
    assert len(set(LIGHT.values())) == len(LIGHT)
    assert LIGHT.keys() == DARK.keys()


def test_colours_are_those_of_the_stylesheet():
    css = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)", 1)
    for palette, part in ((LIGHT, light), (DARK, dark)):
        for name, value in palette.items():
            assert re.search(rf"--{name}:\s*{value};", part), (name, value)


def test_outlines_are_small_enough_to_wait_for():
    assert (SOURCE / "map/world.geojson").stat().st_size < 200_000
