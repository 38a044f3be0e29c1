"""Nothing shown speaks of fewer than five people, and nobody is lost."""

from hypothesis import given
from hypothesis import strategies as st

from app.groups.small_groups import LEAST, at_least, folded, merged

bins = st.lists(st.integers(0, 12), min_size=1, max_size=30)
groups = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 20), max_size=8)


@given(bins)
def test_each_range_holds_enough_people_and_all_people_are_in_one(people):
    ranges = merged(people)
    assert all(one.people >= LEAST for one in ranges)
    assert sum(one.people for one in ranges) == (sum(people) if sum(people) >= LEAST else 0)


@given(bins)
def test_ranges_cover_all_bins_without_a_gap_and_count_what_is_in_them(people):
    ranges = merged(people)
    if not ranges:
        assert sum(people) < LEAST
        return
    assert [number for one in ranges for number in range(one.first, one.last + 1)] == list(
        range(len(people))
    )
    for one in ranges:
        assert one.people == sum(people[one.first : one.last + 1])


@given(bins)
def test_the_outermost_person_is_not_told(people):
    """Moving the last person further out changes nothing that is shown."""
    last = max((n for n, here in enumerate(people) if here), default=None)
    if last is None or people[last] >= LEAST:
        return
    further = [*people, 0]
    further[last] -= 1
    further[-1] += 1
    shown = [(one.first, one.people) for one in merged([*people, 0])]
    assert shown == [(one.first, one.people) for one in merged(further)]


def test_large_bins_are_not_merged():
    assert [(one.first, one.last) for one in merged([6, 7, 5])] == [(0, 0), (1, 1), (2, 2)]


@given(groups)
def test_what_is_folded_holds_enough_people_and_adds_up(found):
    shown, other = folded(found)
    assert all(people >= LEAST for _name, people in shown)
    assert other == 0 or other >= LEAST
    assert other + sum(people for _name, people in shown) == (
        sum(found.values()) if sum(found.values()) >= LEAST else 0
    )


def test_one_small_group_takes_the_next_larger_one_with_it():
    """Else it would be what is missing of the whole."""
    assert folded({"poster": 9, "letter": 6, "radio": 2}) == ((("poster", 9),), 8)
    assert folded({"poster": 9, "letter": 6, "radio": 2, "bus": 3}) == (
        (("poster", 9), ("letter", 6)),
        5,
    )


@given(st.integers(0, 100))
def test_fewer_than_five_are_one_and_the_same(people):
    assert at_least(people) == (people if people >= 5 else None)
