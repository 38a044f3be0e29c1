"""The help page: in reach from everywhere, useful for every country, remembers nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import get_args

import msgspec
import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from app.support import routes
from app.support.places import place, places
from app.support.wording import AUDIENCES, LED_BY, NO_PAPERS, WHO_ANSWERS, dial
from evidence.help_lines import (
    AnsweredBy,
    Audience,
    HelpLine,
    emergency_numbers,
    help_lines,
    help_organisations,
)
from tests.answered import visitor
from tests.pages import Pages

CODES = sorted(emergency_numbers())
TODAY = date(2026, 12, 1)


def numbers_of(soup: BeautifulSoup) -> list[str]:
    return [link["href"] for link in soup.select("#numbers a.tel")]


# --- in two actions -------------------------------------------------------------------------------


def public_pages(app: Flask) -> list[str]:
    """Addresses of every page that takes no argument, and one of each kind that does."""
    with_arguments = [
        "/en/help/GBR",
        "/en/quiz/country",
        "/en/quiz/about/chocolate",
        "/en/result/why/chocolate",
        "/en/no-such-page",
    ]
    without = [
        rule.rule.replace("<language:lang_code>", "en")
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.arguments <= {"lang_code"}
    ]
    return sorted([*without, *with_arguments])


def test_every_page_has_a_plain_link_to_help(app: Flask, client: FlaskClient):
    visitor(client)
    seen = 0
    for path in public_pages(app):
        response = client.get(path, follow_redirects=True)
        if response.mimetype != "text/html":
            continue
        seen += 1
        soup = BeautifulSoup(response.data, "html.parser")
        assert soup.select("a[href='/en/help'], a[href='http://localhost/en/help']"), path
    assert seen > 20


def test_the_second_action_is_a_form_without_javascript(page: Pages):
    soup = page("/en/help")
    form = soup.select_one("form.help__country")
    assert form["method"] == "get"
    options = {option["value"] for option in form.select("option")} - {""}
    assert options >= set(CODES)
    assert form.select_one("button[type=submit]")


def test_help_begins_with_danger_and_the_way_out(page: Pages):
    for path in ("/en/help", "/en/help/GBR", "/en/signs"):
        leave = page(path).select_one("[data-leave]")
        assert leave.name == "a"
        assert leave["href"].startswith("https://")
    assert "In danger now?" in page("/en/help").select_one(".lede").text


# --- every country --------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_every_country_and_territory_gives_a_useful_page(page: Pages, code: str):
    """What to call or whom to ask, on the page and on the sheet to print."""
    row = emergency_numbers()[code]
    sheet = page(f"/en/help/{code}")
    calls = {link["href"] for link in sheet.select("a.tel")}
    assert calls >= {f"tel:{number}" for number in (row.numbers).split()}
    if not row.numbers:
        assert "Ask somebody near you" in sheet.main.text
    if row.agreement == "one_list":
        assert "Only one list names this" in sheet.main.text
    if row.agreement == "differ":
        assert "do not agree" in sheet.main.text
        assert calls >= {f"tel:{number}" for number in row.also.split()}
    for organisation in help_organisations():
        if organisation.iso3 in ("", code):
            assert organisation.name in sheet.main.text
    assert code not in sheet.h1.text, "a name, not a code"
    answer = page.client.get(f"/en/help?country={code}")
    assert answer.status_code == 200
    assert f'<option value="{code}" selected>' in answer.text
    for call in calls:
        assert f'href="{call}"' in answer.text


def test_kosovo_has_a_page_too(page: Pages):
    assert "We hold no emergency number" in page("/en/help/XKX").main.text


def test_a_country_shows_its_numbers_as_telephone_links(page: Pages):
    soup = page("/en/help?country=GBR")
    assert numbers_of(soup) == ["tel:999", "tel:08000121700"]
    text = " ".join(soup.find(id="numbers").text.split())
    assert "As published by Unseen; no date printed, read in November 2026." in text
    assert "Nobody has called to confirm it." in text
    assert "An independent organisation answers." in text


def test_numbers_from_abroad_are_apart_and_only_where_printed(page: Pages):
    numbers = page("/en/help?country=NLD").find(id="numbers")
    assert numbers.select_one("a[href='tel:+31703334444']")
    assert "tel" not in numbers.select_one("a[href='tel:+31703334444']")["class"]
    assert "From abroad" not in page("/en/help?country=ITA").find(id="numbers").text


def test_police_and_immigration_say_so_and_come_after_the_independent(page: Pages):
    cards = page("/en/help?country=AUS").select(".service")
    assert [card.h3.text for card in cards] == [
        "Support for Trafficked People Program",
        "Australian Federal Police, 131 AFP",
    ]
    assert "Police answer this line." in cards[1].strong.text
    assert str(NO_PAPERS) in " ".join(cards[1].text.split())
    assert str(NO_PAPERS) not in " ".join(cards[0].text.split())
    assert "The immigration service answers" in page("/en/help?country=FIN").main.text


def test_an_old_copy_says_so(page: Pages):
    text = " ".join(page("/en/help?country=IRL").find(id="numbers").text.split())
    assert "in 2020. That was in 2020: it may have changed." in text


@pytest.mark.parametrize("code", ["UGA", "ZMB", "FRA", "USA", "NGA", "ETH"])
def test_numbers_that_must_not_be_shown_are_nowhere(page: Pages, code: str):
    hidden = [line for line in help_lines() if line.iso3 == code and not line.phones]
    assert hidden
    emergency = emergency_numbers()[code]
    for part in (
        page(f"/en/help?country={code}").find(id="numbers"),
        page(f"/en/help/{code}").main,
    ):
        calls = {link["href"] for link in part.select("a[href^='tel:']")}
        calls -= {f"tel:{number}" for number in f"{emergency.numbers} {emergency.also}".split()}
        for line in hidden:
            assert line.visible or line.name not in part.text
            phones = [*line.phone.split("; "), line.phone_abroad]
            assert not calls & {f"tel:{dial(phone)}" for phone in phones}
            assert not [phone for phone in phones if len(phone) > 5 and phone in part.text]


def test_a_number_that_is_held_back_leads_to_the_page_of_the_service(page: Pages):
    soup = page("/en/help?country=USA")
    assert numbers_of(soup) == ["tel:911"]
    assert soup.select_one("#numbers a[href='https://humantraffickinghotline.org/']")
    assert "nobody has confirmed it" in soup.find(id="numbers").text


def test_a_country_without_a_line_says_who_may_know(page: Pages):
    text = page("/en/help?country=JAM").find(id="numbers").text
    assert "We know of no help line here" in text
    assert "trade union" in text


@pytest.mark.parametrize("asked", ["<b>", "ZZZ", "gbr", "x" * 3000, "%00"])
def test_an_unknown_country_is_said_to_be_unknown(page: Pages, asked: str):
    soup = page("/en/help", query_string={"country": asked})
    assert "We do not know this country" in soup.find(id="numbers").text
    assert soup.select_one("form.help__country")


def test_no_country_chosen_is_no_error(page: Pages):
    assert page("/en/help?country=").find(id="numbers").text.strip() == ""


@pytest.mark.parametrize("code", ["ZZZ", "gbr", "..", "%00"])
def test_a_sheet_of_an_unknown_country_is_not_found(page: Pages, code: str):
    page(f"/en/help/{code}", 404)


# --- remembers nothing ----------------------------------------------------------------------------


def test_the_country_of_the_answers_is_shown_at_once(page: Pages):
    visitor(page.client, {"country": "DEU"})
    soup = page("/en/help")
    assert soup.select_one("option[selected]")["value"] == "DEU"
    assert "tel:110" in numbers_of(soup)
    assert "This is the country of your answers" in soup.find(id="numbers").text


def test_a_choice_counts_more_than_the_answers(page: Pages):
    visitor(page.client, {"country": "DEU"})
    soup = page("/en/help?country=FRA")
    assert soup.select_one("option[selected]")["value"] == "FRA"
    assert "of your answers" not in soup.find(id="numbers").text
    assert page("/en/help?country=").select("option[selected]") == []


def test_answers_that_cannot_be_read_do_not_stand_in_the_way(page: Pages):
    page.client.set_cookie("answers", "broken")
    assert page("/en/help").find(id="numbers").text.strip() == ""


@pytest.mark.parametrize("path", ["/en/help", "/en/help?country=GBR", "/en/help/GBR", "/en/signs"])
def test_nothing_is_remembered(client: FlaskClient, path: str):
    visitor(client, {"country": "DEU"})
    assert client.get(path).headers.getlist("Set-Cookie") == []


# --- words ----------------------------------------------------------------------------------------


def test_every_code_has_its_words():
    assert set(WHO_ANSWERS) == set(get_args(AnsweredBy))
    assert set(AUDIENCES) == set(get_args(Audience))
    assert {one.led_by for one in help_organisations()} <= set(LED_BY)


def test_places_stand_in_the_order_of_names(app: Flask):
    with app.test_request_context("/en/"):
        names = [one.name for one in places()]
        assert names[0] == "Afghanistan"
        assert names[-1] == "Zimbabwe"
        assert names.index("Åland Islands") < names.index("Albania") < names.index("Zambia")
        assert place("GIB").name == "Gibraltar"
        assert place(None) is None


def card(app: Flask, line: HelpLine) -> str:
    """The card of one row, as any page shows it."""
    text = "{% from 'support/_numbers.html' import card with context %}{{ card(line) }}"
    with app.test_request_context("/en/help"):
        words = routes.number_words() | {"today": TODAY}
        html = render_template_string(text, line=line, **words)
    return " ".join(BeautifulSoup(html, "html.parser").text.split())


def row(name: str, **changes: object) -> HelpLine:
    line = next(line for line in help_lines() if line.id == name)
    return msgspec.structs.replace(line, **changes)


def test_a_confirmed_row_shows_the_day_and_its_number(app: Flask):
    called = {"confirmed_on": date(2026, 11, 30), "confirmed_by": "A", "confirmed_how": "called"}
    text = card(app, row("usa-national-hotline", **called))
    assert "1-888-373-7888" in text
    assert "Confirmed on 30 November 2026: we called." in text or (
        "Confirmed on November 30, 2026: we called." in text
    )
    assert "Nobody has called" not in text
    read = card(app, row("usa-national-hotline", **called | {"confirmed_how": "https://a.example"}))
    assert "on the operator’s own page." in read


def test_a_row_that_is_late_says_so(app: Flask):
    assert "and have not" in card(app, row("gbr-unseen", review_by=date(2026, 11, 1)))
    assert "and have not" not in card(app, row("gbr-unseen", review_by=TODAY))


def test_the_page_knows_the_day(app: Flask):
    with app.test_request_context("/en/help"):
        assert routes.number_words()["today"] == datetime.now(UTC).date()


def test_what_a_telephone_dials():
    assert dial("+31 70 333 44 44") == "+31703334444"
    assert re.fullmatch(r"\d+", dial("516-2846"))
