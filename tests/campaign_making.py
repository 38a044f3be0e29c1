"""Campaigns made through the form, as a person would: for tests of several folders."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from app.groups.today import today
from app.quiz.state import COOKIE
from tests.pages import Pages

NEW = "/en/campaigns/new"
_numbers = itertools.count()


class Made(NamedTuple):
    """What the maker of a campaign was given."""

    slug: str
    manage: str
    words: list[str]

    @property
    def token(self) -> str:
        return self.manage.rsplit("/", 1)[1]


def fields(**changed: Any) -> dict[str, Any]:
    """The fields of a form that is good."""
    return {
        "name": "Fair shirts",
        "slug": f"fair-shirts-{next(_numbers)}",
        "languages": "en",
        "ends_on": (today() + timedelta(days=30)).isoformat(),
        "accent": "#0b5d5a",
        "ground": "#fbf8f2",
        **changed,
    }


@pytest.fixture
def made(page: Pages) -> Callable[..., Made]:
    """made(intro="…") makes a campaign with these fields."""

    def make(**changed: Any) -> Made:
        sent = fields(**changed)
        soup = page.post(NEW, sent)
        assert soup.h1.get_text() == "Your campaign is ready"
        address = urlsplit(str(soup.select_one("#manage-address")["value"])).path
        words = [item.get_text() for item in soup.select(".campaign-words li")]
        page.client.delete_cookie(COOKIE)
        return Made(sent["slug"], address, words)

    return make


def error(soup: Any, name: str) -> str:
    """What is said beside a field, which is also said at the top."""
    beside = soup.select_one(f"#{name}-error")
    assert beside, f"no error at {name}: {[tag['id'] for tag in soup.select('.field-error[id]')]}"
    assert soup.select_one(f"#error-summary a[href='#{name}']")
    return re.sub(r"\s+", " ", beside.get_text()).strip().removeprefix("Error: ")
