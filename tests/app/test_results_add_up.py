"""The page's total, the sum of its rows, the JSON and the command line are one number, to the digit."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import takewhile
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

import footprint_model as fm
from app.durations import list_unit
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.results import routes, why_routes
from app.results.adding_up import adding_up
from footprint_model.cli import FILE_KEYS, main
from tests.answered import SOME, everything_at, visitor
from tests.pages import Pages
from tests.personas.test_personas import PERSONAS

ANSWERED: dict[str, dict[str, Any]] = {
    "some answers": SOME,
    "everything at its most": everything_at("max", "DEU"),
    "nothing known": {"country": "KEN"},
}
PER_YEAR = {"hours": 365 * 24, "days": 365}


def given_to_the_model(person: fm.Consumption) -> dict[str, Any]:
    """The person as a file for the command line."""
    values = {key: getattr(person, key) for key in FILE_KEYS}
    return {key: value for key, value in values.items() if value not in (None, {})}


@pytest.fixture
def command_line(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> Any:
    """What `python -m footprint_model estimate FILE --json` prints."""

    def estimate(person: fm.Consumption) -> dict[str, Any]:
        path = tmp_path / "person.json"
        path.write_text(json.dumps(given_to_the_model(person), default=dict), encoding="utf-8")
        assert main(["estimate", str(path), "--json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return estimate


def printed(text: str) -> Decimal:
    """A number of a table; what is too small to print counts as nothing in a sum."""
    return Decimal(0) if text.startswith("<") else Decimal(text.replace(",", ""))


def column(soup: BeautifulSoup, table: str, at: int = 0) -> tuple[list[Decimal], Decimal]:
    """Rows and total of a column of numbers, as printed."""
    rows = soup.select(f"#{table} tbody tr")
    cells = [row.select("td")[at].get_text(strip=True) for row in rows]
    total = soup.select(f"#{table} tfoot td")[at].get_text(strip=True)
    return [printed(cell) for cell in cells], printed(total)


def check(client: FlaskClient, found: dict[str, Any]) -> None:
    """Page and download against what the command line printed."""
    soup = Pages(client)("/en/result")
    # The file leaves out what each category has from each country: thousands of rows.
    kept = {key: value for key, value in found.items() if key != "by_category_origin"}
    assert json.loads(client.get("/en/result.json").text)["estimate"] == kept
    days = found["days_per_year"]
    unit = list_unit(days["central"])
    times = PER_YEAR[unit]
    digits = -int(column(soup, "categories")[1].as_tuple().exponent)

    def shown(person_years: float) -> Decimal:
        return Decimal(f"{person_years * times:.{digits}f}")

    whole = shown(found["person_years"]["central"])
    unit_of_last_digit = Decimal(1).scaleb(-digits)
    for table in ("categories", "origins", "sectors") if whole else ("categories",):
        rows, total = column(soup, table)
        assert sum(rows) == total == whole, table
    rows, total = column(soup, "categories", 3)
    assert sum(rows) == total == shown(found["average_person_years"]["central"])
    by_category = {row["category"]: row for row in found["by_category"]}
    links = [
        a["href"].rsplit("/", 1)[1] for a in soup.select("#categories tbody td:nth-child(2) a")
    ]
    assert len(links) == len(by_category)
    for category, row in zip(links, column(soup, "categories")[0], strict=True):
        exact = by_category[category]["person_years"]["central"] * times
        assert abs(row - Decimal(exact)) < unit_of_last_digit
    low, high = (column(soup, "categories", at)[1] for at in (1, 2))
    assert (low, high) == (
        shown(found["person_years"]["low"]),
        shown(found["person_years"]["high"]),
    )


@pytest.mark.parametrize("answers", ANSWERED.values(), ids=ANSWERED)
def test_of_what_visitors_answer(client: FlaskClient, command_line: Any, answers: dict[str, Any]):
    check(visitor(client, answers), command_line(to_consumption(Answers(answers))))


@pytest.mark.parametrize("name", PERSONAS)
def test_of_every_persona(
    client: FlaskClient, command_line: Any, monkeypatch: pytest.MonkeyPatch, name: str
):
    person = fm.Consumption(**PERSONAS[name].consumption)
    for module in (routes, why_routes):
        monkeypatch.setattr(module, "to_consumption", lambda _: person)
    check(visitor(client), command_line(person))


@pytest.mark.parametrize("answers", ANSWERED.values(), ids=ANSWERED)
def test_every_part_on_the_page_of_the_whole_adds_up(client: FlaskClient, answers: dict[str, Any]):
    soup = Pages(visitor(client, answers))("/en/result/why")
    whole = column(Pages(visitor(client, answers))("/en/result"), "categories")[1]
    for heading in ("categories", "work", "countries"):
        parts = takewhile(lambda tag: tag.name != "h3", soup.find(id=heading).find_next_siblings())
        amounts = [tag for part in parts for tag in part.select(".why__amount")]
        assert len(amounts) > 5
        assert sum(printed(tag.get_text()) for tag in amounts) == whole


@given(st.lists(st.floats(0, 1e6), max_size=200), st.integers(0, 2))
def test_rows_add_up_and_are_less_than_one_unit_off(values: list[float], digits: int):
    rows = adding_up(values, digits)
    scaled = [value * 10**digits for value in values]
    assert sum(rows) == round(sum(map(Decimal, scaled), Decimal(0)))
    assert all(abs(row - value) < 1 for row, value in zip(rows, scaled, strict=True))


def test_the_largest_remainders_are_rounded_up():
    assert adding_up([1.4, 1.3, 1.3], 0) == [2, 1, 1]
    assert adding_up([0.004, 0.004, 0.004], 2) == [1, 0, 0]
    assert adding_up([], 2) == []
