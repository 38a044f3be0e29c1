"""A shared page shows what was ticked and nothing else, never changes, and ends at once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

import footprint_model as fm
from app.extensions import db
from app.models import SharedResult
from app.share import storage
from app.share.shown import PARTS, decode
from tests.answered import SOME, visitor


@pytest.fixture
def rows(app):
    def read():
        with app.app_context():
            return list(db.session.scalars(select(SharedResult)))

    with app.app_context():
        db.session.query(SharedResult).delete()
        db.session.commit()
    return read


def text(soup):
    return " ".join(soup.select_one("main").get_text(" ", strip=True).split())


def test_without_answers_there_is_nothing_to_share(client):
    response = client.get("/en/share")
    assert response.status_code == 302
    assert "/quiz/" in response.location


MARKS = {
    "headline": "in forced labour. ",
    "range": "between",
    "country": "Average where I live (United States)",
    "top": "What it is in",
    "map": "Where the people work",
}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_shows_only_when_it_is_ticked(share, page, part):
    alone = text(page(share(part).page))
    others = text(page(share(*(other for other in PARTS if other != part)).page))
    if part == "headline":
        assert "It takes" in alone
        assert "It takes" not in others
    else:
        assert MARKS[part] in alone
        assert MARKS[part] not in others


def test_nothing_ticked_says_only_that_somebody_took_a_look(share, page, rows):
    soup = page(share().page)
    assert "I took a look at" in text(soup)
    assert not any(sign.isdigit() for sign in soup.h1.get_text())
    assert rows()[0].shown == "{}"


def test_no_answer_and_no_part_that_was_not_ticked_is_stored(share, rows):
    share("headline", "top")
    [row] = rows()
    stored = decode(row.shown)
    assert stored.days
    assert len(stored.top) == 3
    assert (stored.low, stored.high, stored.country, stored.average, stored.origins) == (
        None,
        None,
        "",
        None,
        (),
    )
    assert "coffee" not in row.shown
    assert (row.model_version, row.data_version) == (fm.MODEL_VERSION, fm.data_version())


def test_the_owners_token_is_not_stored(share, rows):
    shared = share("headline")
    token = shared.owner.rsplit("/", 1)[1]
    [row] = rows()
    assert token not in (row.key, row.owner_hash)
    assert len(row.owner_hash) == 64


def test_keys_hold_128_bits(share):
    shared = share("headline")
    assert len(shared.key) >= 22
    assert len(shared.owner.rsplit("/", 1)[1]) >= 22


def test_figures_are_those_of_the_result(share, page, client):
    visitor(client)
    shown = page("/en/result").select_one(".hero__amount").get_text(strip=True)
    assert page(share("headline").page).select_one(".told__amount").get_text(strip=True) == shown


def test_a_shared_page_does_not_follow_new_answers(share, page, client):
    shared = share(*PARTS)
    before = client.get(shared.page).data
    visitor(client, SOME | {"coffee": 12, "tops": 60})
    assert client.get(shared.page).data == before


def test_the_short_address_leads_to_the_language_of_the_sharer(share, client):
    shared = share("headline")
    response = client.get(f"/r/{shared.key}")
    assert response.status_code == 302
    assert response.location == f"/en/r/{shared.key}"


def test_delete_ends_page_and_picture_at_once(share, page, client, rows):
    shared = share(*PARTS)
    tag = client.get(shared.page).headers["ETag"]
    soup = page.post(shared.owner)
    assert "deleted" in soup.h1.get_text()
    assert rows() == []
    for path in (shared.page, f"/r/{shared.key}", f"{shared.page}/card.png", shared.owner):
        assert client.get(path).status_code == 410
    # Who holds a copy asks, and hears the same.
    assert client.get(shared.page, headers={"If-None-Match": tag}).status_code == 410


def test_a_stranger_cannot_delete(share, client, page):
    shared = share("headline")
    wrong = shared.owner[:-1] + ("A" if shared.owner[-1] != "A" else "B")
    assert client.get(wrong).status_code == 410
    assert client.post(shared.owner).status_code == 400  # without the form's token
    page(shared.page)


def test_what_expired_reads_like_what_never_was(share, client, app):
    shared = share("headline")
    with app.app_context():
        row = db.session.get(SharedResult, shared.key)
        row.expires_at = datetime.now(UTC) - timedelta(seconds=1)
        db.session.commit()
    expired = client.get(shared.page)
    with app.app_context():
        assert storage.purge() >= 1
    gone = client.get(shared.page)
    assert expired.status_code == gone.status_code == 410
    assert expired.data == gone.data


@pytest.mark.parametrize("key", ["a", "a" * 22, "a" * 200, "%00", "😀" * 22])
def test_a_key_that_is_none_is_gone(client, key):
    assert client.get(f"/en/r/{key}").status_code == 410
    assert client.get(f"/r/{key}").status_code == 410


def test_no_cookie_and_nothing_from_elsewhere(share, client, page):
    shared = share(*PARTS)
    for path in (shared.page, f"{shared.page}/card.png"):
        assert "Set-Cookie" not in client.get(path).headers
    page(shared.page)  # fails on anything fetched from elsewhere


def test_who_has_the_page_gets_a_short_answer(share, client):
    shared = share(*PARTS)
    for path in (shared.page, f"{shared.page}/card.png"):
        first = client.get(path)
        assert first.headers["Cache-Control"] == "public, no-cache"
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


def test_a_shared_page_is_not_for_search_engines(share, page):
    soup = page(share("headline").page)
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_preview_tags_are_whole(share, page):
    shared = share("headline", "range")
    soup = page(shared.page)
    tags = {tag["property"]: tag["content"] for tag in soup.select("meta[property]")}
    assert tags["og:image"] == f"http://localhost{shared.page}/card.png"
    assert tags["og:url"] == f"http://localhost{shared.page}"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["og:image:alt"] == tags["og:title"]
    assert "of somebody’s life" in tags["og:title"]
    assert soup.select_one("meta[name='twitter:card']")["content"] == "summary_large_image"


def test_links_hold_the_name_the_site_answers_to(make_app):
    site = make_app(trusted_hosts=("example.org",))
    assert (
        site.test_client().get("/en/share", headers={"Host": "elsewhere.example"}).status_code
        == 400
    )


def test_sharing_has_a_limit(make_app):
    site = make_app(share_limit="1 per hour")
    with site.app_context():
        SharedResult.metadata.create_all(db.engine)
    client = visitor(site.test_client())
    site.config["WTF_CSRF_ENABLED"] = False
    assert client.post("/en/share").status_code == 303
    assert client.post("/en/share").status_code == 429


def test_the_owners_page_is_kept_nowhere(share, client):
    assert client.get(share("headline").owner).headers["Cache-Control"] == "no-store"


def test_the_owners_page_offers_plain_links_only(share, page):
    soup = page(share("headline").owner)
    links = soup.select(".share__channels a")
    assert len(links) >= 6
    for link in links[1:]:
        assert link["href"].startswith("https://")
        assert "noreferrer" in link["rel"]
    assert links[0]["href"].startswith("mailto:?subject=")
