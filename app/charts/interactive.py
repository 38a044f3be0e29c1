"""Estimate to Plotly figures, as plain dicts.

The figures are drawn on the explore page only, when the visitor asks. Colours are those of the
light theme; the page swaps them for the dark ones. Settings that look odd avoid inline styles,
which our content security policy refuses: no colour bar, own outlines instead of a download.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.charts.flow import Flow
from app.charts.palette import LIGHT
from app.charts.residents import Crowd, reach, stacked
from app.charts.rows import Row
from app.charts.shades import LEVELS, level
from app.charts.words import Words
from footprint_model import Estimate

Figure = dict[str, Any]

CATEGORIES_IN_BARS = 20
DOT = 1 / 52  # of the line of amounts


def figures(
    estimate: Estimate, flow: Flow, crowd: Crowd, stages: Sequence[Row], words: Words
) -> dict[str, Figure]:
    """The figures of the explore page, by name."""
    return {
        "bars": bars(estimate, words),
        "map": world(estimate, words),
        "flow": sankey(flow, words),
        "residents": residents(crowd, words),
        "narrowed": narrowed(stages, words),
    }


def layout(**more: Any) -> Figure:
    """What all figures share."""
    return {
        "paper_bgcolor": LIGHT["paper"],
        "plot_bgcolor": LIGHT["paper"],
        "font": {"color": LIGHT["ink"], "family": "system-ui, sans-serif", "size": 14},
        "hoverlabel": {"bgcolor": LIGHT["surface"], "font": {"color": LIGHT["ink"]}},
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        **more,
    }


def bars(estimate: Estimate, words: Words) -> Figure:
    """The largest categories with their range and the average resident's mark."""
    rows = [row for row in estimate.by_category if row.person_years.high > 0][:CATEGORIES_IN_BARS]
    names = [words.category(row.category) for row in rows]
    centre = [words.amount(row.person_years.central) for row in rows]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "name": words.you,
                "y": names,
                "x": centre,
                "marker": {
                    "color": LIGHT["bar-soft"],
                    "line": {"color": LIGHT["accent"], "width": 1.5},
                },
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [
                        words.amount(row.person_years.high - row.person_years.central)
                        for row in rows
                    ],
                    "arrayminus": [
                        words.amount(row.person_years.central - row.person_years.low)
                        for row in rows
                    ],
                    "color": LIGHT["mark"],
                    "thickness": 2,
                    "width": 3,
                },
                "hovertemplate": f"%{{y}}<br>%{{x:.2~f}} {words.unit}<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "name": words.average,
                "y": names,
                "x": [words.amount(row.average_person_years) for row in rows],
                "marker": {
                    "symbol": "line-ns-open",
                    "size": 14,
                    "color": LIGHT["ink"],
                    "line": {"width": 3},
                },
                "hovertemplate": f"{words.average}<br>%{{x:.2~f}} {words.unit}<extra></extra>",
            },
        ],
        "layout": layout(
            height=100 + 30 * len(rows),
            xaxis={
                "title": {"text": words.unit, "font": {"size": 13}},
                "rangemode": "tozero",
                "gridcolor": LIGHT["line"],
                "zerolinecolor": LIGHT["line"],
                "side": "top",
                "automargin": True,
                "fixedrange": True,
            },
            yaxis={"range": [len(rows) - 0.4, -0.6], "automargin": True, "fixedrange": True},
            legend={"orientation": "h", "y": -0.02, "yanchor": "top"},
            bargap=0.35,
        ),
    }


def world(estimate: Estimate, words: Words) -> Figure:
    """Countries of work in five shades. The page fills in the address of the outlines."""
    total = estimate.person_years.central
    rows = [row for row in estimate.by_origin if row.person_years > 0 and total > 0]
    return {
        "data": [
            {
                "type": "choropleth",
                "locationmode": "geojson-id",
                "featureidkey": "id",
                "locations": [row.country for row in rows],
                "z": [level(row.person_years / total) for row in rows],
                "zmin": 1,
                "zmax": 1 + len(LEVELS),
                "colorscale": [[0, LIGHT["bar-soft"]], [1, LIGHT["accent"]]],
                "showscale": False,
                "text": [words.country(row.country) for row in rows],
                "customdata": [words.amount(row.person_years) for row in rows],
                "hovertemplate": f"%{{text}}<br>%{{customdata:.2~f}} {words.unit}<extra></extra>",
                "marker": {"line": {"color": LIGHT["paper"], "width": 0.5}},
            }
        ],
        "layout": layout(
            height=460,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            geo={
                "projection": {"type": "equal earth"},
                "visible": False,
                "fitbounds": False,
                "lataxis": {"range": [-56, 84]},
                "bgcolor": LIGHT["paper"],
            },
        ),
    }


