"""Taking part: by choice, once, with what one has answered already; nothing else is kept."""

import msgspec
import pytest
from alembic import command
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.actions.catalogue import actions
from app.campaigns import lifetime
from app.campaigns.figures import decode
from app.campaigns.settings import Button
from app.database import alembic_config
from app.extensions import db
from app.models import Campaign, CampaignEntry
from app.quiz import state
from app.quiz.private_link import link_token, read_link
from tests.answered import SOME, everything_at, visitor
from tests.campaigning import SETTINGS, campaign, id_of

WISHES = msgspec.structs.replace(
    SETTINGS,
    own_action=Button("Sign our letter", "https://campaign.example/letter"),
    end_link=Button("Read more", "https://campaign.example/more"),
)


@pytest.fixture
def slug(make_campaign):
    return make_campaign(WISHES)


@pytest.fixture
def entries(app, slug):
    """The entries of the campaign."""

    def read():
        with app.app_context():
            rows = select(CampaignEntry).where(CampaignEntry.campaign_id == id_of(slug))
            return list(db.session.scalars(rows))

    return read


def joining(client):
    cookie = client.get_cookie(state.COOKIE)
    with client.application.test_request_context(headers={"Cookie": f"answers={cookie.value}"}):
        return state.load_answers().joining


def take_part(client, slug, via=""):
    return client.get(f"/en/c/{slug}/take-part" + (f"?via={via}" if via else ""))


def form(client):
    """The fields of the question at the end of the result."""
    soup = BeautifulSoup(client.get("/en/result").data, "html.parser")
    return soup.select_one("#count-me-in form")


def send(client, slug, *pledges):
    token = form(client).select_one("[name=csrf_token]")["value"]
    return client.post(f"/en/c/{slug}/add", data={"csrf_token": token, "pledge": list(pledges)})


def test_a_newcomer_goes_to_the_questions(client, slug):
    response = take_part(client, slug)
    assert response.headers["Location"] == "/en/quiz/"
    assert response.headers["Cache-Control"] == "no-store"
    assert joining(client).slug == slug


def test_who_has_a_result_goes_to_it_with_their_answers(client, slug):
    visitor(client, everything_at("usual"))
    assert take_part(client, slug).headers["Location"] == "/en/result"
    assert "Cleaner phones" in form(client).find_parent("section").get_text()


def test_the_way_there_is_the_campaigns_or_none(client, slug):
    take_part(client, slug, "poster")
    assert joining(client).via == "poster"
    take_part(client, slug, "elsewhere")
    assert joining(client).via == ""


def test_the_number_stays_the_same_in_every_tab_and_campaign(client, slug, make_campaign):
    take_part(client, slug)
    first = joining(client).once
    take_part(client, slug)
    take_part(client, make_campaign())
    assert joining(client).once == first


def test_the_campaign_stays_while_questions_are_answered(client, page, slug):
    take_part(client, slug)
    page.post("/en/quiz/country", {"country": "USA"})
    assert joining(client).slug == slug


def test_somebody_is_counted_who_said_so(client, page, slug, entries):
    visitor(client)
    take_part(client, slug, "poster")
    assert entries() == []
    response = send(client, slug, "own", "wear_longer", "no-such-action")
    assert response.status_code == 303
    soup = page(response.headers["Location"])
    assert "Your result is added" in soup.select_one("[role=status]").get_text()
    assert soup.select_one("[role=status] a")["href"] == "https://campaign.example/more"
    [entry] = entries()
    figures = decode(entry.figures)
    assert figures.pledges == ("own", "wear_longer")
    assert (figures.via, figures.place) == ("poster", "page")


def test_a_second_time_says_so_and_adds_nothing(client, page, slug, entries):
    visitor(client)
    take_part(client, slug)
    token = form(client).select_one("[name=csrf_token]")["value"]
    for expected in ("yes", "already", "already"):
        response = client.post(f"/en/c/{slug}/add", data={"csrf_token": token})
        assert response.headers["Location"].endswith(f"counted={expected}")
    assert "counted already" in page(response.headers["Location"]).select_one("[role=status]").text
    assert len(entries()) == 1


