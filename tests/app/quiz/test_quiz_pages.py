"""The pages of the questionnaire, without a browser."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

import footprint_model as fm
from app.quiz import questions as q
from tests.pages import Pages

IDS = [item.id for item in q.quick_path()]
PLAIN = {
    "country": {"country": "USA"},
    "household": {"amount": "3"},
    "phones": {"amount": "1", "years": "3"},
    "computers": {"amount": "2", "years": "5"},
    "building_work": {"mode": "small"},
}


def send(page: Pages, question_id: str, status: int = 200, **data: str) -> BeautifulSoup:
    return page.post(f"/en/quiz/{question_id}", data, status)


def say(page: Pages, question_id: str, **data: str) -> str:
    """Send an answer; return where it leads."""
    token = page(f"/en/quiz/{question_id}").select_one("input[name=csrf_token]")["value"]
    response = page.client.post(f"/en/quiz/{question_id}", data={"csrf_token": token, **data})
    assert response.status_code == 303, BeautifulSoup(response.data, "html.parser").get_text()
    return response.headers["Location"]


@pytest.mark.parametrize("question_id", IDS)
def test_each_question_has_its_page(page: Pages, question_id: str):
    soup = page(f"/en/quiz/{question_id}")
    asked = q.by_id()[question_id]
    assert soup.h1.text == asked.text
    position = IDS.index(question_id) + 1
    assert f"Question {position} of 15" in soup.select_one(".progress").text
    assert soup.select_one("progress")["value"] == str(position)
    assert asked.why_title in soup.select_one("details summary").text
    if asked.fact:
        assert str(asked.fact.year) in soup.select_one("details").text
        assert asked.fact.publisher in soup.select_one("details").text
    if asked.can_be_unknown:
        assert soup.select_one("input[type=radio][value=usual]")
    assert len(page.response.data) < 30_000


@pytest.mark.parametrize("question_id", [name for name in IDS if name != "country"])
def test_dont_know_is_an_answer_everywhere(page: Pages, question_id: str):
    say(page, question_id, mode="usual")
    soup = page("/en/quiz/review")
    assert "Don’t know" in soup.find(id=question_id).text


def test_the_first_page_is_the_first_open_question(client: FlaskClient, page: Pages):
    assert client.get("/en/quiz/").headers["Location"] == "/en/quiz/country"
    say(page, "country", country="USA")
    assert client.get("/en/quiz/").headers["Location"] == "/en/quiz/household"


def test_the_whole_path_leads_to_the_result(page: Pages):
    for question_id, following in zip(IDS, [*IDS[1:], None], strict=True):
        where = say(page, question_id, **PLAIN.get(question_id, {"amount": "2"}))
        assert where == (f"/en/quiz/{following}" if following else "/en/result")
    assert page.client.get("/en/quiz/").headers["Location"] == "/en/quiz/review"
    page("/en/result")


def test_answers_are_shown_again_as_they_were_typed(page: Pages):
    say(page, "chocolate", amount="1.5")
    assert page("/en/quiz/chocolate").find(id="amount")["value"] == "1.5"
    say(page, "phones", amount="2", years="3.5")
    soup = page("/en/quiz/phones")
    assert (soup.find(id="amount")["value"], soup.find(id="years")["value"]) == ("2", "3.5")
    say(page, "tops", mode="usual")
    assert page("/en/quiz/tops").select_one("input[value=usual]").has_attr("checked")
    say(page, "prawns", amount="0")
    assert page("/en/quiz/prawns").select_one("input[value=none]").has_attr("checked")
    say(page, "building_work", mode="room")
    assert page("/en/quiz/building_work").select_one("input[value=room]").has_attr("checked")
    say(page, "country", country="KEN")
    assert page("/en/quiz/country").select_one("option[value=KEN]").has_attr("selected")


BAD = [
    ("coffee", {}, "Type a number, or choose"),
    ("coffee", {"amount": "  "}, "Type a number, or choose"),
    ("coffee", {"amount": "lots"}, "cannot read “lots”"),
    ("coffee", {"amount": "1,500"}, "can mean 1500 or 1.5"),
    ("coffee", {"amount": "1e999"}, "Type the number in full"),
    ("coffee", {"amount": "1e5"}, "Type the number in full"),
    ("coffee", {"amount": "-1"}, "below zero"),
    ("coffee", {"amount": "16"}, "most we can use is 15 cups a day"),
    ("coffee", {"amount": "NaN"}, "not an amount"),
    ("coffee", {"amount": "inf"}, "not an amount"),
    ("coffee", {"amount": "3", "mode": "usual"}, "also chose another answer"),
    ("coffee", {"mode": "sometimes"}, "Choose one of the answers"),
    ("household", {"amount": "0"}, "least we can use is 1"),
    ("household", {"amount": "2.5"}, "whole number"),
    ("household", {"mode": "none"}, "Choose one of the answers"),
    ("used_share", {"amount": "101"}, "at most 100 percent"),
    ("phones", {"amount": "1"}, "for how many years"),
    ("phones", {"amount": "1", "years": "0"}, "least we can use is 1"),
    ("phones", {"amount": "1", "years": "30"}, "most we can use is 10 years"),
    ("phones", {"years": "3"}, "Type a number, or choose"),
    ("building_work", {}, "Choose one of the answers"),
    ("building_work", {"mode": "castle"}, "Choose one of the answers"),
    ("country", {}, "Choose the country"),
    ("country", {"country": "XXX"}, "no figures for that country"),
]


@pytest.mark.parametrize(("question_id", "data", "told"), BAD)
def test_bad_input_is_told_kindly_and_nothing_is_lost(
    page: Pages, question_id: str, data: dict[str, str], told: str
):
    say(page, "takeaway", amount="7")
    soup = send(page, question_id, 422, **data)
    summary = soup.select_one("#error-summary")
    assert told in summary.text
    assert told in soup.select_one(".field-error").text
    assert soup.title.text.startswith("Error:")
    for link in summary.select("a"):
        assert soup.find(id=link["href"][1:]).name in ("input", "select")
    if "amount" in data:
        box = soup.find(id="amount")
        assert box["value"].strip() == data["amount"].strip()
        if "years" not in data and "mode" not in data:
            described = box["aria-describedby"]
            assert question_id == "phones" or "amount-error" in described
    assert "7 meals a month" in page("/en/quiz/review").find(id="takeaway").text
    assert page("/en/quiz/review").find(id=question_id).select_one(".muted")


def test_what_was_typed_is_shown_as_text_never_as_markup(page: Pages):
    soup = send(page, "coffee", 422, amount="<script>alert(1)</script>")
    assert soup.find(id="amount")["value"] == "<script>alert(1)</script>"
    assert "<script>alert" not in page.response.text.replace("&lt;", "")  # only escaped


def test_back_keeps_a_valid_answer_and_drops_an_invalid_one(page: Pages):
    assert say(page, "chocolate", amount="3", go="back") == "/en/quiz/coffee"
    assert page("/en/quiz/chocolate").find(id="amount")["value"] == "3"
    assert say(page, "chocolate", amount="heaps", go="back") == "/en/quiz/coffee"
    assert page("/en/quiz/chocolate").find(id="amount")["value"] == "3"
    assert say(page, "country", go="back") == "/en/"


def test_editing_from_the_list_returns_to_the_list(page: Pages):
    say(page, "country", country="USA")
    say(page, "tops", amount="5")
    link = page("/en/quiz/review").find(id="tops").a["href"]
    assert link == "/en/quiz/tops?then=review"
    soup = page(link)
    assert "return to the list" in soup.select_one(".question__go .button:last-child").text
    token = soup.select_one("input[name=csrf_token]")["value"]
    response = page.client.post(link, data={"csrf_token": token, "amount": "6"})
    assert response.headers["Location"] == "/en/quiz/review#tops"
    assert "6 tops a year" in page("/en/quiz/review").find(id="tops").text
    assert "United States" in page("/en/quiz/review").find(id="country").text


def test_an_unusual_answer_is_kept_and_asked_about_once(page: Pages):
    where = say(page, "coffee", amount="12")
    assert where == "/en/quiz/chocolate?check=coffee"
    notice = page(where).select_one(".check")
    assert "12 cups a day" in notice.text
    assert notice.a["href"] == "/en/quiz/coffee"
    assert not page("/en/quiz/prawns").select_one(".check")
    assert not page("/en/quiz/chocolate?check=tops").select_one(".check")
    say(page, "coffee", amount="2")
    assert not page("/en/quiz/chocolate?check=coffee").select_one(".check")


def test_chips_fill_the_box_without_javascript(page: Pages):
    soup = page("/en/quiz/chocolate")
    chip = soup.select_one(".chips button")
    form = soup.find(id=chip["form"])
    assert form.get("method") == "get"
    filled = page(f"/en/quiz/chocolate?{chip['name']}={chip['value']}")
    assert filled.find(id="amount")["value"] == "1"
    assert filled.select_one("#period option[selected]")["value"] == "month"
    assert "chocolate" not in page.response.headers.get("Set-Cookie", "")


def test_a_chip_replaces_dont_know(page: Pages):
    say(page, "chocolate", mode="usual")
    soup = page("/en/quiz/chocolate?amount=3")
    assert not soup.select_one("input[type=radio][checked]")
    assert soup.find(id="amount")["value"] == "3"


def test_likely_countries_come_from_the_browsers_languages(page: Pages):
    soup = page("/en/quiz/country", headers={"Accept-Language": "pt-BR,en-GB;q=0.8,en;q=0.5"})
    assert [chip["value"] for chip in soup.select(".chips button")] == ["BRA", "GBR"]
    assert not page("/en/quiz/country", headers={"Accept-Language": "en"}).select(".chips")


def test_what_is_usual_is_said_after_the_answer_and_not_before(page: Pages):
    say(page, "country", country="USA")
    assert not page("/en/quiz/coffee").select_one(".choice__hint")
    where = say(page, "coffee", amount="3")
    said = page(where).select_one(".so-far__compared").text
    per_day = fm.average_quantity("USA", "coffee_cups") / 365
    assert "Coffee: you said 3 cups a day. Usual is about" in said
    assert float(re.search(r"about ([\d.]+)", said)[1]) == pytest.approx(per_day, abs=0.05)
    hint = page("/en/quiz/coffee").select_one("label[for=mode-0] .choice__hint").text
    assert re.fullmatch(r"about [\d.]+ cups a day \(United States\)", hint)
    years = 1 / fm.average_quantity("USA", "phones")
    say(page, "phones", mode="usual")
    hint = page("/en/quiz/phones").select_one(".choice__hint").text
    assert hint.startswith("about one every")
    assert float(re.search(r"[\d.]+", hint)[0]) == pytest.approx(years, rel=0.05)
    # Asked for the whole home, known for one person: shown once the size of the home is known.
    say(page, "home_help", amount="2")
    assert not page("/en/quiz/home_help").select_one(".choice__hint")
    say(page, "household", amount="3")
    per_month = 3 * fm.average_quantity("USA", "domestic_help_hours") / 12
    hint = page("/en/quiz/home_help").select_one(".choice__hint").text
    assert float(re.search(r"[\d.]+", hint)[0]) == pytest.approx(per_month, abs=0.06)


def shown(part: Tag) -> str:
    return " ".join(span.text for span in part.select("span:not([hidden])"))


def test_the_strip_appears_with_the_country_and_moves_with_answers(page: Pages):
    assert not page("/en/quiz/coffee").select_one(".so-far")
    say(page, "country", country="USA")
    strip = shown(page("/en/quiz/coffee").select_one(".so-far"))
    assert "Average person, United States" in strip
    assert "So far" not in strip
    say(page, "tops", amount="60")
    strip = shown(page("/en/quiz/coffee").select_one(".so-far"))
    assert "So far: about" in strip
    assert "Average person" not in strip
    assert "Average, United States" in strip


def test_the_list_counts_open_questions(page: Pages):
    assert "Nothing is answered yet" in page("/en/quiz/review").text
    say(page, "country", country="USA")
    soup = page("/en/quiz/review")
    assert "14 questions are still open" in soup.text
    assert soup.select_one("a[href='/en/result']")
    assert len(soup.select(".review__row")) == 15


def test_answers_can_be_deleted(page: Pages):
    say(page, "country", country="USA")
    soup = page.post("/en/quiz/forget", form_at="/en/quiz/review")
    assert "Your answers are deleted" in soup.select_one("[role=status]").text
    assert "Nothing is answered yet" in page("/en/quiz/review").text


def test_unknown_questions_are_not_found(page: Pages):
    page("/en/quiz/unicorns", 404)


def test_a_form_without_its_token_is_refused(client: FlaskClient):
    assert client.post("/en/quiz/coffee", data={"amount": "2"}).status_code == 400


def test_quiz_pages_are_not_kept_by_shared_caches(client: FlaskClient):
    assert client.get("/en/quiz/coffee").headers["Cache-Control"] == "private, no-cache"


def test_nothing_reaches_the_database(page: Pages, app):
    from sqlalchemy import event

    from app.extensions import db

    said = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    for question_id in IDS:
        say(page, question_id, **PLAIN.get(question_id, {"amount": "2"}))
    assert said == []
