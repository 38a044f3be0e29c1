"""The teacher's page: steps, tables, rounds, two classes, deleting; and how long anything is kept."""

import csv
import io
from datetime import timedelta

import msgspec
import openpyxl
import pytest
from sqlalchemy import func, select

from app.classes import owners
from app.classes.settings import Question
from app.extensions import db
from app.groups.owners import purge
from app.groups.today import today
from app.models import Base, ClassEntry, Classroom, ClassSnapshot, ClassView
from tests.classing import SETTINGS, classroom, row_of, send

TABLES = (Classroom, ClassEntry, ClassSnapshot, ClassView)


def step(page, made, name):
    home = f"/en/class/{made.token}"
    return page.post(f"{home}/step", {"step": name}, form_at=home)


def table(client, made, name="figures.csv"):
    text = client.get(f"/en/class/{made.token}/{name}").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def book(client, made):
    data = client.get(f"/en/class/{made.token}/figures.xlsx").data
    return openpyxl.load_workbook(io.BytesIO(data))


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_steps_say_what_they_did(page, make_class):
    made = make_class(pupils=6)
    assert "Hidden until you show" in page(f"/en/class/{made.token}").main.get_text()
    soup = step(page, made, "reveal")
    assert "The screen shows the results" in soup.select_one("[role=status]").get_text()
    assert "these 6 people" in soup.main.get_text()
    assert "no results now" in step(page, made, "hide").select_one("[role=status]").get_text()
    assert "The class is closed" in step(page, made, "close").main.get_text()
    assert "The class is open" in step(page, made, "reopen").main.get_text()
    assert "round 2" in step(page, made, "round").main.get_text()


def test_a_step_that_is_none_does_nothing(page, make_class):
    made = make_class(pupils=6)
    soup = step(page, made, "explode")
    assert not soup.select_one(".notice[role=status]")


def test_a_step_needs_the_token_of_a_form(client, make_class):
    made = make_class()
    assert client.post(f"/en/class/{made.token}/step", data={"step": "close"}).status_code == 400


def test_a_pupil_who_opens_it_is_told_what_it_is(page, make_class):
    made = make_class()
    assert "for the teacher alone" in page(f"/en/class/{made.token}").main.get_text()
    for path in (f"/en/class/join/{made.code}", "/en/class/join", "/en/class"):
        assert made.token not in page(path).decode()


@pytest.mark.parametrize("token", ["x", "x" * 32, "join2", "%00" * 32])
def test_a_link_that_leads_nowhere(page, token):
    for end in ("", "/screen", "/figures.csv", "/delete", "/compare"):
        assert page(f"/en/class/{token}{end}", status=410).h1.get_text().endswith("no class")


def test_pages_of_the_teacher_are_not_kept_and_not_passed_on(page, make_class):
    made = make_class(pupils=5, revealed=True)
    for end in ("", "/screen", "/delete", "/compare", "/figures.csv", "/figures.xlsx"):
        answer = page.client.get(f"/en/class/{made.token}{end}")
        assert answer.headers["Cache-Control"] == "no-store", end
    assert page.client.get(f"/api/class/{made.token}.json").headers["Cache-Control"] == "no-store"


def test_the_log_holds_no_secret(page, make_class, caplog):
    made = make_class()
    with caplog.at_level("INFO"):
        page(f"/en/class/{made.token}")
        page(f"/en/class/join/{made.code}")
    assert made.token not in caplog.text
    assert made.code not in caplog.text


def test_a_report_does_not_keep_the_secret():
    from app.reports.storage import page_only

    assert page_only(f"/en/class/{'x' * 32}/screen") == "/en"
    assert page_only("/en/class/join/7K3MQ9TX") == "/en/class/join/7K3MQ9TX"


# --- the same numbers everywhere ------------------------------------------------------------------


def test_before_anything_is_shown_there_is_a_table(client, make_class):
    made = make_class(pupils=4)
    rows = table(client, made)
    assert [(row["part"], row["measure"]) for row in rows] == [
        ("class", "answers"),
        ("average", "days_per_year"),
    ]
    assert rows[0]["value"] == "4"


