"""Each error page is calm, complete and in the site's own words."""

import pytest
from bs4 import BeautifulSoup
from flask import abort
from sqlalchemy.exc import OperationalError

from app.errors import WORDS
from tests.pages import Pages, check_controls, check_fetched, check_frame, check_inline_code

SAID = {
    400: "We could not read that request",
    404: "There is no page here",
    405: "This page cannot be used that way",
    410: "This page is no longer kept",
    413: "That was too much at once",
    429: "Too many tries in a short time",
    503: "This part of the site is resting",
}


@pytest.fixture
def broken(make_app):
    """A site with views that fail in every way."""
    site = make_app()
    site.config["PROPAGATE_EXCEPTIONS"] = False

    def database_gone():
        raise OperationalError("SELECT 1", {}, Exception("password=hunter2"))

    def crash():
        raise RuntimeError("secret-detail of the crash")

    for code in SAID:
        site.add_url_rule(f"/fail/{code}", f"fail{code}", lambda code=code: abort(code))
        site.add_url_rule(f"/api/fail/{code}", f"api{code}", lambda code=code: abort(code))
    site.add_url_rule("/fail/teapot", "teapot", lambda: abort(418))
    site.add_url_rule("/fail/bad-gateway", "gateway", lambda: abort(502))
    site.add_url_rule("/fail/database", "database", database_gone)
    site.add_url_rule("/fail/crash", "crash", crash)
    site.add_url_rule("/api/crash", "api_crash", crash)
    return site


def test_there_are_words_for_every_code_tested_here():
    assert set(WORDS) == set(SAID)


@pytest.mark.parametrize("code", SAID)
def test_the_page_says_what_happened_and_leads_on(broken, code):
    soup = Pages(broken.test_client())(f"/fail/{code}", status=code)
    assert soup.h1.text == SAID[code]
    assert len(soup.select("main p")) >= 4
    assert soup.select_one("main a.button")["href"] == "/en/"


@pytest.mark.parametrize("code", SAID)
def test_under_api_the_answer_is_json(broken, code):
    response = broken.test_client().get(f"/api/fail/{code}")
    assert response.status_code == code
    assert response.mimetype == "application/problem+json"
    assert response.json["status"] == code


def test_a_code_without_words_of_its_own_still_gets_a_page(broken):
    soup = Pages(broken.test_client())("/fail/teapot", status=418)
    assert soup.h1.text == SAID[400]


def test_the_way_to_report_a_broken_link_names_the_page_without_its_query(page):
    soup = page("/en/nothing?token=abc", status=404)
    link = soup.select_one("main a.button--quiet")["href"]
    assert link == "/en/report?page=/en/nothing"


def test_a_wrong_method_says_which_are_right(client):
    response = client.put("/en/report/thanks")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert SAID[405] in response.text


def test_a_form_too_large_is_refused(page):
    page.post("/en/report", {"text": "x" * 70_000}, status=413)


def test_too_many_fields_are_refused(client):
    response = client.post(
        "/en/report",
        data={f"f{i}": "x" for i in range(300)},
        content_type="multipart/form-data",
    )
    assert response.status_code == 413
    assert SAID[413] in response.text


@pytest.mark.parametrize("path", ["/fail/crash", "/fail/bad-gateway"])
def test_an_unexpected_error_shows_nothing_of_itself(broken, path, caplog):
    response = broken.test_client().get(path)
    assert response.status_code == 500
    text = response.text
    assert "Something broke on our side" in text
    assert "secret-detail" not in text
    assert "Traceback" not in text
    assert response.headers["X-Request-Id"] in text
    assert 'href="/static/css/base.css"' in text


def test_the_500_page_stands_on_its_own(broken, monkeypatch):
    """It must come even when templates, translations and the session are what broke."""

    def fail(*_args, **_kwargs):
        raise RuntimeError("broken too")

    monkeypatch.setattr("app.errors.render_template", fail)
    monkeypatch.setattr("flask_babel.get_translations", fail)
    monkeypatch.setattr(type(broken.session_interface), "open_session", fail)
    response = broken.test_client().get("/en/nothing")
    assert response.status_code == 500
    assert "Something broke on our side" in response.text
    assert "broken too" not in response.text


def test_the_500_page_is_a_whole_page(broken):
    soup = BeautifulSoup(broken.test_client().get("/fail/crash").data, "html.parser")
    assert check_frame(soup, "/", {"en"}) == []
    assert check_inline_code(soup) == []
    assert check_fetched(soup) == []
    assert check_controls(soup, "/") == []


def test_a_crash_under_api_is_json_without_details(broken):
    response = broken.test_client().get("/api/crash")
    assert response.status_code == 500
    assert response.json == {"type": "about:blank", "title": "Internal Server Error", "status": 500}


def test_an_unreachable_database_is_not_our_whole_site(broken):
    soup = Pages(broken.test_client())("/fail/database", status=503)
    assert "hunter2" not in str(soup)
    assert "SELECT" not in str(soup)
