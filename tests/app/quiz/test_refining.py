"""After the first result: the map, a section's questions, follow-ups, the list of things, school."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup

import footprint_model as fm
from app.quiz import questions as q
from app.quiz.answers import Answers, listed_items
from app.quiz.ranking import section_states
from app.quiz.wording import answer_in_words
from tests.answered import SOME, everything_at, visitor
from tests.pages import Pages

CLOTHING = [name for name, item in listed_items().items() if item.category == "clothing"]


def leads_to(page: Pages, path: str, **data: str) -> str:
    token = page(path).select_one("input[name=csrf_token]")["value"]
    response = page.client.post(path, data={"csrf_token": token, **data})
    assert response.status_code == 303, BeautifulSoup(response.data, "html.parser").get_text()
    return str(response.headers["Location"])


@pytest.mark.parametrize("question_id", list(q.by_id()))
def test_every_question_has_its_page_with_and_without_answers(page: Pages, question_id: str):
    for answers in (SOME, everything_at("max"), everything_at("none"), everything_at("usual")):
        visitor(page.client, answers)
        soup = page(f"/en/quiz/{question_id}")
        assert soup.h1.text == q.by_id()[question_id].text
        assert len(page.response.data) < 34_000 or question_id == "country"


def test_the_map_begins_with_what_narrows_most():
    states = section_states(Answers(SOME))
    assert [state.value for state in states] == sorted(
        (state.value for state in states), reverse=True
    )
    assert {state.section.id for state in states} == {file.section.id for file in q.sections()}
    assert all(state.asked >= state.answered for state in states)


def test_the_map_counts_and_leads_into_each_section(page: Pages):
    visitor(page.client)
    soup = page("/en/quiz/map")
    for state in section_states(Answers(SOME)):
        section = soup.find(id=f"section-{state.section.id}")
        assert f"{state.answered} of {state.asked} answered" in section.text
        link = section.select_one("a.button")["href"]
        assert link.endswith("?then=map")
        assert "All sections" in page(link).select_one(".site-nav").text


def test_a_section_is_walked_to_its_end_and_back_to_the_map(page: Pages):
    visitor(page.client)
    where = "/en/quiz/sports?then=map"
    assert "Question" in page(where).select_one(".progress").text
    where = leads_to(page, where, amount="1")
    assert where == "/en/quiz/toys?then=map"
    visitor(page.client, {**everything_at("usual")})
    assert leads_to(page, "/en/quiz/sports?then=map", amount="1") == "/en/quiz/map#section-leisure"
    first = q.order_in()["leisure"][0].id
    data = {"mode": "usual", "go": "back"}
    where = leads_to(page, f"/en/quiz/{first}?then=map", **data)
    assert where == "/en/quiz/map#section-leisure"


def test_a_question_opened_from_the_result_returns_to_it(page: Pages):
    visitor(page.client)
    table = page("/en/result").select_one("#categories")
    link = next(a["href"] for a in table.select("a") if a["href"].endswith("/about/coffee"))
    asked = page(link).select_one(".review__change a")["href"]
    assert asked == "/en/quiz/coffee?then=result"
    assert leads_to(page, asked, amount="1") == "/en/result"
    page("/en/quiz/about/rent_housing", 404)


def test_each_part_of_a_block_keeps_its_own_answer_and_can_be_left_open(page: Pages):
    visitor(page.client)
    block = next(one for one in q.by_id().values() if isinstance(one, q.Block))
    first, second = block.asks[:2]
    leads_to(page, f"/en/quiz/{block.id}", **{f"{first}-mode": "usual"})
    review = page("/en/quiz/review")
    assert "Don’t know" in review.find(id=first).text
    assert not review.find(id=second)
    soup = page(f"/en/quiz/{block.id}")
    assert soup.select_one(f"input[name='{first}-mode'][checked]")["value"] == "usual"


def test_a_follow_up_is_asked_only_where_it_fits():
    for question in q.by_id().values():
        if question.show_if is None:
            continue
        assert not Answers({"country": "USA"}).asked(question)
    with_none = Answers({**SOME, "gold": 0})
    assert all(
        not with_none.in_play(one)
        for one in q.by_id().values()
        if one.show_if and one.show_if.question == "gold" and one.show_if.not_ == "none"
    )


def test_periods_and_units_come_back_as_they_were_given(page: Pages):
    asked = next(one for one in q.by_id().values() if isinstance(one, q.Number) and one.periods)
    other = next(period for period in asked.periods if period != asked.period)
    visitor(page.client)
    leads_to(page, f"/en/quiz/{asked.id}", amount="2,5", period=other)
    soup = page(f"/en/quiz/{asked.id}")
    assert soup.find(id="amount")["value"] == "2.5"
    assert soup.select_one("#period option[selected]")["value"] == other
    told = page("/en/quiz/review").find(id=asked.id).text
    assert {"day": "a day", "week": "a week", "month": "a month", "year": "a year"}[other] in told


def test_money_is_asked_in_the_countrys_currency_and_comes_back(page: Pages):
    asked = next(one for one in q.by_id().values() if one.spend and isinstance(one, q.Number))
    visitor(page.client, {"country": "JPN"})
    soup = page(f"/en/quiz/{asked.id}")
    assert not soup.select_one("details.spend").has_attr("open")
    assert "JPY" in soup.find(id="spend-unit").text
    leads_to(page, f"/en/quiz/{asked.id}", spend="3 000", spend_period="month")
    soup = page(f"/en/quiz/{asked.id}")
    assert soup.select_one("details.spend").has_attr("open")
    assert soup.find(id="spend")["value"] == "3000"
    assert "¥3,000 a month" in page("/en/quiz/review").find(id=asked.id).text
    both = page.post(f"/en/quiz/{asked.id}", {"spend": "5", "amount": "2"}, 422)
    assert "Keep one of them" in both.select_one("#error-summary").text


def test_without_a_country_no_money_is_asked(page: Pages):
    asked = next(one for one in q.by_id().values() if one.spend)
    assert not page(f"/en/quiz/{asked.id}").select_one("details.spend")


def test_bands_of_money_are_in_the_countrys_currency(page: Pages):
    visitor(page.client, {"country": "GBR", "household": 3})
    hints = page("/en/quiz/income").select(".choice__hint")
    assert len(hints) == 5
    low = fm.income_bounds("GBR", 3)[0]
    assert hints[0].text == f"up to about £{low:,.0f} a month"


def test_the_running_estimate_is_computed_and_nothing_is_kept(page: Pages):
    visitor(page.client, {"country": "USA"})
    before = page.client.get_cookie("answers").value
    soup = page("/en/quiz/tops")
    token = soup.select_one("input[name=csrf_token]")["value"]
    address = soup.select_one("form[data-estimate]")["data-estimate"]
    found = [
        page.client.post(address, data={"csrf_token": token, "amount": amount}).json
        for amount in ("1", "60", "heaps", "")
    ]
    assert [one["answered"] for one in found] == [True, True, False, False]
    assert found[0]["amount"] != found[1]["amount"]
    assert page.client.get_cookie("answers").value == before
    visitor(page.client, {"household": 2})
    assert page.client.post(address, data={"csrf_token": token, "amount": "1"}).json == {}


def test_the_catalogue_is_searched_by_a_plain_form_and_by_the_script(page: Pages):
    visitor(page.client)
    links = page("/en/quiz/items?q=jeans").select(".found a")
    assert links
    assert "jeans" in links[0].text.lower()
    answer = page.client.get("/en/quiz/items?q=jeans", headers={"Accept": "application/json"})
    assert [row["name"] for row in json.loads(answer.data)] == [link.text for link in links]
    assert "Accept" in answer.headers["Vary"]
    assert "Nothing found" in page("/en/quiz/items?q=qqqq").main.text


def test_a_list_asks_before_it_replaces_and_can_be_changed(page: Pages):
    visitor(page.client)  # tops are answered
    name, other = CLOTHING[:2]
    add = f"/en/quiz/items?add={name}"
    assert "take the place of that for Clothes" in page(add).find(id="add").text
    asked = page.post(f"/en/quiz/items/{name}", {"number": "3"}, form_at=add)
    assert "Tick the box" in asked.text
    assert "Nothing on it yet" in asked.find(id="list").text
    assert asked.find(id="number")["value"] == "3"
    sent = {"number": "3", "replace": "yes"}
    soup = page.post(f"/en/quiz/items/{name}", sent, form_at=add)
    assert re.search(r": 3 \w+", soup.find(id="list").text)
    soup = page.post(
        f"/en/quiz/items/{other}", {"number": "2"}, form_at=f"/en/quiz/items?add={other}"
    )
    assert len(soup.select("#list .found__row")) == 2
    assert "your own list counts" in page("/en/quiz/about/clothing").text
    wrong = page.post(f"/en/quiz/items/{name}", {"number": "lots"}, 422, form_at=add)
    assert "cannot read “lots”" in wrong.select_one("#error-summary").text
    soup = page.post(f"/en/quiz/items/{name}", {"go": "remove"}, form_at="/en/quiz/items")
    assert len(soup.select("#list .found__row")) == 1


def test_the_questions_for_school_are_chosen_remembered_and_left_again(page: Pages):
    link = page("/en/").select_one("a[href*='for=school']")["href"]
    assert page.client.get(link).headers["Location"] == "/en/quiz/country"
    for question in q.youth_path():
        page(f"/en/quiz/{question.id}")
    assert "of 15" in page("/en/quiz/toys").select_one(".progress").text
    for question_id in ("gold", "makeup", "tobacco", "home_help", "nails", "age"):
        page(f"/en/quiz/{question_id}", 404)
    leads_to(page, "/en/quiz/country", country="GBR")
    shown = page("/en/quiz/map").text
    assert not any(q.by_id()[name].short in shown for name in ("gold", "tobacco", "makeup", "age"))
    page.client.get("/en/quiz/?for=everyone")
    page("/en/quiz/gold")


def test_every_answer_has_words(app):
    for extreme in ("max", "none", "usual"):
        answers = Answers(everything_at(extreme))
        with app.test_request_context("/en/"):
            for name, answer in answers.values.items():
                assert answer_in_words(q.by_id()[name], answer), name
