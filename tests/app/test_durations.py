"""Time in words: one unit for a range where it reads, and two that differ never look the same."""

import pytest

from app.durations import between, duration, told_apart


@pytest.fixture(autouse=True)
def _in_english(app):
    with app.test_request_context("/en/"):
        yield


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (11 / 24, 26 / 24, "between 11 and 26 hours"),
        (47 / 24, 7.3, "between 2 and 7.3 days"),
        (1, 12, "between 1 and 12 days"),
        (5 / 24, 3, "between 5 hours and 3 days"),
        (0.5 / 24, 3, "between 30 minutes and 3 days"),
        (0.01, 0.1, "between 14 minutes and 2.4 hours"),
        (12.4, 31.2, "between 12 and 31 days"),
    ],
)
def test_a_range_has_one_unit_from_a_day_on(low, high, words):
    assert between(low, high) == words


def test_days_that_look_the_same_are_told_in_hours():
    assert told_apart(14.03, 13.99) == ("337 hours", "336 hours")
    assert told_apart(14.03, 12.2) == ("14 days", "12 days")
    assert told_apart(14.03, 14.03) == ("14 days", "14 days")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 minutes"),
        (0.0001, "less than a minute"),
        (1 / 24 / 60, "1 minute"),
        (0.5 / 24, "30 minutes"),
        (1 / 24, "1 hour"),
        (2.94 / 24, "2.9 hours"),
        (17.4 / 24, "17 hours"),
        (47.9 / 24, "48 hours"),
        (2, "2 days"),
        (9.96, "10 days"),
        (1095, "1,095 days"),
    ],
)
def test_time_in_words(days, words):
    assert duration(days) == words
