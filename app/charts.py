"""Estimate to Plotly figures, as plain dicts: nothing here imports Plotly or Flask.

The figures are drawn on the explore page only, when the visitor asks. Colours are those of the
light theme; the page swaps them for the dark ones by PALETTES. Settings that look odd avoid inline
styles, which our content security policy refuses: no colour bar, own outlines instead of a download.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from footprint_model import Estimate

Figure = dict[str, Any]

# The values of the same names in static/css/tokens.css, which a test compares.
LIGHT = {
    "paper": "#fbf8f2",
    "surface": "#ffffff",
    "ink": "#1d1b18",
    "muted": "#5f5a52",
    "line": "#e2dbcf",
    "accent": "#0b5d5a",
    "bar-soft": "#bcd8d4",
    "mark": "#9f560c",
}
DARK = {
    "paper": "#141513",
    "surface": "#1c1e1b",
    "ink": "#efeae0",
    "muted": "#b0a99d",
    "line": "#33352f",
    "accent": "#63c4b8",
    "bar-soft": "#24403c",
    "mark": "#eba65b",
}
PALETTES = {"light": LIGHT, "dark": DARK}

CATEGORIES_IN_FLOW = 10
ORIGINS_IN_FLOW = 12
LEVELS = (0.002, 0.01, 0.03, 0.10)  # shares of the whole at which the map changes its shade
CATEGORIES_IN_BARS = 20


@dataclass(frozen=True)
class Words:
    """Everything a figure says, already in the reader's language."""

    category: Callable[[str], str]
    country: Callable[[str], str]
    sector: Callable[[str], str]
    you: str
    average: str
    elsewhere: str
    other: str
    unit: str
    per_person_year: float


def figures(estimate: Estimate, words: Words) -> dict[str, Figure]:
    """The figures of the explore page, by name."""
    return {
        "bars": bars(estimate, words),
        "map": world(estimate, words),
        "flow": flow(estimate, words),
    }


def amount(person_years: float, words: Words) -> float:
    """In the unit of the page, with four significant digits to keep the page small."""
    return float(f"{person_years * words.per_person_year:.4g}")


def layout(**more: Any) -> Figure:
    """What all figures share."""
    return {
        "paper_bgcolor": LIGHT["surface"],
        "plot_bgcolor": LIGHT["surface"],
        "font": {"color": LIGHT["ink"], "family": "system-ui, sans-serif", "size": 14},
        "hoverlabel": {"bgcolor": LIGHT["paper"], "font": {"color": LIGHT["ink"]}},
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        **more,
    }


def bars(estimate: Estimate, words: Words) -> Figure:
    """The largest categories with their range and the average resident's mark."""
    rows = [row for row in estimate.by_category if row.person_years.high > 0][:CATEGORIES_IN_BARS]
    names = [words.category(row.category) for row in rows]
    centre = [amount(row.person_years.central, words) for row in rows]
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
                        amount(row.person_years.high - row.person_years.central, words)
                        for row in rows
                    ],
                    "arrayminus": [
                        amount(row.person_years.central - row.person_years.low, words)
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
                "x": [amount(row.average_person_years, words) for row in rows],
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
                "title": {"text": words.unit},
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


def level(share: float) -> int:
    """The map's shade for a share of the whole: 1 (least) to 5."""
    return 1 + bisect_right(LEVELS, share)


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
                "customdata": [amount(row.person_years, words) for row in rows],
                "hovertemplate": f"%{{text}}<br>%{{customdata:.2~f}} {words.unit}<extra></extra>",
                "marker": {"line": {"color": LIGHT["surface"], "width": 0.5}},
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
                "bgcolor": LIGHT["surface"],
            },
        ),
    }


def flow(estimate: Estimate, words: Words) -> Figure:
    """From the country of work to the kind of purchase: the largest of both, the rest gathered."""
    categories = [
        row.category
        for row in estimate.by_category[:CATEGORIES_IN_FLOW]
        if row.person_years.central
    ]
    origins = [row.country for row in estimate.by_origin[:ORIGINS_IN_FLOW] if row.person_years]
    names = [words.country(o) for o in origins] + [words.elsewhere]
    names += [words.category(c) for c in categories] + [words.other]
    ties: dict[tuple[int, int], float] = {}
    for row in estimate.by_category_origin:
        start = origins.index(row.country) if row.country in origins else len(origins)
        end = categories.index(row.category) if row.category in categories else len(categories)
        key = (start, len(origins) + 1 + end)
        ties[key] = ties.get(key, 0.0) + row.person_years
    ties = {key: value for key, value in ties.items() if value > 0}
    return {
        "data": [
            {
                "type": "sankey",
                "arrangement": "fixed",
                "node": {
                    "label": names,
                    "color": [LIGHT["accent"]] * len(names),
                    "line": {"width": 0},
                    "pad": 10,
                    "thickness": 12,
                    "hovertemplate": f"%{{label}}<br>%{{value:.2~f}} {words.unit}<extra></extra>",
                },
                "link": {
                    "source": [start for start, _ in ties],
                    "target": [end for _, end in ties],
                    "value": [amount(value, words) for value in ties.values()],
                    "color": [LIGHT["bar-soft"]] * len(ties),
                    "line": {"color": LIGHT["surface"], "width": 0.75},
                    "hovertemplate": (
                        "%{source.label} → %{target.label}<br>"
                        f"%{{value:.2~f}} {words.unit}<extra></extra>"
                    ),
                },
            }
        ],
        "layout": layout(height=620, margin={"l": 4, "r": 4, "t": 12, "b": 12}),
    }