def sankey(found: Flow, words: Words) -> Figure:
    """From what is bought through the kind of work to the country of work."""
    return {
        "data": [
            {
                "type": "sankey",
                "arrangement": "fixed",
                "node": {
                    "label": [node.name for node in found.nodes],
                    "color": [LIGHT["accent"]] * len(found.nodes),
                    "line": {"width": 0},
                    "pad": 12,
                    "thickness": 12,
                    "hovertemplate": f"%{{label}}<br>%{{value:.2~f}} {words.unit}<extra></extra>",
                },
                "link": {
                    "source": [link.start for link in found.links],
                    "target": [link.end for link in found.links],
                    "value": [words.amount(link.person_years) for link in found.links],
                    "color": [LIGHT["bar-soft"]] * len(found.links),
                    "line": {"color": LIGHT["paper"], "width": 0.75},
                    "hovertemplate": (
                        "%{source.label} → %{target.label}<br>"
                        f"%{{value:.2~f}} {words.unit}<extra></extra>"
                    ),
                },
            }
        ],
        "layout": layout(height=640, margin={"l": 4, "r": 4, "t": 12, "b": 12}),
    }


def residents(found: Crowd, words: Words) -> Figure:
    """One dot for each fiftieth of a country's people; lines for the person and the average."""
    end = reach(found)
    dots = stacked(found.people, end * DOT)
    marks = (
        (found.average, words.average, "ink", "dot", 1.2, found.average < end / 2),
        (found.you, words.you, "mark", "solid", 1.08, found.you >= found.average),
    )
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "cliponaxis": False,
                "x": [words.amount(dot.at) for dot in dots],
                "y": [dot.under + 0.5 for dot in dots],
                "text": [words.text(amount) for amount in found.people],
                "marker": {
                    "size": 11,
                    "color": [
                        LIGHT["accent" if amount < found.you else "paper"]
                        for amount in found.people
                    ],
                    "line": {"color": LIGHT["accent"], "width": 1.5},
                },
                "hovertemplate": "%{text}<extra></extra>",
            }
        ],
        "layout": layout(
            height=300,
            showlegend=False,
            margin={"l": 16, "r": 24, "t": 64, "b": 48},
            xaxis={
                "title": {"text": words.unit, "font": {"size": 13}},
                "range": [0, words.amount(end)],
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            # As high as wide, so that dots of a pile touch; the pile stands on the line.
            yaxis={
                "visible": False,
                "range": [0, 1],
                "scaleanchor": "x",
                "scaleratio": words.amount(end * DOT),
                "constraintoward": "bottom",
                "fixedrange": True,
            },
            shapes=[
                {
                    "type": "line",
                    "x0": words.amount(min(amount, end)),
                    "x1": words.amount(min(amount, end)),
                    "y0": 0,
                    "y1": height - 0.02,
                    "yref": "paper",
                    "line": {"color": LIGHT[colour], "width": 2, "dash": dash},
                }
                for amount, _, colour, dash, height, _ in marks
            ],
            annotations=[
                {
                    "x": words.amount(min(amount, end)),
                    "y": height,
                    "yref": "paper",
                    "text": f"{name}: {words.text(amount)}",
                    "showarrow": False,
                    "xanchor": "left" if after else "right",
                    "font": {"color": LIGHT[colour]},
                }
                for amount, name, colour, _, height, after in marks
            ],
        ),
    }


def narrowed(stages: Sequence[Row], words: Words) -> Figure:
    """The range after each stage of answering, and what would be left of it."""
    names = [row.name for row in stages]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "name": words.likely_range,
                "y": names,
                "base": [words.amount(row.low) for row in stages],
                "x": [words.amount(row.high) - words.amount(row.low) for row in stages],
                "marker": {
                    "color": LIGHT["bar-soft"],
                    "line": {"color": LIGHT["accent"], "width": 1},
                },
                "text": [row.amount for row in stages],
                "textposition": "none",
                "hovertemplate": "%{y}<br>%{text}<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "name": words.middle,
                "y": names,
                "x": [words.amount(row.central) for row in stages],
                "marker": {
                    "symbol": "line-ns-open",
                    "size": 14,
                    "color": LIGHT["accent"],
                    "line": {"width": 3},
                },
                "hovertemplate": f"%{{y}}<br>%{{x:.2~f}} {words.unit}<extra></extra>",
            },
        ],
        "layout": layout(
            height=120 + 38 * len(stages),
            xaxis={
                "title": {"text": words.unit, "font": {"size": 13}},
                "rangemode": "tozero",
                "gridcolor": LIGHT["line"],
                "zerolinecolor": LIGHT["line"],
                "automargin": True,
                "fixedrange": True,
            },
            yaxis={"range": [len(stages) - 0.4, -0.6], "automargin": True, "fixedrange": True},
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"},
            bargap=0.5,
        ),
    }
