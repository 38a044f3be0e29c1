"""Commands of `flask help-lines`, for whoever looks after the numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click
from flask import Blueprint

from evidence.help_line_review import CannotConfirm, confirm, overdue
from evidence.help_lines import help_lines
from evidence.rows import DATA

data = click.option(
    "--data",
    default=DATA,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the tables.  [default: evidence/data]",
)


def today() -> date:
    return datetime.now(UTC).date()


def register(bp: Blueprint) -> None:
    bp.cli.help = "Help lines: what is shown, what is due, what was confirmed."
    for command in (list_lines, check, confirm_line):
        bp.cli.add_command(command)


@click.command("list")
@data
def list_lines(data: Path) -> None:
    """Say of every row whether it is shown, since when it is known, and by when to look again."""
    for line in help_lines(data):
        if line.confirmed_on:
            state = f"shown, confirmed on {line.confirmed_on} by {line.confirmed_by}"
        elif line.visible:
            state = "shown" if line.shown == "number" else "shown without its number"
        else:
            state = "never shown" if line.shown == "never" else "waits to be confirmed"
        due = "  DUE" if line.is_overdue(today()) else ""
        by = f", look again by {line.review_by}" if line.visible else ""
        click.echo(f"{line.id:34} {state}{by}{due}")
        click.echo(f"{'':34} {line.phone or 'no number'}: {line.why}")


@click.command("check")
@data
def check(data: Path) -> None:
    """Fail when a row that is shown, or a table of numbers, is past the day to look again."""
    if found := overdue(today(), data):
        for problem in found:
            click.echo(problem)
        raise click.ClickException(f"{len(found)} past the day to look again")
    click.echo(f"{sum(line.visible for line in help_lines(data))} help lines shown, none is due")


@click.command("confirm")
@click.argument("row")
@click.option("--by", required=True, metavar="NAME", help="Who did it.")
@click.option(
    "--how",
    required=True,
    metavar="HOW",
    help='"called", or "read the operator\'s page https://…".',
)
@click.option("--on", default=None, metavar="DATE", help="The day, such as 2026-12-03.  [today]")
@data
def confirm_line(row: str, by: str, how: str, on: str | None, data: Path) -> None:
    """Write down that somebody has confirmed a ROW with the service itself.

    The site shows the day from its next start on; commit the changed table.
    """
    try:
        day = date.fromisoformat(on) if on else today()
    except ValueError as error:
        raise click.BadParameter(f"{on!r}, expected a day such as 2026-12-03") from error
    try:
        line = confirm(row, by, how, day, today(), data)
    except CannotConfirm as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{line.id}: {line.name}, {line.phone or 'no number'}")
    click.echo(f"confirmed on {line.confirmed_on}; look again by {line.review_by}")
