"""The page of what-ifs: before and after, the reason per line, and keeping a change."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

import footprint_model as fm
from app.durations import duration
from app.quiz import state
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.results.changes import difference_in_words, share_in_words, two_amounts
from app.results.what_if import quick_what_ifs
from tests.answered import everything_at, visitor
from tests.pages import Pages

ADDRESS = "/en/result/what-if"
ANSWERS: dict[str, Any] = {
    "country": "GBR",
    "household": 2,
    "coffee": 2,
    "tops": 12,
    "phones": [1, 3],
    "computers": [2, 5],
    "takeaway": 4,
    "car_wash": 1,
}
MINUTE = 1 / (365 * 24 * 60)


@pytest.fixture
def open_page(client: FlaskClient) -> Any:
    """The checked page of a visitor with these answers."""

    def open_(query: str = "", values: dict[str, Any] | None = None) -> BeautifulSoup:
        return Pages(visitor(client, values or ANSWERS))(ADDRESS + query)

    return open_


def text_of(tag: Any) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ", strip=True))


def words_of(app: Flask, years: float) -> str:
    with app.test_request_context("/en/"):
        return duration(years * 365)


def test_before_and_after_stand_side_by_side(app: Flask, open_page: Any):
    soup = open_page("?tops_fewer=none")
    now, then = soup.select(".side__amount")
    before = fm.estimate(to_consumption(Answers(ANSWERS))).person_years.central
    after = fm.estimate(to_consumption(Answers({**ANSWERS, "tops": 0}))).person_years.central
    with app.test_request_context("/en/"):
        assert (text_of(now), text_of(then)) == two_amounts(before * 365, after * 365)
    assert len(soup.select(".side-bar")) == 2
    words = text_of(soup.select_one("[data-what-if-words]"))
    assert words.startswith(f"About {words_of(app, before - after)} less, most likely")


def test_each_line_has_its_reason(open_page: Any):
    soup = open_page("?phone_longer=two&tops_fewer=half")
    lines = {text_of(li.select_one(".change__name")): text_of(li) for li in soup.select(".change")}
    assert set(lines) == {"Clothes", "Phones and computers"}
    assert "T-shirts and tops: 6 tops a year instead of 12 tops a year." in lines["Clothes"]
    assert (
        "Phones: 1 phone, kept 5 years instead of 1 phone, kept 3 years. "
        "What is kept longer is bought less often." in lines["Phones and computers"]
    )


def test_another_country_is_one_reason_for_everything(open_page: Any):
    soup = open_page("?country=IND")
    general = text_of(soup.select_one("[data-part=reasons] .change__reasons"))
    assert general.startswith("Country: India instead of United Kingdom.")
    assert len(soup.select(".change")) > 40
    assert len(soup.select("[data-part=reasons] > div > .changes > .change")) == 6
    assert text_of(soup.select_one(".change-more summary")).endswith("more categories differ")


def test_a_label_is_said_to_move_nothing(open_page: Any):
    soup = open_page("?food_label=fairtrade")
    words = text_of(soup.select_one("[data-what-if-words]"))
    assert words.startswith("The estimate stays, but we are less sure: it could be up to")
    assert "Nobody has shown that this label lowers forced labour." in text_of(soup)


def test_small_effects_look_small(open_page: Any):
    soup = open_page("?phone_longer=one")
    words = text_of(soup.select_one("[data-what-if-words]"))
    assert words == "Less than a minute of difference. That is less than 1% of the whole."
    before, after = (float(bar.rect["width"]) for bar in soup.select(".side-bar"))
    assert abs(before - after) < 1


def test_nothing_is_chosen_at_first_and_nothing_is_promised(open_page: Any):
    soup = open_page()
    assert text_of(soup.select_one("[data-what-if-words]")) == "Nothing is changed yet."
    assert not soup.select("[data-part=reasons] form")
    assert all(box["value"] == "" for box in soup.select("input[type=radio][checked]"))
    now, then = (text_of(one) for one in soup.select(".side__amount"))
    assert now == then


def test_what_changes_most_comes_first_and_the_country_is_always_there(open_page: Any):
    soup = open_page()
    shown = [text_of(one) for one in soup.select(".what-if__form > .try .try__title")]
    assert shown[0] == "Fewer T-shirts and tops"
    assert shown[-1] == "As if you lived in another country"
    assert len(shown) == 7


def test_an_origin_is_told_with_care(open_page: Any):
    soup = open_page("?coffee_origin=BRA")
    control = soup.find(id="coffee_origin")
    assert 2 < len(control.select("option")) < 25
    care = soup.find(id="care")
    assert "no reason to shun a country" in text_of(care)
    assert "care" in control["aria-describedby"].split()
    lines = {text_of(li.select_one(".change__name")): text_of(li) for li in soup.select(".change")}
    assert set(lines) == {"Coffee"}
    assert "Where coffee was grown: Brazil instead of no answer." in lines["Coffee"]
    assert "modelled" in lines["Coffee"]
    titles = [text_of(one) for one in soup.select(".try__title")]
    assert titles.index("Coffee from one country") > titles.index("Fewer T-shirts and tops")


def test_what_was_chosen_stays_chosen(open_page: Any):
    soup = open_page("?tops_fewer=half&car_wash_none=none&country=DEU")
    assert soup.select_one("#tops_fewer-half[checked]")
    assert soup.select_one("#car_wash_none-none[checked]")
    assert soup.select_one("#country option[selected]")["value"] == "DEU"
    # A choice among those that are folded away unfolds them.
    folded = soup.select_one("details.try-more")
    assert folded.select_one("#car_wash_none-none") is None or folded.has_attr("open")


@pytest.mark.parametrize(
    "query",
    [
        "?tops_fewer=%00",
        "?tops_fewer=half&tops_fewer=none",
        "?country=%3Cscript%3E",
        "?" + "&".join(f"x{n}={n}" for n in range(300)),
        "?part=nonsense",
        "?phone_longer=" + "9" * 4000,
        "?tops_fewer=half%F0%28%8C%28",
    ],
)
def test_an_odd_address_shows_the_page(open_page: Any, query: str):
    assert open_page(query).select_one(".sides")


def test_the_address_holds_choices_and_no_answers(open_page: Any):
    soup = open_page("?tops_fewer=half")
    values = {box["value"] for box in soup.select(".what-if__form input, .what-if__form option")}
    assert not values & {"12", "6", "12.0", "6.0"}
    assert soup.select_one(".what-if__form")["method"] == "get"
    assert not soup.select(".what-if__form input[name=csrf_token]")


def test_a_script_gets_the_outcome_alone(client: FlaskClient):
    response = visitor(client, ANSWERS).get(ADDRESS + "?tops_fewer=half&part=outcome")
    assert response.status_code == 200
    soup = BeautifulSoup(response.text, "html.parser")
    whole = BeautifulSoup(client.get(ADDRESS + "?tops_fewer=half").text, "html.parser")
    for part in ("summary", "reasons", "strip"):
        alone, among = (text_of(one.select_one(f"[data-part={part}]")) for one in (soup, whole))
        assert alone == among
        assert alone
    assert not soup.html
    assert len(response.data) < 8_000
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("query", ["tops_fewer=half&phone_longer=two", "country=IND"])
def test_the_outcome_takes_little_time(client: FlaskClient, query: str):
    """Less than 50 ms of the server's work, also for somebody who answered everything."""
    visitor(client, everything_at("max", "GBR"))
    client.get(f"{ADDRESS}?part=outcome&{query}")
    times = []
    for _time in range(5):
        start = time.process_time()
        client.get(f"{ADDRESS}?part=outcome&{query}")
        times.append(time.process_time() - start)
    assert sorted(times)[2] < 0.05


