"""A site that one learning platform may launch, and people who come from there."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from app.extensions import db, limiter
from app.lti import launch
from app.lti.key_sets import KeySets
from app.models import Base
from tests.conftest import testing_config
from tests.learning_platform import LearningPlatform, Visitor, served


@pytest.fixture(scope="module")
def platform_and_site(app, tmp_path_factory) -> Iterator[tuple[LearningPlatform, Flask]]:
    """Both for all tests of a file. The shared limiter is put back afterwards."""
    folder = tmp_path_factory.mktemp("launches")
    before = dict(vars(limiter))
    with served() as made:
        (folder / "platforms.toml").write_text(made.toml)
        settings = testing_config(
            database_url=f"sqlite:///{folder / 'site.sqlite3'}",
            lti_platforms=str(folder / "platforms.toml"),
        )
        site = create_app(settings)
        site.instance_path = str(folder / "instance")
        with site.app_context():
            Base.metadata.create_all(db.engine)
        yield made, site
    with site.app_context():
        db.engine.dispose()
    vars(limiter).clear()
    vars(limiter).update(before)


@pytest.fixture
def platform(platform_and_site) -> LearningPlatform:
    """As it was at first."""
    made, _site = platform_and_site
    vars(made).update(vars(replace(made, kid="key-1", asked=[], answer=None)))
    return made


@pytest.fixture
def site(platform_and_site, platform, monkeypatch) -> Flask:
    """With nothing in it."""
    _platform, made = platform_and_site
    with made.app_context():
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
    monkeypatch.setattr(launch, "key_sets", KeySets())
    limiter.reset()
    return made


@pytest.fixture
def visitor(site, platform) -> Callable[[], Visitor]:
    """visitor() is somebody else each time."""
    return lambda: Visitor(site, platform)
