"""The pages of what helps: ranked for who has answers, by kind and country for everybody else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

import footprint_model as fm
from app.actions.catalogue import Action, actions, by_id
from app.actions.ranking import FIRST, judgements, ranked
from app.quiz import state
from tests.answered import visitor
from tests.pages import Pages

COUNTRIES = sorted(country.iso3 for country in fm.countries() if country.consumer)


def test_without_answers_every_action_is_there(page: Pages):
    soup = page("/en/actions")
    assert {tag["id"] for tag in soup.select(".act")} == set(by_id())
    assert not soup.select("#for-you, #own")
    assert len(soup.select("#all .kinds a")) == 8


def test_the_page_can_be_narrowed_to_a_country(page: Pages):
    soup = page("/en/actions?country=NOR")
    shown = {tag["id"] for tag in soup.select(".act")}
    assert shown == {action.id for action in actions() if action.is_for("NOR")}
    assert soup.select_one("option[selected]")["value"] == "NOR"


@pytest.mark.parametrize("country", ["<script>", "ATLANTIS", ""])
def test_an_unknown_country_shows_all(page: Pages, country: str):
    assert len(page(f"/en/actions?country={country}").select(".act")) == len(actions())


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_a_page_of_actions(client: FlaskClient, country: str):
    text = client.get(f"/en/actions?country={country}").text
    assert text.count('class="act"') == sum(action.is_for(country) for action in actions())


def test_with_answers_the_first_six_are_ranked_and_say_why(client: FlaskClient):
    page = Pages(visitor(client))
    soup = page("/en/actions")
    with client.application.test_request_context("/en/", headers={"Cookie": cookie(client)}):
        from app.actions.visitor import visitor as you

        rows = ranked(you().estimate)
    titles = [tag.get_text(strip=True) for tag in soup.select("#for-you .action h3")]
    assert titles == [row.action.title for row in rows[:FIRST]]
    assert all(tag.get_text(strip=True) for tag in soup.select("#for-you .action__why"))
    assert soup.select_one("#own dd").get_text().startswith(("Keeping", "Half", "Buying"))
    assert soup.select_one("option[selected]")["value"] == "USA"
    assert {tag["id"] for tag in soup.select(".act")} == {
        action.id for action in actions() if action.is_for("USA")
    }
    assert page.response.headers["Cache-Control"] == "private, no-cache"


def cookie(client: FlaskClient) -> str:
    return f"{state.COOKIE}={client.get_cookie(state.COOKIE).value}"


def test_another_country_than_ones_own_is_not_ranked(client: FlaskClient):
    soup = Pages(visitor(client))("/en/actions?country=NOR")
    assert not soup.select("#for-you")
    assert soup.select(".act#norway_ask")


def test_a_broken_answer_cookie_leaves_the_catalogue(client: FlaskClient):
    client.set_cookie(state.COOKIE, "broken")
    assert len(Pages(client)("/en/actions").select(".act")) == len(actions())
    assert Pages(client)("/en/actions/canteen")
    assert Pages(client)("/en/checklist")


@pytest.mark.parametrize("action", actions(), ids=lambda action: action.id)
def test_each_action_has_a_page_with_what_is_known_and_its_sources(page: Pages, action: Action):
    soup = page(f"/en/actions/{action.id}")
    text = " ".join(soup.get_text().split())
    assert soup.h1.get_text(strip=True) == action.title
    assert action.known in text
    assert action.reason in text
    for source in action.source:
        assert source.publisher in text
        assert source.title in text
        assert not source.url or soup.select(f'a[href="{source.url}"]')
    assert "to be read again by" in text
    assert bool(soup.select("#letter")) == bool(action.letter)
    assert len(soup.select(".action-labels li")) == len(action.labels)


def test_an_action_that_is_not_there(page: Pages):
    page("/en/actions/nothing", status=404)


def test_an_action_of_another_country_says_so(client: FlaskClient):
    page = Pages(visitor(client))
    assert "not for the country in your answers" in page("/en/actions/uk_import_ban").get_text()
    assert "not for the country" not in page("/en/actions/us_border_report").get_text()
    assert "Work in other countries is" in page("/en/actions/us_border_report").get_text()


def test_an_action_on_ones_own_buying_says_what_it_would_change(client: FlaskClient, page: Pages):
    assert "would lower your number" not in page("/en/actions/wear_longer").get_text()
    text = Pages(visitor(client))("/en/actions/wear_longer").get_text()
    assert "Half as many new tops and shirts would lower your number by" in text


def test_the_rule_and_every_judgement_are_published(page: Pages):
    soup = page("/en/actions/how-chosen")
    text = soup.get_text()
    assert len(soup.select(".judgements tbody tr")) == len(actions())
    for row in (*judgements().binding, *judgements().evidence):
        assert row.reason in text
    assert all(action.reason in text for action in actions())
    reaches = [
        float(cell.get_text().rstrip("%"))
        for cell in soup.select('.judgements td[data-label="Reach"]')
    ]
    assert reaches == sorted(reaches, reverse=True)
    for path in ("/en/actions", "/en/actions/canteen"):
        assert page(path).select('a[href="/en/actions/how-chosen"]')


def test_the_result_shows_three_and_names_three_more(client: FlaskClient):
    soup = Pages(visitor(client))("/en/result")
    assert len(soup.select("#actions .action")) == 3
    assert len(soup.select("#actions .action-short > a:first-child")) == 3
    assert all(tag.get_text(strip=True) for tag in soup.select("#actions .action__why"))
    assert soup.select('#actions a[href="/en/actions/how-chosen"]')


def test_the_sentence_is_each_persons_own(client: FlaskClient):
    """Cards are kept per language; what is said about one person must not reach the next."""
    page = Pages(client)
    rugs = {"country": "USA", "rugs": 10, "tops": 0}
    first = Pages(visitor(client, rugs))("/en/result").select_one("#actions").get_text()
    second = Pages(visitor(client, {"country": "IND"}))("/en/result").select_one("#actions")
    assert first != second.get_text()
    assert page("/en/result").select_one("#actions").get_text() == second.get_text()


def test_privacy_names_the_cookie_of_the_list(page: Pages):
    assert page("/en/privacy").find("code", string="checklist")