def test_screen_table_spreadsheet_and_api_are_the_same(page, client, make_class):
    made = make_class(pupils=16, revealed=True)
    told = client.get(f"/api/class/{made.token}.json").json
    now = told["now"]
    rows = table(client, made)
    found = {(row["part"], row["id"], row["measure"]): row["value"] for row in rows}
    assert found["class", "", "people"] == str(now["people"]) == "16"
    for measure, key in (("days_per_year", "days_per_year"), ("days_each", "days_each")):
        assert float(found["class", "", measure]) == now[key]
    assert float(found["class", "", "days_per_year_low"]) == now["low"]
    assert float(found["class", "", "days_per_year_high"]) == now["high"]
    assert [int(row["value"]) for row in rows if row["part"] == "days"] == [
        days["people"] for days in now["days"]
    ]
    for kind, name in (("category", "categories"), ("origin", "origins")):
        assert {row["id"]: float(row["value"]) for row in rows if row["part"] == kind} == {
            share["id"]: share["share"] for share in now[name]
        }
    assert float(found["what_if", "phones", "days_less"]) == now["what_ifs"][0]["less"]

    [sheet] = book(client, made).worksheets
    head, *lines = values(sheet)
    assert head == list(rows[0])
    assert [[str(cell if cell is not None else "") for cell in line] for line in lines] == [
        [f"{float(v):g}" if k == "value" and v[:1].isdigit() else v for k, v in row.items()]
        for row in rows
    ]
    soup = page(f"/en/class/{made.token}/screen")
    assert soup.select_one(".told__amount").get_text() == f"{now['days_per_year']:g} days"
    shown = page(f"/en/class/{made.token}/screen?show=spread").select(".bars__amount")
    assert [int(b.get_text()) for b in shown] == [days["people"] for days in now["days"]]


def test_no_text_is_a_formula(client, make_class):
    wicked = Question("=1+1", ("=HYPERLINK(0)", "@x", "+3", "http://e.example", "-2"))
    made = make_class(msgspec.structs.replace(SETTINGS, name="=2", questions=(wicked,)), pupils=0)
    from app.classes import sending
    from tests.classing import different

    with client.application.app_context():
        for number in range(12):
            sending.send(row_of(made), str(number), different(number, choices=(number % 2,)))
        owners.reveal(row_of(made))
    names = [row["name"] for row in table(client, made) if row["part"] == "question"]
    assert names[0] == "'=1+1: =HYPERLINK(0)"
    [sheet] = book(client, made).worksheets
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


@pytest.mark.parametrize(
    ("rows", "pupils", "expected"), [(False, 12, 0), (True, 9, 0), (True, 12, 12)]
)
def test_results_one_by_one_only_where_chosen_and_from_ten_on(
    page, make_class, rows, pupils, expected
):
    made = make_class(msgspec.structs.replace(SETTINGS, rows=rows), pupils=pupils, revealed=True)
    client = page.client
    answer = client.get(f"/en/class/{made.token}/results.csv")
    assert answer.status_code == (200 if expected else 404)
    sheets = book(client, made).sheetnames
    assert (len(sheets) == 2) == bool(expected)
    linked = page(f"/en/class/{made.token}").select("a[href$='results.csv']")
    assert bool(linked) == bool(expected)
    if expected:
        found = table(client, made, "results.csv")
        assert len(found) == expected
        assert set(found[0]) == {"round", "days_per_year", "low", "high"}
        assert all(float(row["days_per_year"]) == pytest.approx(1.8, abs=0.05) for row in found)


def test_the_order_says_nothing(app, make_class):
    from app.classes.snapshots import one_by_one
    from tests.classing import somebody

    pupils = [somebody(persons=n * 1_000_000) for n in range(1, 60)]
    orders = {tuple(one_by_one(pupils)) for _time in range(3)}
    assert len(orders) == 3
    assert len({tuple(sorted(order)) for order in orders}) == 1


# --- another lesson -------------------------------------------------------------------------------


def test_two_rounds_beside_each_other(app, page, make_class):
    made = make_class(pupils=6, revealed=True)
    with app.app_context():
        owners.next_round(row_of(made))
    assert "Hidden until" in page(f"/en/class/{made.token}").main.get_text()
    with app.app_context():
        send(made, 7, first=20)
        owners.reveal(row_of(made))
    soup = page(f"/en/class/{made.token}")
    rows = [
        [cell.get_text() for cell in row.select("th, td")]
        for row in soup.select(".class-beside tr")
    ]
    assert rows[0][1:] == ["Round 1", "Round 2"]
    assert rows[1] == ["Pupils", "6", "7"]
    told = page.client.get(f"/api/class/{made.token}.json").json
    assert [one["people"] for one in told["before"]] == [6]
    assert {row["round"] for row in table(page.client, made)} == {"1", "2"}
    assert "Before and now" in page(f"/en/class/{made.token}/screen?show=rounds").h1.get_text()


