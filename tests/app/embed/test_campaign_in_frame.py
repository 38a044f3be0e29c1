"""A campaign in a frame: its name, the questions, and being counted once without any cookie."""

import re
from urllib.parse import quote

import pytest
from sqlalchemy import select

from app.campaigns.figures import decode
from app.campaigns.settings import Button, Settings
from app.embed import quiz as framed
from app.extensions import db
from app.models import Campaign, CampaignEntry
from app.quiz.answers import Answers
from tests.app.embed.test_quiz_in_frame import GIVEN, HOST, state, step, walk
from tests.campaigning import id_of, make_campaign  # noqa: F401

SETTINGS = Settings(
    name="Cleaner phones",
    languages=("en",),
    own_action=Button("Sign our letter", "https://campaign.example/letter"),
    end_link=Button("Read more", "https://campaign.example/more"),
    actions=("wear_longer",),
    ways=("poster",),
)
SITE = "http://localhost"


@pytest.fixture
def slug(make_campaign):  # noqa: F811
    return make_campaign(SETTINGS)


@pytest.fixture
def entries(app, slug):
    def read():
        with app.app_context():
            rows = select(CampaignEntry).where(CampaignEntry.campaign_id == id_of(slug))
            return list(db.session.scalars(rows))

    return read


def pause(app, slug):
    with app.app_context():
        db.session.scalars(select(Campaign).where(Campaign.slug == slug)).one().paused = True
        db.session.commit()


def count_me_in(page, soup, *pledges, status=200):
    form = soup.select_one("#count-me-in form")
    sent = {"state": form.select_one("[name=state]")["value"], "pledge": list(pledges)}
    return page.send(form["action"], sent, status)


def test_the_frame_asks_the_questions_under_the_campaigns_name(page, slug):
    soup = page(f"/embed/c/{slug}")
    assert soup.select_one(".campaign__named").get_text() == "Cleaner phones"
    assert soup.select_one("form.question__form")
    assert "Set-Cookie" not in page.response.headers
    assert page.response.headers["Cache-Control"] == "no-store"


def test_the_questions_and_the_result_are_those_of_the_other_frame(page, app, slug):
    ours, seen = walk(page, app, f"/embed/c/{slug}")
    theirs, seen_there = walk(page, app)
    assert seen == seen_there
    assert ours.h1.get_text() == theirs.h1.get_text()
    assert theirs.select_one("#count-me-in") is None


def test_somebody_is_counted_once_who_said_so(page, app, slug, entries):
    soup, _seen = walk(page, app, f"/embed/c/{slug}?origin={HOST}&via=poster")
    assert entries() == []
    thanks = count_me_in(page, soup, "own", "no-such-action")
    assert "Your result is added" in thanks.h1.get_text()
    assert thanks.select_one("a.campaign__button")["href"] == "https://campaign.example/more"
    assert thanks.select_one("[data-embed]")["data-origin"] == HOST
    assert "Set-Cookie" not in page.response.headers
    again = count_me_in(page, soup)
    assert "counted already" in again.h1.get_text()
    [entry] = entries()
    figures = decode(entry.figures)
    assert (figures.pledges, figures.place, figures.via) == (("own",), "embed", "poster")


def test_going_back_and_answering_again_does_not_count_twice(page, app, slug, entries):
    address = f"/embed/c/{slug}"
    first = page(address)
    soup = first
    for _time in range(2):
        soup = step(page, app, first, address=address)
        while soup.select_one("form.question__form"):
            soup = step(page, app, soup, address=address)
        if soup.select_one("#count-me-in form"):
            count_me_in(page, soup)
    assert "You are counted" in soup.select_one("#count-me-in").h2.get_text()
    assert len(entries()) == 1


def test_two_frames_are_two_people(page, app, slug, entries):
    for _person in range(2):
        soup, _seen = walk(page, app, f"/embed/c/{slug}")
        count_me_in(page, soup)
    assert len(entries()) == 2


def test_the_whole_result_on_the_site_knows_that_they_are_counted(page, app, client, slug):
    soup, _seen = walk(page, app, f"/embed/c/{slug}")
    count_me_in(page, soup)
    link = next(a["href"] for a in soup.select("a.button") if "/quiz/kept/" in a["href"])
    page.post(link.removeprefix(SITE))
    assert "You are counted" in page("/en/result").select_one("#count-me-in").h2.get_text()


def test_the_host_is_given_nothing_about_it(page, app, slug):
    soup, _seen = walk(page, app, f"/embed/c/{slug}?origin={HOST}")
    assert set(re.findall(r'"(\w+)":', soup.select_one("#totals").string)) == {
        "days",
        "low",
        "high",
        "oneIn",
        "modelVersion",
        "dataVersion",
    }


def test_a_campaign_that_does_not_count_says_so_and_still_asks(page, app, slug, entries):
    before, _seen = walk(page, app, f"/embed/c/{slug}")
    pause(app, slug)
    soup, _seen = walk(page, app, f"/embed/c/{slug}")
    assert "having a break" in soup.select_one(".campaign__band").get_text()
    assert soup.select_one("#count-me-in") is None
    answer = count_me_in(page, before, status=409)
    assert answer.h1.get_text() == "You were not counted"
    assert entries() == []


@pytest.mark.parametrize("text", ["", "nonsense", None])
def test_a_form_that_is_not_ours_adds_nobody(page, app, slug, entries, text):
    """None: answers of the frame that belongs to no campaign, or not yet of a country."""
    if text is None:
        with app.test_request_context():
            text = framed.write_state(Answers({"country": "USA"}), "country")
    page.send(f"/embed/c/{slug}/add", {"state": text}, 400)
    page.send(f"/embed/c/{slug}/add", {"state": state(page(f"/embed/c/{slug}"))}, 400)
    assert entries() == []


def test_a_lost_frame_begins_again_as_the_campaigns(page, slug):
    soup = page.send(f"/embed/c/{slug}?via=poster", {"state": "nonsense"}, 400)
    assert soup.select_one("a.button")["href"] == f"/embed/c/{slug}?via=poster"


def test_a_deleted_campaign_has_no_frame(client):
    for method, path in (
        (client.get, "/embed/c/never-was"),
        (client.post, "/embed/c/never-was/add"),
    ):
        assert method(path).status_code == 410


@pytest.mark.parametrize("path", ["/en/c/{}", "/c/{}", "/embed/c/{}", "/en/c/{}?via=poster"])
def test_oembed_frames_a_campaign(client, slug, path):
    answer = client.get(f"/oembed?url={quote(SITE + path.format(slug), safe='')}").json
    assert answer["title"] == "Cleaner phones"
    assert f'src="{SITE}/embed/c/{slug}?lang=en"' in answer["html"]
    assert answer["height"] == 760


def test_oembed_knows_no_other_campaign(client):
    assert client.get(f"/oembed?url={SITE}/en/c/never-was").status_code == 410
    assert client.get(f"/oembed?url={SITE}/en/c/a/take-part").status_code == 404


def test_given_is_answered_in_the_frame(page, app, slug):
    """The walk above really answers."""
    assert "country" in GIVEN
    soup, seen = walk(page, app, f"/embed/c/{slug}?for=school")
    assert len(seen) > 5
    assert soup.select_one("#count-me-in form")
