"""Settings of the evidence's tests."""

from pathlib import Path

BUILD = Path(__file__).parent / "build"


def pytest_ignore_collect(collection_path):
    """Let pytest into ``build/``: it passes by folders of that name, which seldom hold source."""
    return False if collection_path == BUILD else None