def kept(client: FlaskClient) -> Answers:
    cookie = client.get_cookie(state.COOKIE)
    assert cookie
    with client.application.test_request_context(
        "/en/", headers={"Cookie": f"{state.COOKIE}={cookie.value}"}
    ):
        return state.load_answers()


def test_keeping_writes_the_answer_and_shows_the_result(client: FlaskClient):
    pages = Pages(visitor(client, ANSWERS))
    soup = pages(ADDRESS + "?tops_fewer=half&phone_longer=two")
    form = soup.select_one("[data-part=reasons] form")
    sent = {box["name"]: box["value"] for box in form.select("input[type=hidden]")}
    assert text_of(form.button) == "Keep these changes"
    pages.post(ADDRESS, sent, form_at=ADDRESS + "?tops_fewer=half")
    assert pages.response.request.path == "/en/result"
    assert kept(client) == Answers({**ANSWERS, "tops": 6, "phones": [1, 5]})


def test_keeping_needs_the_token(client: FlaskClient):
    response = visitor(client, ANSWERS).post(ADDRESS, data={"tops_fewer": "half"})
    assert response.status_code == 400
    assert kept(client) == Answers(ANSWERS)


def test_looking_keeps_nothing(client: FlaskClient):
    response = visitor(client, ANSWERS).get(ADDRESS + "?tops_fewer=half")
    assert "answers=" not in " ".join(response.headers.getlist("Set-Cookie"))


