"""Whatever is sent to any step: never a failure of ours, never an answer lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.quiz import questions as q
from app.quiz import state
from app.quiz.answers import Answers, listed_items
from tests.answered import SOME, token, visitor
from tests.pages import Pages

QUESTIONS = list(q.by_id())
BEFORE = {**SOME, "takeaway": 7}
ITEM = next(iter(listed_items()))
FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

NAMES = (
    "mode amount years country period unit label picks spend spend_period spend_currency go number "
    "replace csrf_token question_id"
)
VALUES = (
    "usual none room 1 0 1,5 1,500 1e9 -1 ٣ NaN year month century USD XXX yes back next GBR \x00"
)
names = st.sampled_from(NAMES.split())
values = st.one_of(
    st.sampled_from(VALUES.split(" ")),
    st.sampled_from(["9" * 60, "a" * 5000]),
    st.text(max_size=20),
)


@pytest.fixture
def csrf_off(app: Flask) -> Any:
    """Fuzzing is about what stands in the fields; that the token is asked for has its own test."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


def kept(client: FlaskClient) -> Answers:
    cookie = client.get_cookie(state.COOKIE)
    assert cookie is not None, "the answers are gone"
    with client.application.test_request_context(
        "/en/", headers={"Cookie": f"{state.COOKIE}={cookie.value}"}
    ):
        return state.load_answers()


@pytest.mark.parametrize("question_id", QUESTIONS)
@settings(FEW, max_examples=12)
@given(
    data=st.dictionaries(names, st.one_of(values, st.lists(values, max_size=3)), max_size=7),
    prefixed=st.booleans(),
    then=st.sampled_from(["", "review", "result", "map", "elsewhere", "//evil.example"]),
    where=st.sampled_from(["", "/estimate"]),
)
def test_no_post_to_a_question_fails_or_loses_an_answer(
    app: Flask, csrf_off: Any, question_id: str, data: Any, prefixed: bool, then: str, where: str
):
    client = visitor(app.test_client(), BEFORE)
    asked = q.by_id()[question_id]
    if prefixed and isinstance(asked, q.Block):
        data = {f"{part}-{name}": value for part in asked.asks for name, value in data.items()}
    if isinstance(asked, q.Grid):
        data |= {f"row_{row.id}": data.get("amount", "") for row in asked.rows}
    address = f"/en/quiz/{question_id}{where}"
    response = client.post(address, query_string={"then": then}, data=data)
    too_much = len(str(data)) > app.config["MAX_CONTENT_LENGTH"]
    assert response.status_code in ((413, 422) if too_much else (200, 303, 422))
    if response.status_code == 303:
        assert response.headers["Location"].startswith("/en/")
    after = kept(client)
    touched = {question_id, *(asked.asks if isinstance(asked, q.Block) else ())}
    for name, answer in Answers(BEFORE).values.items():
        if name not in touched:
            assert after.get(name) == answer
    if where or response.status_code in (413, 422):
        assert after == Answers(BEFORE)


@FEW
@given(
    item=st.one_of(
        st.sampled_from([ITEM, "unicorn", "coffee_cups"]), st.text(min_size=1, max_size=9)
    ),
    data=st.dictionaries(names, values, max_size=4),
)
def test_no_post_to_the_list_fails_or_loses_an_answer(
    app: Flask, csrf_off: Any, item: str, data: dict[str, str]
):
    client = visitor(app.test_client(), BEFORE)
    response = client.post(f"/en/quiz/items/{item}", data=data)
    # 308: an address with two slashes is put right.
    assert response.status_code in (200, 303, 308, 404, 405, 422)
    assert kept(client).values == Answers(BEFORE).values


@FEW
@given(
    text=st.text(max_size=150), kind=st.sampled_from(["text/html", "application/json", "*/*", ""])
)
def test_no_search_fails(app: Flask, text: str, kind: str):
    response = app.test_client().get(
        "/en/quiz/items", query_string={"q": text, "add": text}, headers={"Accept": kind}
    )
    assert response.status_code == 200


@FEW
@given(link=st.text(min_size=1, max_size=80))
def test_no_link_fails(app: Flask, link: str):
    response = app.test_client().get(f"/en/quiz/kept/{link}")
    assert response.status_code in (400, 404, 308, 405)


def post(page: Pages, question_id: str, query: str = "", **data: str) -> str:
    soup = page(f"/en/quiz/{question_id}{query}")
    sent = {"csrf_token": soup.select_one("input[name=csrf_token]")["value"], **data}
    response = page.client.post(f"/en/quiz/{question_id}{query}", data=sent)
    assert response.status_code == 303
    return str(response.headers["Location"])


def test_two_tabs_keep_both_answers(page: Pages):
    forms = {name: page(f"/en/quiz/{name}") for name in ("coffee", "chocolate")}
    for name, soup in forms.items():  # both open before either is sent
        token_ = soup.select_one("input[name=csrf_token]")["value"]
        page.client.post(f"/en/quiz/{name}", data={"csrf_token": token_, "amount": "2"})
    assert set(kept(page.client)) == {"coffee", "chocolate"}


def test_sending_twice_and_going_back_and_sending_again(page: Pages):
    token_ = page("/en/quiz/coffee").select_one("input[name=csrf_token]")["value"]
    for amount in ("2", "2", "3"):
        response = page.client.post(
            "/en/quiz/coffee", data={"csrf_token": token_, "amount": amount}
        )
        assert response.headers["Location"] == "/en/quiz/chocolate"
    assert kept(page.client).values == {"coffee": 3.0}


