"""The pages of the pack: each opens, says what it is, and leads to what it rests on."""

from __future__ import annotations

import pytest

from app.quiz import questions as q
from app.teaching import content
from app.teaching.parts import PARTS
from evidence.cases import cases
from tests.pages import Pages

AGES = list(content.ages())
EVERY = [(age, part.id) for age in AGES for part in PARTS]


def words_of(soup) -> str:
    return " ".join(soup.get_text(" ", strip=True).split())


def test_the_start_shows_three_ages_with_two_lessons_each(page: Pages):
    soup = page("/en/teach")
    cards = soup.select(".teach__ages > li")
    assert [card.select_one("h2 a")["href"] for card in cards] == [
        f"/en/teach/{age}" for age in AGES
    ]
    assert all(len(card.select(".teach__lessons li")) == 2 for card in cards)
    assert page.response.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("age", AGES)
def test_the_page_of_an_age_leads_to_every_part(page: Pages, age: str):
    links = {link["href"] for link in page(f"/en/teach/{age}").select("main a")}
    assert {f"/en/teach/{age}/{part.id}" for part in PARTS} <= links


@pytest.mark.parametrize(("age", "part"), EVERY)
def test_every_part_opens(page: Pages, age: str, part: str):
    soup = page(f"/en/teach/{age}/{part}")
    assert "{" not in words_of(soup.select_one("main"))
    assert page.response.headers["Cache-Control"].startswith("public")
    again = page.client.get(
        f"/en/teach/{age}/{part}", headers={"If-None-Match": page.response.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/en/teach/6-10",
        "/en/teach/11-14/songs",
        "/en/teach/11-14/guide?country=XXX",
        "/en/teach/11-14?country=nowhere",
        "/en/teach/11-14/pack",
    ],
)
def test_what_does_not_exist(page: Pages, path: str):
    page(path, status=404)


def test_the_plan_shows_every_minute_and_every_question(page: Pages):
    plan = content.plans("14-18")["lesson-90"]
    soup = page("/en/teach/14-18/lesson-90")
    minutes = [cell.get_text() for cell in soup.select(".plan__times tbody .plan__minutes")]
    assert minutes == [f"{start}–{end}" for start, end, _step in plan.timed()]
    text = words_of(soup)
    assert all(question in text for step in plan.step for question in step.ask)
    assert soup.select_one(".plan__times a[href='/en/teach/14-18/handout']")


def test_participants_of_a_seminar_are_not_called_pupils(page: Pages):
    assert "Pupils:" not in words_of(page("/en/teach/university/lesson-45"))
    assert "Pupils:" in words_of(page("/en/teach/11-14/lesson-45"))


def test_cards_lead_to_their_cases_and_older_readers_see_the_kind_of_claim(page: Pages):
    young = page("/en/teach/11-14/cards")
    links = {link["href"] for link in young.select(".talk__source a")}
    assert "/en/cases/thai_shrimp" in links
    assert "/en/products/phones_computers" in links
    assert not young.select(".talk__facts")
    assert "Who says so: Associated Press, 2015" in words_of(young)
    older = page("/en/teach/14-18/cards")
    assert len(older.select(".talk")) == len(older.select(".talk__facts"))
    assert cases()["thai_shrimp"].facts[3].fact in words_of(older)


def test_answers_stand_only_on_the_page_of_answers(page: Pages):
    handout = content.handouts()["11-14"]
    sheet = words_of(page("/en/teach/11-14/handout"))
    solved = words_of(page("/en/teach/11-14/answers"))
    for line in handout.task.line:
        assert line.text in sheet
        assert line.note not in sheet
        assert line.note in solved


def test_the_kind_of_claim_is_the_one_of_the_table(page: Pages):
    solved = page("/en/teach/14-18/answers").select(".solved li")
    assert [line.select_one("b").get_text() for line in solved] == [
        "a survey",
        "a claim before a court, not a judgment",
        "a programme’s own count",
        "monitoring by campaigners",
        "a finding of a public body",
    ]


def test_the_worksheet_asks_what_the_site_asks_at_school(page: Pages):
    text = words_of(page("/en/teach/11-14/worksheet?country=GBR"))
    for question in q.youth_path():
        assert isinstance(question, q.Country) or question.text in text
    assert "United Kingdom" in text
    assert "fewer than 5, stop" in text
    adult = words_of(page("/en/teach/university/worksheet"))
    assert all(
        question.text in adult for question in q.quick_path() if not isinstance(question, q.Country)
    )


def test_the_guide_has_the_numbers_of_the_country(page: Pages):
    without = page("/en/teach/11-14/guide")
    assert not without.select(".guide__help .tel")
    soup = page("/en/teach/11-14/guide?country=GBR")
    assert "08000 121 700" in words_of(soup.select_one(".guide__help"))
    assert soup.select_one("option[selected]")["value"] == "GBR"


def test_a_country_goes_along_to_the_other_parts(page: Pages):
    soup = page("/en/teach/11-14/guide?country=GBR")
    assert soup.select_one("a[href='/en/teach/11-14/worksheet?country=GBR']")
    soup = page("/en/teach/11-14?country=GBR")
    assert soup.select_one("a[href='/en/teach/11-14/facts?country=GBR']")


@pytest.mark.parametrize("path", ["/en/teach", "/en/teach/11-14/lesson-45"])
def test_a_class_can_be_started(page: Pages, path: str):
    assert page(path).select_one("main a[href='/en/class']").text == "Start a class"


def test_the_start_page_leads_here(page: Pages):
    assert page("/en/").select_one("main a[href='/en/teach']")
