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
from app.static_files import SOURCE

STATIC = Path(__file__).parents[2] / "app/static"
WORDS = charts.Words(
    category=str.upper,
    country=str.lower,
    sector=str,
    you="You",
    average="Average",
    elsewhere="Elsewhere",
    other="Other",
    unit="hours a year",
    per_person_year=8760,
)
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


@pytest.mark.parametrize("consumption", [fm.Consumption("GBR"), ZERO], ids=["average", "zero"])
def test_plotly_accepts_every_figure(consumption: fm.Consumption):
    found = charts.figures(fm.estimate(consumption), WORDS)
    assert list(found) == ["bars", "map", "flow"]
    for figure in found.values():
        go.Figure(figure)
        json.dumps(figure, allow_nan=False)


def test_bars_are_the_estimate(estimate: fm.Estimate):
    bar, mark = charts.bars(estimate, WORDS)["data"]
    for place, row in enumerate(estimate.by_category[: len(bar["y"])]):
        assert bar["y"][place] == row.category.upper()
        assert bar["x"][place] == pytest.approx(row.person_years.central * 8760, rel=1e-3)
        high = bar["x"][place] + bar["error_x"]["array"][place]
        assert high == pytest.approx(row.person_years.high * 8760, rel=1e-3)
        assert mark["x"][place] == pytest.approx(row.average_person_years * 8760, rel=1e-3)


def test_map_is_the_estimate_and_has_outlines(estimate: fm.Estimate):
    trace = charts.world(estimate, WORDS)["data"][0]
    outlines = json.loads((STATIC / "map/world.geojson").read_text(encoding="utf-8"))
    known = {feature["id"] for feature in outlines["features"]}
    assert set(trace["locations"]) <= known
    assert sum(trace["customdata"]) == pytest.approx(estimate.person_years.central * 8760, rel=1e-3)
    assert trace["showscale"] is False
    assert all(1 <= z <= 5 for z in trace["z"])


def test_flow_loses_nobody(estimate: fm.Estimate):
    trace = charts.flow(estimate, WORDS)["data"][0]
    assert sum(trace["link"]["value"]) == pytest.approx(
        estimate.person_years.central * 8760, rel=1e-3
    )
    nodes = len(trace["node"]["label"])
    assert max(trace["link"]["source"]) < min(trace["link"]["target"])
    assert max(trace["link"]["target"]) < nodes


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
    used = {text for text in texts(charts.figures(estimate, WORDS)) if text.startswith("#")}
    assert used <= set(charts.LIGHT.values())
    assert len(set(charts.LIGHT.values())) == len(charts.LIGHT)
    assert charts.LIGHT.keys() == charts.DARK.keys()


def test_colours_are_those_of_the_stylesheet():
    css = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)", 1)
    for palette, part in ((charts.LIGHT, light), (charts.DARK, dark)):
        for name, value in palette.items():
            assert re.search(rf"--{name}:\s*{value};", part), (name, value)


def test_outlines_are_small_enough_to_wait_for():
    assert (SOURCE / "map/world.geojson").stat().st_size < 200_000
