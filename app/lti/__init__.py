"""Launches from a learning platform such as Moodle or Canvas, by LTI 1.3.

They are there only where LTI_PLATFORMS names a file, and need the extra `lti`. Of whoever launches
nothing is kept; of the course a hash.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from flask import Flask

from app.config import Config, ConfigError
from app.lti import guide, platforms

__all__ = ["guide", "init_app"]

LIBRARY = "pylti1p3"


def init_app(app: Flask, config: Config) -> None:
    """Add the launches where platforms are named."""
    if not config.lti_platforms:
        return
    if find_spec(LIBRARY) is None:
        raise ConfigError(
            "LTI_PLATFORMS is set, but the extra lti is not installed: pip install pylti1p3"
        )
    from app.lti.routes import bp  # only here: it loads the library

    app.extensions["lti"] = platforms.load(
        Path(config.lti_platforms), on_this_machine=not config.production
    )
    app.register_blueprint(bp)
