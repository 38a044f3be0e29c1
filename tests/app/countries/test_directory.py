"""Which countries have a page, and finding one however its name is typed."""

import pytest
from flask import Flask

import footprint_model as fm
from app.countries import directory
from app.i18n import country_name


@pytest.fixture
def reading(app: Flask):
    with app.test_request_context("/en/countries"):
        yield


def test_every_country_of_the_model_and_more_than_160_in_all():
    codes = directory.codes()
    assert {country.iso3 for country in fm.countries()} <= codes
    assert len(codes) >= 185


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("cote d'ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("TURKIYE", "TUR"),
        ("usa", "USA"),
        ("gb", "GBR"),
        ("  united   states ", "USA"),
        ("aruba", "ABW"),
        ("curacao", "CUW"),
    ],
)
def test_accents_case_spaces_and_codes_do_not_matter(reading, typed, code):
    assert directory.found(typed)[0][0] == code


def test_a_name_that_begins_so_comes_first(reading):
    names = [name for _, name in directory.found("ni")]
    assert names[0].startswith("Ni")
    assert "Slovenia" in names
    assert names.index("Slovenia") > names.index("Nigeria")


def test_nothing_is_found_for_nonsense(reading):
    assert directory.found("xyzzy") == []


def test_no_country_goes_by_its_code(reading):
    assert [code for code in directory.codes() if country_name(code) == code] == []


def test_every_country_stands_under_its_letter(reading):
    letters = directory.by_letter(directory.everyone())
    assert [letter for letter, _ in letters] == sorted(letter for letter, _ in letters)
    assert sum(len(rows) for _, rows in letters) == len(directory.codes())
    under = dict(letters)
    assert ("CIV", "Côte d’Ivoire") in under["C"]
