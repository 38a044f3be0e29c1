"""The screen: what it shows when, and what asking again and again costs."""

import re

import msgspec
import pytest
from sqlalchemy import event

from app.classes import owners, sending
from app.classes.cards import cards
from app.classes.what_ifs import read, what_ifs
from app.extensions import db
from app.results.what_ifs import WhatIfError
from tests.classing import QUESTIONS, SETTINGS, classroom, different, row_of, send, somebody


def screen(made, **what):
    query = "&".join(f"{name.replace('_', '_')}={value}" for name, value in what.items())
    return f"/en/class/{made.token}/screen" + (f"?{query}" if query else "")


def words_of(soup):
    return re.sub(r"\s+", " ", soup.main.get_text(" "))


def test_before_the_teacher_shows_it_there_is_the_way_in_and_a_count(page, make_class):
    made = make_class(pupils=7)
    soup = page(screen(made))
    said = words_of(soup)
    assert f"{made.code[:4]}-{made.code[4:]}" in said
    assert "7 pupils have answered" in said
    assert "days" not in said
    assert soup.select_one(".way-in__qr svg")
    assert not soup.select("nav")


def test_below_the_threshold_it_says_how_many_are_missing(app, page, make_class):
    made = make_class(msgspec.structs.replace(SETTINGS, threshold=8), pupils=6, revealed=True)
    assert "Results show when 2 more have answered" in words_of(page(screen(made)))
    with app.app_context():
        send(made, 2, first=6)
    assert "these 8 people" in words_of(page(screen(made)))


def test_each_thing_has_an_address(page, make_class):
    made = make_class(pupils=12, revealed=True)
    soup = page(screen(made))
    found = [(link.get_text(), link["href"]) for link in soup.select("nav a")]
    assert [name for name, _url in found] == [
        "Together", "Results", "What in", "Where", "What if", "Questions", "Talk",
    ]  # fmt: skip
    for name, url in found:
        current = page(url).select_one("nav [aria-current=page]")
        assert current.get_text() == name


@pytest.mark.parametrize("show", ["nonsense", "rounds", ""])
def test_what_there_is_not_shows_the_sum(page, make_class, show):
    made = make_class(pupils=5, revealed=True)
    assert "these 5 people" in words_of(page(screen(made, show=show, card="x", what_if="none")))


def test_what_if_for_everybody(page, make_class):
    made = make_class(pupils=5, revealed=True)
    soup = page(screen(made, show="what-if"))
    assert "Guess first" in words_of(soup)
    [link] = soup.select(".screen__choices a")
    soup = page(link["href"])
    assert "What if everybody kept phones two years longer?" in soup.h1.get_text()
    assert "About 43 hours less" in words_of(soup)


def test_a_what_if_that_changes_few_is_not_offered(app, page, make_class):
    """With four, the difference would be of four."""
    made = make_class()
    with app.app_context():
        send(made, 4)
        send(made, 3, first=4, what_ifs={})
        owners.reveal(row_of(made))
    assert "what-if" not in str(page(screen(made)).nav)


def test_categories_of_few_are_left_out_with_one_more(app, page, make_class):
    made = make_class()
    few = {"clothing": 2_000_000, "food": 2_500_000, "gold": 500_000}
    with app.app_context():
        send(made, 4, categories=few)
        send(made, 3, first=4)
        owners.reveal(row_of(made))
    said = words_of(page(screen(made, show="what")))
    assert "food" in said
    assert "clothing" not in said
    told = page.client.get(f"/api/class/{made.token}.json").json["now"]
    assert len(told["categories"]) == 1


