"""The batch command: rows in, rows out, and what is told of rows that cannot be used."""

import csv
import io
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import batch, table_files
from footprint_model.modifiers import MODIFIERS
from tests.footprint_model.people import people

HEADER = ["id", *batch.NUMBERS, "error"]


@pytest.fixture
def convert(tmp_path, run):
    """Run the command on a text; gives exit status, rows as dictionaries, standard error."""

    def call(text, name="people.csv"):
        source, target = tmp_path / name, tmp_path / "out.csv"
        source.write_bytes(text if isinstance(text, bytes) else text.encode())
        status, out, told = run("batch", source, target)
        assert out == ""
        return status, read(target), told

    return call


def read(path):
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_of(person):
    """The cells of a person, by column."""
    cells = {
        "country": person.country,
        "household_size": person.household_size,
        "income_band": person.income_band,
        "age_band": person.age_band,
        "currency": person.currency,
    }
    cells |= {f"spend.{name}": value for name, value in person.spend_per_year.items()}
    cells |= {f"quantity.{name}": value for name, value in person.quantities_per_year.items()}
    for category, rules in person.modifiers.items():
        cells |= {f"modifier.{category}.{name}": value for name, value in rules.items()}
    return {name: "" if value is None else value for name, value in cells.items()}


def table(crowd):
    rows = [{"id": str(index)} | row_of(person) for index, person in enumerate(crowd)]
    columns = dict.fromkeys(name for row in rows for name in row)
    file = io.StringIO()
    writer = csv.DictWriter(file, list(columns), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def numbers(row):
    return [float(row[name]) for name in batch.NUMBERS]


# --- the same as one estimate ---------------------------------------------------------------------


@given(st.lists(people(), min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_rows_are_the_estimates_in_any_order_and_in_pieces_of_any_size(
    tmp_path_factory, crowd, dice
):
    folder = tmp_path_factory.mktemp("batch")
    dice.shuffle(crowd)
    (folder / "in.csv").write_text(table(crowd), encoding="utf-8")
    for size in (1, 3, 1000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(batch, "ROWS", size)
            done = batch.run(str(folder / "in.csv"), str(folder / "out.csv"), pytest.fail)
        assert done == batch.Summary(len(crowd), 0)
        rows = read(folder / "out.csv")
        assert [row["id"] for row in rows] == [str(index) for index in range(len(crowd))]
        for row, person in zip(rows, crowd, strict=True):
            estimate = fm.estimate(person)
            years = estimate.person_years
            expected = [years.low, years.central, years.high, estimate.days_per_year.central]
            assert numbers(row) == pytest.approx(expected, rel=1e-5, abs=1e-12)
            assert row["error"] == ""


def test_every_column_that_is_accepted(convert):
    text = (
        "id,country,household_size,income_band,age_band,currency,spend.clothing,"
        "quantity.coffee_cups,modifier.clothing.used_share\n"
        "a,DEU,2,lowest,25_34,EUR,300,700,0.5\n"
    )
    status, rows, told = convert(text)
    person = fm.Consumption(
        "DEU",
        2,
        {"clothing": 300},
        {"coffee_cups": 700},
        {"clothing": {"used_share": 0.5}},
        income_band="lowest",
        age_band="25_34",
        currency="EUR",
    )
    assert status == 0
    assert told == "1 rows worked out, 0 could not be\n"
    assert list(rows[0]) == HEADER
    assert float(rows[0]["person_years.central"]) == pytest.approx(
        fm.estimate(person).person_years.central
    )


def test_every_modifier_has_a_column():
    header = ["country", *(f"modifier.clothing.{rule.name}" for rule in MODIFIERS)]
    columns = batch.parse_columns(header)
    assert [column.keys[1] for column in columns[1:]] == [rule.name for rule in MODIFIERS]


def test_empty_cells_are_not_given(convert):
    _, rows, _ = convert("country,spend.clothing,household_size\nUSA, ,\nUSA,,\n")
    usual = fm.average("USA").person_years
    for row in rows:
        assert numbers(row)[:3] == pytest.approx([usual.low, usual.central, usual.high], rel=1e-5)


def test_without_ids_rows_are_named_by_their_line(convert):
    _, rows, _ = convert('country,income_band\nUSA,\n\n"IND"," "\n,,\nFRA,\n')
    assert [row["line"] for row in rows] == ["2", "4", "6"]


# --- files of spreadsheet programs ----------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_marks_quotes_line_ends_and_separators_of_spreadsheets(convert, separator):
    lines = [
        ["id", "country", "spend.clothing"],
        [f'"Zoë{separator} ""Z"""', '"USA"', '" 900.5 "'],
        ['"two\r\nlines"', "IND", "1e2"],
        ["=1+1", "FRA", "-1"],
    ]
    text = "\r\n".join(separator.join(line) for line in lines) + "\r\n"
    status, rows, told = convert("\ufeff".encode() + text.encode())
    assert status == 1
    assert [row["id"] for row in rows] == [f'Zoë{separator} "Z"', "two\r\nlines", "=1+1"]
    assert [bool(row["error"]) for row in rows] == [False, False, True]
    assert "people.csv:5: spend.clothing:" in told  # the third record starts on the fifth line
    one = fm.Consumption("USA", spend_per_year={"clothing": 900.5})
    assert numbers(rows[0])[1] == pytest.approx(fm.estimate(one).person_years.central)


# --- rows that cannot be used ---------------------------------------------------------------------

BAD_ROWS = [
    ("ATL,,,,", "country: 'ATL' is not a country"),
    (",5,,,", "country: not given"),
    ("USA,-5,,,", "spend.clothing: -5 is out of range"),
    ("USA,nan,,,", "spend.clothing: nan is not finite"),
    ('USA,"1,5",,,', "spend.clothing: '1,5' is not a number"),
    ("USA,1_000,,,", "spend.clothing: '1_000' is not a number"),
    ("USA,,many,,", "quantity.coffee_cups: 'many' is not a number"),
    ("USA,,,2,", "modifier.clothing.used_share: 2 is out of range"),
    ("USA,,,,poor", "income_band: 'poor' is not a band"),
    ("USA,,,,,extra", "row: 6 cells; accepted: 5"),
    ("USA,,", "row: 3 cells; accepted: 5"),
]


@pytest.mark.parametrize(("line", "problem"), BAD_ROWS, ids=[line for line, _ in BAD_ROWS])
def test_a_bad_row_is_told_and_changes_no_other(convert, line, problem):
    header = (
        "country,spend.clothing,quantity.coffee_cups,modifier.clothing.used_share,income_band\n"
    )
    good = "USA,900,,,\n", "IND,,,0.5,lowest\n"
    status, rows, told = convert(header + good[0] + line + "\n" + good[1])
    _, alone, _ = convert(header + "".join(good))
    assert status == 1
    assert [numbers(row) for row in (rows[0], rows[2])] == [numbers(row) for row in alone]
    assert [rows[1][name] for name in batch.NUMBERS] == ["", "", "", ""]
    assert rows[1]["error"].startswith(problem)
    assert f"people.csv:3: {problem}" in told
    assert told.endswith("2 rows worked out, 1 could not be\n")


def test_after_twenty_bad_rows_only_their_number_is_told(convert):
    status, rows, told = convert("country\n" + "ATL\n" * 50)
    assert status == 1
    assert sum(bool(row["error"]) for row in rows) == 50
    assert told.count("is not a country") == batch.TOLD
    assert "and 30 more rows" in told
    assert told.endswith("0 rows worked out, 50 could not be\n")


# --- tables that cannot be used -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field", "accepted"),
    [
        ("country,shoes", "shoes", "spend.CATEGORY"),
        ("country,spend.shoes", "spend.shoes", "spend.footwear"),
        ("country,spend.", "spend.", "spend.footwear"),
        ("country,quantity.coffee_cup", "quantity.coffee_cup", "quantity.coffee_cups"),
        ("country,modifier.clothing.smell", "modifier.clothing.smell", "clothing.used_share"),
        ("country,modifier.shoes.used_share", "modifier.shoes.used_share", "modifier.footwear"),
        ("country,", "header", "id, country"),
        ("country,id,id", "id", "each column once"),
        ("id,spend.clothing", "country", "a column `country`"),
        ("", "people.csv", "a first line"),
        (",,", "people.csv", "a first line"),
    ],
)
def test_an_unknown_column_stops_at_once(convert, header, field, accepted):
    status, rows, told = convert(header + "\nUSA\n")
    assert status == 2
    assert rows is None
    assert field in told.split(": ")[1]
    assert accepted in told


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"country\n" + b"\xff\xfe\n", "not UTF-8"),
        ("country\nUSA\n".encode("utf-16"), "not UTF-8"),
        (b"country\nUSA\n" + b'"' + b"x" * 200_000, "people.csv:3"),
    ],
)
def test_a_damaged_file_leaves_nothing_behind(convert, tmp_path, content, problem):
    status, rows, told = convert(content)
    assert status == 2
    assert problem in told
    assert rows is None
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_files_that_are_not_there_or_the_same(tmp_path, run):
    here = tmp_path / "in.csv"
    status, _, told = run("batch", here, tmp_path / "out.csv")
    assert status == 2
    assert "IN: " in told
    here.write_text("country\nUSA\n")
    status, _, told = run("batch", here, tmp_path / "none" / "out.csv")
    assert status == 2
    assert "OUT: " in told
    status, _, told = run("batch", here, tmp_path / "." / "in.csv")
    assert status == 2
    assert "another file" in told
    assert here.read_text() == "country\nUSA\n"