def test_an_old_link_and_an_open_page_after_a_question_was_renamed(
    page: Pages, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(q, "renamed", lambda: {"espresso": "coffee"})
    response = page.client.get("/en/quiz/espresso?then=review")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        "/en/quiz/coffee?then=review",
    )
    token_ = page("/en/quiz/coffee").select_one("input[name=csrf_token]")["value"]
    sent = page.client.post("/en/quiz/espresso", data={"csrf_token": token_, "amount": "4"})
    assert sent.status_code == 303
    assert kept(page.client).get("coffee") == 4


@pytest.mark.parametrize(
    ("typed", "value"),
    [("٣", 3), ("३٫5", None), ("３", 3), ("२.५", 2.5), ("1,5", 1.5), ("٢٫٥", 2.5), ("1.000", 1)],
)
def test_numbers_in_other_scripts_and_marks_arrive_as_meant(
    page: Pages, typed: str, value: float | None
):
    for question_id, field in (
        ("coffee", "amount"),
        ("phones", "amount"),
        ("used_share", "amount"),
    ):
        more = {"years": typed} if question_id == "phones" else {}
        sent = {field: typed, **more}
        if value is None:
            soup = page.post(f"/en/quiz/{question_id}", sent, 422)
            assert soup.find(id=field)["value"] == typed
        else:
            post(page, question_id, **sent)
            stored = kept(page.client).get(question_id)
            assert stored == ((value, value) if more else value)


HIDDEN = {"go": "sideways", "spend_currency": "XAU", "period": "century", "unit": "stone"}


@pytest.mark.parametrize("name", [*HIDDEN, "csrf_token"])
def test_a_changed_hidden_field_never_costs_an_answer(page: Pages, name: str):
    visitor(page.client, BEFORE)
    token_ = page("/en/quiz/chocolate").select_one("input[name=csrf_token]")["value"]
    data = {"csrf_token": token_, "amount": "3", **HIDDEN, name: HIDDEN.get(name, "forged")}
    data = {key: data[key] for key in ("csrf_token", "amount", name)}
    answer = page.client.post("/en/quiz/chocolate", data=data)
    forged = name == "csrf_token"
    assert answer.status_code == (400 if forged else 303)
    after = kept(page.client)
    assert after.get("chocolate") == (None if forged else 3)
    assert after.get("takeaway") == 7


def test_a_renamed_option_or_item_is_left_out_and_the_rest_stays(app: Flask):
    old = {**BEFORE, "building_work": "palace", "bodies": ["school", "guild"], "gone": 5}
    answers = Answers(old, {ITEM: 2, "unicorn": 1})
    assert answers.get("building_work") is None
    assert answers.get("bodies") == ("school",)
    assert set(answers) == {*BEFORE, "bodies"}
    assert answers.items == {ITEM: 2.0}


def test_a_changed_hidden_field_changes_no_money(page: Pages):
    asked = next(one for one in q.by_id().values() if one.spend)
    visitor(page.client, {"country": "DEU"})
    currency = page(f"/en/quiz/{asked.id}").select_one("input[name=spend_currency]")
    assert currency["value"] == "EUR"
    post(page, asked.id, spend="20", spend_period="month", spend_currency="<gold>")
    assert kept(page.client).get(asked.id) == (20.0, "month", "EUR")


def test_the_largest_set_of_answers_fits_into_the_cookie(app: Flask):
    from app.quiz.answers import MOST_ITEMS

    values: dict[str, Any] = {"country": "USA"}
    for number, one in enumerate(q.by_id().values()):
        odd = 0.1 + number * 0.013579
        match one:
            case q.Block() | q.Country():
                continue
            case q.Choice():
                values[one.id] = max((option.id for option in one.options), key=len)
            case q.Multi():
                values[one.id] = [option.id for option in one.options]
            case q.Grid():
                values[one.id] = {row.id: round(row.max - odd, 6) for row in one.rows}
            case _ if one.spend:
                values[one.id] = [round(10_000 + odd, 2), "month", "EUR"]
            case q.OwnedAndYears():
                values[one.id] = [round(one.max - odd, 6), round(one.years_max - odd, 6)]
            case q.Share():
                values[one.id] = round(99 - odd, 6)
            case _:
                values[one.id] = one.max if one.whole else round(one.max - odd, 6)
    items = {
        name: round(item.maximum - 0.123457, 6)
        for name, item in sorted(listed_items().items(), key=lambda row: -len(row[0]))[:MOST_ITEMS]
    }
    answers = Answers(values, items, "youth")
    assert len(answers.items) == MOST_ITEMS
    assert len(answers.values) > 50
    with app.test_request_context("/en/"):
        state.save(answers)
        assert session["csrf_token"]
        assert len(state.serializer().dumps(dict(session))) < 3_200


def test_a_cookie_of_before_the_list_is_still_read(app: Flask):
    with app.test_request_context("/en/"):
        old = state.serializer().dumps({"v": 1, "a": {"country": "USA", "coffee": 2}})
    assert re.fullmatch(r"[\w.\-]+", token(app, SOME))
    with app.test_request_context("/en/", headers={"Cookie": f"{state.COOKIE}={old}"}):
        assert state.load_answers() == Answers({"country": "USA", "coffee": 2})