def test_after_that_the_result_does_not_ask_again(client, page, slug):
    visitor(client)
    take_part(client, slug)
    send(client, slug)
    section = page("/en/result").select_one("#count-me-in")
    assert "You are counted" in section.h2.get_text()
    assert not section.form


def test_other_answers_do_not_make_another_person(client, page, slug, entries):
    visitor(client)
    take_part(client, slug)
    send(client, slug)
    page.post("/en/quiz/coffee", {"amount": "9", "period": "day"})
    assert not form_or_none(client)
    assert len(entries()) == 1


def form_or_none(client):
    return BeautifulSoup(client.get("/en/result").data, "html.parser").select_one(
        "#count-me-in form"
    )


def test_without_a_campaign_nothing_is_asked(client):
    assert form_or_none(visitor(client)) is None


def test_only_what_can_be_done_where_one_lives_is_offered(client, make_campaign):
    here = [one.id for one in actions() if one.is_for("USA")]
    elsewhere = [one.id for one in actions() if not one.is_for("USA")]
    settings = msgspec.structs.replace(
        WISHES, actions=(*elsewhere[:2], *here[:6], "no longer there")
    )
    slug = make_campaign(settings)
    visitor(client)
    take_part(client, slug)
    offered = [box["value"] for box in form(client).select("[name=pledge]")]
    assert offered == ["own", *here[:4]]


def test_a_campaign_that_does_not_count_says_so(client, app, slug, entries):
    visitor(client)
    take_part(client, slug)
    token = form(client).select_one("[name=csrf_token]")["value"]
    with app.app_context():
        db.session.query(Campaign).filter_by(slug=slug).update({"paused": True})
        db.session.commit()
    response = client.post(f"/en/c/{slug}/add", data={"csrf_token": token})
    assert response.status_code == 409
    assert "You were not counted" in response.text
    assert entries() == []
    assert form_or_none(client) is None
    assert take_part(client, slug).headers["Location"] == f"/en/c/{slug}"


def test_a_form_from_elsewhere_adds_nobody(client, slug, entries):
    visitor(client)
    take_part(client, slug)
    assert client.post(f"/en/c/{slug}/add").status_code == 400
    assert entries() == []


def test_answers_without_a_campaign_are_asked_first(client, slug, entries):
    """The form of one tab, sent after the answers were begun anew in another."""
    visitor(client)
    take_part(client, slug)
    token = form(client).select_one("[name=csrf_token]")["value"]
    visitor(client)
    response = client.post(f"/en/c/{slug}/add", data={"csrf_token": token})
    assert response.headers["Location"] == f"/en/c/{slug}/take-part"
    assert entries() == []


def test_a_deleted_campaign_is_gone_and_the_result_still_there(client, app, slug):
    visitor(client)
    take_part(client, slug)
    with app.app_context():
        db.session.query(Campaign).filter_by(slug=slug).delete()
        db.session.commit()
    assert form_or_none(client) is None
    for method, path in ((client.get, "take-part"), (client.post, "add")):
        assert method(f"/en/c/{slug}/{path}").status_code in (400, 410)


def test_the_result_needs_no_database(client, slug, monkeypatch):
    def unreachable(_slug):
        raise OperationalError("select", {}, Exception("gone"))

    visitor(client)
    take_part(client, slug)
    monkeypatch.setattr(lifetime, "find", unreachable)
    assert client.get("/en/result").status_code == 200


def test_one_address_can_add_a_school_but_not_without_end(make_app):
    site = make_app(join_limit="2 per hour")
    with site.app_context():
        command.upgrade(alembic_config(db.engine), "head")
        slug = campaign()
    codes = []
    for _person in range(3):
        client = site.test_client()
        visitor(client)
        take_part(client, slug)
        codes.append(send(client, slug).status_code)
    assert codes == [303, 303, 429]


def test_the_private_link_carries_the_number_so_that_nobody_counts_twice(client, page, slug):
    visitor(client)
    take_part(client, slug)
    with client.application.test_request_context():
        answers = state.answers_of(state.Payload(1, SOME))
        assert read_link(link_token(answers)).joining is None
        marked = answers.joining_with(joining(client))
        assert read_link(link_token(marked)).joining == joining(client)
