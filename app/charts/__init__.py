"""Estimate to pictures: SVG drawn by hand for everybody, Plotly figures for who wants to explore.

Nothing here imports Flask or Plotly: words and numbers come in the reader's language, colours by
the names of the site's stylesheet.
"""

from app.charts.flow import Flow, follow
from app.charts.interactive import figures
from app.charts.palette import DARK, LIGHT, PALETTES
from app.charts.residents import Crowd, crowd
from app.charts.rows import Row
from app.charts.shades import LEVELS, level
from app.charts.words import Words

__all__ = [
    "DARK",
    "LEVELS",
    "LIGHT",
    "PALETTES",
    "Crowd",
    "Flow",
    "Row",
    "Words",
    "crowd",
    "figures",
    "follow",
    "level",
]
