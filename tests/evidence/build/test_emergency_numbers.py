"""Two lists of emergency numbers: where they agree, are silent or contradict each other."""

import pytest

from evidence.build.emergency_numbers import row


def read(first, police="", ambulance="", iso3="AAA"):
    return {
        "iso3": iso3,
        "country": "A",
        "emergency_libphonenumber": first,
        "police_aidlines": police,
        "ambulance_aidlines": ambulance,
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # the police number is in the first list
        (read("110 112 999", "110", "999"), ("110 999", "112", "both")),
        (read("112 133 144", "133", "112\t"), ("133 112", "", "both")),
        # written with a space, or after an area code
        (read("10111", "10 111"), ("10111", "", "both")),
        (read("112 192", "+385 192"), ("192", "112", "both")),
        # no police number in common, but a general one
        (read("101 102 112", "117", "112"), ("112", "", "both")),
        # an ambulance number in common is no police number
        (read("122 123 180", "112", "123"), ("122 123 180", "112", "differ")),
        (read("999", "112"), ("999", "112", "differ")),
        # one list is silent
        (read("01 02 112"), ("112", "", "one_list")),
        (read("117 118"), ("117 118", "", "one_list")),
        (read("", "117", "18"), ("117", "", "one_list")),
        (read("999", "(+683) 4333"), ("999", "", "one_list")),
        (read(""), ("", "", "none")),
        # the second list mistakes ambulance for police; numbers that are withheld
        (read("15 17 18 112", "15", iso3="MTQ"), ("112", "", "one_list")),
        (read("", "911", "911", iso3="ATA"), ("", "", "none")),
    ],
)
def test_what_is_shown(given, expected):
    made = row(given)
    assert (made["numbers"], made["also"], made["agreement"]) == expected


def test_it_must_be_looked_at_again_after_a_year():
    made = row(read("112"))
    assert (made["review_by"] - made["read_on"]).days == 365
