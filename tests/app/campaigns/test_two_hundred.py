"""Two hundred people take part by the site's own forms: page, table and API say the same."""

import csv
import io
from collections import Counter

import pytest
from bs4 import BeautifulSoup

import footprint_model as fm
from app.campaigns.figures import figures, names
from app.durations import significant
from app.embed import quiz as framed
from app.quiz.answers import Answers, Joining
from app.quiz.model_input import to_consumption
from tests.answered import SOME, answer

PEOPLE = 200
PLEDGES = ("keep_devices", "wear_longer")


def answers_of(number):
    """Somebody who buys much or little, in one of three countries."""
    country = ("USA", "FRA", "IND")[number % 3]
    return Answers({**SOME, "country": country, "coffee": number % 9, "tops": 2 * (number % 30)})


def pledged(number):
    return [key for place, key in enumerate(PLEDGES) if number % (place + 2) == 0]


def via(number):
    return "poster" if number % 4 == 0 else ""


@pytest.fixture
def slug(app, client, make_campaign):
    """A campaign which so many people have joined, every fifth one in a frame."""
    slug = make_campaign()
    client.get("/en/report")  # a session, whose token every form may carry
    form = BeautifulSoup(client.get("/en/report").data, "html.parser")
    token = form.select_one("[name=csrf_token]")["value"]
    for number in range(PEOPLE):
        with app.test_request_context():
            joining = Joining(slug, f"once {number}", "embed", via(number))
            text = framed.write_state(answers_of(number).joining_with(joining), "country")
        if number % 5 == 0:
            sent = {"state": text, "pledge": pledged(number)}
            assert client.post(f"/embed/c/{slug}/add", data=sent).status_code == 200
        else:
            answer(client, answers_of(number))
            client.get(f"/en/c/{slug}/take-part?via={via(number)}")
            sent = {"csrf_token": token, "pledge": pledged(number)}
            added = client.post(f"/en/c/{slug}/add", data=sent)
            assert added.headers["Location"].endswith("counted=yes")
    return slug


def test_page_table_and_api_say_what_the_model_says(page, client, slug):
    sums = Counter()
    for number in range(PEOPLE):
        estimate = fm.estimate(to_consumption(answers_of(number)))
        place = "page" if number % 5 else "embed"
        sums.update(names(figures(estimate, pledged(number), place, via(number))))

    told = client.get(f"/api/c/{slug}.json").json
    text = client.get(f"/en/c/{slug}.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    soup = page(f"/en/c/{slug}")

    def cells(part):
        return [row["value"] for row in rows if row["part"] == part]

    def shown(title):
        heading = next(h for h in soup.select("h2") if h.get_text() == title)
        return heading.find_parent("section")

    days = significant(sums["persons"] / 1e9 * 365)
    assert told["people"] == PEOPLE
    assert told["days_per_year"] == days
    assert cells("all") == [
        str(told[name]) for name in ("people", "persons", "low", "high", "days_per_year")
    ]
    assert soup.select_one(".told__amount").get_text() == f"{days:g} days"
    assert f"these {PEOPLE} people" in soup.select_one(".told__kicker").get_text()

    spread = [row["people"] for row in told["days"]]
    assert sum(spread) == PEOPLE
    assert min(spread) >= 5
    assert cells("days") == [str(people) for people in spread]
    assert [td.get_text() for td in shown("How people’s results differ").select("td")] == cells(
        "days"
    )

    for part, kind, title in (
        ("category", "categories", "What it is in"),
        ("origin", "origins", "Where the people work"),
    ):
        shares = {row["id"]: row["share"] for row in told[kind]}
        assert shares == {
            name.removeprefix(f"{part}:"): significant(value / sums["persons"])
            for name, value in sums.items()
            if name.startswith(f"{part}:")
        }
        assert cells(part) == [str(share) for share in shares.values()]
        largest = [float(td.get_text().strip("%")) / 100 for td in shown(title).select("td")]
        assert largest == pytest.approx(list(shares.values())[: len(largest)])

    pledges = {row["id"]: row["people"] for row in told["pledges"]}
    assert pledges == {key: sums[f"pledge:{key}"] for key in PLEDGES}
    assert cells("pledge") == [str(people) for people in pledges.values()]
    counts = [b.get_text() for b in shown("What people want to do").select("li b")]
    assert counts == cells("pledge")

    ways = [row["people"] for row in told["ways"]]
    assert sorted(ways) == sorted([sums["via:poster"], sums["place:page"], sums["place:embed"]])
    assert cells("way") == [str(people) for people in ways]
    assert [b.get_text() for b in shown("How people came here").select("li b")] == cells("way")
