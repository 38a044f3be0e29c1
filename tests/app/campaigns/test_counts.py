"""Everybody is counted, once, exactly, whatever happens at the same time."""

import secrets
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from alembic import command
from sqlalchemy import select

from app.campaigns import counts
from app.campaigns.figures import names
from app.database import alembic_config
from app.extensions import db
from app.groups.today import today
from app.models import Campaign, CampaignEntry, CampaignTotal
from tests.campaigning import campaign, id_of, join, somebody


@pytest.fixture
def sqlite(make_app):
    return prepared(make_app())


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, make_app):
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite")
    return prepared(make_app(database_url=request.getfixturevalue("empty_postgres")))


def prepared(site):
    with site.app_context():
        command.upgrade(alembic_config(db.engine), "head")
    return site


@pytest.fixture
def one(site):
    """A campaign's id, inside its site."""
    with site.app_context():
        yield made()


def made(**columns):
    return id_of(campaign(**columns))


def waiting():
    return [row for row in db.session.scalars(select(CampaignEntry)) if row.figures is not None]


def test_the_same_person_is_counted_once(one):
    assert counts.add(one, "a number", somebody())
    assert not counts.add(one, "a number", somebody(persons=1))
    assert counts.is_counted(one, "a number")
    assert not counts.is_counted(one, "another")
    assert len(waiting()) == 1


def test_the_same_person_may_be_counted_in_two_campaigns_and_cannot_be_followed(one):
    two = made()
    assert counts.add(one, "a number", somebody())
    assert counts.add(two, "a number", somebody())
    first, second = db.session.scalars(select(CampaignEntry.once_hash))
    assert first != second


def test_four_wait_and_five_are_added_up(one):
    join(one, 4)
    assert counts.gather(one) == 0
    assert counts.totals(one) == {}
    join(one, 1)
    assert counts.gather(one) == 5
    assert counts.totals(one)["people"] == 5
    assert counts.totals(one)["category:clothing"] == 5 * 2_500_000


def test_two_looks_never_differ_by_fewer_than_five(one):
    seen = [0]
    for _person in range(23):
        join(one, 1)
        counts.gather(one)
        seen.append(counts.totals(one)["people"])
    steps = {after - before for before, after in pairwise(seen)}
    assert steps == {0, 5}


def test_what_is_added_up_is_forgotten_but_not_that_somebody_is_counted(one):
    counts.add(one, "a number", somebody())
    join(one, 6)
    counts.gather(one)
    assert waiting() == []
    assert not counts.add(one, "a number", somebody())


def test_adding_up_again_adds_to_what_is_there(one):
    for pledges, people in ((("own",), 5), ((), 7)):
        join(one, people, pledges=pledges)
        counts.gather(one)
    found = counts.totals(one)
    assert (found["people"], found["pledge:own"], found["bin:10"]) == (12, 5, 12)


def test_the_campaigns_version_rises_with_each_sum_and_not_without(one):
    def version():
        return db.session.scalar(select(Campaign.version).where(Campaign.id == one))

    before = version()
    join(one, 4)
    counts.gather(one)
    assert version() == before
    join(one, 1)
    counts.gather(one)
    assert version() == before + 1


def test_ten_thousand_who_wait_are_added_up_in_parts(one, monkeypatch):
    monkeypatch.setattr(counts, "AT_A_TIME", 1000)
    rows = [
        {"campaign_id": one, "once_hash": f"{n:064}", "figures": counts.encode(somebody(persons=n))}
        for n in range(10_000)
    ]
    db.session.execute(CampaignEntry.__table__.insert(), rows)
    db.session.commit()
    assert counts.gather(one) == 10_000
    assert counts.totals(one)["persons"] == sum(range(10_000))
    assert waiting() == []


def test_while_somebody_adds_up_others_do_not_wait(make_app, empty_postgres):
    """SQLite has one writer at a time."""
    with prepared(make_app(database_url=empty_postgres)).app_context():
        one = made()
        join(one, 5)
        with db.engine.begin() as other:
            other.execute(
                select(Campaign.id).where(Campaign.id == one).with_for_update(key_share=True)
            )
            assert counts.gather(one) == 0
            join(one, 1)  # nor does adding wait
        assert counts.gather(one) == 6


def test_deleting_removes_all_that_is_a_campaigns(site):
    with site.app_context():
        gone, kept = made(delete_on=today()), made(delete_on=today() + timedelta(days=1))
        for each in (gone, kept):
            join(each, 7)
            counts.gather(each)
            join(each, 1)
        run = site.test_cli_runner().invoke
        assert run(args=["campaigns", "purge"]).output == "1 deleted\n"
        assert run(args=["campaigns", "purge"]).output == "0 deleted\n"
        for table in (CampaignEntry, CampaignTotal):
            assert set(db.session.scalars(select(table.campaign_id))) == {kept}


def test_the_command_adds_up_every_campaign(sqlite):
    with sqlite.app_context():
        for people in (5, 4, 8):
            join(made(), people)
        run = sqlite.test_cli_runner().invoke
        assert run(args=["campaigns", "gather"]).output == "13 added up\n"
        assert run(args=["campaigns", "gather"]).output == "0 added up\n"


PEOPLE = (
    somebody(),
    somebody(persons=7, low=3, high=9, bin=2, origins={"IND": 7}, pledges=("own", "keep_devices")),
    somebody(via="poster", categories={"phones": 1}),
    somebody(place="embed", bin=22),
)


def at_the_same_time(site, one, submissions, threads=16):
    """Add people from many threads while others add up; some are sent twice."""
    done = threading.Event()
    queue = [(secrets.token_urlsafe(12), PEOPLE[n % len(PEOPLE)]) for n in range(submissions)]
    twice = queue[:: max(1, len(queue) // 500)]
    parts = [[*queue[n::threads], *twice[n::threads]] for n in range(threads)]

    def add(part):
        taken = 0
        with site.app_context():
            for number, (once, figures) in enumerate(part):
                taken += counts.add(one, once, figures)
                if number % 50 == 0:
                    counts.gather(one)
        return taken

    def gather():
        with site.app_context():
            while not done.is_set():
                counts.gather(one)
                people = counts.totals(one)["people"]
                assert people == 0 or people >= 5
                done.wait(0.005)

    with ThreadPoolExecutor(threads + 2) as pool:
        gatherers = [pool.submit(gather) for _ in range(2)]
        taken = sum(pool.map(add, parts))
        done.set()
        for one_of_them in gatherers:
            one_of_them.result()
    expected = Counter()
    for _once, figures in queue:
        expected.update(names(figures))
    with site.app_context():
        join(one, 5)  # whoever still waits is not alone
        counts.gather(one)
        found = counts.totals(one)
    for _person in range(5):
        expected.update(names(somebody()))
    assert taken == submissions
    assert found == expected


@pytest.mark.slow
def test_ten_thousand_at_the_same_time_are_counted_exactly(make_app, empty_postgres):
    site = prepared(make_app(database_url=empty_postgres))
    with site.app_context():
        one = made()
    at_the_same_time(site, one, 10_000)


def test_hundreds_at_the_same_time_are_counted_exactly_by_sqlite(sqlite):
    with sqlite.app_context():
        one = made()
    at_the_same_time(sqlite, one, 400, threads=6)
