"""Parts of pages that depend on nothing but the language: rendered once and kept."""

from __future__ import annotations

from functools import cache

from flask import Flask, render_template
from markupsafe import Markup

from app.i18n import reader_language


def init_app(app: Flask) -> None:
    app.add_template_global(kept)


def kept(template: str) -> Markup:
    """A template that shows the same to everybody who reads this language."""
    return _kept(template, reader_language())


@cache
def _kept(template: str, _language: str) -> Markup:
    return Markup(render_template(template))  # noqa: S704 - our own template