def test_there_are_at_most_four_rounds(app, page, make_class):
    made = make_class()
    with app.app_context():
        for _time in range(6):
            owners.next_round(row_of(made))
        assert row_of(made).round == 4
    assert not page(f"/en/class/{made.token}").select("button[value=round]")


def compare(page, one, link):
    home = f"/en/class/{one.token}/compare"
    form = page(home)
    token = form.select_one("[name=csrf_token]")["value"]
    return page.client.post(home, data={"csrf_token": token, "link": link})


def test_two_classes_beside_each_other(page, make_class):
    one, other = make_class(pupils=6, revealed=True), make_class()
    with page.client.application.app_context():
        send(other, 9, first=100)
        owners.reveal(row_of(other))
    link = f"https://example.org/de/class/{other.token}/screen?show=what"
    answer = compare(page, one, link)
    assert answer.status_code == 200
    assert ">6</td>" in answer.text
    assert ">9</td>" in answer.text


@pytest.mark.parametrize(
    ("pupils", "revealed", "link", "said"),
    [
        (6, True, "", "leads to no class"),
        (6, True, "https://example.org/en/class/" + "x" * 32, "leads to no class"),
        (6, True, "own", "link of this class"),
        (6, True, "hidden", "show their results first"),
        (6, False, "other", "show their results first"),
        (6, True, "near", "nearly the same pupils"),
    ],
)
def test_what_cannot_be_compared(page, make_class, pupils, revealed, link, said):
    one = make_class(pupils=pupils, revealed=revealed)
    links = {"own": one, "hidden": make_class(pupils=6)}
    if link == "other":
        links["other"] = make_class(pupils=9, revealed=True)
    if link == "near":
        links["near"] = make_class(pupils=7, revealed=True)
    target = f"/en/class/{links[link].token}" if link in links else link
    answer = compare(page, one, target)
    assert answer.status_code == 422
    assert said in answer.text


# --- how long it is kept --------------------------------------------------------------------------


def left():
    return [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]


@pytest.fixture
def site(make_app):
    site = make_app()
    with site.app_context():
        Base.metadata.create_all(db.engine)
    return site


def test_deleting_leaves_nothing(site):
    from tests.pages import Pages

    page = Pages(site.test_client())
    with site.app_context():
        made = classroom()
        send(made, 6)
        owners.reveal(row_of(made))
        assert min(left()) > 0
    page(f"/en/class/{made.token}/delete")
    soup = page.post(f"/en/class/{made.token}/delete")
    assert soup.h1.get_text() == "The class is deleted"
    with site.app_context():
        assert left() == [0, 0, 0, 0]
    page(f"/en/class/{made.token}", status=410)
    page(f"/en/class/join/{made.code}", status=404)


def test_after_the_last_day_it_is_gone_and_the_purge_takes_it(site, monkeypatch):
    client, runner = site.test_client(), site.test_cli_runner()
    with site.app_context():
        gone = classroom(last_day=today() + timedelta(days=29))
        kept = classroom(last_day=today() + timedelta(days=30))
        for made in (gone, kept):
            send(made, 6)
            owners.reveal(row_of(made))
    then = today() + timedelta(days=30)
    assert runner.invoke(args=["classes", "purge"]).output == "0 deleted\n"
    monkeypatch.setattr("app.groups.owners.today", lambda: then)
    assert client.get(f"/en/class/{gone.token}").status_code == 410
    assert client.get(f"/en/class/join/{gone.code}").status_code == 404
    assert client.get(f"/en/class/{kept.token}").status_code == 200
    assert runner.invoke(args=["classes", "purge"]).output == "1 deleted\n"
    assert runner.invoke(args=["classes", "purge"]).output == "0 deleted\n"
    with site.app_context():
        assert left() == [1, 6, 1, 1]


def test_making_a_class_deletes_those_that_are_over(site, monkeypatch):
    with site.app_context():
        classroom(last_day=today())
        then = today() + timedelta(days=1)
        monkeypatch.setattr("app.groups.owners.today", lambda: then)
        classroom(last_day=then)
        assert left()[0] == 1
        assert purge(Classroom) == 0


def test_a_code_that_is_taken_is_not_given_again(site, monkeypatch):
    codes = iter(["7K3MQ9TX", "7K3MQ9TX", "8K3MQ9TX"])
    monkeypatch.setattr(owners, "new_code", lambda: next(codes))
    with site.app_context():
        assert classroom().code == "7K3MQ9TX"
        assert classroom().code == "8K3MQ9TX"
