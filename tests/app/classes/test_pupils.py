"""Pupils join, answer, send, change; everything that can go wrong on the way."""

import msgspec
import pytest
from sqlalchemy import select

from app.classes import owners, sending
from app.classes.figures import decode
from app.extensions import db
from app.groups.owners import remove
from app.models import ClassEntry
from app.quiz import state
from tests.answered import answer, everything_at, visitor
from tests.classing import SETTINGS, row_of


def joined(page, made, values=None, answers="kept"):
    """A pupil who has answered everything and has come by the code."""
    visitor(page.client, values or everything_at("usual", "GBR"))
    return page.post(f"/en/class/join/{made.code}", {"answers": answers})


def answers_of(page):
    """What stands in the pupil's cookie."""
    cookie = page.client.get_cookie(state.COOKIE)
    with page.client.application.test_request_context(
        headers={"Cookie": f"answers={cookie.value}"}
    ):
        return state.load_answers()


def entries(app, made):
    with app.app_context():
        row = row_of(made)
        found = db.session.scalars(select(ClassEntry).where(ClassEntry.class_id == row.id))
        return [decode(entry.figures) for entry in found]


def test_short_addresses_lead_there(page, make_class):
    made = make_class()
    assert page.client.get("/join").headers["Location"].endswith("/en/class/join")
    location = page.client.get(f"/join/{made.code}").headers["Location"]
    assert location.endswith(f"/en/class/join/{made.code}")


def test_by_the_code_to_the_questions_for_school(page, make_class):
    made = make_class()
    typed = f"{made.code[:4].lower()} {made.code[4:].lower()}"
    answer = page.client.get("/en/class/join", query_string={"code": typed})
    assert answer.headers["Location"].endswith(f"/en/class/join/{made.code}")
    soup = page(f"/en/class/join/{made.code}")
    assert soup.h1.get_text() == "You have found your class"
    assert "8b" not in soup.main.get_text()
    assert soup.select_one(".class-care a")["href"] == "/en/help?country=GBR"
    soup = page.post(f"/en/class/join/{made.code}", {"answers": "new"})
    assert soup.select_one("form.question__form")
    found = answers_of(page)
    assert (found.path, found.country, found.joining.slug) == ("youth", "GBR", made.code)
    assert found.joining.place == "class"


def test_for_adults_the_questions_that_everybody_gets(page, make_class):
    made = make_class(msgspec.structs.replace(SETTINGS, path="adult"))
    page.post(f"/en/class/join/{made.code}", {"answers": "new"})
    assert answers_of(page).path == ""


def test_what_an_earlier_pupil_left_is_not_mixed_in(page, make_class):
    made = make_class()
    visitor(page.client)
    soup = page(f"/en/class/join/{made.code}")
    assert [b.get_text() for b in soup.select("main form button")] == [
        "Start with empty questions",
        "Go on where I was",
    ]
    page.post(f"/en/class/join/{made.code}", {"answers": "new"})
    assert set(answers_of(page)) == {"country"}
    assert answers_of(page).country == "GBR"


def test_sending_keeps_figures_and_no_answer(app, page, make_class):
    made = make_class()
    soup = joined(page, made)
    assert soup.select_one("#send-to-class")
    soup = page.post("/en/class/send", {"own_0": "1", "own_1": "-1"}, form_at="/en/result")
    assert soup.h1.get_text() == "Sent. Thank you."
    [kept] = entries(app, made)
    assert kept.choices == (1, -1)
    assert kept.persons == sum(kept.categories.values()) or abs(
        kept.persons - sum(kept.categories.values())
    ) < len(kept.categories)
    with app.app_context():
        columns = db.session.execute(select(ClassEntry.__table__)).mappings().all()[-1]
    assert set(columns) == {
        "id", "class_id", "round", "once_hash", "figures", "mark", "waiting"
    }  # fmt: skip


