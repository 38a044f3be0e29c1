"""Headers on every kind of answer, trusted names, sizes, cookies, forms of strangers."""

import pytest

from app.security import CONTENT_SECURITY_POLICY
from tests.conftest import SECRET

ANSWERS = {
    "page": ("GET", "/en/", 200),
    "redirect": ("GET", "/", 302),
    "json": ("GET", "/health", 200),
    "static": ("GET", "/static/css/base.css", 200),
    "missing": ("GET", "/en/nothing", 404),
    "method": ("POST", "/health", 405),
    "refused form": ("POST", "/en/report", 400),
}


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_carries_the_headers(client, method, path, status):
    with client.open(path, method=method) as response:
        assert response.status_code == status
        headers = response.headers
        assert headers.getlist("Content-Security-Policy") == [CONTENT_SECURITY_POLICY]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]


def test_the_policy_has_no_hole():
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


def test_pages_are_not_kept_by_a_proxy(client):
    assert client.get("/en/report").headers["Cache-Control"] == "private, no-cache"


def test_an_untrusted_host_gets_no_page(make_app):
    site = make_app(trusted_hosts=("example.org",))
    assert site.test_client().get("/en/", headers={"Host": "example.org"}).status_code == 200
    stranger = site.test_client().get("/en/", headers={"Host": "evil.example"})
    assert stranger.status_code == 400
    assert b"evil" not in stranger.data
    assert stranger.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_a_form_without_its_token_changes_nothing(client, page):
    response = client.post("/en/report", data={"text": "no token"})
    assert response.status_code == 400
    assert "reload the page" in response.text


def test_a_form_with_a_token_of_another_visitor_changes_nothing(app, client):
    stranger = app.test_client()
    text = stranger.get("/en/report").text
    token = text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert client.post("/en/report", data={"text": "x", "csrf_token": token}).status_code == 400


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    cookie = client.get("/en/report").headers["Set-Cookie"]
    assert cookie.startswith("answers=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert SECRET not in cookie


def test_the_address_behind_a_proxy_counts_only_when_a_proxy_is_declared(make_app):
    def seen_as(site):
        site.add_url_rule("/seen", "seen", lambda: __import__("flask").request.remote_addr)
        return site.test_client().get("/seen", headers={"X-Forwarded-For": "203.0.113.9"}).text

    assert seen_as(make_app()) == "127.0.0.1"
    assert seen_as(make_app(proxy_hops=1)) == "203.0.113.9"
