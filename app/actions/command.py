"""`flask actions rank`: print which actions come first for people in TOML files, and why."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
from flask.cli import AppGroup

import footprint_model as fm
from app.actions.ranking import FIRST, ranked
from app.config import PROJECT

PERSONAS = PROJECT / "tests" / "personas"

group = AppGroup("actions", help="The catalogue of actions.")


@group.command()
@click.argument("personas", nargs=-1)
def rank(personas: tuple[str, ...]) -> None:
    """Print the first six for each persona: exposure × reach = score.

    A persona is the name of a file of tests/personas, or the path of a file like it; none means
    every file there.
    """
    paths = [_path(name) for name in personas] or sorted(PERSONAS.glob("*.toml"))
    for path in paths:
        _print(path)


def _path(name: str) -> Path:
    for path in (PERSONAS / f"{name}.toml", Path(name)):
        if path.is_file():
            return path
    known = ", ".join(path.stem for path in sorted(PERSONAS.glob("*.toml")))
    raise click.ClickException(f"{name}: no such persona; there are: {known or 'none here'}")


def _print(path: Path) -> None:
    persona = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        estimate = fm.estimate(fm.Consumption(**persona["consumption"]))
    except (KeyError, TypeError, fm.InputError) as error:
        raise click.ClickException(f"{path}: not a persona: {error}") from error
    hours = estimate.days_per_year.central * 24
    named = estimate.in_your_name.days_per_year.central * 24
    click.echo(f"{path.stem} ({estimate.country}): {hours:.1f} h a year, {named:.1f} h in its name")
    for place, row in enumerate(ranked(estimate)[:FIRST], start=1):
        action = row.action
        click.echo(
            f"  {place}. {action.id:24} {action.kind:18} {row.exposure:6.1%} × {row.reach:5.1%}"
            f" = {row.score:7.3%}  {action.title}"
        )
