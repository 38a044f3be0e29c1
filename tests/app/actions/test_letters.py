"""Letters: complete, short enough for a mail program, offered where they fit, and never sent by us."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.actions.catalogue import actions, by_id
from app.actions.letters import Letter, draft, letters
from tests.answered import visitor
from tests.pages import Pages

LONGEST_ADDRESS = 2_000  # what common mail programs take as one mailto address

every_letter = pytest.mark.parametrize("letter", letters().values(), ids=lambda letter: letter.id)


@every_letter
def test_each_letter_says_who_it_is_for_and_what_it_rests_on(letter: Letter):
    assert letter.title.startswith("Letter ")
    assert letter.to
    assert letter.known
    assert "{opening}" in letter.text
    assert "[your name" in letter.text
    assert bool(letter.choice) == (len(letter.option) > 1)
    ids = [option.id for option in letter.option]
    assert len(set(ids)) == len(ids)
    assert letter.options("FJI"), "everybody is offered something"


@every_letter
def test_each_option_makes_a_letter_that_a_mail_program_opens(app: Flask, letter: Letter):
    with app.test_request_context("/en/"):
        for option in letter.option:
            made = draft(letter.id, option.id, "")
            assert made
            assert option.opening in made.text
            assert not re.search(r"[{}]", made.text)
            assert len(made.mailto) <= LONGEST_ADDRESS, f"{option.id}: {len(made.mailto)}"
            assert "!" not in made.file
            assert "@" not in made.file


@every_letter
def test_a_letter_has_no_recipient_and_keeps_its_lines(app: Flask, letter: Letter):
    with app.test_request_context("/en/"):
        made = draft(letter.id, "", "FJI")
        assert made
        address = urlsplit(made.mailto)
        assert (address.scheme, address.path, address.netloc) == ("mailto", "", "")
        said = parse_qs(address.query)
        assert said["subject"] == [made.subject]
        assert said["body"] == [made.text.replace("\n", "\r\n")]


def test_every_letter_is_used_and_all_kinds_of_bodies_can_be_written_to():
    used = {action.letter for action in actions() if action.letter}
    assert used == set(letters())
    assert used >= {
        "brand",
        "supermarket",
        "purchasing",
        "representative",
        "bank",
        "pension",
        "recruitment",
        "builder",
        "statement",
    }


@pytest.mark.parametrize(
    ("country", "there", "not_there"),
    [
        ("USA", "usa", {"gbr", "eu", "can", "mex", "ban"}),
        ("CAN", "can", {"usa", "ban"}),
        ("MEX", "mex", {"usa", "ban"}),
        ("GBR", "gbr", {"eu", "ban"}),
        ("POL", "eu", {"gbr", "ban"}),
        ("KEN", "ban", {"usa", "gbr", "eu", "can", "mex"}),
    ],
)
def test_the_letter_to_a_representative_knows_the_law_of_the_country(
    country: str, there: str, not_there: set[str]
):
    ids = {option.id for option in letters()["representative"].options(country)}
    assert there in ids
    assert not ids & not_there


@pytest.mark.parametrize("action", [a for a in actions() if a.letter], ids=lambda a: a.id)
def test_the_letter_of_an_action_fits_its_own_countries(app: Flask, action):
    with app.test_request_context("/en/"):
        country = action.country_for("")
        made = draft(action.letter, action.option, country)
        assert made
        assert not action.option or made.option.id == action.option


def test_the_country_of_the_visitor_stands_in_the_letter(client: FlaskClient):
    page = Pages(visitor(client))
    text = page("/en/actions/us_section_307").select_one("#text").get_text()
    assert "(United States)" in text
    # An action of another country speaks of that country.
    text = page("/en/actions/uk_import_ban").select_one("#text").get_text()
    assert "(United Kingdom)" in text


def test_without_answers_the_country_is_left_to_fill_in(page: Pages):
    assert "([your country])" in page("/en/actions/ask_government").select_one("#text").get_text()


def test_the_letter_can_be_about_something_else(page: Pages):
    def subject(path: str) -> str:
        return str(page(path).select_one("#subject")["value"])

    first = subject("/en/actions/ask_a_brand")
    other = subject("/en/actions/ask_a_brand?about=cocoa")
    assert other == "Who picked the cocoa and the coffee?"
    assert first != other
    assert subject("/en/actions/ask_a_brand?about=<script>") == first


def test_the_file_is_ours_and_private(client: FlaskClient):
    response = client.get("/en/actions/letter/bank/account")
    assert response.mimetype == "text/plain"
    assert response.headers["Content-Disposition"] == 'attachment; filename="letter-bank.txt"'
    assert response.headers["Cache-Control"] == "private, no-cache"
    text = response.data.decode("utf-8-sig")
    assert text.startswith("Do you look for money made from forced labour?\n\nHello,")


@pytest.mark.parametrize("path", ["bank/nothing", "nothing/account", "representative/gbr"])
def test_a_file_that_is_not_there(client: FlaskClient, path: str):
    assert visitor(client).get(f"/en/actions/letter/{path}").status_code == 404


def test_nothing_on_the_page_sends_the_text_to_us(page: Pages):
    soup = page("/en/actions/ask_your_bank")
    area = soup.select_one("#text")
    assert area.find_parent("form") is None
    assert not area.get("name")
    assert not soup.select_one("#subject").get("name")


def test_the_links_of_an_action_with_a_letter(page: Pages):
    soup: BeautifulSoup = page("/en/actions/ask_your_bank")
    mail = soup.select_one("[data-letter-mail]")
    assert str(mail["href"]).startswith("mailto:?subject=")
    saved = soup.select_one("[data-letter-save]")
    assert saved["href"] == "/en/actions/letter/bank/account"
    assert soup.select_one("[data-letter-copy]").has_attr("hidden")
    assert page("/en/actions/dignity").select_one("#text") is None
    assert by_id()["dignity"].letter == ""
