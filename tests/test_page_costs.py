"""Pages stay light; what they cost in time is for `./run bench`, which has no other load beside it."""

import pytest

from tests.answered import visitor
from tests.page_costs import PAGES, weights


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(client, path):
    size = weights(visitor(client).get(path).text)
    assert 0 < size["page"] <= 100_000
    assert size["page_brotli"] < size["page"] / 2
    assert 0 < size["styles"] <= 40_000
    assert size["scripts"] <= 30_000


def test_scripts_are_counted_with_what_they_import(client):
    size = weights(visitor(client).get("/en/quiz/coffee").text)
    assert size["scripts"] > 0