def test_what_if_is_the_models_own_arithmetic(app, page, make_class):
    import footprint_model as fm
    from app.groups.sums import parts
    from app.quiz.model_input import to_consumption
    from app.results.what_ifs import changed

    made = make_class()
    values = everything_at("usual", "GBR") | {"phones": [2, 2]}
    joined(page, made, values)
    page.post("/en/class/send", form_at="/en/result")
    [kept] = entries(app, made)
    after, _made = changed(answers_of(page), {"phone_longer": "two"})
    years = fm.estimate(to_consumption(after)).person_years
    assert kept.what_ifs["phones"] == (parts(years.central), parts(years.low), parts(years.high))
    assert kept.what_ifs["phones"][0] < kept.persons


def test_double_submit_back_and_two_tabs_are_one(app, page, make_class):
    made = make_class()
    joined(page, made)
    for _time in range(3):
        page.post("/en/class/send", {"own_0": "0"}, form_at="/en/class/send")
    page.post(f"/en/class/join/{made.code}", {"answers": "kept"}, form_at="/en/report")
    page.post("/en/class/send", {"own_0": "2"}, form_at="/en/class/send")
    assert [kept.choices for kept in entries(app, made)] == [(2, -1)]


def test_changed_answers_take_the_place_of_the_old(app, page, make_class):
    made = make_class()
    joined(page, made)
    page.post("/en/class/send", form_at="/en/class/send")
    [before] = entries(app, made)
    soup = page(f"/en/class/join/{made.code}")
    assert "your answers are sent" in soup.h1.get_text()
    answer(page.client, answers_of(page).with_answer("tops", 30.0))
    page.post("/en/class/send", form_at="/en/result")
    [after] = entries(app, made)
    assert after.persons != before.persons


def test_a_failed_sending_loses_nothing(app, page, make_class, monkeypatch):
    from sqlalchemy.exc import OperationalError

    made = make_class()
    joined(page, made)

    def unreachable(*_values):
        raise OperationalError("select", {}, Exception("gone"))

    with monkeypatch.context() as patch:
        patch.setattr(sending, "send", unreachable)
        page.post("/en/class/send", {"own_0": "0"}, status=503, form_at="/en/result")
    page.post("/en/class/send", {"own_0": "0"}, form_at="/en/result")
    assert len(entries(app, made)) == 1


def test_the_result_needs_no_database(page, make_class, monkeypatch):
    from sqlalchemy.exc import OperationalError

    from app.classes import lifetime

    def unreachable(_code):
        raise OperationalError("select", {}, Exception("gone"))

    joined(page, make_class())
    monkeypatch.setattr(lifetime, "find", unreachable)
    assert not page("/en/result").select_one("#send-to-class")


@pytest.mark.parametrize("value", ["3", "-2", "x", "9" * 30, "٣"])
def test_an_answer_that_is_none_is_told(app, page, make_class, value):
    made = make_class()
    joined(page, made)
    soup = page.post("/en/class/send", {"own_0": value}, status=422, form_at="/en/class/send")
    assert "Choose one of these answers" in soup.select_one("#own_0-error").get_text()
    assert entries(app, made) == []


@pytest.mark.parametrize("code", ["7K3MQ9TX", "00000000"])
def test_an_unknown_code(page, code):
    soup = page(f"/en/class/join?code={code}", status=404)
    assert "No class has this code now" in soup.select_one("#code-error").get_text()
    assert soup.select_one("#code")["value"] == code
    page(f"/en/class/join/{code}", status=404)


@pytest.mark.parametrize("typed", ["", "abc", "x" * 900, "🙂" * 8, "<b>"])
def test_what_cannot_be_a_code(page, typed):
    soup = page("/en/class/join", status=422, query_string={"code": typed})
    assert "eight letters and digits" in soup.select_one("#code-error").get_text()


def test_a_closed_class_says_so_and_the_result_stays(app, page, make_class):
    made = make_class()
    joined(page, made)
    with app.app_context():
        owners.close(row_of(made))
    soup = page(f"/en/class/join/{made.code}", status=409)
    assert "takes no answers now" in soup.h1.get_text()
    page("/en/class/send", status=409)
    assert not page("/en/result").select_one("#send-to-class")
    with app.app_context():
        owners.reopen(row_of(made))
    page.post("/en/class/send", form_at="/en/result")
    assert len(entries(app, made)) == 1


