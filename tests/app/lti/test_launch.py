"""A teacher makes a class for a course, pupils join it from there, and nobody is remembered."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.classes import courses, owners
from app.extensions import db
from app.groups.owners import new_link
from app.lti import nonces
from app.models import Base, ClassEntry, Classroom, CourseClass, UsedNonce
from app.quiz import state as quiz_state
from tests.answered import everything_at, token
from tests.classing import SETTINGS
from tests.learning_platform import LEARNER, ROLE, TEACHER, TRACES
from tests.pages import Pages


def make_class(someone, **changed):
    """A teacher opens the link and makes the class; returns the page with its secrets."""
    answer = someone.open(roles=TEACHER)
    assert answer.status_code == 303
    assert "/en/class/new?course=" in answer.location
    page = Pages(someone.client)
    invitation = page(answer.location).select_one("input[name=course]")["value"]
    sent = {"country": "GBR", "path": "youth", "threshold": "5", "course": invitation}
    return page.post("/en/class/new", sent | changed, form_at=answer.location)


def classes(site):
    with site.app_context():
        return db.session.scalars(select(Classroom)).all()


def everything(site):
    """Every value in the database as text."""
    with site.app_context():
        return "\n".join(
            str(tuple(row))
            for table in Base.metadata.sorted_tables
            for row in db.session.execute(table.select())
        )


def test_a_teacher_makes_a_class_and_pupils_join_without_a_code(site, visitor, caplog):
    caplog.set_level(logging.DEBUG)
    soup = make_class(visitor())
    assert soup.h1.get_text() == "Your class is ready"
    assert "It belongs to your course now" in soup.main.get_text()
    [row] = classes(site)

    pupil = visitor()
    answer = pupil.open()
    assert answer.status_code == 303
    assert answer.location.endswith(f"/en/class/join/{row.code}")
    pupil.client.set_cookie(quiz_state.COOKIE, token(site, everything_at("usual", "GBR")))
    page = Pages(pupil.client)
    page.post(answer.location, {"answers": "kept"})
    page.post("/en/class/send")
    with site.app_context():
        assert len(db.session.scalars(select(ClassEntry)).all()) == 1

    kept = everything(site) + caplog.text + "".join(map(str, pupil.client._cookies))
    assert row.code in kept
    assert [trace for trace in TRACES if trace in kept] == []


def test_what_is_kept_of_a_course_is_a_hash(site, platform, visitor, monkeypatch):
    make_class(visitor())
    with site.app_context():
        [kept] = db.session.scalars(select(CourseClass))
        named = (platform.issuer, "client-7", "1", "course-8b")
        assert kept.course_hash == courses.hash_of(*named)
        assert kept.course_hash != courses.hash_of(*named[:3], "course-8c")
        monkeypatch.setattr(site, "secret_key", "another key that somebody without ours may try")
        assert kept.course_hash != courses.hash_of(*named)


def test_a_teacher_comes_back_to_the_teachers_page(site, visitor):
    make_class(visitor())
    someone = visitor()
    answer = someone.open(roles=TEACHER)
    assert answer.status_code == 303
    page = Pages(someone.client)
    soup = page(answer.location)
    assert soup.h1.get_text() == "Your class"
    assert "You came from your course" in soup.main.get_text()
    assert not soup.select_one("#manage-address")  # it is no link to keep
    [row] = classes(site)
    assert f"/join/{row.code}" in soup.select_one("a.class-link")["href"]
    page.post(f"{answer.location}/step", {"step": "reveal"}, form_at=answer.location)
    assert classes(site)[0].revealed
    for more in ("/screen", "/figures.csv", "/delete", "/compare"):
        assert someone.client.get(answer.location + more).status_code == 200, more


def test_the_link_of_the_maker_stays_when_others_come_by_the_course(site, visitor):
    soup = make_class(visitor())
    link = soup.select_one("#manage-address")["value"]
    someone = visitor()
    someone.open(roles=TEACHER)
    assert someone.client.get(link).status_code == 200


@pytest.mark.parametrize("hours", [11, 13])
def test_an_admission_works_for_a_school_day(site, visitor, monkeypatch, hours):
    make_class(visitor())
    someone = visitor()
    address = someone.open(roles=TEACHER).location
    now = courses.URLSafeTimedSerializer.default_signer.get_timestamp
    monkeypatch.setattr(
        courses.URLSafeTimedSerializer.default_signer,
        "get_timestamp",
        lambda signer: now(signer) + hours * 3600,
    )
    page = Pages(someone.client)
    soup = page(address, 200 if hours < courses.TEACHING_HOURS else 410)
    assert ("Moodle or Canvas, open the link there again" in soup.text) == (hours == 13)


def test_a_new_link_ends_admissions_and_deleting_too(site, visitor):
    make_class(visitor())
    someone = visitor()
    first = someone.open(roles=TEACHER).location
    with site.app_context():
        new_link(db.session.scalars(select(Classroom)).one())
    assert someone.client.get(first).status_code == 410
    second = someone.open(roles=TEACHER).location
    page = Pages(someone.client)
    page.post(f"{second}/delete")
    assert someone.client.get(second).status_code == 410
    with site.app_context():
        assert db.session.scalars(select(CourseClass)).all() == []
    assert "/class/new" in someone.open(roles=TEACHER).location


@pytest.mark.parametrize("token", ["x", "a.b.c", "x" * 500, "x" * 32])
def test_other_words_in_place_of_an_admission_lead_nowhere(site, token):
    client = site.test_client()
    assert client.get(f"/en/class/{token}/screen").status_code in (404, 410)
    assert client.get("/en/class/new", query_string={"course": token}).status_code == 410


def test_an_invitation_is_no_admission(site, visitor):
    invitation = visitor().open(roles=TEACHER).location.partition("course=")[2]
    assert site.test_client().get(f"/en/class/{invitation}").status_code == 410


@pytest.mark.parametrize(
    ("roles", "teaches"),
    [
        (TEACHER, True),
        ((f"{ROLE}membership#Administrator",), True),
        ((*LEARNER, *TEACHER), True),
        (("Instructor",), True),
        (LEARNER, False),
        ((), False),
        ((f"{ROLE}institution/person#Instructor", *LEARNER), False),
        ((f"{ROLE}system/person#Administrator",), False),
        ((f"{ROLE}membership/Instructor#TeachingAssistant",), False),
        ((f"{ROLE}membership#Mentor",), False),
    ],
)
def test_who_teaches_the_course_itself_makes_its_class(visitor, roles, teaches):
    answer = visitor().open(roles=roles)
    assert answer.status_code == (303 if teaches else 404)


def test_a_course_without_a_class_is_told_kindly(site, platform, visitor):
    someone = visitor()
    page = Pages(someone.client)
    asked = someone.begin()
    signed = platform.token(platform.claims(asked["nonce"]))
    soup = page.send("/lti/launch", {"state": asked["state"], "id_token": signed}, 404)
    assert soup.h1.get_text() == "Your course has no class yet"
    assert classes(site) == []


def test_each_course_and_each_deployment_has_its_own_class(site, visitor):
    make_class(visitor())
    assert visitor().open(context={"id": "course-9a"}).status_code == 404
    assert visitor().open(context={"id": "course-8b"}).status_code == 303


def test_a_closed_class_says_so(site, visitor):
    make_class(visitor())
    with site.app_context():
        owners.close(db.session.scalars(select(Classroom)).one())
    pupil = visitor()
    Pages(pupil.client)(pupil.open().location, 409)


def test_two_teachers_at_once_make_one_class(site, visitor):
    one, other = visitor(), visitor()
    late = other.open(roles=TEACHER).location
    make_class(one)
    answer = other.client.get(late)
    assert answer.status_code == 303
    assert Pages(other.client)(answer.location).h1.get_text() == "Your class"
    assert len(classes(site)) == 1
    with site.app_context():
        made = owners.make(SETTINGS, classes(site)[0].delete_on)
        course = db.session.scalars(select(CourseClass.course_hash)).one()
        assert not courses.connect(course, made.code)
    assert len(classes(site)) == 1


def test_a_form_that_was_open_too_long_keeps_what_was_typed(site, visitor, monkeypatch):
    someone = visitor()
    address = someone.open(roles=TEACHER).location
    page = Pages(someone.client)
    invitation = page(address).select_one("input[name=course]")["value"]
    monkeypatch.setattr(courses, "MAKING_HOURS", -1)
    typed = {"country": "FRA", "name": "My eighth", "threshold": "7", "course": invitation}
    soup = page.post("/en/class/new", typed, 422, form_at="/en/class/new")
    assert "too long ago" in soup.select_one("[role=alert]").get_text()
    assert soup.select_one("#name")["value"] == "My eighth"
    assert not soup.select_one("input[name=course]")
    assert classes(site) == []


def test_random_numbers_are_forgotten_after_some_minutes(site, visitor, monkeypatch):
    visitor().open()
    with site.app_context():
        assert len(db.session.scalars(select(UsedNonce)).all()) == 1

        class Later(nonces.datetime):
            @classmethod
            def now(cls, zone):
                return super().now(zone) + timedelta(minutes=2 * nonces.MINUTES + 1)

        monkeypatch.setattr(nonces, "datetime", Later)
        nonces.purge()
        assert db.session.scalars(select(UsedNonce)).all() == []


def test_the_cookie_of_a_launch_is_for_that_alone(site, visitor, platform):
    someone = visitor()
    answer = someone.client.post(
        "/lti/login",
        data={"iss": platform.issuer, "login_hint": "x"},
        base_url="https://localhost",
    )
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("lti-")
    for part in ("Secure", "HttpOnly", "SameSite=None", "Path=/lti/launch", "Max-Age=600"):
        assert part in cookie
    answer = someone.open()
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_login_may_come_by_address_too(site, platform):
    answer = site.test_client().get(
        "/lti/login", query_string={"iss": platform.issuer, "login_hint": "5"}
    )
    assert answer.status_code == 302
    assert "redirect_uri=http%3A%2F%2Flocalhost%2Flti%2Flaunch" in answer.location
    assert "login_hint=5" in answer.location
