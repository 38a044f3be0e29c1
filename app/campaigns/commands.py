"""Commands of `flask campaigns`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.campaigns import counts, lifetime
from app.groups import owners
from app.models import Campaign

group = AppGroup("campaigns", help="Campaigns.")


@group.command()
def gather() -> None:
    """Add up who waits in each campaign, where five or more do."""
    click.echo(f"{counts.gather_all()} added up")


@group.command()
def purge() -> None:
    """Delete campaigns whose time is over, with all that is theirs."""
    click.echo(f"{owners.purge(Campaign)} deleted")


@group.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take down the campaign with this NAME in its address, with all that is its own."""
    campaign = lifetime.find(name)
    if campaign is None:
        raise click.ClickException(f"there is no campaign {name!r}")
    owners.remove(campaign)
    click.echo(f"{name} is deleted")
