"""The charts' page, its countries, and each chart as a file: the estimate's numbers everywhere."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

import footprint_model as fm
from app.durations import list_numbers
from app.quiz.answers import USUAL, Answers
from app.quiz.model_input import to_consumption
from app.results import pictures as pictures_module
from app.results import stages as stages_of
from app.results.pictures import Pictures, among_residents, narrowed_sentence, pictures
from tests.answered import SOME, everything_at, visitor
from tests.pages import Pages

NAMES = ("bars", "flow", "map", "residents", "narrowed")
MANY = {"country": "GBR", "household": 3, "coffee": 2, "tops": 12, "phones": [2, 3], "takeaway": 6}


@pytest.fixture
def explore(client: FlaskClient) -> Any:
    def open_page(values: dict[str, Any] | None = None, path: str = "/en/result/explore") -> Any:
        return Pages(visitor(client, values))(path)

    return open_page


def estimate_of(values: dict[str, Any]) -> fm.Estimate:
    return fm.estimate(to_consumption(Answers(values)))


def cells(soup: BeautifulSoup, table: str) -> list[list[str]]:
    return [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in soup.select(f"#{table} tbody tr")
    ]


def rows_of(client: FlaskClient, name: str) -> list[dict[str, str]]:
    text = client.get(f"/en/result/charts/{name}.csv").get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# --- the page -------------------------------------------------------------------------------------


def test_every_chart_has_question_picture_table_and_files(explore: Any):
    soup = explore()
    for name in NAMES:
        section = soup.select_one(f"section#{name}")
        assert section.h2.get_text().endswith("?")
        assert section.select_one(".chart-static svg")
        assert section.select_one("details table")
        assert section.select_one(f"a[href='/en/result/charts/{name}.svg'][download]")
        assert section.select_one(f"a[href='/en/result/charts/{name}.csv'][download]")


def test_tables_are_the_estimate(app: Flask, explore: Any):
    soup, estimate = explore(), estimate_of(SOME)
    with app.test_request_context("/en/"):
        write = list_numbers("hours")
        expected = [write(row.person_years.central * 365) for row in estimate.by_category]
        assert [row[1] for row in cells(soup, "categories")] == expected
        by_origin = [write(row.person_years * 365) for row in estimate.by_origin]
        assert [row[1] for row in cells(soup, "origins")] == by_origin
        flow = Pictures(Answers(SOME)).flow
        assert [row[2] for row in cells(soup, "flows")] == [
            write(link.person_years * 365) for link in flow.links
        ]
        years = estimate.person_years
        now = cells(soup, "stages")[-2]
        assert now[1:4] == [write(v * 365) for v in (years.low, years.central, years.high)]


def test_labels_of_the_drawn_flow_are_the_numbers_of_its_nodes(app: Flask, explore: Any):
    soup = explore()
    for css_class in ("picture--wide", "picture--narrow"):
        drawing = soup.select_one(f"#flow svg.{css_class}")
        said = [text.get_text() for text in drawing.select("text")]
        with app.test_request_context("/en/"):
            shown = Pictures(Answers(SOME))
            for node in shown.flow.nodes:
                assert shown.words.text(node.person_years) in said


def test_every_country_of_the_table_leads_to_its_page(explore: Any):
    soup = explore()
    links = [a["href"] for a in soup.select("#origins a")]
    assert len(links) == len(estimate_of(SOME).by_origin)
    assert all(re.fullmatch(r"/en/result/explore/[A-Z]{3}", link) for link in links)
    mapped = [a["href"] for a in soup.select("#map svg a")]
    assert mapped
    assert set(mapped) <= set(links)


def test_it_says_what_is_average_and_what_is_assumed(explore: Any):
    soup = explore()
    assert "taken from your country’s average, fitted to your own totals" in soup.select_one(
        "#flow"
    ).get_text(" ", strip=True)
    assert "our assumption" in soup.select_one("#residents").get_text(" ", strip=True)


@pytest.mark.parametrize("extreme", ["none", "usual", "max"])
def test_odd_answers_still_make_a_page(explore: Any, extreme: str):
    explore(everything_at(extreme))


def test_without_answers_the_questions_come_first(client: FlaskClient):
    paths = ["explore", "explore/CHN", *(f"charts/{n}.{e}" for n in NAMES for e in ("svg", "csv"))]
    for path in paths:
        answer = client.get(f"/en/result/{path}")
        assert answer.status_code == 302, path
        assert "/quiz" in answer.headers["Location"]


# --- one country ----------------------------------------------------------------------------------


@pytest.mark.parametrize("iso3", ["CHN", "USA", "COD"])
def test_a_country_is_its_part_of_the_estimate(app: Flask, explore: Any, iso3: str):
    soup, estimate = explore(path=f"/en/result/explore/{iso3}"), estimate_of(SOME)
    r = [row.iso3 for row in fm.countries()].index(iso3)
    values = sorted((v for v in estimate.category_origin[:, r].tolist() if v > 0), reverse=True)
    with app.test_request_context("/en/"):
        write = list_numbers("hours")
        assert [row[1] for row in cells(soup, "categories")] == [write(v * 365) for v in values]
        work = sorted(fm.flows(estimate).of_country(iso3).sum(axis=0).tolist(), reverse=True)
        shown = [row[1] for row in cells(soup, "sectors")]
        assert shown == [write(v * 365) for v in work[: len(shown)]]
        assert sum(work[len(shown) :]) < 0.01 * sum(work)


def test_a_country_nothing_comes_from_says_so(explore: Any):
    taken = {row.country for row in estimate_of(SOME).by_origin}
    none = next(row.iso3 for row in fm.countries() if row.iso3 not in taken)
    soup = explore(path=f"/en/result/explore/{none}")
    assert "your purchases take no work from" in soup.main.get_text(" ", strip=True)


@pytest.mark.parametrize("name", ["XXX", "chn", "ATA", "C", "CHN2"])
def test_a_country_we_do_not_know_is_not_found(client: FlaskClient, name: str):
    assert visitor(client).get(f"/en/result/explore/{name}").status_code == 404


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_stands_alone(client: FlaskClient, name: str):
    answer = visitor(client).get(f"/en/result/charts/{name}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="footprint-{name}.svg"'
    assert "private" in answer.headers["Cache-Control"]
    text = answer.get_data(as_text=True)
    assert "var(" not in text
    assert "href" not in text
    said = " ".join(ET.fromstring(text).itertext())
    assert fm.MODEL_VERSION in said
    assert fm.data_version() in said
    assert "not a measurement of any one purchase" in said


@pytest.mark.parametrize("name", NAMES)
def test_numbers_carry_their_versions(client: FlaskClient, name: str):
    rows = rows_of(visitor(client), name)
    assert rows
    assert {row["data_version"] for row in rows} == {fm.data_version()}
    assert {row["model_version"] for row in rows} == {fm.MODEL_VERSION}


def test_numbers_add_up_to_the_estimate(client: FlaskClient):
    estimate, client = estimate_of(SOME), visitor(client)
    days = estimate.days_per_year.central
    for name in ("bars", "map"):
        total = sum(float(row["days_per_year"]) for row in rows_of(client, name))
        assert total == pytest.approx(days, rel=1e-6)
    flow = rows_of(client, "flow")
    for kind in ("category", "sector"):
        total = sum(float(row["days_per_year"]) for row in flow if row["from"] == kind)
        assert total == pytest.approx(days, rel=1e-4)
    people = rows_of(client, "residents")
    assert float(people[-2]["days_per_year"]) == pytest.approx(days)
    now = rows_of(client, "narrowed")[-2]
    assert float(now["days_per_year_low"]) == pytest.approx(estimate.days_per_year.low, rel=1e-5)
    assert float(now["days_per_year_high"]) == pytest.approx(estimate.days_per_year.high, rel=1e-5)


@pytest.mark.parametrize("path", ["pie.svg", "pie.csv", "bars.png", "BARS.svg", "../bars.svg"])
def test_a_chart_that_is_none_is_not_found(client: FlaskClient, path: str):
    assert visitor(client).get(f"/en/result/charts/{path}").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_with_nothing_bought_files_still_come(client: FlaskClient, name: str):
    nothing = visitor(client, everything_at("none"))
    ET.fromstring(nothing.get(f"/en/result/charts/{name}.svg").data)
    assert nothing.get(f"/en/result/charts/{name}.csv").status_code == 200


# --- stages ---------------------------------------------------------------------------------------


def test_stages_go_from_the_country_to_the_result(app: Flask):
    with app.test_request_context("/en/"):
        found = stages_of.stages(Answers(MANY))
    start = fm.estimate(fm.Consumption("GBR")).person_years
    now = estimate_of(MANY).person_years
    for stage, expected in ((found.stages[0], start), (found.stages[-1], now)):
        assert stage.person_years.low == pytest.approx(expected.low, rel=1e-5)
        assert stage.person_years.high == pytest.approx(expected.high, rel=1e-5)
    assert [stage.name for stage in found.stages] == [
        "Only the country known",
        "You and your home",
        "Food and drink",
        "Clothes, shoes and textiles",
        "Electronics and energy",
        "Services (now)",
    ]


def test_answers_that_say_nothing_are_no_stage(app: Flask):
    with app.test_request_context("/en/"):
        found = stages_of.stages(Answers({"country": "GBR", "coffee": USUAL, "tops": USUAL}))
        assert [stage.name for stage in found.stages] == ["Only the country known"]
        assert "Were every answer exact" in narrowed_sentence(found)


def test_things_listed_are_the_last_stage(app: Flask):
    with app.test_request_context("/en/"):
        item = next(item.id for item in fm.items() if item.scales == "list")
        found = stages_of.stages(Answers(MANY, {item: 3}))
        assert found.stages[-1].name == "Things you listed (now)"


# --- words ----------------------------------------------------------------------------------------


def test_where_a_person_stands_is_said_in_tenths(app: Flask):
    with app.test_request_context("/en/"):
        said = among_residents(fm.average("USA"))
        tenths = round(fm.residents("USA").share_below(fm.average("USA").person_years.central) * 10)
        assert f"about {tenths} in 10" in said
        everything = {row.id: 1e6 for row in fm.categories()}
        rich = fm.estimate(fm.Consumption("USA", spend_per_year=everything))
        assert "almost everybody" in among_residents(rich)
        nothing = fm.estimate(fm.Consumption("USA", spend_per_year=dict.fromkeys(everything, 0)))
        assert "nothing" in among_residents(nothing)


def test_the_result_page_says_it_and_leads_on(client: FlaskClient):
    soup = Pages(visitor(client))("/en/result")
    assert soup.select_one("a[href='/en/result/explore#residents']")
    assert soup.select_one("a[href='/en/result/explore#narrowed']")
    with client.application.test_request_context("/en/"):
        assert among_residents(estimate_of(SOME)) in soup.get_text()


def test_every_picture_says_how_to_read_it(app: Flask):
    with app.test_request_context("/en/"):
        assert list(pictures()) == list(NAMES)
        assert all(picture.reading.endswith(".") for picture in pictures().values())


def test_with_nothing_behind_the_purchases_pages_and_files_say_so(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    nothing = fm.Consumption(
        "USA", spend_per_year=dict.fromkeys((c.id for c in fm.categories()), 0)
    )
    for module in (pictures_module, stages_of):
        monkeypatch.setattr(module, "to_consumption", lambda _answers: nothing)
    soup = Pages(visitor(client))("/en/result/explore")
    said = soup.main.get_text(" ", strip=True)
    assert "nothing behind your purchases to compare" in said
    assert "nothing behind your purchases, so there is no range" in said
    assert "nothing to show on a map" in said
    country = Pages(client)("/en/result/explore/CHN")
    assert "take no work from China" in country.main.get_text(" ", strip=True)
    for name in NAMES:
        ET.fromstring(client.get(f"/en/result/charts/{name}.svg").data)
        assert client.get(f"/en/result/charts/{name}.csv").status_code == 200
