"""Making a campaign: one page, no account, errors beside their fields, nothing typed is lost."""

import io
import logging
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.actions.catalogue import actions
from app.campaigns.settings import Button, decode
from app.extensions import db, limiter
from app.groups.secret_links import hashed
from app.groups.today import today
from app.i18n import Language
from app.models import Base, Campaign
from tests.app.campaigns.pictures import picture
from tests.campaign_making import NEW, error, fields, made  # noqa: F401

MORE = ("intro", "logo_text", "logo_kept", "no_logo", "action_1", "action_2", "own_action_text")
MORE += ("own_action_url", "end_link_text", "end_link_url", "origins", "ways")


@pytest.fixture
def row(app):
    def read(slug):
        with app.app_context():
            found = db.session.scalar(select(Campaign).where(Campaign.slug == slug))
            if found is not None:
                found.logo  # noqa: B018  (it is loaded when asked for)
            return found

    return read


def test_what_it_is_and_what_one_gets(page):
    soup = page("/en/campaigns")
    assert "no account" in soup.main.get_text()
    assert "90 days later it is deleted" in soup.main.get_text()
    links = {link["href"] for link in soup.select("main a")}
    assert {NEW, "/en/campaigns/recover"} <= links


def test_a_name_and_a_day_are_enough(page, row):
    sent = {"name": "Made by whom?", "ends_on": (today() + timedelta(days=1)).isoformat()}
    soup = page.post(NEW, sent)
    assert soup.h1.get_text() == "Your campaign is ready"
    made_row = row("made-by-whom")
    assert made_row.ends_on == today() + timedelta(days=1)
    assert made_row.delete_on == today() + timedelta(days=91)
    settings = decode(made_row.settings)
    assert (settings.name, settings.languages) == ("Made by whom?", ("en",))
    assert (settings.accent, settings.ground, settings.actions, settings.origins) == (
        "",
        "",
        (),
        (),
    )
    assert made_row.logo is None


def test_everything_that_can_be_decided_is_stored(page, made, row):  # noqa: F811
    first, second = actions()[3].id, actions()[10].id
    campaign = made(
        intro="We are a school.\r\n\r\n\r\nWe ask about phones.",
        logo=(io.BytesIO(picture("JPEG", (900, 300))), "logo.jpg"),
        logo_text=" The  school ",
        accent="#AA2255",
        ground="#fff0aa",
        action_2=first,
        action_4=second,
        own_action_text="Sign our letter",
        own_action_url="https://example.org/letter?a=1#b",
        end_link_text="Back to the school",
        end_link_url="https://example.org",
        origins="https://example.org\r\n\r\nhttps://www.example.org:8443\r\nhttps://example.org",
        ways="Poster in the hall\nnewsletter",
    )
    found = row(campaign.slug)
    settings = decode(found.settings)
    assert settings.intro == "We are a school.\n\nWe ask about phones."
    assert settings.logo_text == "The school"
    assert (settings.accent, settings.ground) == ("#aa2255", "#fff0aa")
    assert settings.actions == (first, second)
    assert settings.own_action == Button("Sign our letter", "https://example.org/letter?a=1#b")
    assert settings.end_link == Button("Back to the school", "https://example.org")
    assert settings.origins == ("https://example.org", "https://www.example.org:8443")
    assert settings.ways == ("poster-in-the-hall", "newsletter")
    assert found.logo.startswith(b"\x89PNG")


def test_only_hashes_of_the_secrets_are_stored(made, row):  # noqa: F811
    campaign = made()
    found = row(campaign.slug)
    assert found.owner_hash == hashed(campaign.token)
    assert found.phrase_hash == hashed(" ".join(campaign.words))
    assert len(campaign.words) == 12
    stored = f"{found.id} {found.slug} {found.settings} {found.owner_hash} {found.phrase_hash}"
    assert campaign.token not in stored
    assert campaign.words[0] + " " + campaign.words[1] not in stored


def test_the_secrets_are_kept_nowhere_and_logged_nowhere(page, made, caplog):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    campaign = made()
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers.getlist("Referrer-Policy") == ["same-origin"]
    assert campaign.token not in str(page.response.headers)
    page.client.get(campaign.manage)
    assert campaign.token not in caplog.text
    assert " ".join(campaign.words) not in caplog.text