def test_a_class_deleted_while_pupils_answer(app, page, make_class):
    made = make_class()
    joined(page, made)
    form = page("/en/class/send")
    sent = {"csrf_token": form.select_one("[name=csrf_token]")["value"], "own_0": "0"}
    with app.app_context():
        remove(row_of(made))
    soup = page.send("/en/class/send", sent, status=410)
    assert soup.h1.get_text() == "This class is over"
    page("/en/class/sent", status=410)
    page("/en/result")


@pytest.mark.parametrize("before", [0, 1])
def test_a_class_deleted_in_the_same_moment(app, make_class, before):
    """After it was found and before the figures are written."""
    from tests.classing import somebody

    made = make_class()
    with app.app_context():
        row = row_of(made)
        if before:
            sending.send(row, "once", somebody())
            row = row_of(made)
        entry_and_row = (row.id, sending._entry(row, "once"))
        with db.engine.begin() as other:
            other.exec_driver_sql("DELETE FROM classroom WHERE id = ?", (entry_and_row[0],))
        with pytest.raises(sending.Gone):
            sending.send(row, "once", somebody(persons=7))


def test_a_full_class(app, page, make_class, monkeypatch):
    made = make_class(pupils=2)
    monkeypatch.setattr(sending, "MOST", 2)
    joined(page, made)
    soup = page.post("/en/class/send", status=409, form_at="/en/class/send")
    assert soup.h1.get_text() == "This class is full"


def test_without_a_class_there_is_nowhere_to_send(page):
    assert page("/en/class/send", follow_redirects=True).h1.get_text() == "Join your class"
    assert page("/en/class/sent", follow_redirects=True).h1.get_text() == "Join your class"


def test_too_old_answers_do_not_keep_anybody_out(page, make_class):
    made = make_class()
    page.client.set_cookie(state.COOKIE, "nonsense")
    assert page(f"/en/class/join/{made.code}").h1.get_text() == "You have found your class"
    page.post(f"/en/class/join/{made.code}", {"answers": "kept"})
    assert answers_of(page).joining.slug == made.code


def test_a_campaign_does_not_take_a_class_for_its_own(page, make_class):
    made = make_class()
    joined(page, made)
    assert not page("/en/result").select_one("#count-me-in")


def test_the_number_stays_in_a_class_and_changes_with_it(app, page, make_class):
    first, second = make_class(), make_class()
    joined(page, first)
    once = answers_of(page).joining.once
    page.post(f"/en/class/join/{first.code}", {"answers": "new"})
    assert answers_of(page).joining.once == once
    page.post(f"/en/class/join/{second.code}", {"answers": "new"})
    assert answers_of(page).joining.once != once


def test_rows_are_announced_before_anybody_sends(page, make_class):
    made = make_class(msgspec.structs.replace(SETTINGS, rows=True))
    assert "download all results as a list" in page(f"/en/class/join/{made.code}").main.get_text()


# --- codes behind one address ---------------------------------------------------------------------


def test_five_hundred_devices_with_the_right_code_are_never_blocked(app, make_class):
    made = make_class()
    for _device in range(500):
        client = app.test_client()
        answer = client.get(f"/en/class/join?code={made.code}")
        assert answer.status_code == 303
    for _device in range(35):
        assert app.test_client().get(f"/en/class/join/{made.code}").status_code == 200


def test_a_hundred_wrong_codes_from_one_address_are(app, make_class):
    made = make_class()
    statuses = [
        app.test_client().get(f"/en/class/join/{number:08}").status_code for number in range(100)
    ]
    assert statuses == [404] * 60 + [429] * 40
    assert app.test_client().get(f"/en/class/join?code={made.code}").status_code == 429
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    answer = app.test_client().get(f"/en/class/join/{made.code}", environ_base=elsewhere)
    assert answer.status_code == 200


def test_what_cannot_be_a_code_is_no_guess(app):
    for _time in range(70):
        assert app.test_client().get("/en/class/join?code=abc").status_code == 422
