"""From a course on another site into a class, in a real browser and over HTTPS as in production."""

import re
import threading

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from app import create_app
from app.extensions import db, limiter
from app.models import Base
from tests import conftest
from tests.functional.steps import next_page
from tests.learning_platform import served

pytestmark = pytest.mark.browser


@pytest.fixture
def course(app, tmp_path):
    """The address of a course on a platform that for a browser is another site than ours."""
    before = dict(vars(limiter))
    with served() as platform:
        platform.issuer = platform.issuer.replace("127.0.0.1", "localhost")
        (tmp_path / "platforms.toml").write_text(platform.toml)
        site = create_app(
            conftest.testing_config(
                database_url=f"sqlite:///{tmp_path / 'site.sqlite3'}",
                lti_platforms=str(tmp_path / "platforms.toml"),
            )
        )
        with site.app_context():
            Base.metadata.create_all(db.engine)
        server = make_server(
            "127.0.0.1", 0, conftest.at_once(site), threaded=True, ssl_context="adhoc"
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        platform.site = f"https://127.0.0.1:{server.server_port}"
        yield platform.issuer
        server.shutdown()
        thread.join(timeout=5)
        server.server_close()
    with site.app_context():
        db.engine.dispose()
    vars(limiter).clear()
    vars(limiter).update(before)


def open_link(new_context, address, **options):
    """Somebody opens the link in the course; the platform's page sends them on."""
    tab = new_context(ignore_https_errors=True, **options).new_page()
    tab.goto(address)
    for name in ("Open the class", "Go on"):
        with next_page(tab):
            tab.get_by_role("button", name=name).click()
    return tab


@pytest.mark.parametrize("scripts", [True, False], ids=["with", "without"])
def test_a_teacher_makes_the_class_and_a_pupil_joins(course, new_context, axe, scripts):
    pupil = open_link(new_context, f"{course}/learner", java_script_enabled=scripts)
    expect(pupil.get_by_role("heading", level=1)).to_have_text("Your course has no class yet")

    teacher = open_link(new_context, f"{course}/teacher", java_script_enabled=scripts)
    expect(teacher.get_by_text("This class will belong to the course")).to_be_visible()
    teacher.get_by_label("Country").select_option("GBR")
    teacher.get_by_role("button", name="Make the class").click()
    expect(teacher.get_by_role("heading", level=1)).to_have_text("Your class is ready")

    pupil = open_link(new_context, f"{course}/learner", java_script_enabled=scripts)
    expect(pupil.get_by_role("heading", level=1)).to_have_text("You have found your class")
    assert [c for c in pupil.context.cookies() if c["name"].startswith("lti-")] == []
    pupil.get_by_role("button", name="Start the questions").click()
    expect(pupil).to_have_url(re.compile("/en/quiz/"))

    again = open_link(new_context, f"{course}/teacher", java_script_enabled=scripts)
    expect(again.get_by_text("You came from your course.")).to_be_visible()
    again.get_by_role("link", name="Open the screen for the class").click()
    expect(again).to_have_url(re.compile("/screen"))
    if scripts:
        axe(pupil)


def test_loading_the_last_step_again_is_told(course, new_context, axe):
    pupil = open_link(new_context, f"{course}/learner")
    pupil.reload()
    expect(pupil.get_by_role("heading", level=1)).to_have_text(
        "This could not be opened from your course"
    )
    axe(pupil)
    pupil.get_by_role("link", name="Join with a code").click()
    expect(pupil).to_have_url(re.compile("/en/class/join"))


def test_the_guide(course, tab, axe):
    tab.goto("/en/class/lms")
    expect(tab.get_by_role("heading", level=1)).to_have_text("In Moodle or Canvas")
    axe(tab)
    tab.get_by_role("link", name="Make a class").click()
    expect(tab).to_have_url(re.compile("/en/class/new"))
