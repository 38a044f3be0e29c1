"""Campaigns are made for these tests."""

from tests.campaigning import make_campaign  # noqa: F401
