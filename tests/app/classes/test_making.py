"""A class is made in a minute; every wrong entry is told beside its field, and what was typed stays."""

import re
from datetime import timedelta

import pytest

from app.classes.settings import Question, decode
from app.groups.owners import owned
from app.groups.today import today
from app.models import Classroom

NEW = "/en/class/new"


def fields(**changed):
    """The fields of a form that is good."""
    return {
        "country": "GBR",
        "path": "youth",
        "threshold": "5",
        "last_day": (today() + timedelta(days=30)).isoformat(),
        **changed,
    }


def token_of(soup):
    return str(soup.select_one("#manage-address")["value"]).rsplit("/", 1)[1]


def make(page, **changed):
    soup = page.post(NEW, fields(**changed))
    assert soup.h1.get_text() == "Your class is ready"
    return soup


def error(soup, name):
    """What is said beside a field, which is also said at the top."""
    beside = soup.select_one(f"#{name}-error")
    assert beside, [tag["id"] for tag in soup.select(".field-error[id]")]
    assert soup.select_one(f"#error-summary a[href='#{name}']")
    return re.sub(r"\s+", " ", beside.get_text()).strip().removeprefix("Error: ")


def settings_of(app, soup):
    with app.app_context():
        return decode(owned(Classroom, token_of(soup)).settings)


def test_with_a_country_it_is_ready(app, page):
    soup = make(page)
    found = settings_of(app, soup)
    assert (found.country, found.path, found.threshold, found.rows) == ("GBR", "youth", 5, False)
    assert found.questions == ()
    assert len(soup.select(".campaign-words li")) == 12
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", soup.select_one(".way-in__code").get_text())
    assert soup.select_one(".way-in__qr svg")
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["Referrer-Policy"] == "same-origin"


def test_the_form_has_usual_values(page):
    soup = page(NEW, headers={"Accept-Language": "en-GB"})
    assert soup.select_one("#country option[selected]")["value"] == "GBR"
    assert soup.select_one("[name=path][checked]")["value"] == "youth"
    assert soup.select_one("#threshold")["value"] == "5"
    assert soup.select_one("#last_day")["value"] == (today() + timedelta(days=30)).isoformat()
    assert not soup.select_one("#rows").has_attr("checked")


def test_questions_of_the_teacher(app, page):
    found = settings_of(
        app,
        make(
            page,
            question_1="  Who should\tact first? ",
            options_1="Shops\r\n\r\n Laws \nAll of us",
            question_3="Ready to talk?",
            options_3="Yes\nNo",
            rows="y",
            threshold="8",
        ),
    )
    assert found.questions == (
        Question("Who should act first?", ("Shops", "Laws", "All of us")),
        Question("Ready to talk?", ("Yes", "No")),
    )
    assert (found.rows, found.threshold) == (True, 8)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("country", "", "Choose the country"),
        ("country", "XXX", "Choose the country"),
        ("path", "both", "Choose which questions"),
        ("threshold", "4", "from 5 to 30"),
        ("threshold", "31", "from 5 to 30"),
        ("threshold", "", "Write a whole number"),
        ("threshold", "many", "Write a whole number"),
        ("last_day", "", "Write a day such as"),
        ("last_day", "tomorrow", "Write a day such as"),
        ("last_day", (today() - timedelta(days=1)).isoformat(), "Choose a day from"),
        ("last_day", (today() + timedelta(days=90)).isoformat(), "Choose a day from"),
        ("name", "x" * 61, "Use at most 60 characters; these are 61"),
        ("name", "You fuckers", "without “fuckers”"),
        ("question_1", "x" * 121, "Use at most 120 characters"),
        ("question_1", "Who?", ""),
        ("options_2", "Yes\nNo", ""),
        ("options_1", "Yes", "Write 2 to 6 answers"),
        ("options_1", "1\n2\n3\n4\n5\n6\n7", "you wrote 7"),
        ("options_1", "Yes\nYes", "are the same"),
        ("options_1", "Yes\n" + "x" * 61, "is too long"),
        ("options_1", "Yes\nbitch", "without “bitch”"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(page, name, value, said):
    soup = page.post(NEW, fields(**{name: value}), status=422)
    other = {"question_1": "options_1", "options_2": "question_2"}
    beside = other[name] if said == "" else name
    assert (said or "Write the") in error(soup, beside)
    if name in ("name", "threshold", "last_day") and value:
        assert soup.select_one(f"#{name}")["value"] == value
    if name.startswith("options"):
        assert soup.select_one(f"#{name}").get_text().strip() == value


def test_the_last_of_ninety_days_is_fine(app, page):
    soup = make(page, last_day=(today() + timedelta(days=89)).isoformat())
    with app.app_context():
        assert owned(Classroom, token_of(soup)).delete_on == today() + timedelta(days=90)


def test_what_the_teacher_writes_is_never_read_as_code(page):
    text = "<script>alert(1)</script> {{ 7 * 7 }}"
    soup = make(page, name=text, question_1="Is <b>this</b> safe?", options_1="=1+1\n<i>no</i>")
    teacher = page(f"/en/class/{token_of(soup)}")
    assert teacher.h1.get_text() == text
    assert not teacher.select("main script")


def test_twelve_words_bring_a_new_link_and_the_old_one_ends(page):
    soup = make(page)
    words = " ".join(item.get_text() for item in soup.select(".campaign-words li"))
    old = token_of(soup)
    back = page.post("/en/class/recover", {"phrase": words.upper()})
    assert "This is your new link" in back.select_one("[role=status]").get_text()
    assert token_of(back) != old
    assert "leads to no class" in page(f"/en/class/{old}", status=410).h1.get_text()
    page.post("/en/class/recover", {"phrase": "abandon " * 11 + "about"}, status=422)


def test_new_words_replace_the_old(page):
    soup = make(page)
    words = " ".join(item.get_text() for item in soup.select(".campaign-words li"))
    token = token_of(soup)
    new = page.post(f"/en/class/{token}/words", form_at=f"/en/class/{token}")
    assert len(new.select(".campaign-words li")) == 12
    page.post("/en/class/recover", {"phrase": words}, status=422)


def test_so_many_classes_an_hour_from_one_address(make_app):
    from app.extensions import db
    from app.models import Base
    from tests.pages import Pages

    site = make_app(class_limit="2 per hour")
    with site.app_context():
        Base.metadata.create_all(db.engine)
    page = Pages(site.test_client())
    make(page)
    make(page)
    page.post(NEW, fields(), status=429)
