"""Commands of `flask lti`."""

from __future__ import annotations

from importlib.util import find_spec

import click
from flask.cli import AppGroup

from app.lti import LIBRARY, own_key

group = AppGroup("lti", help="Launches from learning platforms.")


@group.command()
def key() -> None:
    """Make the site's own key, once."""
    if find_spec(LIBRARY) is None:
        raise click.ClickException(f"the extra lti is not installed: pip install {LIBRARY}")
    made = own_key.make()
    click.echo(f"{'wrote' if made else 'there already:'} {own_key.path()}")
