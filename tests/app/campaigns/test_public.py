"""What everybody sees of a campaign: the same numbers everywhere, none of fewer than five people."""

import csv
import io
import json
import re
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import event

from app.campaigns.settings import Button
from app.extensions import db
from app.groups.sums import PARTS
from app.groups.today import today
from tests.campaigning import SETTINGS, id_of, join

OWN = msgspec.structs.replace(
    SETTINGS, own_action=Button("=Sign our letter", "https://campaign.example/letter")
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000030000000208060000009d74661a"
    "0000000f49444154789c63f8cf007101064301001c8a02fe36f2aa1d0000000049454e44ae426082"
)


@pytest.fixture
def many(app, make_campaign):
    """A campaign of 200 people."""
    slug = make_campaign(OWN)
    with app.app_context():
        one = id_of(slug)
        join(one, 100, pledges=("own", "wear_longer"), via="poster")
        join(one, 60, bin=4, persons=PARTS, categories={"food": PARTS}, origins={"IND": PARTS})
        join(one, 36, bin=5, place="embed")
        join(one, 4, bin=20, via="newsletter", pledges=("keep_devices",))
    return slug


def table(client, slug):
    text = client.get(f"/en/c/{slug}.csv").data.decode("utf-8-sig")
    return {
        (row["part"], row["id"], row["measure"]): row["value"]
        for row in csv.DictReader(io.StringIO(text))
    }


def test_nothing_but_that_they_are_few_under_five(page, client, make_campaign):
    slug = make_campaign(people=4)
    soup = page(f"/en/c/{slug}")
    assert "Fewer than 5 people" in soup.h2.get_text()
    assert not soup.select(".bars, .world, .dot-field")
    assert [a.get_text() for a in soup.select(".told__list a")] == [
        "Keep your phone two years longer",
        "Wear it longer, and mend it",
    ]
    assert not soup.select(".told__list b")
    told = client.get(f"/api/c/{slug}.json").json
    assert told["people"] is None
    assert not any(told[name] for name in ("persons", "days", "origins", "pledges", "ways"))
    assert table(client, slug) == {("all", "", "people"): "<5"}


def test_none_and_four_look_the_same(client, make_campaign):
    pages = []
    for people in (0, 4):
        slug = make_campaign(people=people)
        answers = (client.get(at.format(slug)).text for at in ("/en/c/{}.csv", "/api/c/{}.json"))
        pages.append("".join(answers).replace(slug, ""))
    assert pages[0] == pages[1]


def test_the_fifth_person_shows_all_five(page, make_campaign, app):
    slug = make_campaign(people=4)
    page(f"/en/c/{slug}")
    with app.app_context():
        join(id_of(slug), 1)
    soup = page(f"/en/c/{slug}")
    assert soup.select_one(".told__kicker").get_text() == (
        "Each year, what these 5 people buy takes about"
    )
    assert soup.select_one(".told__amount").get_text() == "9.1 days"


def test_page_table_and_api_are_the_same(page, client, many):
    soup = page(f"/en/c/{many}")
    told = client.get(f"/api/c/{many}.json").json
    rows = table(client, many)

    assert told["people"] == 200 == int(rows["all", "", "people"])
    assert "200 people" in soup.select_one(".told__kicker").get_text()
    assert told["persons"] == 61 == float(rows["all", "", "persons"])
    assert soup.select_one(".told__amount").get_text() == "61 people"

    def shown(title):
        heading = next(h for h in soup.select("h2") if h.get_text() == title)
        cells = heading.find_parent("section").select("tbody tr")
        return [row.td.get_text() for row in cells]

    days = [row["people"] for row in told["days"]]
    assert days == [60, 36, 104]
    assert [int(text) for text in shown("How people’s results differ")] == days
    assert [int(v) for (part, *_), v in rows.items() if part == "days"] == days
    for kind, title in (("categories", "What it is in"), ("origins", "Where the people work")):
        part = {"categories": "category", "origins": "origin"}[kind]
        shares = {row["id"]: row["share"] for row in told[kind]}
        assert {k: float(v) for (p, k, _m), v in rows.items() if p == part} == shares
        assert [float(text.strip("%")) / 100 for text in shown(title)] == pytest.approx(
            list(shares.values())
        )


def test_few_pledges_are_not_counted_and_few_ways_are_put_together(page, client, many):
    told = client.get(f"/api/c/{many}.json").json
    assert told["pledges"] == [
        {"id": "own", "people": 100},
        {"id": "keep_devices", "people": None},
        {"id": "wear_longer", "people": 100},
    ]
    # The four of the newsletter would be what is missing of the whole: the next group joins them.
    assert told["ways"] == [
        {"kind": "via", "name": "poster", "people": 100},
        {"kind": "place", "name": "page", "people": 60},
        {"kind": "other", "name": "", "people": 40},
    ]
    soup = page(f"/en/c/{many}")
    texts = [row.get_text(" ", strip=True) for row in soup.select(".campaign__lists li")]
    _own, keep, wear = (link.get_text() for link in soup.select(".campaign__lists a"))
    assert texts == [
        "=Sign our letter 100",
        f"{keep} fewer than 5",
        f"{wear} 100",
        "poster 100",
        "this page 60",
        "other ways 40",
    ]


def test_no_cell_of_the_table_is_a_formula(client, make_campaign, app):
    slug = make_campaign(OWN, people=5)
    text = client.get(f"/en/c/{slug}.csv").data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=Sign our letter" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_field_fills_as_people_join(page, make_campaign):
    soup = page(f"/en/c/{make_campaign(people=40)}")
    # 0.005 of a person each: about 200 people keep one in forced labour.
    assert "40 of about 200 dots are filled" in soup.select_one(".dot-field")["aria-label"]


