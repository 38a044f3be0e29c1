"""The questions in a frame: no cookie, answers in the form, the same result as on the site."""

import json

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import footprint_model as fm
from app.embed import quiz as framed
from app.quiz import questions as q
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from tests.answered import SOME, visitor

QUIZ = "/embed/quiz"
HOST = "https://host.example"
GIVEN = {
    "country": {"country": "USA"},
    "household": {"amount": "2"},
    "coffee": {"amount": "2"},
    "tops": {"amount": "10"},
    "phones": {"amount": "1", "years": "3"},
}


def state(soup):
    return str(soup.select_one("form.question__form input[name=state]")["value"])


def open_question(app, soup):
    with app.test_request_context("/embed/quiz"):
        return framed.read_state(state(soup))[1].id


def step(page, app, soup, go="next", address=QUIZ, **fields):
    """Answer the open question, by default with what GIVEN says, or “I don’t know”."""
    name = open_question(app, soup)
    sent = fields or GIVEN.get(name, {"mode": "usual"})
    return page.send(address, {"state": state(soup), "go": go, **sent})


def walk(page, app, address=QUIZ):
    soup = page(address)
    seen = []
    while soup.select_one("form.question__form"):
        seen.append(open_question(app, soup))
        soup = step(page, app, soup, address=address)
    return soup, seen


@pytest.mark.parametrize(
    ("address", "path"), [(QUIZ, q.quick_path), (f"{QUIZ}?for=school", q.youth_path)]
)
def test_a_walk_asks_the_path_and_ends_with_a_result(page, app, address, path):
    soup, seen = walk(page, app, address)
    assert seen == [one.id for one in path()]
    assert "of somebody’s life" in soup.h1.get_text(" ", strip=True)
    assert "Set-Cookie" not in page.response.headers
    assert page.response.headers["Cache-Control"] == "no-store"


def test_the_result_is_that_of_the_site(page, app, client):
    inside, _seen = walk(page, app)
    visitor(client, SOME)
    outside = page("/en/result")
    for selector in (".told__amount", ".hero__amount"):
        assert inside.select_one(".told__amount").get_text(strip=True) in outside.h1.get_text(), (
            selector
        )


def test_the_totals_for_a_host_are_the_models_and_nothing_else(page, app):
    soup, _seen = walk(page, app, f"{QUIZ}?origin={HOST}")
    totals = json.loads(soup.select_one("#totals").string)
    estimate = fm.estimate(to_consumption(Answers(SOME)))
    assert totals == {
        "days": estimate.days_per_year.central,
        "low": estimate.days_per_year.low,
        "high": estimate.days_per_year.high,
        "oneIn": round(estimate.one_in.central),
        "modelVersion": estimate.model_version,
        "dataVersion": estimate.data_version,
    }
    assert "host.example" in soup.select_one("dialog").get_text()


def test_without_an_exact_origin_nothing_is_offered_to_anybody(page, app):
    for address in (QUIZ, f"{QUIZ}?origin=*"):
        soup, _seen = walk(page, app, address)
        assert soup.select_one("dialog") is None


def test_the_whole_result_opens_on_the_site_with_the_same_answers(page, app):
    soup, _seen = walk(page, app)
    link = soup.select_one("a.button")
    assert link["target"] == "_blank"
    kept = page(str(link["href"]).removeprefix("http://localhost"))
    assert kept.select_one("form")


def test_back_keeps_what_was_typed_and_what_was_said(page, app):
    soup = step(page, app, page(QUIZ))
    soup = page.send(QUIZ, {"state": state(soup), "go": "back", "amount": "4"})
    assert open_question(app, soup) == "country"
    assert soup.select_one("option[selected]")["value"] == "USA"
    soup = step(page, app, soup)
    assert soup.select_one("#amount")["value"] == "4"


def test_an_error_keeps_what_was_typed(page, app):
    soup = step(page, app, page(QUIZ))
    soup = page.send(QUIZ, {"state": state(soup), "go": "next", "amount": "many"}, 422)
    assert soup.select_one("#error-summary")
    assert soup.select_one("#amount")["value"] == "many"


def test_a_suggestion_is_filled_in_without_a_script(page, app):
    soup = step(page, app, step(page, app, page(QUIZ)))
    assert open_question(app, soup) == "coffee"
    chip = soup.select_one("button.chip")
    soup = page.send(QUIZ, {"state": state(soup), "go": "fill", chip["name"]: chip["value"]})
    assert open_question(app, soup) == "coffee"
    assert soup.select_one("#amount")["value"] == chip["value"].partition("/")[0]


def test_an_unusual_amount_is_mentioned_and_can_be_changed(page, app):
    soup = step(page, app, step(page, app, page(QUIZ)))
    soup = step(page, app, soup, amount="15")
    notice = soup.select_one("form.check")
    assert "unusually much" in notice.get_text()
    soup = page.send(QUIZ, {"state": notice.select_one("[name=state]")["value"], "go": "show"})
    assert open_question(app, soup) == "coffee"
    assert soup.select_one("#amount")["value"] == "15"


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "é" * 50, "A" * 10_000])
def test_a_state_that_is_not_ours_is_refused_with_a_way_on(page, text):
    soup = page.send(f"{QUIZ}?lang=en", {"state": text}, 400)
    assert soup.select_one("a.button")["href"].startswith("/embed/quiz")


def test_a_cookie_of_the_site_is_no_state_of_a_frame(page, app):
    from tests.answered import token

    page.send(QUIZ, {"state": token(app, SOME)}, 400)


def test_an_old_state_says_so(page, app, monkeypatch):
    soup = page(QUIZ)
    monkeypatch.setattr(framed, "MAX_AGE", -1)
    page.send(QUIZ, {"state": state(soup), "country": "USA"}, 410)


def test_cookies_of_the_site_do_not_change_a_frame(page, client):
    before = page(QUIZ).select_one("main").get_text()
    visitor(client, SOME)
    assert page(QUIZ).select_one("main").get_text() == before


def test_the_strip_is_renewed_and_nothing_kept(page, app, client):
    soup = step(page, app, step(page, app, page(QUIZ)))
    response = client.post(f"{QUIZ}/estimate", data={"state": state(soup), "amount": "5"})
    assert response.json["answered"] is True
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


texts = st.text(max_size=60)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from([one.id for one in q.quick_path()]),
    fields=st.dictionaries(
        st.sampled_from(
            ["amount", "years", "mode", "country", "spend", "period", "unit", "go", "replace"]
        ),
        texts,
    ),
)
def test_no_form_breaks_a_frame(app, client, name, fields):
    with app.test_request_context("/embed/quiz"):
        token = framed.write_state(Answers(SOME), name)
    response = client.post(QUIZ, data={"state": token, **fields})
    assert response.status_code in (200, 422)
    assert BeautifulSoup(response.data, "html.parser").h1


def test_what_a_question_leads_to_opens_beside_the_frame(page, app):
    soup = page(QUIZ)
    found = []
    while soup.select_one("form.question__form"):
        found += soup.select(".why__more a")
        soup = step(page, app, soup)
    assert any(link["href"].endswith("/signs#car_wash") for link in found)
    for link in found:
        assert link["target"] == "_blank"
        assert link["href"].startswith("http")
