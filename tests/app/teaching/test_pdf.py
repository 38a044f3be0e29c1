"""Parts of the pack as PDF, from our own files alone; without the library there is no link."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from PIL import ImageFile

from app.config import PROJECT
from app.teaching import content, pdf
from app.teaching.parts import PARTS
from tests.pages import Pages

AGES = list(content.ages())


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    pdf.forget()
    yield
    pdf.forget()


@pytest.fixture
def library() -> None:
    """Skip where the library cannot be used; fail where everything has to be there."""
    if pdf.available():
        return
    reason = "no PDF: weasyprint is not installed, or libpango is missing"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for a connection or a name fails the test."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a request leaves the machine")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def laid_out(app: Flask, monkeypatch: pytest.MonkeyPatch, path: str):
    """The document behind an address."""
    made = []

    def keep(html: str, base_url: str, paper: str) -> bytes:
        made.append(pdf.document(html, base_url, paper))
        return b"%PDF"

    monkeypatch.setattr(pdf, "make", keep)
    assert app.test_client().get(path).status_code == 200
    return made[0]


def headings(document) -> list[str]:
    def inside(tree) -> Iterator[str]:
        for label, _place, children, _state in tree:
            yield label
            yield from inside(children)

    return list(inside(document.make_bookmark_tree()))


@pytest.mark.usefixtures("library")
def test_broken_pictures_are_refused_elsewhere_as_before(app: Flask):
    """The library lets them through in the whole process when it is loaded."""
    with app.test_request_context("/en/"):
        pdf.document("<p>.</p>", "http://localhost/", "A4")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


@pytest.mark.usefixtures("library", "no_network")
def test_a_part_is_made_without_asking_anybody(client: FlaskClient):
    response = client.get("/en/teach/11-14/glossary.pdf")
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert len(response.data) > 5000
    assert "teach-11-14-glossary.pdf" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"].startswith("public")
    again = client.get(
        "/en/teach/11-14/glossary.pdf", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("age", AGES)
def test_a_handout_is_one_page_with_its_title(
    app: Flask, monkeypatch: pytest.MonkeyPatch, age: str, paper: str
):
    document = laid_out(app, monkeypatch, f"/en/teach/{age}/handout.pdf?paper={paper}")
    assert len(document.pages) == 1
    assert headings(document)[0] == content.handouts()[age].title
    assert document.metadata.title.startswith("Handout, ")
    assert document.metadata.lang == "en"
    width = {"a4": 210, "letter": 215.9}[paper] / 25.4 * 96
    assert document.pages[0].width == pytest.approx(width, abs=1)


@pytest.mark.usefixtures("library")
@pytest.mark.slow
def test_a_pack_holds_every_part(app: Flask, monkeypatch: pytest.MonkeyPatch):
    document = laid_out(app, monkeypatch, "/en/teach/11-14/pack.pdf?country=GBR")
    found = headings(document)
    assert found[0] == "Teaching pack, 11 to 14 years"
    for title in ("Teacher’s guide", "Discussion cards", "Fact cards", "Answers and notes"):
        assert title in found
    for plan in content.plans("11-14").values():
        assert plan.title in found
    assert len(document.pages) > 20


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(("part", "each"), [("cards", 2), ("facts", 4)])
def test_cards_fill_their_pages(app: Flask, monkeypatch: pytest.MonkeyPatch, part: str, each: int):
    cards = content.talk_cards() if part == "cards" else content.fact_cards()
    document = laid_out(app, monkeypatch, f"/en/teach/14-18/{part}.pdf?paper=letter")
    assert len(document.pages) == len(content.at("14-18", cards)) / each


@pytest.mark.usefixtures("library")
def test_only_our_own_files_are_read(app: Flask):
    with app.test_request_context("/en/"):
        base = request.url_root
        fetcher = pdf._fetcher(base)
        assert b"--paper" in fetcher.fetch(f"{base}static/css/tokens.css").read()
        for url in (
            "https://example.org/x.css",
            "file:///etc/passwd",
            f"{base}static/../config.py",
            f"{base}static/%2e%2e/config.py",
            f"{base}en/teach",
            "http://127.0.0.1/",
        ):
            with pytest.raises(ValueError, match="not ours"):
                fetcher.fetch(url)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("part", [part.id for part in PARTS])
def test_the_style_and_the_fonts_are_ours(app: Flask, monkeypatch: pytest.MonkeyPatch, part: str):
    """Every sign of it too: a machine without fonts makes the same sheet."""
    document = laid_out(app, monkeypatch, f"/en/teach/university/{part}.pdf?country=GBR")
    made = document.write_pdf(uncompressed_pdf=True)
    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]+\+([\w-]+)", made))
    assert fonts
    assert all(family.startswith(b"Noto") for family in fonts), fonts


def test_the_same_is_made_once(app: Flask, monkeypatch: pytest.MonkeyPatch):
    made = []

    class Paper:
        def write_pdf(self, **_options: object) -> bytes:
            made.append(1)
            return b"%PDF-"

    monkeypatch.setattr(pdf, "document", lambda *_arguments: Paper())
    monkeypatch.setattr(pdf, "available", lambda: True)
    for _time in range(3):
        assert app.test_client().get("/en/teach/11-14/glossary.pdf").status_code == 200
    assert len(made) == 1
    monkeypatch.setattr(pdf, "KEPT", 1)
    app.test_client().get("/en/teach/11-14/guide.pdf")
    assert len(pdf._kept) == 1


def test_who_asks_for_too_many_waits_and_what_is_kept_is_free(
    make_app, monkeypatch: pytest.MonkeyPatch
):
    app = make_app(pdf_limit="2 per hour")
    monkeypatch.setattr(
        pdf, "make", lambda html, *_rest: pdf._kept.setdefault(pdf._name(html), b"%")
    )
    monkeypatch.setattr(pdf, "available", lambda: True)
    client = app.test_client()
    asked = ["guide", "glossary", "guide", "facts", "glossary"]
    answers = [client.get(f"/en/teach/11-14/{part}.pdf").status_code for part in asked]
    assert answers == [200, 200, 200, 429, 200]


def test_when_many_wait_the_next_one_is_told_to_come_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pdf, "available", lambda: True)
    monkeypatch.setattr(pdf, "_waiting", threading.BoundedSemaphore(1))
    with pdf._waiting:
        page = Pages(client)
        page("/en/teach/11-14/guide.pdf", status=503)
    assert int(page.response.headers["Retry-After"]) > 0


def test_without_the_library_there_is_no_link_and_no_address(
    page: Pages, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pdf, "available", lambda: False)
    for path in ("/en/teach", "/en/teach/11-14", "/en/teach/11-14/guide"):
        assert "PDF" not in page(path).select_one("main").get_text()
    page("/en/teach/11-14/guide.pdf", status=404)
    page("/en/teach/11-14/pack.pdf", status=404)


def test_pages_do_not_wait_for_the_library():
    code = (
        "import sys; from app import create_app; from app.config import Config;"
        "site = create_app(Config('x' * 40, environment='testing'));"
        "assert site.test_client().get('/en/teach/11-14').status_code == 200;"
        "print('weasyprint' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip().endswith("False")


@pytest.mark.parametrize(
    "path", ["songs.pdf", "guide.pdf?paper=a0", "guide.pdf?country=XXX", "pack.pdf?paper="]
)
def test_a_pdf_that_does_not_exist(page: Pages, monkeypatch: pytest.MonkeyPatch, path: str):
    monkeypatch.setattr(pdf, "available", lambda: True)
    page(f"/en/teach/11-14/{path}", status=404)


def test_links_lead_to_both_papers(page: Pages, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "available", lambda: True)
    links = {a["href"] for a in page("/en/teach/11-14?country=GBR").select("main a")}
    assert "/en/teach/11-14/pack.pdf?country=GBR" in links
    assert "/en/teach/11-14/pack.pdf?paper=letter&country=GBR" in links
    for part in PARTS:
        links = {a["href"] for a in page(f"/en/teach/11-14/{part.id}").select("main a")}
        assert f"/en/teach/11-14/{part.id}.pdf" in links
