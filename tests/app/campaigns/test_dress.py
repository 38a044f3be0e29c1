"""The stylesheet of a campaign's colours: both themes, nothing else, asked for anew after a change."""

import re

import pytest

from app.campaigns.dress import stylesheet
from app.campaigns.settings import Settings
from tests.campaign_making import fields, made  # noqa: F401

NAMES = {"accent", "on-accent", "ground", "on-ground"}


def test_four_colours_in_each_theme(client, made):  # noqa: F811
    campaign = made(accent="#aa2255", ground="#fff0aa")
    response = client.get(f"/c/{campaign.slug}/colours.css")
    assert response.mimetype == "text/css"
    blocks = re.findall(r"\{([^{}]*)\}", response.text)
    assert len(blocks) == 4
    for block in blocks:
        assert set(re.findall(r"--campaign-([\w-]+): #[0-9a-f]{6}", block)) == NAMES
    assert "--campaign-accent: #aa2255" in blocks[0]
    assert "Set-Cookie" not in response.headers


def test_who_has_it_gets_a_short_answer_until_it_changes(client, page, made):  # noqa: F811
    campaign = made(accent="#aa2255")
    path = f"/c/{campaign.slug}/colours.css"
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    page.post(f"{campaign.manage}/edit", fields(accent="#2255aa"))
    changed = client.get(path, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert "#2255aa" in changed.text


@pytest.mark.parametrize("slug", ["nobody-has-this", "x", "%00"])
def test_there_is_none_for_no_campaign(client, slug):
    assert client.get(f"/c/{slug}/colours.css").status_code == 404


def test_without_colours_they_are_the_sites_own():
    text = stylesheet(Settings(name="x", languages=("en",)))
    assert "--campaign-accent: #0b5d5a" in text
    assert "--campaign-accent: #63c4b8" in text
