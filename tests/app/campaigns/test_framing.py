"""Who may frame a campaign: the header says so on every answer, without asking twice."""

import re

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.campaigns import framing
from app.extensions import db
from app.static_files import SOURCE
from tests.campaign_making import fields, made  # noqa: F401

LISTED = "https://host.example\nhttps://www.host.example:8443"


def ancestors(response):
    [policy] = response.headers.getlist("Content-Security-Policy")
    [found] = re.findall(r"frame-ancestors ([^;]*)", policy)
    return found


def test_only_the_sites_it_names_and_our_own_pages(client, made):  # noqa: F811
    campaign = made(origins=LISTED)
    response = client.get(f"/embed/c/{campaign.slug}")
    assert response.status_code == 200
    assert ancestors(response) == "'self' https://host.example https://www.host.example:8443"
    assert "X-Frame-Options" not in response.headers


def test_everybody_when_it_names_none(client, made):  # noqa: F811
    assert ancestors(client.get(f"/embed/c/{made().slug}")) == "*"


@pytest.mark.parametrize("slug", ["nobody-has-this", "a", "A" * 30, "x" * 300, "%00", "..", "é"])
def test_nobody_when_there_is_no_such_campaign(client, slug):
    response = client.get(f"/embed/c/{slug}")
    assert response.status_code in (404, 410)
    assert ancestors(response) == "'none'"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "", 400),  # a state that is not ours
        ("PUT", "", 405),
        ("GET", "/add", 405),
        ("POST", "/add", 400),
        ("GET", "/nothing", 404),
    ],
)
def test_errors_are_framed_like_the_page(client, made, method, path, status):  # noqa: F811
    campaign = made(origins=LISTED)
    response = client.open(f"/embed/c/{campaign.slug}{path}", method=method)
    assert response.status_code == status
    assert ancestors(response).startswith("'self' https://host.example ")


def test_too_large_a_form_is_framed_like_the_page(client, made):  # noqa: F811
    campaign = made(origins=LISTED)
    response = client.post(f"/embed/c/{campaign.slug}", data={"state": "x" * 100_000})
    assert response.status_code == 413
    assert ancestors(response).startswith("'self'")


def test_other_frames_and_pages_stay_as_they_are(client, made):  # noqa: F811
    campaign = made(origins=LISTED)
    assert ancestors(client.get("/embed/quiz")) == "*"
    assert ancestors(client.get(f"/en/c/{campaign.slug}")) == "'none'"
    assert ancestors(client.get("/en/campaigns")) == "'none'"


def test_a_change_holds_at_once_and_a_deleted_campaign_is_framed_by_nobody(client, page, made):  # noqa: F811
    campaign = made(origins=LISTED)
    page.post(f"{campaign.manage}/edit", fields(origins="https://other.example"))
    assert ancestors(client.get(f"/embed/c/{campaign.slug}")) == "'self' https://other.example"
    page.post(f"{campaign.manage}/delete")
    assert ancestors(client.get(f"/embed/c/{campaign.slug}")) == "'none'"


def test_the_campaign_is_asked_for_once(app, client, made):  # noqa: F811
    campaign = made(origins=LISTED)
    asked = []

    def note(_connection, _cursor, statement, *_more):
        if "campaign.slug =" in statement:
            asked.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    try:
        client.get(f"/embed/c/{campaign.slug}")
    finally:
        with app.app_context():
            event.remove(db.engine, "before_cursor_execute", note)
    assert len(asked) == 1


def test_without_a_database_nobody_frames_it(app, client, monkeypatch):
    def unreachable(_slug):
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(framing, "find", unreachable)
    assert ancestors(client.put("/embed/c/fair-shirts")) == "'none'"


# --- the theme a host or a preview asks for -------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_frame_is_shown_in_the_theme_that_is_asked_for(page, made, scheme):  # noqa: F811
    soup = page(f"/embed/c/{made().slug}?scheme={scheme}")
    assert soup.html["data-scheme"] == scheme
    assert soup.select_one("meta[name=color-scheme]")["content"] == scheme
    assert bool(soup.select("link[href$='dark.css']")) == (scheme == "dark")


@pytest.mark.parametrize("scheme", ["", "sepia", '"><b>'])
def test_another_theme_is_none(page, made, scheme):  # noqa: F811
    soup = page(f"/embed/c/{made().slug}", query_string={"scheme": scheme})
    assert not soup.html.get("data-scheme")
    assert soup.select_one("meta[name=color-scheme]")["content"] == "light dark"


def test_the_dark_theme_is_the_same_in_both_files():
    """Those who ask for it get what the device's own wish would give."""

    def tokens(text):
        return re.findall(r"(--[\w-]+): ([^;]+);", text)

    usual = (SOURCE / "css/tokens.css").read_text(encoding="utf-8")
    usual = usual.split("@media (prefers-color-scheme: dark) {", 1)[1].split("}", 1)[0]
    asked = (SOURCE / "css/dark.css").read_text(encoding="utf-8")
    assert tokens(usual)
    assert tokens(asked) == tokens(usual)