def test_without_answers_the_questions_come_first(client: FlaskClient):
    for query in ("", "?part=outcome"):
        response = client.get(ADDRESS + query)
        assert response.status_code == 302
        assert response.location.startswith("/en/quiz")


@pytest.mark.parametrize("extreme", ["max", "none", "usual"])
def test_any_answers_have_a_page(open_page: Any, extreme: str):
    soup = open_page("?country=IND", everything_at(extreme))
    assert len(soup.select(".side")) == 2


def test_the_panel_on_the_result_leads_there(app: Flask, client: FlaskClient):
    pages = Pages(visitor(client, ANSWERS))
    panel = pages("/en/result").select_one("#what-if")
    form = panel.form
    assert form["action"] == ADDRESS
    buttons = form.select("button")
    assert 2 <= len(buttons) <= 3
    for button in buttons:
        shown = pages(f"{ADDRESS}?{button['name']}={button['value']}")
        assert text_of(shown.select_one("[data-what-if-words]")) != "Nothing is changed yet."
    with app.test_request_context("/en/"):
        answers = Answers(ANSWERS)
        assert len(quick_what_ifs(answers, fm.estimate(to_consumption(answers)))) == len(buttons)


def test_with_only_a_country_the_panel_still_offers_something(client: FlaskClient):
    pages = Pages(visitor(client, {"country": "IND"}))
    assert pages("/en/result").select_one("#what-if a")
    assert pages(ADDRESS).select(".try")


# --- words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "central", "high", "said"),
    [
        (0, 0, 0, "No difference."),
        (-0.4, -0.2, -0.1, "Less than a minute of difference."),
        (
            -90,
            -30,
            -10,
            "About 30 minutes less, most likely between 10 minutes and 1.5 hours less.",
        ),
        (10, 30, 90, "About 30 minutes more, most likely between 10 minutes and 1.5 hours more."),
        (-90, -30, 20, "About 30 minutes less, but it could also be up to 20 minutes more."),
        (-20, 30, 90, "About 30 minutes more, but it could also be up to 20 minutes less."),
        (
            -2,
            0,
            9,
            "The estimate stays, but we are less sure: it could be up to 2 minutes less or 9 minutes more.",
        ),
        (-3, -0.5, -0.1, "Less than a minute less; up to 3 minutes less is likely."),
        (0.1, 0.5, 3, "Less than a minute more; up to 3 minutes more is likely."),
        (-30, -30, -30, "About 30 minutes less."),
        (30, 30, 30, "About 30 minutes more."),
    ],
)
def test_a_difference_in_words(app: Flask, low: float, central: float, high: float, said: str):
    with app.test_request_context("/en/"):
        found = difference_in_words(fm.Interval(low * MINUTE, central * MINUTE, high * MINUTE))
    assert found == said


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0, ""),
        (-0.001, "That is less than 1% of the whole."),
        (-0.05, "That is 5% of the whole."),
        (1.2, "That is 120% of the whole."),
        (4, "That is 4 times the whole."),
    ],
)
def test_a_share_in_words(app: Flask, part: float, said: str):
    with app.test_request_context("/en/"):
        assert share_in_words(part, 1.0) == said


def test_two_amounts_that_differ_do_not_read_the_same(app: Flask):
    with app.test_request_context("/en/"):
        assert two_amounts(11.4 / 24, 10.9 / 24) == ("11.4 hours", "10.9 hours")
        assert two_amounts(17 / 24, 14 / 24) == ("17 hours", "14 hours")
        assert two_amounts(11.4 / 24, 11.4 / 24) == ("11 hours", "11 hours")