@pytest.mark.parametrize(
    ("choices", "shown"),
    [
        ([0] * 6, None),  # it would say of everybody what they chose
        ([0] * 6 + [1] * 4, None),  # the same of all but four
        ([0] * 6 + [1] * 5, [6, 5, None]),
        ([0] * 6 + [1] * 3 + [-1] * 2, [6, None, None]),
        ([0] * 7 + [1] * 6 + [2] * 4, [7, None, None]),
    ],
)
def test_answers_to_the_teachers_questions(app, page, make_class, choices, shown):
    made = make_class(msgspec.structs.replace(SETTINGS, questions=QUESTIONS[:1]))
    with app.app_context():
        for number, choice in enumerate(choices):
            sending.send(row_of(made), f"{number}", different(number, choices=(choice,)))
        owners.reveal(row_of(made))
    [split] = page.client.get(f"/api/class/{made.token}.json").json["now"]["questions"]
    assert split["shown"] == (shown is not None)
    if shown:
        assert split["people"] == shown
        assert sum(filter(None, shown)) + split["other"] == len(choices)
        assert split["other"] == 0 or split["other"] >= 5
    said = words_of(page(screen(made, show="questions")))
    assert ("Not shown" in said) == (shown is None)


def test_questions_to_talk_about_go_round(page, make_class):
    made = make_class(pupils=5, revealed=True)
    last = len(cards()) - 1
    soup = page(screen(made, show="talk", card=last))
    assert soup.h1.get_text() == cards()[last].text
    assert page(soup.select_one("#card-next")["href"]).h1.get_text() == cards()[0].text


def test_a_whole_year_and_more(app, page, make_class):
    made = make_class()
    with app.app_context():
        for number in range(5):
            sending.send(row_of(made), str(number), somebody(persons=300_000_000 + number))
        owners.reveal(row_of(made))
    label = page(screen(made)).select_one(".year")["aria-label"]
    assert "1 whole year of a life is full" in label
    assert "of 365 dots are filled" in label


def test_the_same_part_is_not_sent_again(app, make_class):
    made = make_class(pupils=6, revealed=True)
    client = app.test_client()
    first = client.get(screen(made, part="live"))
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "no-store"
    assert b"<html" not in first.data
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get(screen(made, part="live"), headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    with app.app_context():
        send(made, 1, first=6)
    changed = client.get(screen(made, part="live"), headers=tag)
    assert changed.status_code == 200
    assert b"7 answers" in changed.data
    page_tag = re.search(r'data-tag="(\w+)"', client.get(screen(made)).text)[1]
    known = {"If-None-Match": f'"{page_tag}"'}
    assert client.get(screen(made, part="live"), headers=known).status_code == 304


@pytest.mark.parametrize("pupils", [5, 40])
def test_at_most_four_statements_whatever_the_size(app, make_class, pupils):
    made = make_class(pupils=pupils, revealed=True)
    client = app.test_client()
    seen = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *found: seen.append(found[2]))
    for show in ("total", "where", "questions"):
        seen.clear()
        assert client.get(screen(made, show=show)).status_code == 200
        assert len(seen) <= 4, seen
    seen.clear()
    client.get(f"/en/class/{made.token}")
    assert len(seen) <= 4, seen


def test_twenty_classes_are_put_together_and_nineteen_are_not(make_app):
    from app.models import Base

    site = make_app()
    client = site.test_client()
    with site.app_context():
        Base.metadata.create_all(db.engine)
        made = [classroom() for _class in range(20)]
        for one in made:
            send(one, 5)
        for one in made[:19]:
            owners.reveal(row_of(one))
    address = f"/api/class/{made[0].token}.json"
    assert client.get(address).json["days_classes"] is None
    with site.app_context():
        owners.reveal(row_of(made[19]))
    assert client.get(address).json["days_classes"] == pytest.approx(1.8, abs=0.05)
    with site.app_context():
        other = classroom(msgspec.structs.replace(SETTINGS, path="adult"))
        send(other, 5)
        owners.reveal(row_of(other))
    assert client.get(f"/api/class/{other.token}.json").json["days_classes"] is None


def test_what_ifs_of_the_file_exist():
    assert len(what_ifs()) >= 5
    with pytest.raises(WhatIfError, match="phone_longer = ten"):
        read('[[what_if]]\nid = "a"\ntitle = "b"\nshort = "c"\nchoices = { phone_longer = "ten" }')
    with pytest.raises(WhatIfError, match="unknown field"):
        read('[[what_if]]\nid = "a"\ntitle = "b"\nshort = "c"\nchoices = {}\nwhy = "d"')
