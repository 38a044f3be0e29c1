"""Commands of `flask classes`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.groups import owners
from app.models import Classroom

group = AppGroup("classes", help="Classes.")


@group.command()
def purge() -> None:
    """Delete classes whose time is over, with all that is theirs."""
    click.echo(f"{owners.purge(Classroom)} deleted")