def test_nothing_typed_is_lost_by_an_error(page):
    chosen = actions()[5].id
    soup = page.post(
        NEW,
        fields(
            name="",
            slug="my-own-address",
            intro="Some <b>words</b>",
            action_3=chosen,
            own_action_text="Sign",
            own_action_url="nowhere",
            origins="https://a.example\nhttps://b.example/path",
            ways="poster",
            accent="#123456",
        ),
        status=422,
    )
    assert error(soup, "name") == "Give the campaign a name."
    assert "whole address" in error(soup, "own_action_url")
    assert "https://b.example/path" in error(soup, "origins")
    assert soup.title.get_text().startswith("Please look again")
    assert soup.select_one("#slug")["value"] == "my-own-address"
    assert soup.select_one("#intro").get_text() == "Some <b>words</b>"
    assert soup.select_one("#action_3 option[selected]")["value"] == chosen
    assert soup.select_one("#own_action_url")["value"] == "nowhere"
    assert soup.select_one("#origins").get_text() == "https://a.example\nhttps://b.example/path"
    assert soup.select_one("#accent")["value"] == "#123456"
    opened = [part.h2.get_text() for part in soup.select("details[open]")]
    assert opened == ["What people can do", "Where it is shown"]


def test_a_taken_address_is_told_with_a_free_one(page, made):  # noqa: F811
    campaign = made(slug="taken-already")
    soup = page.post(NEW, fields(slug=campaign.slug), status=422)
    assert error(soup, "slug") == "This address is taken. “taken-already-2” is free."


def test_who_is_slower_hears_that_the_address_is_taken(page, made, monkeypatch):  # noqa: F811
    campaign = made()
    monkeypatch.setattr("app.campaigns.forms.is_taken", lambda slug: False)
    soup = page.post(NEW, fields(slug=campaign.slug), status=422)
    assert "is taken" in error(soup, "slug")


@pytest.mark.parametrize(
    "slug", ["quiz", "slavery-footprint", "fuck-it", "ab", "with space", "x" * 41]
)
def test_an_address_that_cannot_be_is_explained(page, slug):
    soup = page.post(NEW, fields(slug=slug), status=422)
    assert error(soup, "slug")
    assert soup.select_one("#slug")["value"] == slug


def test_a_name_in_other_letters_needs_an_address(page):
    soup = page.post(NEW, fields(name="من صنعها؟", slug=""), status=422)
    assert "letters from a to z" in error(soup, "slug")


@pytest.mark.parametrize("text", ["", "soon", "2026-13-40", "0000-00-00", "9999-12-31"])
def test_the_last_day_is_a_day_within_a_year(page, text):
    soup = page.post(NEW, fields(ends_on=text), status=422)
    assert "day" in error(soup, "ends_on")
    assert soup.select_one("#ends_on")["value"] == text


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_the_last_day_is_from_tomorrow_to_a_year(page, days):
    day = (today() + timedelta(days=days)).isoformat()
    soup = page.post(NEW, fields(ends_on=day), status=422)
    assert (today() + timedelta(days=1)).isoformat() in error(soup, "ends_on")


@pytest.mark.parametrize("days", [1, 365])
def test_the_first_and_the_last_possible_day(made, row, days):  # noqa: F811
    campaign = made(ends_on=(today() + timedelta(days=days)).isoformat())
    assert row(campaign.slug).ends_on == today() + timedelta(days=days)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("https://example.org/", "Did you mean https://example.org?"),
        ("https://example.org/page?x", "Did you mean https://example.org?"),
        ("http://example.org", "Did you mean https://example.org?"),
        ("example.org", "Did you mean https://example.org?"),
        ("https://*.example.org", "no *"),
        ("*", "no *"),
        ("null", "no *"),
        ("javascript:alert(1)", "no *"),
        ("data:text/html,x", "no *"),
        ("https://a.example; script-src *", "cannot be used"),
        ("https://a.example 'unsafe-inline'", "cannot be used"),
        ("https://user:secret@example.org", "Did you mean https://example.org?"),
    ],
)
def test_each_bad_site_is_named(page, line, advice):
    soup = page.post(NEW, fields(origins=f"https://good.example\n{line}"), status=422)
    assert advice in error(soup, "origins")
    assert line in error(soup, "origins")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "http://example.org",
        "//example.org",
        "https://",
        "example.org",
        "https://user@example.org",
        "https://exa mple.org",
        "data:text/html,x",
        "https://localhost",
        "https://example.org\\@evil.example",
        "https://example.org/" + "a" * 300,
    ],
)
def test_links_are_whole_addresses_over_https(page, url):
    soup = page.post(NEW, fields(end_link_text="Back", end_link_url=url), status=422)
    assert error(soup, "end_link_url")
    assert soup.select_one("#end_link_url")["value"] == url


