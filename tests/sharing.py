"""A visitor with a result, and a page they have shared: a fixture of several folders."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from app.quiz.state import COOKIE
from app.share.shown import PARTS
from tests.answered import visitor
from tests.pages import Pages


class Shared(NamedTuple):
    """Paths of a shared page."""

    page: str
    owner: str

    @property
    def key(self) -> str:
        return self.page.rsplit("/", 1)[1]


@pytest.fixture
def share(client: FlaskClient, page: Pages) -> Callable[..., Shared]:
    """share("headline", "top") makes a page that shows these parts."""

    def make(*parts: str, values: dict | None = None) -> Shared:
        assert set(parts) <= set(PARTS)
        visitor(client, values)
        soup = page.post("/en/share", dict.fromkeys(parts, "y"))
        client.delete_cookie(COOKIE)
        address, owner = (
            urlsplit(str(soup.select_one(name)["value"])).path
            for name in ("#address", "#owner-address")
        )
        return Shared(address, owner)

    return make
