"""The picture of a campaign: sums in the site's own words, and nothing that a stranger typed."""

import struct

import pytest

from app.campaigns import press
from app.campaigns.settings import decode
from app.campaigns.told import told
from app.extensions import db
from app.models import Campaign
from tests.campaigning import SETTINGS


@pytest.fixture
def says(app):
    """What the picture of a campaign says."""

    def read(slug):
        with app.test_request_context("/en/"):
            row = db.session.query(Campaign).filter_by(slug=slug).one()
            return press.lines(told(row, decode(row.settings)))

    return read


@pytest.mark.parametrize("people", [0, 7])
def test_it_has_the_size_networks_ask_for(client, make_campaign, people):
    response = client.get(f"/en/c/{make_campaign(people=people)}/card.png")
    assert response.mimetype == "image/png"
    assert struct.unpack(">II", response.data[16:24]) == (1200, 630)
    assert "Set-Cookie" not in response.headers


def test_it_says_the_sums_of_the_page(page, make_campaign, says):
    slug = make_campaign(people=7)
    headline = page(f"/en/c/{slug}").select_one(".told__headline").get_text(" ", strip=True)
    found = says(slug)
    for words in (found.kicker, found.amount, found.of):
        assert words in headline
    assert SETTINGS.name not in found.sentence


def test_fewer_than_five_people_are_no_figure(make_campaign, says):
    found = says(make_campaign(people=4))
    assert not any(sign.isdigit() for sign in found.sentence)
    assert found.one_in is None


def test_who_has_it_gets_a_short_answer_until_people_join(client, make_campaign):
    slug = make_campaign(people=5)
    path = f"/en/c/{slug}/card.png"
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_there_is_none_for_no_campaign(client):
    assert client.get("/en/c/nobody-has-this/card.png").status_code == 410


def test_previews_and_oembed_name_it(client, page, make_campaign):
    slug = make_campaign()
    soup = page(f"/en/c/{slug}")
    image = soup.select_one("meta[property='og:image']")["content"]
    assert image.startswith(f"http://localhost/en/c/{slug}/card.png")
    found = client.get("/oembed", query_string={"url": f"http://localhost/en/c/{slug}"}).json
    assert found["thumbnail_url"] == f"http://localhost/en/c/{slug}/card.png"
