"""Frames: framed by anybody, cookie-free, gone with what they show; everything else unframed."""

import json

import pytest
from bs4 import BeautifulSoup

from app.share.shown import PARTS

ORIGIN = "https://host.example"


def framed(shared):
    return f"/embed/r/{shared.key}"


def test_a_shared_result_can_be_framed_and_other_pages_cannot(share, client):
    shared = share(*PARTS)
    inside = client.get(framed(shared)).headers
    assert "frame-ancestors *" in inside["Content-Security-Policy"]
    assert "X-Frame-Options" not in inside
    outside = client.get(shared.page).headers
    assert "frame-ancestors 'none'" in outside["Content-Security-Policy"]
    assert outside["X-Frame-Options"] == "DENY"


def test_the_rest_of_the_policy_is_as_strict(share, client):
    policies = [
        client.get(path)
        .headers["Content-Security-Policy"]
        .replace("ancestors *", "ancestors 'none'")
        for path in (framed(share()), "/en/")
    ]
    assert policies[0] == policies[1]


def test_a_frame_sets_no_cookie_and_fetches_nothing_from_elsewhere(share, page):
    page(framed(share(*PARTS)))  # fails on anything fetched from elsewhere
    assert "Set-Cookie" not in page.response.headers


def test_a_frame_shows_what_the_page_shows(share, page):
    shared = share("headline", "range")
    inside, outside = page(framed(shared)), page(shared.page)
    assert inside.h1.get_text(" ", strip=True) == outside.h1.get_text(" ", strip=True)


def test_links_of_a_frame_open_outside_it(share, page):
    for link in page(framed(share())).select("a"):
        assert link["target"] == "_blank"
        assert link["href"].startswith("http://localhost/")


def test_the_frame_tells_only_an_exact_origin(share, page):
    shared = share("headline")

    def told(origin):
        return page(f"{framed(shared)}?origin={origin}").select_one("[data-embed]")["data-origin"]

    assert told(ORIGIN) == ORIGIN
    assert told("*") == told("https://host.example/path") == told("javascript:alert(1)") == ""


def test_frames_for_other_hosts_are_not_taken_for_each_other(share, client):
    shared = share("headline")
    tag = client.get(f"{framed(shared)}?origin={ORIGIN}").headers["ETag"]
    other = client.get(f"{framed(shared)}?origin=https://b.example", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_a_deleted_page_is_gone_from_frames_too(share, client, page):
    shared = share("headline")
    tag = client.get(framed(shared)).headers["ETag"]
    page.post(shared.owner)
    gone = client.get(framed(shared), headers={"If-None-Match": tag})
    assert gone.status_code == 410
    assert "frame-ancestors *" in gone.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("v1.js", "text/javascript"),
        ("v1.schema.json", "application/schema+json"),
        ("v1.d.ts", "application/typescript"),
    ],
)
def test_files_for_hosts_may_be_used_from_anywhere(client, name, kind):
    response = client.get(f"/embed/{name}")
    assert response.mimetype == kind
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers
    again = client.get(f"/embed/{name}", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_the_types_name_the_events_of_the_schema(client):
    schema = json.loads(client.get("/embed/v1.schema.json").data)
    types = client.get("/embed/v1.d.ts").text
    kinds = {one["properties"]["type"]["const"]: one["properties"] for one in schema["oneOf"]}
    assert set(kinds) == {"ready", "height", "step", "result"}
    for kind, fields in kinds.items():
        assert f'type: "{kind}"' in types
        for field in set(fields) - {"from", "version", "type"}:
            assert f"  {field}: " in types


def test_a_frame_says_that_it_sizes_itself(share, client):
    soup = BeautifulSoup(client.get(framed(share())).data, "html.parser")
    assert soup.select_one("meta[name=responsive-embedded-sizing]")
