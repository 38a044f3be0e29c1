"""Nobody can be read off: whatever happens in whatever order, no two views are too close.

Who differs between two views is worked out here from who was shown with what, and in the last test
from the sums alone, in which each pupil has a digit. The rule under test is not asked.
"""

from collections import Counter
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.classes import owners, sending, snapshots
from app.classes.small_steps import apart, may_show
from app.extensions import db
from app.groups.small_groups import LEAST
from app.models import ClassEntry, ClassView
from tests.classing import classroom, different, row_of, send, somebody

BASE = 8  # a pupil has at most seven different results


class Room:
    """A class that shows what it may at once after everything that happens."""

    def __init__(self, threshold=5):
        self.threshold = threshold
        self.now = {}
        self.shown = []
        self.marks = []

    def answer(self, pupil, result):
        self.now[pupil] = result
        view = Counter(f"{pupil} {result}" for pupil, result in self.now.items())
        if may_show(view, self.threshold, self.marks):
            self.marks.append(view)
            self.shown.append(dict(self.now))

    def again(self):
        self.now = {}


def differences(views):
    """Between any two views: how many pupils were added, left out or answered otherwise."""
    for one, other in combinations(views, 2):
        yield sum(one.get(pupil) != other.get(pupil) for pupil in {*one, *other})


def assert_safe(room):
    assert all(len(view) >= room.threshold for view in room.shown)
    assert not [n for n in differences(room.shown) if 0 < n < LEAST]


def test_all_orders_of_five_who_join_and_two_who_change():
    joins = [(pupil, 0) for pupil in range(5)]
    for order in permutations(joins):
        for changes in product(range(5), repeat=2):
            room = Room()
            for step in (*order, *((pupil, 1) for pupil in changes)):
                room.answer(*step)
            assert_safe(room)
            assert len(room.shown) == 1


def test_all_orders_of_changes_there_and_back():
    """Five change, which is shown; then some change back: the first view is near again."""
    for back in product((0, 1, 2), repeat=5):
        room = Room()
        for pupil in range(5):
            room.answer(pupil, 0)
        for pupil in range(5):
            room.answer(pupil, 1)
        assert len(room.shown) == 2
        for pupil, result in enumerate(back):
            room.answer(pupil, result)
        room.answer(5, 0)
        assert_safe(room)


def test_going_back_after_being_shown_would_be_seen_by_a_simpler_rule():
    """The test above must be able to fail: comparing with the last view alone is not enough."""
    views = [dict.fromkeys(range(5), 0), dict.fromkeys(range(5), 1)]
    last = {0: 0, 1: 0, 2: 0, 3: 0, 4: 1, 5: 0}
    marks = [Counter(f"{p} {r}" for p, r in view.items()) for view in (*views, last)]
    assert apart(marks[2], marks[1]) >= LEAST
    assert apart(marks[2], marks[0]) == 2
    assert not may_show(marks[2], 5, marks[:2])


steps = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 11), st.integers(0, BASE - 2)),
        st.just("again"),
    ),
    max_size=80,
)


@given(steps, st.integers(5, 8))
@settings(deadline=None)
def test_whatever_happens(happens, threshold):
    """Pupils who join, change, change back; new rounds with the same pupils."""
    room = Room(threshold)
    for step in happens:
        if step == "again":
            room.again()
        else:
            room.answer(*step)
    assert_safe(room)


def test_who_answers_the_same_under_another_number_is_nobody_new():
    """A pupil without the cookie looks like another one; the figures do not."""
    first = Counter({"a": 1, "b": 2, "c": 2})
    assert apart(first, Counter({"b": 2, "c": 2, "a": 1})) == 0
    assert apart(first, Counter({"b": 2, "c": 2, "d": 1})) == 1
    assert not may_show(Counter({"b": 2, "c": 2, "d": 1}), 5, [first])


@pytest.mark.parametrize("threshold", [5, 12])
def test_below_the_threshold_nothing_is_shown(threshold):
    assert not may_show(Counter(a=threshold - 1), threshold, [])
    assert may_show(Counter(a=threshold), threshold, [])


