"""oEmbed, by the letter and through a library that consumes it."""

import re
from urllib.parse import quote

import micawber
import pytest
from bs4 import BeautifulSoup

from app.share.shown import PARTS

SITE = "http://localhost"


def ask(client, address, **more):
    query = "&".join(f"{key}={quote(str(value), safe='')}" for key, value in more.items())
    return client.get(f"/oembed?url={quote(address, safe='')}&{query}")


def test_the_answer_has_what_the_standard_asks_for(share, client):
    shared = share(*PARTS)
    answer = ask(client, SITE + shared.page).json
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    frame = BeautifulSoup(answer["html"], "html.parser").iframe
    assert frame["src"] == f"{SITE}/embed/r/{shared.key}?lang=en"
    assert (int(frame["width"]), int(frame["height"])) == (answer["width"], answer["height"])
    assert frame["title"] == answer["title"]
    assert client.get(frame["src"].removeprefix(SITE)).status_code == 200
    assert client.get(answer["thumbnail_url"].removeprefix(SITE)).mimetype == "image/png"


@pytest.mark.parametrize(
    "path", ["{page}", "/r/{key}", "/embed/r/{key}", "{page}?utm=x", "{page}/"]
)
def test_every_address_of_a_shared_page_is_known(share, client, path):
    shared = share("headline")
    address = SITE + path.format(page=shared.page, key=shared.key)
    assert ask(client, address).status_code == 200


def test_it_keeps_within_the_space_it_is_given(share, client):
    answer = ask(client, SITE + share().page, maxwidth=400, maxheight=200).json
    assert (answer["width"], answer["height"]) == (400, 200)
    assert ask(client, SITE + share().page, maxwidth="9" * 30, maxheight="-1").json["width"] == 640


@pytest.mark.parametrize(
    "address",
    [
        "",
        "not an address",
        "http://[::1",
        SITE + "/en/result",
        "https://elsewhere.example/en/r/" + "a" * 22,
        "http://localhost.elsewhere.example/en/r/" + "a" * 22,
        "javascript://localhost/en/r/" + "a" * 22,
        SITE + "/en/r/" + "a" * 5000,
    ],
)
def test_other_addresses_are_not_found(client, address):
    response = ask(client, address)
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"


def test_xml_is_not_offered(share, client):
    assert ask(client, SITE + share().page, format="xml").status_code == 501


def test_a_deleted_page_has_no_frame(share, client, page):
    shared = share()
    page.post(shared.owner)
    assert ask(client, SITE + shared.page).status_code in (404, 410)


def test_the_page_leads_to_it_early_in_its_head(share, client):
    text = client.get(share("headline").page).text
    link = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', text)
    assert link
    assert link.start() < 4000
    path = link[1].replace("&amp;", "&").removeprefix(SITE)
    assert client.get(path).json["type"] == "rich"


def test_a_consumer_library_puts_the_frame_into_a_text(share, live_server):
    shared = share("headline", "range")
    address = f"{live_server}{shared.page}"
    registry = micawber.ProviderRegistry()
    registry.register(re.escape(live_server) + r"/\S*", micawber.Provider(f"{live_server}/oembed"))
    assert registry.request(address)["provider_name"] == "Slavery Footprint"
    html = micawber.parse_text_full(f"Look at {address} please", registry)
    frame = BeautifulSoup(html, "html.parser").iframe
    assert frame["src"].startswith(f"{live_server}/embed/r/{shared.key}")
