"""What SQLite needs at each connection, and the way to Alembic."""

from __future__ import annotations

from inspect import iscoroutinefunction
from typing import Any

from alembic.config import Config as AlembicConfig
from flask import Flask
from sqlalchemy import Engine, event

from app.config import PROJECT
from app.extensions import db

PRAGMAS = ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=5000")


def init_app(app: Flask) -> None:
    db.init_app(app)
    # The extension also closes asynchronous sessions, which we never open; doing so would start an
    # event loop at the end of every request.
    app.teardown_appcontext_funcs[:] = [
        function for function in app.teardown_appcontext_funcs if not iscoroutinefunction(function)
    ]
    with app.app_context():
        for engine in db.engines.values():
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _set_pragmas)


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def alembic_config(engine: Engine) -> AlembicConfig:
    """Return Alembic's settings for this engine; there is no alembic.ini to fall out of step."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(PROJECT / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = engine
    return config
