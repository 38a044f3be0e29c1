"""Settings of the model's tests."""

from pathlib import Path

from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: how fast the model is, is for `./run bench` to say.
settings.register_profile("model", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("model")

BUILD = Path(__file__).parent / "build"


def pytest_ignore_collect(collection_path):
    """Let pytest into ``build/``: it passes by folders of that name, which seldom hold source."""
    return False if collection_path == BUILD else None
