"""A whole class presses the button in the same second: everybody is kept, once, and views stay safe."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from sqlalchemy import func, select

from app.classes import owners, sending, snapshots
from app.classes.small_steps import apart
from app.database import alembic_config
from app.extensions import db
from app.groups.small_groups import LEAST
from app.models import ClassEntry
from tests.classing import classroom, different, row_of

PUPILS = 30


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, make_app):
    if request.param == "postgresql":
        site = make_app(database_url=request.getfixturevalue("empty_postgres"))
    else:
        site = make_app()
    with site.app_context():
        command.upgrade(alembic_config(db.engine), "head")
    return site


def test_everybody_is_kept_once_and_shown(site):
    with site.app_context():
        made = classroom()
        owners.reveal(row_of(made))

    def pupil(number):
        with site.app_context():
            for value in (number, number + 100):  # twice, as by a second tab
                sending.send(row_of(made), f"pupil {number}", different(value))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(pupil, range(PUPILS)))

    with site.app_context():
        row = row_of(made)
        kept = db.session.scalars(
            select(ClassEntry.figures).where(ClassEntry.class_id == row.id)
        ).all()
        persons = {snapshots.decode(text).persons for text in kept}
        assert persons == {different(number + 100).persons for number in range(PUPILS)}
        assert len(kept) == PUPILS
        shown = snapshots.by_round(row.id)[1]
        assert shown.people > PUPILS - LEAST
        views = snapshots.views(row.id)
        steps = [apart(a, b) for a in views for b in views if a is not b]
        assert min(steps) >= LEAST


def test_two_tabs_at_the_same_moment(site):
    with site.app_context():
        made = classroom()

    def tab(number):
        with site.app_context():
            sending.send(row_of(made), "one pupil", different(number))

    for _time in range(5):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(tab, range(4)))
    with site.app_context():
        assert db.session.scalar(select(func.count()).select_from(ClassEntry)) == 1
