"""What is counted of a person: a result in whole numbers, and no answer."""

import pytest

import footprint_model as fm
from app.campaigns.figures import decode, encode, figures, names
from app.groups.sums import EDGES, PARTS, bin_of
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from tests.answered import SOME, everything_at


@pytest.fixture(params=["some", "max", "none", "usual"])
def estimate(request):
    values = SOME if request.param == "some" else everything_at(request.param)
    return fm.estimate(to_consumption(Answers(values)))


def test_they_are_those_of_the_estimate(estimate):
    found = figures(estimate)
    years = estimate.person_years
    assert found.persons == pytest.approx(years.central * PARTS, abs=1)
    assert (found.low, found.high) == (round(years.low * PARTS), round(years.high * PARTS))
    assert sum(found.categories.values()) == pytest.approx(found.persons, abs=100)
    assert sum(found.origins.values()) == pytest.approx(found.persons, abs=200)


def test_they_come_back_as_they_were_written(estimate):
    found = figures(estimate, ["own", "own"], "embed", "poster")
    assert found.pledges == ("own",)
    assert decode(encode(found)) == found


def test_they_hold_no_country_of_residence_and_no_answer(estimate):
    assert set(figures(estimate).__struct_fields__) == {
        "persons",
        "low",
        "high",
        "bin",
        "categories",
        "origins",
        "pledges",
        "place",
        "via",
    }


def test_names_of_totals_fit_their_column_and_count_a_person_once(estimate):
    sums = names(figures(estimate, ["own"], "page", "w" * 40))
    assert max(map(len, sums)) <= 80
    assert sums["people"] == 1
    assert sum(n for name, n in sums.items() if name.startswith(("via:", "place:"))) == 1
    assert sum(n for name, n in sums.items() if name.startswith("bin:")) == 1


@pytest.mark.parametrize(
    ("days", "expected"), [(0, 0), (0.0416, 0), (1, 13), (365, len(EDGES)), (9999, len(EDGES))]
)
def test_bins_are_fixed(days, expected):
    assert bin_of(days) == expected


def test_edges_rise():
    assert list(EDGES) == sorted(set(EDGES))
