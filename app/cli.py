"""Commands of `flask`: database, static files, translations, reports; actions has its own file."""

from __future__ import annotations

import json

import click
from alembic import command
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from app import catalogues, static_files, words
from app.actions.command import group as actions
from app.campaigns.commands import group as campaigns
from app.classes.commands import group as classes
from app.database import alembic_config
from app.extensions import db
from app.groups import owners
from app.lti import nonces
from app.lti.commands import group as lti
from app.models import Campaign, Classroom
from app.reports.storage import KEPT_DAYS, newest_first, purge
from app.share import storage as shared_pages

database = AppGroup("db", help="The database and its migrations.")
assets = AppGroup("assets", help="Static files.")
translate = AppGroup("translate", help="Translation catalogues.")
reports = AppGroup("reports", help="What readers reported.")
shares = AppGroup("shares", help="Shared results.")


def init_app(app: Flask) -> None:
    for group in (database, assets, translate, reports, shares, actions, campaigns, classes, lti):
        app.cli.add_command(group)
    app.cli.add_command(prepare)


@click.command()
@with_appcontext
def prepare() -> None:
    """Make everything ready to serve: plotly.js, translations, database; delete what has expired."""
    static_files.write_vendor()
    catalogues.compile_all()
    command.upgrade(alembic_config(db.engine), "head")
    purge()
    shared_pages.purge()
    for kind in (Campaign, Classroom):
        owners.purge(kind)
    nonces.purge()


@database.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database to a revision, the newest by default."""
    command.upgrade(alembic_config(db.engine), revision)


@database.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database back to a revision."""
    command.downgrade(alembic_config(db.engine), revision)


@database.command()
def check() -> None:
    """Fail when the models have moved on without a migration."""
    command.check(alembic_config(db.engine))


@database.command()
@click.argument("message")
def revision(message: str) -> None:
    """Write a new migration from what changed in the models."""
    command.revision(alembic_config(db.engine), message, autogenerate=True)


@assets.command()
def vendor() -> None:
    """Write plotly.js out of its Python package."""
    for path in static_files.write_vendor():
        click.echo(f"{path.name}: {path.stat().st_size:,} bytes")


@assets.command()
def build() -> None:
    """Make the hashed, compressed copy that production serves."""
    static_files.write_vendor()
    click.echo(static_files.build())


@translate.command()
def update() -> None:
    """Take new texts into every catalogue and drop the unused ones."""
    gathered = catalogues.template()
    for path in catalogues.all_paths():
        catalogue = catalogues.read(path)
        if catalogues.texts(catalogue) != catalogues.texts(gathered):
            # A guess from a similar sentence would be shown to people unread.
            catalogue.update(gathered, no_fuzzy_matching=True)
            catalogues.write(catalogue, path)
        click.echo(f"{catalogue.locale}: {len(catalogue)} texts")
    catalogues.compile_all()


@translate.command("check")
def check_catalogues() -> None:
    """Fail when a catalogue does not fit the texts of the site."""
    gathered = catalogues.template()
    found = [
        line for path in catalogues.all_paths() for line in catalogues.problems(path, gathered)
    ]
    for line in found:
        click.echo(line)
    if found:
        raise click.ClickException("catalogues are stale; run ./run translate and commit them")
    unwanted = words.problems(gathered)
    unwanted += [
        line for path in catalogues.all_paths() for line in words.problems(catalogues.read(path))
    ]
    for line in sorted(set(unwanted)):
        click.echo(line)
    if unwanted:
        raise click.ClickException("some texts use words of app/words.toml")
    click.echo(f"{len(catalogues.texts(gathered))} texts, every catalogue fits")


@translate.command()
@click.argument("language")
def init(language: str) -> None:
    """Begin a catalogue for a language, such as sw or pt-BR."""
    path = catalogues.catalogue_path(language)
    if path.exists():
        raise click.ClickException(f"{path} is there already")
    catalogue = catalogues.Catalog(locale=path.parent.parent.name, fuzzy=False)
    catalogue.update(catalogues.template(), no_fuzzy_matching=True)
    catalogues.write(catalogue, path)
    click.echo(f"wrote {path}")


@translate.command("compile")
def compile_catalogues() -> None:
    """Write the compiled form that the site reads."""
    for path in catalogues.compile_all():
        click.echo(f"wrote {path}")


@reports.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_reports(as_json: bool) -> None:
    """Print the reports, newest first."""
    for report in newest_first():
        if as_json:
            row = {
                "id": report.id,
                "created_at": report.created_at.isoformat(timespec="seconds"),
                "page": report.page,
                "model_version": report.model_version,
                "data_version": report.data_version,
                "text": report.text,
            }
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            click.echo(f"{report.created_at:%Y-%m-%d %H:%M}  {report.page or '-'}  {report.id}")
            click.echo(f"  {report.text}")


@reports.command("purge")
@click.option("--days", default=KEPT_DAYS, show_default=True, type=click.IntRange(min=0))
def purge_reports(days: int) -> None:
    """Delete reports older than so many days."""
    click.echo(f"{purge(days)} deleted")


@shares.command("purge")
def purge_shares() -> None:
    """Delete shared pages whose time is over."""
    click.echo(f"{shared_pages.purge()} deleted")
