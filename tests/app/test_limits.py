"""Only views have limits: what the extension would look for before each request is not looked for."""

from app.extensions import limiter


def test_nothing_but_views_has_a_limit(app):
    manager = limiter.limit_manager
    assert not manager.default_limits
    assert not manager.application_limits
    assert not manager._blueprint_limits
