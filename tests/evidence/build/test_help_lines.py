"""From the reading of help lines to the table: rules that no decision can break."""

from datetime import date

import pytest

from evidence.build.help_lines import READ_ON, plain_numbers, rows
from evidence.help_lines import HelpLine, help_lines
from footprint_model.errors import RawFileDamaged

READ = {
    "iso3": "NLD",
    "name": "Line",
    "operator": "Office",
    "phone_as_dialled": "0800 1 (day)",
    "phone_international": "(+31) 70 1 (from abroad)",
    "free_of_charge": "yes (0800)",
    "source_title": "Office, page",
    "source_date": "2020-07-30",
    "source_date_basis": "printed",
    "certainty": "primary",
    "publish_advice": "confirm_then_publish",
}
DECISION = dict.fromkeys(
    [
        "name",
        "operator",
        "phone",
        "email",
        "hours",
        "languages",
        "more_languages",
        "page",
        "remark",
        "year",
    ],
    "",
) | {
    "id": "nld-line",
    "shown": "number",
    "why": "own page",
    "answered_by": "public",
    "audience": "anyone",
    "publisher": "Office",
}


def built(read=None, decision=None, kept=None):
    one = READ | (read or {})
    decisions = {(one["iso3"], one["name"]): DECISION | (decision or {})}
    [row] = rows([one], decisions, kept or {})
    return row


def test_a_row_joins_reading_and_decision():
    row = built()
    assert row["phone"] == "0800 1"
    assert row["phone_abroad"] == "+31 70 1"
    assert (row["free"], row["year"], row["dated"]) == ("yes", "2020", "printed")
    assert row["review_by"] == date(2027, 5, 23)
    assert list(row) == list(HelpLine.__struct_fields__)


def test_a_row_without_a_decision_stops_the_build():
    with pytest.raises(RawFileDamaged, match="NLD 'Line' has no row"):
        rows([READ], {}, {})


@pytest.mark.parametrize("shown", ["number", "page", "confirmed"])
def test_what_is_not_to_be_published_cannot_be_decided_otherwise(shown):
    with pytest.raises(RawFileDamaged, match="not to be published"):
        built({"publish_advice": "do_not_publish"}, {"shown": shown})
    assert built({"publish_advice": "do_not_publish"}, {"shown": "never"})["shown"] == "never"


def test_a_secondary_number_cannot_be_shown_unconfirmed():
    with pytest.raises(RawFileDamaged, match="secondary"):
        built({"certainty": "secondary"})
    assert built({"certainty": "secondary"}, {"shown": "page"})["shown"] == "page"


def test_a_date_of_another_source_is_not_taken_for_this_ones():
    assert (built(decision={"year": "-"})["year"], built(decision={"year": "-"})["dated"]) == (
        "",
        "",
    )
    assert built({"source_date": "2023", "source_date_basis": "content"})["dated"] == "content"


def confirmed(phone):
    line = help_lines()[0]
    values = {name: getattr(line, name) for name in line.__struct_fields__}
    return HelpLine(
        **values
        | {
            "phone": phone,
            "confirmed_on": date(2026, 12, 3),
            "confirmed_by": "A. Example",
            "confirmed_how": "called",
            "review_by": date(2027, 12, 3),
        }
    )


def test_a_confirmation_outlives_a_build():
    row = built(kept={"nld-line": confirmed("0800 1")})
    assert (row["confirmed_on"], row["confirmed_by"]) == (date(2026, 12, 3), "A. Example")
    assert row["review_by"] == date(2027, 12, 3)


def test_a_confirmation_of_another_number_does_not():
    row = built(kept={"nld-line": confirmed("0800 2")})
    assert (row["confirmed_on"], row["confirmed_by"]) == ("", "")
    assert row["review_by"] > READ_ON


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("(+352) 244 60 3220", "+352 244 60 3220"),
        ("+46(0)20-390 000 (as printed)", "+46 20-390 000"),
        ("116 123 (mobile); 0 800 500 335 (landline)", "116 123; 0 800 500 335"),
        ("", ""),
    ],
)
def test_numbers_without_what_is_said_about_them(printed, plain):
    assert plain_numbers(printed) == plain
