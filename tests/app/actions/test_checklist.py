"""The visitor's own list: kept in their browser, changed by forms, deleted by a button."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.actions import checklist
from app.actions.catalogue import actions
from tests.answered import visitor
from tests.pages import Pages


def listed(page: Pages) -> dict[str, str]:
    """Action id → state, as the page shows it."""
    soup = page("/en/checklist")
    checked = soup.select("input[type=radio][checked]")
    states = {str(box["name"]).removeprefix("state."): str(box["value"]) for box in checked}
    return {name: state for name, state in states.items() if state != "off"}


def test_an_empty_list_says_so_and_offers_some(page: Pages):
    soup = page("/en/checklist")
    assert "Nothing is on your list yet" in soup.get_text()
    assert len(soup.select(".tick-row")) == 6
    assert page.response.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in page.response.headers or "checklist" not in str(
        page.response.headers.getlist("Set-Cookie")
    )


def test_an_action_is_put_on_the_list_done_and_taken_off(page: Pages):
    page.post("/en/checklist", {"state.ask_your_bank": "plan"}, form_at="/en/actions/ask_your_bank")
    assert listed(page) == {"ask_your_bank": "plan"}
    assert "On your list." in page("/en/actions/ask_your_bank").get_text()
    page.post("/en/checklist", {"state.ask_your_bank": "done", "state.canteen": "plan"})
    assert listed(page) == {"ask_your_bank": "done", "canteen": "plan"}
    assert "On your list as done." in page("/en/actions/ask_your_bank").get_text()
    page.post("/en/checklist", {"state.ask_your_bank": "off"})
    assert listed(page) == {"canteen": "plan"}


def test_a_button_deletes_all_of_it(page: Pages):
    page.post("/en/checklist", {"state.canteen": "plan"})
    assert listed(page)
    page.post("/en/checklist/forget", form_at="/en/checklist")
    assert listed(page) == {}
    assert page.client.get_cookie(checklist.COOKIE) is None


def test_deleting_answers_leaves_the_list(client: FlaskClient):
    page = Pages(visitor(client))
    page.post("/en/checklist", {"state.canteen": "plan"})
    page.post("/en/quiz/forget", form_at="/en/result")
    assert listed(page) == {"canteen": "plan"}


def test_what_is_suggested_is_ranked_and_not_on_the_list_yet(client: FlaskClient):
    page = Pages(visitor(client))
    names = [str(box["name"]) for box in page("/en/checklist").select(".tick-row input[value=off]")]
    assert "state.us_section_307" in names
    soup = page.post("/en/checklist", {"state.us_section_307": "plan"})
    offered = [str(box["name"]) for box in soup.select("input[value=off][checked]")]
    assert len(offered) == 6
    assert "state.us_section_307" not in offered


def test_the_cookie_is_for_the_site_alone(page: Pages):
    page.post("/en/checklist", {"state.canteen": "plan"})
    response = page.client.post(
        "/en/checklist",
        data={
            "csrf_token": page("/en/checklist").select_one("[name=csrf_token]")["value"],
            "state.canteen": "done",
        },
    )
    assert response.status_code == 303
    [cookie] = [c for c in response.headers.getlist("Set-Cookie") if c.startswith("checklist=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Max-Age={checklist.DAYS * 24 * 60 * 60}" in cookie


@pytest.mark.parametrize(
    "data", [{"state.nothing": "plan"}, {"state.canteen": "maybe"}, {"state.": "plan"}]
)
def test_what_does_not_exist_is_refused_and_changes_nothing(page: Pages, data: dict[str, Any]):
    page.post("/en/checklist", {"state.canteen": "plan"})
    page.post("/en/checklist", data, status=400)
    assert listed(page) == {"canteen": "plan"}


def test_without_the_token_nothing_is_changed(client: FlaskClient):
    assert client.post("/en/checklist", data={"state.canteen": "plan"}).status_code == 400
    assert client.post("/en/checklist/forget").status_code == 400
    assert listed(Pages(client)) == {}


@pytest.mark.parametrize("token", ["", "x", "eyJ2IjoxfQ.aaaa.bbbb", "x" * 3_900])
def test_a_cookie_that_is_not_ours_is_an_empty_list(client: FlaskClient, token: str):
    client.set_cookie(checklist.COOKIE, token)
    assert listed(Pages(client)) == {}


def test_answers_are_not_taken_for_a_list(client: FlaskClient):
    visitor(client)
    client.set_cookie(checklist.COOKIE, client.get_cookie("answers").value)
    assert listed(Pages(client)) == {}


def test_every_action_fits_into_the_cookie(app: Flask):
    with app.test_request_context("/en/"):
        response = app.make_response("")
        checklist.save(response, {action.id: checklist.PLAN for action in actions()})
        cookie = response.headers["Set-Cookie"]
        assert len(cookie.partition(";")[0]) < checklist.MAX_BYTES