def test_whole_persons_are_marked_beside_the_field(page, app, make_campaign):
    slug = make_campaign()
    with app.app_context():
        join(id_of(slug), 30, persons=PARTS // 8)
    soup = page(f"/en/c/{slug}")
    label = soup.select_one(".dot-field")["aria-label"]
    assert (
        label
        == "3 fields are full: 3 people in forced labour. In this field 6 of about 8 dots are filled."
    )
    assert soup.select_one(".marks")


def test_people_who_take_nothing_are_told_too(page, app, make_campaign):
    slug = make_campaign()
    with app.app_context():
        join(id_of(slug), 5, persons=0, low=0, high=0, bin=0, categories={}, origins={})
    soup = page(f"/en/c/{slug}")
    assert not soup.select(".dot-field, .bars")


def test_a_paused_and_an_ended_campaign_show_their_figures_and_why(page, make_campaign):
    for columns, words in (
        ({"paused": True}, "having a break"),
        ({"ends_on": today() - timedelta(days=1)}, "ended on"),
    ):
        soup = page(f"/en/c/{make_campaign(people=5, **columns)}")
        assert words in soup.select_one(".notice").get_text()
        assert "5 people" in soup.select_one(".told__kicker").get_text()
        assert "Take the questions" not in soup.main.get_text()
        assert soup.main.select_one("a[href='/en/quiz/']")


@pytest.mark.parametrize(
    "path", ["/en/c/{}", "/en/c/{}.csv", "/c/{}", "/c/{}/logo.png", "/api/c/{}.json"]
)
def test_what_is_deleted_is_as_if_it_never_was(client, make_campaign, path):
    gone = make_campaign(people=5, delete_on=today())
    answers = [client.get(path.format(slug)) for slug in (gone, "n" * len(gone))]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert answers[0].text.replace(gone, "n" * len(gone)) == answers[1].text


def test_browsers_ask_each_time_and_get_it_once(client, app, make_campaign):
    slug = make_campaign(people=5)
    for path in (f"/en/c/{slug}", f"/en/c/{slug}.csv", f"/api/c/{slug}.json"):
        first = client.get(path)
        assert first.headers["Cache-Control"] == "public, no-cache"
        assert "Set-Cookie" not in first.headers
        tag = {"If-None-Match": first.headers["ETag"]}
        assert client.get(path, headers=tag).status_code == 304
        with app.app_context():
            join(id_of(slug), 4)
        assert client.get(path, headers=tag).status_code == 304
        with app.app_context():
            join(id_of(slug), 1)
        assert client.get(path, headers=tag).status_code == 200


def test_any_page_may_ask_for_the_figures(client, make_campaign):
    slug = make_campaign(people=5)
    response = client.get(f"/api/c/{slug}.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(f"/api/c/{slug}.json", headers={"If-None-Match": response.headers["ETag"]})
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    gone = client.get("/api/c/never-was.json")
    assert gone.status_code == 410
    assert json.loads(gone.data)["status"] == 410


def test_the_short_address_opens_the_campaigns_language(client, make_campaign):
    slug = make_campaign(msgspec.structs.replace(SETTINGS, languages=("xx", "en")))
    assert client.get(f"/c/{slug}").headers["Location"] == f"/en/c/{slug}"
    assert client.get(f"/c/{slug}?via=poster").headers["Location"] == f"/en/c/{slug}?via=poster"
    assert client.get(f"/c/{slug}?via=elsewhere").headers["Location"] == f"/en/c/{slug}"


def test_only_ways_of_the_campaign_are_carried_on(page, make_campaign):
    slug = make_campaign()
    for via, carried in (("poster", "?via=poster"), ("elsewhere", "")):
        button = page(f"/en/c/{slug}?via={via}").select_one("a.campaign__button")
        assert button["href"] == f"/en/c/{slug}/take-part{carried}"


def test_what_a_campaign_wrote_is_text(page, make_campaign):
    settings = msgspec.structs.replace(
        SETTINGS, name="<b>Bold</b>", intro="<script>1</script>\n\nSecond"
    )
    head = page(f"/en/c/{make_campaign(settings)}").select_one(".campaign__head")
    assert head.h1.get_text() == "<b>Bold</b>"
    assert [p.get_text() for p in head.select("p")] == ["<script>1</script>", "Second"]


def test_the_logo_is_a_picture_with_words(page, client, make_campaign):
    slug = make_campaign(msgspec.structs.replace(SETTINGS, logo_text="A red kite"), logo=PNG)
    image = page(f"/en/c/{slug}").select_one(".campaign__head img")
    assert (image["alt"], image["width"], image["height"]) == ("A red kite", "3", "2")
    response = client.get(image["src"])
    assert (response.data, response.mimetype) == (PNG, "image/png")
    tag = {"If-None-Match": response.headers["ETag"]}
    assert client.get(image["src"], headers=tag).status_code == 304
    assert client.get(f"/c/{make_campaign()}/logo.png").status_code == 404


def test_oembed_is_found_early_in_the_head(client, make_campaign):
    text = client.get(f"/en/c/{make_campaign()}").text
    link = re.search(r'<link rel="alternate" type="application/json\+oembed"', text)
    assert link
    assert link.start() < 4000


def test_the_database_is_asked_little(app, client, make_campaign):
    """A page for press days: few questions, whatever the number of people."""
    slug = make_campaign(people=50)
    client.get(f"/en/c/{slug}")
    asked = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    client.get(f"/en/c/{slug}")
    assert len(asked) <= 5
