"""What a page of the questionnaire weighs on the way: with everything at first, by itself later."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.quiz import questions as q
from app.static_files import SOURCE
from tests.answered import SOME, everything_at, visitor

FIRST, LATER = 50_000, 12_000
OTHERS = ["map", "review", "items", "items?q=shirt", "keep", "paper", "paper?set=youth"]
VISITORS = {"new": None, "some": SOME, **{one: everything_at(one) for one in ("max", "usual")}}


def sent(client: FlaskClient, path: str) -> tuple[int, str]:
    """Bytes on the way, with all headers, and the page in them."""
    response = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert response.status_code == 200
    body = response.data
    text = gzip.decompress(body) if response.headers.get("Content-Encoding") else body
    return len(body) + len(str(response.headers)), text.decode()


def fetched(html: str) -> set[str]:
    """Every file of ours that the page makes a browser fetch."""
    soup = BeautifulSoup(html, "html.parser")
    found = {
        tag.get("src") or tag["href"]
        for tag in soup.select("script[src], link[rel=stylesheet], link[rel=icon]")
    }
    names = {str(url).removeprefix("/static/") for url in found}
    for name in [name for name in names if name.endswith(".js")]:
        text = (SOURCE / name).read_text(encoding="utf-8")
        names |= {
            str(Path(name).parent / path)
            for path in re.findall(r'^import [^"]*"\./([^"]+)"', text, flags=re.M)
        }
    return names


def packed(name: str) -> int:
    """As the site sends it in production, at the worse of its two packings."""
    data = (SOURCE / name).read_bytes()
    return min(len(data), len(gzip.compress(data, 9, mtime=0)))


@pytest.mark.parametrize("name", [*OTHERS, *q.by_id()])
def test_first_view_and_later_pages(client: FlaskClient, name: str):
    for who, answers in VISITORS.items():
        if answers:
            visitor(client, answers)
        weight, html = sent(client, f"/en/quiz/{name}")
        assert weight <= LATER, f"{who}: {weight} bytes"
        files = fetched(html)
        assert len(files) >= 4
        assert weight + sum(map(packed, files)) <= FIRST


def test_a_browser_that_takes_no_packed_pages_gets_them_plain(client: FlaskClient):
    visitor(client)
    plain = client.get("/en/quiz/map")
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    packed_ = client.get("/en/quiz/map", headers={"Accept-Encoding": "gzip"})
    without_tokens = [
        re.sub(r'value="[^"]{60,}"', "", text)
        for text in (plain.text, gzip.decompress(packed_.data).decode())
    ]
    assert without_tokens[0] == without_tokens[1]
    assert "gzip" not in client.get("/en/quiz/coffee").headers.get("Content-Encoding", "")