@pytest.mark.parametrize("kind", ["own_action", "end_link"])
def test_a_link_needs_text_and_address(page, kind):
    soup = page.post(NEW, fields(**{f"{kind}_text": "Sign"}), status=422)
    assert "both" in error(soup, f"{kind}_url")
    soup = page.post(NEW, fields(**{f"{kind}_url": "https://example.org"}), status=422)
    assert "both" in error(soup, f"{kind}_text")


def test_the_same_action_twice_or_one_that_is_none(page):
    chosen = actions()[0].id
    soup = page.post(NEW, fields(action_1=chosen, action_2=chosen), status=422)
    assert "already" in error(soup, "action_2")
    soup = page.post(NEW, fields(action_5="no-such-action"), status=422)
    assert "no longer" in error(soup, "action_5")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("name", "x" * 81),
        ("intro", "x" * 601),
        ("name", "You fuckers"),
        ("name", "The Slavery  Footprint"),
        ("intro", "shit happens"),
        ("ways", "\n".join(f"way{n}" for n in range(9))),
        ("ways", "x" * 25),
        ("ways", "ملصق"),
        ("origins", "\n".join(f"https://s{n}.example" for n in range(21))),
        ("accent", "red"),
        ("ground", "#12345g"),
        ("logo_text", "x" * 121),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(page, name, text):
    soup = page.post(NEW, fields(**{name: text}), status=422)
    assert error(soup, name)


def test_an_intro_of_the_longest_length_is_fine(made, row):  # noqa: F811
    campaign = made(intro="x" * 600)
    assert len(decode(row(campaign.slug).settings).intro) == 600


def test_signs_that_cannot_be_seen_are_left_out(made, row):  # noqa: F811
    campaign = made(name="Fair\u202e shirts\x00\u2066", intro="a\x07b")
    settings = decode(row(campaign.slug).settings)
    assert (settings.name, settings.intro) == ("Fair shirts", "ab")


def test_languages_are_asked_where_there_are_several(app, page, row, monkeypatch):
    several = {"ar": Language("ar", "العربية", "rtl"), **app.extensions["languages"]}
    monkeypatch.setitem(app.extensions, "languages", several)
    token = (
        page.client.get(NEW).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    )

    def send(*languages):
        sent = fields(csrf_token=token, languages=[*languages])
        return sent["slug"], page.client.post(NEW, data=sent)

    _slug, response = send("xx")
    assert response.status_code == 422
    assert "Choose at least one language" in response.text
    slug, response = send("ar", "en", "xx")
    assert response.status_code == 200
    assert decode(row(slug).settings).languages == ("en", "ar")  # the maker's own first


texts = st.text(max_size=80)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changed=st.dictionaries(st.sampled_from([*sorted(fields()), *MORE]), texts, max_size=8),
)
def test_no_form_breaks_it(page, changed):
    token = (
        page.client.get(NEW).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    )
    limiter.reset()
    response = page.client.post(NEW, data=fields(csrf_token=token, **changed))
    assert response.status_code in (200, 422)


def test_a_form_without_its_token_makes_nothing(client, row):
    sent = fields()
    assert client.post(NEW, data=sent).status_code == 400
    assert row(sent["slug"]) is None


def test_making_has_a_limit(make_app):
    site = make_app(campaign_limit="1 per hour")
    with site.app_context():
        Base.metadata.create_all(db.engine)
    site.config["WTF_CSRF_ENABLED"] = False
    client = site.test_client()
    assert client.post(NEW, data=fields()).status_code == 200
    assert client.post(NEW, data=fields()).status_code == 429