def test_standard_input_and_output(monkeypatch, run):
    stream = io.BytesIO(b"country\nUSA\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    status, out, told = run("batch", "-", "-")
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["line"] for row in rows] == ["2"]
    assert told == "1 rows worked out, 0 could not be\n"
    assert not stream.closed


def test_a_bar_shows_how_much_of_the_table_is_done(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "ROWS", 500)
    source = tmp_path / "in.csv"
    source.write_text("country\n" + "USA\n" * 40_000)
    shares = []
    batch.run(str(source), str(tmp_path / "out.csv"), pytest.fail, shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5
    assert shares[-1] == 1


# --- Parquet --------------------------------------------------------------------------------------


def test_parquet_in_and_out(tmp_path, monkeypatch):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(batch, "ROWS", 2)
    cells = {
        "id": arrow.array([7, 8, 9, 10]),
        "country": ["USA", "IND", "ATL", "FRA"],
        "household_size": [2, None, 1, 3],
        "spend.clothing": [900.0, float("nan"), 1.0, None],
        "income_band": ["lowest", None, "", None],
    }
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    parquet.write_table(arrow.table(cells), source)
    told = []
    assert batch.run(str(source), str(target), told.append) == batch.Summary(3, 1)
    result = parquet.read_table(target)
    assert result.column_names == HEADER
    assert result.schema.field("id").type == arrow.int64()
    rows = result.to_pylist()
    assert [row["id"] for row in rows] == [7, 8, 9, 10]
    crowd = [
        fm.Consumption("USA", 2, {"clothing": 900}, income_band="lowest"),
        fm.Consumption("IND"),
        fm.Consumption("FRA", 3),
    ]
    expected = [fm.estimate(person).person_years for person in crowd]
    good = [row for row in rows if row["error"] is None]
    assert [row["person_years.high"] for row in good] == pytest.approx(
        [years.high for years in expected], rel=1e-5
    )
    assert rows[2]["person_years.central"] is None
    assert told == [f"{source}:3: {rows[2]['error']}"]

    batch.run(str(source), str(tmp_path / "out.csv"), told.append)
    assert [numbers(row)[1] for row in read(tmp_path / "out.csv") if not row["error"]] == (
        pytest.approx([years.central for years in expected])
    )


def test_a_file_that_is_no_parquet(tmp_path, run):
    pytest.importorskip("pyarrow")
    (tmp_path / "in.parquet").write_bytes(b"country\nUSA\n")
    status, _, told = run("batch", tmp_path / "in.parquet", tmp_path / "out.csv")
    assert status == 2
    assert "a readable Parquet file" in told


@pytest.mark.parametrize("names", [("in.parquet", "out.csv"), ("in.csv", "out.parquet")])
def test_without_the_package_the_error_says_what_to_install(tmp_path, monkeypatch, run, names):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(table_files.importlib, "import_module", absent)
    (tmp_path / "in.csv").write_text("country\nUSA\n")
    status, _, told = run("batch", *(tmp_path / name for name in names))
    assert status == 2
    assert "pip install pyarrow" in told