def test_five_is_the_least_whatever_is_stored():
    assert not may_show(Counter(a=4), 1, [])


# --- the same with a database --------------------------------------------------------------------


@pytest.fixture
def made(app):
    with app.app_context():
        yield classroom()


def shown(made):
    snapshot = snapshots.by_round(row_of(made).id).get(row_of(made).round)
    return snapshots.sums_of(snapshot) if snapshot else Counter()


def test_four_show_nothing_and_the_fifth_shows_five(made):
    owners.reveal(row_of(made))
    send(made, 4)
    assert not shown(made)
    send(made, 1, first=4)
    assert shown(made)["people"] == 5


def test_nothing_is_taken_before_the_teacher_shows_it(made):
    send(made, 7)
    assert not shown(made)
    owners.reveal(row_of(made))
    assert shown(made)["people"] == 7


def test_late_pupils_and_changes_enter_by_fives(made):
    numbers = send(made, 6)
    owners.reveal(row_of(made))
    seen = []
    for n, once in enumerate(numbers[:3]):
        sending.send(row_of(made), once, different(50 + n))
        seen.append(shown(made)["people"])
    for n in range(7):
        send(made, 1, first=10 + n)
        seen.append(shown(made)["people"])
    assert seen == [6, 6, 6, 6, 8, 8, 8, 8, 8, 13]


def test_while_it_is_hidden_nothing_changes_and_then_all_of_it_at_once(made):
    send(made, 5)
    owners.reveal(row_of(made))
    owners.hide(row_of(made))
    send(made, 6, first=5)
    assert shown(made)["people"] == 5
    owners.reveal(row_of(made))
    assert shown(made)["people"] == 11


def test_a_new_round_of_nearly_the_same_answers_is_not_shown(made):
    numbers = send(made, 8)
    owners.reveal(row_of(made))
    owners.next_round(row_of(made))
    owners.reveal(row_of(made))
    for n, once in enumerate(numbers[:7]):
        sending.send(row_of(made), once, different(n))
    sending.send(row_of(made), numbers[7], different(99))
    assert not shown(made)
    send(made, 3, first=20)
    assert not shown(made)
    send(made, 1, first=30)
    assert shown(made)["people"] == 12


def test_a_new_round_of_the_very_same_answers_is_the_same_view(made):
    send(made, 6)
    owners.reveal(row_of(made))
    owners.next_round(row_of(made))
    owners.reveal(row_of(made))
    send(made, 6)
    assert shown(made)["people"] == 6
    assert (
        db.session.scalar(
            select(func.count()).select_from(ClassView).where(ClassView.class_id == row_of(made).id)
        )
        == 1
    )


def test_what_a_pupil_sends_again_takes_the_place_of_it(made):
    [once] = send(made, 1)
    sending.send(row_of(made), once, somebody(persons=9))
    rows = db.session.scalars(
        select(ClassEntry).where(ClassEntry.class_id == row_of(made).id)
    ).all()
    assert [snapshots.decode(row.figures).persons for row in rows] == [9]


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3)), min_size=5, max_size=30),
)
@settings(deadline=None, max_examples=25)
def test_whatever_is_sent_to_the_site(app, happens):
    """Each pupil's result is a digit of the sum, so two sums say who differs between them."""
    with app.app_context():
        made = classroom()
        owners.reveal(row_of(made))
        seen = []
        for pupil, result in happens:
            figures = somebody(persons=BASE**pupil * (result + 1), bin=pupil)
            sending.send(row_of(made), f"pupil {pupil}", figures)
            now = shown(made)
            if now and (not seen or seen[-1] != now):
                seen.append(now)
    for one, other in combinations(seen, 2):
        digits = [
            (one["persons"] // BASE**place % BASE, other["persons"] // BASE**place % BASE)
            for place in range(9)
        ]
        differing = sum(a != b for a, b in digits)
        assert differing == 0 or differing >= LEAST
    assert all(view["people"] >= LEAST for view in seen)
