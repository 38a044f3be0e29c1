"""An origin is exact, or it is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.embed.origins import read_origin


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "https://www.example.co.uk",
        "https://example.org:8443",
        "https://xn--mnchen-3ya.de",
        "http://localhost:5000",
        "http://127.0.0.1:8000",
        "http://[::1]:8000",
    ],
)
def test_an_exact_origin_is_taken_as_it_is(text):
    assert read_origin(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "https://",
        "https://example.org/",
        "https://example.org/path",
        "https://example.org?x=1",
        "https://example.org#x",
        "https://*.example.org",
        "https://*",
        "*",
        "null",
        "http://example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user@example.org",
        "https://user:pw@example.org",
        "https://example.org:99999",
        "https://example.org:",
        "https://exa mple.org",
        "https://example.org\n",
        "https://münchen.de",
        "https://-bad.example",
        "https://[::1",
        "https://" + "a" * 300 + ".org",
    ],
)
def test_anything_else_is_refused(text):
    assert read_origin(text) is None


def test_capital_letters_are_written_small():
    assert read_origin("HTTPS://Example.ORG") == "https://example.org"


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_what_is_taken_is_stable(text):
    found = read_origin(text)
    assert found is None or read_origin(found) == found
