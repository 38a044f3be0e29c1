"""`python -m footprint_model explain`: every figure can be asked for, one at a time."""

import json

import pytest

import footprint_model as fm

FIGURES = {
    "total": [],
    "category": ["--category", "clothing"],
    "origin": ["--origin", "IND"],
    "category from an origin": ["--category", "clothing", "--origin", "IND"],
    "sector": ["--sector", "mining"],
    "average": ["--average"],
    "people": ["--people"],
    "range": ["--range"],
    "in your name": ["--in-your-name"],
}


@pytest.mark.parametrize("arguments", FIGURES.values(), ids=FIGURES)
def test_every_figure_is_told_with_its_sources(run, arguments):
    status, out, err = run("explain", "--country", "USA", *arguments)
    assert (status, err) == (0, "")
    told, _, sources = out.partition("\nsources\n")
    assert "Together: " in told
    assert "e+0" not in "".join(line for line in told.splitlines() if line[0] != " ")
    assert sources.strip()


@pytest.mark.parametrize(
    ("arguments", "subject"),
    [
        ([], "purchases"),
        (["--average"], "average"),
        (["--people"], "people"),
        (["--range"], "range"),
        (["--in-your-name"], "in_your_name"),
    ],
)
def test_json_names_the_figure(run, arguments, subject):
    _, out, _ = run("explain", "--country", "USA", "--json", *arguments)
    found = json.loads(out)
    assert found["subject"] == subject
    assert {"title", "publisher", "year", "where"} <= set(found["sources"][0])


def test_json_names_the_kind_of_work(run):
    _, out, _ = run("explain", "--country", "USA", "--json", "--sector", "mining")
    found = json.loads(out)
    row = next(r for r in fm.average("USA").by_sector if r.sector == "mining")
    assert found["sector"] == "mining"
    assert found["person_years"]["central"] == pytest.approx(row.person_years)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--sector", "moon"],
        ["--sector", "mining", "--category", "coffee"],
        ["--range", "--category", "coffee"],
        ["--in-your-name", "--origin", "IND"],
    ],
)
def test_what_is_no_figure_is_refused(run, arguments):
    status, out, err = run("explain", "--country", "USA", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("error: ")


def test_two_figures_at_once_are_refused(run):
    with pytest.raises(SystemExit):
        run("explain", "--country", "USA", "--range", "--average")
