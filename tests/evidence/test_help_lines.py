"""The help lines that ship: who is shown, with what, and until when."""

import csv
import re
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from evidence.help_line_review import CannotConfirm, confirm, overdue
from evidence.help_lines import (
    GOOD_CONFIRMED,
    TABLE,
    emergency_numbers,
    help_lines,
    help_organisations,
)

TODAY = datetime.now(UTC).date()
READ = date(2026, 11, 23)


def by_id(name, folder=None):
    lines = help_lines(folder) if folder else help_lines()
    return next(line for line in lines if line.id == name)


def test_nothing_that_is_shown_is_past_its_day():
    """When this fails somebody has to look at the rows named: `flask help-lines list`."""
    assert overdue(TODAY) == []


def test_only_an_operator_or_a_government_shows_a_number_that_nobody_confirmed():
    shown = [line for line in help_lines() if line.phones and not line.confirmed_on]
    assert len(shown) > 30
    assert {line.certainty for line in shown} == {"primary"}


def test_rows_not_to_be_published_are_not_visible():
    never = {line.id for line in help_lines() if line.shown == "never"}
    assert {"uga-wetaase", "zmb-990-talkline", "idn-bp2mi"} <= never
    assert not any(line.visible or line.phones for line in help_lines() if line.id in never)


def test_a_secondary_row_shows_its_page_at_most():
    waiting = by_id("usa-hsi")
    assert (waiting.visible, waiting.phones) == (False, ())
    page_only = by_id("usa-national-hotline")
    assert page_only.visible
    assert page_only.page
    assert page_only.phones == ()


def test_every_row_says_who_answers_why_and_by_whom():
    for line in help_lines():
        assert line.why, line
        assert line.publisher, line
        assert line.operator, line
        assert line.id.startswith(line.iso3.lower() + "-")
        assert bool(line.year) == bool(line.dated), line
        if line.shown == "page":
            assert line.page, line
        for phone in (*line.phone.split("; "), line.phone_abroad):
            assert re.fullmatch(r"\+?[\d -]*", phone), line
        assert not line.phone_abroad or line.phone_abroad.startswith("+")


def test_police_and_immigration_are_named_as_such():
    answered = {line.id: line.answered_by for line in help_lines()}
    assert answered["lux-police"] == answered["aus-afp"] == answered["sgp-police"] == "police"
    assert answered["fin-migri"] == answered["usa-hsi"] == answered["tur-yimer"] == "immigration"


def test_doubtful_hours_are_left_out():
    """The sources contradict themselves on these: see `why`."""
    for name in ("rou-anitp", "mlt-victim-support", "gbr-unseen", "cze-la-strada"):
        assert by_id(name).hours == ""


def test_old_means_more_than_two_years_and_not_confirmed():
    line = by_id("irl-garda")
    assert line.year == 2020
    assert line.is_old(date(2026, 11, 23))
    assert not line.is_old(date(2022, 1, 1))
    assert not msgspec.structs.replace(line, confirmed_on=READ).is_old(date(2026, 11, 23))


def test_a_row_is_overdue_only_after_its_day_and_only_if_shown():
    line = by_id("gbr-unseen")
    assert not line.is_overdue(line.review_by)
    assert line.is_overdue(line.review_by + timedelta(days=1))
    assert not msgspec.structs.replace(line, shown="never").is_overdue(date(2100, 1, 1))


# --- confirming -----------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path):
    """The tables in a folder that a test may change."""
    from evidence.rows import DATA

    for name in (TABLE, "emergency_numbers.csv", "help_organisations.csv"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    yield tmp_path
    for read in (help_lines, emergency_numbers, help_organisations):
        read.cache_clear()


def test_a_confirmed_row_is_shown_and_is_good_for_a_year(copy):
    day = date(2026, 12, 3)
    before = (copy / TABLE).read_text(encoding="utf-8").splitlines()
    line = confirm("usa-hsi", "A. Example", "called", day, day, copy)
    assert line.visible
    assert line.phones == ("1-866-347-2423",)
    assert (line.confirmed_on, line.confirmed_by, line.confirmed_how) == (
        day,
        "A. Example",
        "called",
    )
    assert line.review_by == day + GOOD_CONFIRMED
    after = (copy / TABLE).read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0].startswith("usa-hsi,")


def test_reading_the_operators_page_keeps_its_address(copy):
    how = "read the operator's page https://www.canadianhumantraffickinghotline.ca/"
    line = confirm("can-canadian-hotline", "A", how, READ, READ, copy)
    assert line.confirmed_how == "https://www.canadianhumantraffickinghotline.ca/"
    assert line.phones == ("1-833-900-1010",)


@pytest.mark.parametrize(
    ("row", "by", "how", "on", "message"),
    [
        ("xxx-none", "A", "called", READ, "is no row"),
        ("uga-wetaase", "A", "called", READ, "is never shown: a project page of 2017"),
        ("usa-hsi", " ", "called", READ, "expected a name"),
        ("usa-hsi", "A", "heard of it", READ, "expected 'called'"),
        ("usa-hsi", "A", "read the operator's page", READ, "https://"),
        ("usa-hsi", "A", "called", date(2026, 11, 22), "when it was read"),
        ("usa-hsi", "A", "called", date(2026, 12, 2), "expected a day from"),
    ],
)
def test_what_cannot_be_believed_is_refused_and_nothing_is_written(copy, row, by, how, on, message):
    before = (copy / TABLE).read_bytes()
    with pytest.raises(CannotConfirm, match=message):
        confirm(row, by, how, on, date(2026, 12, 1), copy)
    assert (copy / TABLE).read_bytes() == before
    assert not list(copy.glob("*.new"))


def backdate(path, row_id=None):
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, header = list(reader), reader.fieldnames
    for row in rows:
        if row_id is None or row["id"] == row_id:
            row["review_by"] = "2020-01-01"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_backdated_copy_is_overdue(copy):
    assert overdue(READ, copy) == []
    help_lines.cache_clear()
    backdate(copy / TABLE, "gbr-unseen")
    assert overdue(READ, copy) == [
        "gbr-unseen: Modern Slavery & Exploitation Helpline was to be looked at again by 2020-01-01"
    ]


def test_a_backdated_row_that_is_not_shown_troubles_nobody(copy):
    backdate(copy / TABLE, "usa-hsi")
    assert overdue(READ, copy) == []


@pytest.mark.parametrize("name", ["emergency_numbers.csv", "help_organisations.csv"])
def test_a_backdated_table_is_overdue(copy, name):
    backdate(copy / name)
    assert overdue(READ, copy) == [f"{name}: was to be looked at again by 2020-01-01"]


# --- emergency numbers and organisations ----------------------------------------------------------


def test_every_country_and_territory_has_a_row():
    rows = emergency_numbers()
    assert len(rows) == 249
    for row in rows.values():
        assert re.fullmatch(r"(\d{2,6}( \d{2,6})*)?", row.numbers), row
        assert bool(row.numbers) == (row.agreement != "none"), row
        assert row.agreement != "differ" or row.also, row


def test_agreed_numbers():
    numbers = {code: row.numbers for code, row in emergency_numbers().items()}
    assert (numbers["USA"], numbers["DEU"], numbers["AUS"]) == ("911", "110 112", "000")
    assert emergency_numbers()["NGA"].agreement == "differ"
    assert emergency_numbers()["TUR"].agreement == "one_list"


def test_organisations_for_everybody_are_led_by_workers_migrants_and_survivors_too():
    everywhere = {one.led_by for one in help_organisations() if not one.iso3}
    assert everywhere == {"workers", "migrants", "survivors", "charity"}
