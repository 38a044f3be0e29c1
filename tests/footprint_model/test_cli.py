"""The command line: what it prints, its keys, its exit status."""

import io
import json
import sys

import pytest

import footprint_model as fm
from footprint_model.cli import main

INTERVAL = {"low", "central", "high"}
# The contract with everybody who reads our JSON: never fewer, never renamed.
ESTIMATE_KEYS = {
    "model_version",
    "data_version",
    "country",
    "person_years",
    "days_per_year",
    "one_in",
    "in_your_name",
    "by_category",
    "by_origin",
    "by_category_origin",
    "by_sector",
}
ADDED_KEYS = {"average_person_years", "notes"}


@pytest.fixture
def estimate(run):
    """The JSON of an estimate that must succeed."""

    def call(*arguments):
        status, out, err = run("estimate", *arguments, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)

    return call


@pytest.fixture
def refusal(run):
    """Standard error and the JSON of an estimate that must be refused."""

    def call(*arguments):
        status, out, err = run("estimate", *arguments, "--json")
        assert status == 2
        error = json.loads(out)["error"]
        assert set(error) == {"field", "problem", "accepted"}
        assert (
            err == f"error: {error['field']}: {error['problem']}; accepted: {error['accepted']}\n"
        )
        plain = run("estimate", *arguments)
        assert plain == (2, "", err)
        return error

    return call


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "person.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


def of_category(result, name):
    return next(row for row in result["by_category"] if row["category"] == name)


# --- check ----------------------------------------------------------------------------------------


def test_check_prints_conservation_coverage_and_hashes(run):
    status, out, err = run("check")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert all(line.startswith("ok ") for line in lines[:-1])
    assert lines[-1] == "all checks hold"
    for entry in fm.manifest().tables:
        assert f"{entry.file}: {entry.sha256}" in out
    assert "conservation, relative error" in out
    assert f"consuming countries: {len(fm.countries())}" in out
    assert "origin countries" in out
    assert "categories: 52" in out
    assert fm.data_version() in out


@pytest.mark.parametrize("name", ["people_by_origin.npy", "draws.npy", "parameters.toml"])
def test_check_fails_when_one_byte_changes(run, own_data, replace, name):
    content = bytearray((own_data / name).read_bytes())
    content[-10] ^= 1
    replace(name, bytes(content))
    status, out, _ = run("check")
    assert status == 1
    assert out.splitlines()[0].startswith(f"BAD table hashes: {name}: ")
    assert out.splitlines()[-1] == "1 failed"


def test_check_fails_when_a_table_is_missing(run, own_data):
    (own_data / "draws.npy").unlink()
    status, out, _ = run("check")
    assert status == 1
    assert "draws.npy: missing" in out


def test_check_notices_an_account_that_does_not_conserve(run, own_data, replace):
    manifest = json.loads((own_data / "manifest.json").read_bytes())
    manifest["total_person_years"] *= 1.01
    replace("manifest.json", json.dumps(manifest).encode())
    status, out, _ = run("check")
    assert status == 1
    assert any("BAD" in line and "conservation" in line for line in out.splitlines())


def test_a_damaged_table_stops_an_estimate_with_its_name(run, own_data, replace):
    replace("draws.npy", b"short")
    status, out, err = run("estimate", "--country", "USA")
    assert (status, out) == (1, "")
    assert err.startswith("error: draws.npy: ")


# --- estimate -------------------------------------------------------------------------------------


def test_the_keys_of_an_estimate(estimate):
    result = estimate("--country", "USA")
    assert set(result) == ESTIMATE_KEYS | ADDED_KEYS
    for key in ("person_years", "days_per_year", "one_in", "average_person_years"):
        assert set(result[key]) == INTERVAL
    assert set(result["in_your_name"]["person_years"]) == INTERVAL
    for row in result["by_category"]:
        assert {"category", "person_years", "relative_to_average", "answered"} <= set(row)
        assert set(row["person_years"]) == INTERVAL
    for row in result["by_origin"]:
        assert set(row) == {"country", "person_years"}
        assert isinstance(row["person_years"], float)
    for row in result["by_category_origin"]:
        assert set(row) == {"category", "country", "person_years"}
    for row in result["by_sector"]:
        assert set(row) == {"sector", "person_years"}


def test_an_average_person_is_the_countrys_household_average(estimate, run):
    consumers = json.loads(run("world", "--json")[1])["consumers"]
    for code in ("USA", "IND", "NGA"):
        row = next(row for row in consumers if row["country"] == code)
        person = estimate("--country", code)["person_years"]["central"]
        assert person * 1e5 == pytest.approx(row["household_per_100k"], rel=1e-9)


def test_the_estimate_is_that_of_the_package(estimate):
    person = fm.Consumption("GBR", 2, {"clothing": 900})
    said = estimate("--country", "GBR", "--household-size", 2, "--spend", "clothing=900")
    assert said == json.loads(json.dumps(fm.estimate(person).to_dict()))


def test_doubling_one_spend_doubles_its_category_only(estimate):
    one = estimate("--country", "USA", "--spend", "clothing=400")
    two = estimate("--country", "USA", "--spend", "clothing=800")
    for row in one["by_category"]:
        times = 2 if row["category"] == "clothing" else 1
        after = of_category(two, row["category"])["person_years"]["central"]
        assert after == pytest.approx(times * row["person_years"]["central"], rel=1e-9)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--spend", "clothing=900", "coffee=20"],
        ["--spend", "clothing=900", "--spend", "coffee=20"],
        ["--spend", "clothing=9e2", "--spend", "coffee=20.0"],
    ],
)
def test_spending_may_be_given_together_or_one_by_one(estimate, arguments):
    result = estimate("--country", "USA", *arguments)
    answered = {row["category"] for row in result["by_category"] if row["answered"]}
    assert answered == {"clothing", "coffee"}
    person = fm.Consumption("USA", spend_per_year={"clothing": 900, "coffee": 20})
    assert result["person_years"] == fm.estimate(person).person_years.to_dict()


PERSON = {
    "country": "DEU",
    "household_size": 3,
    "spend_per_year": {"clothing": 500, "furniture": 0},
    "quantities_per_year": {"coffee_cups": 800, "domestic_help_hours": 50},
    "modifiers": {"phones_computers": {"used_share": 0.5, "years_kept": 5}},
}


def test_a_person_from_a_file_and_from_standard_input(estimate, file, monkeypatch):
    expected = json.loads(json.dumps(fm.estimate(fm.Consumption(**PERSON)).to_dict()))
    assert estimate(file(PERSON)) == expected
    text = io.TextIOWrapper(io.BytesIO(json.dumps(PERSON).encode()))
    monkeypatch.setattr(sys, "stdin", text)
    assert estimate("-") == expected
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    after_spending = estimate("--country", "DEU", "--spend", "clothing=500", "-")
    assert of_category(after_spending, "clothing")["answered"]


def test_arguments_add_to_the_file_and_come_before_it(estimate, file):
    path = file(PERSON)
    for arguments in (
        [path, "--country", "FRA", "--spend", "clothing=900"],
        ["--country", "FRA", "--spend", "clothing=900", path],
    ):
        result = estimate(*arguments)
        assert result["country"] == "FRA"
        other = PERSON | {
            "country": "FRA",
            "spend_per_year": PERSON["spend_per_year"] | {"clothing": 900},
        }
        assert result["person_years"] == fm.estimate(fm.Consumption(**other)).person_years.to_dict()


def test_the_same_command_prints_the_same_bytes(run):
    arguments = ("estimate", "--country", "KEN", "--spend", "coffee=5", "--json")
    assert run(*arguments) == run(*arguments)


def test_without_json_it_is_told_in_words(run):
    status, out, err = run("estimate", "--country", "IND", "--spend", "clothing=100")
    assert (status, err) == (0, "")
    assert "days of somebody's life per year" in out
    assert "one in" in out
    assert fm.data_version() in out
    clothing = next(line for line in out.splitlines() if line.strip().startswith("clothing"))
    assert clothing.endswith("answered")


def test_who_buys_nothing_is_one_in_nothing(run, estimate, file):
    nobody = {category.id: 0 for category in fm.categories()}
    path = file({"country": "USA", "spend_per_year": nobody})
    assert estimate(path)["one_in"] is None
    status, out, _ = run("estimate", path)
    assert status == 0
    assert "one in" not in out


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "field", "accepted"),
    [
        ([], "country", "--country CODE"),
        (["--country", "XYZ"], "country", "alpha-3"),
        (["--country", "usa"], "country", "alpha-3"),
        (["--country", "USA", "--spend", "shoes=5"], "spend_per_year.shoes", "footwear"),
        (
            ["--country", "USA", "--spend", "clothing=-5"],
            "spend_per_year.clothing",
            "0 to 1e+07",
        ),
        (["--country", "USA", "--spend", "clothing=nan"], "spend_per_year.clothing", "0 to"),
        (["--country", "USA", "--spend", "clothing=1e999"], "spend_per_year.clothing", "0 to"),
        (["--country", "USA", "--spend", "clothing=1,5"], "spend_per_year.clothing", "=900"),
        (["--country", "USA", "--spend", "clothing="], "spend_per_year.clothing", "=900"),
        (
            ["--country", "USA", "--spend", "clothing=1e8"],
            "spend_per_year.clothing",
            "0 to 1e+07",
        ),
        (["--country", "USA", "--household-size", "0"], "household_size", "1 to 50"),
        (["--country", "USA", "--household-size", "nan"], "household_size", "1 to 50"),
    ],
)
def test_bad_arguments_are_refused_by_name(refusal, arguments, field, accepted):
    error = refusal(*arguments)
    assert error["field"] == field
    assert accepted in error["accepted"]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"", "file"),
        (b"{", "file"),
        (b"[]", "file"),
        (b'"USA"', "file"),
        (b'{"country": NaN}', "file"),
        (b'{"country": "USA", "spend_per_year": {"clothing": 1e999}}', "file"),
        (b'{"country": "\xff"}', "file"),
        (b"[" * 100_000, "file"),
        ({"country": "USA", "mood": "good"}, "mood"),
        ({"country": None}, "country"),
        ({"country": "USA", "household_size": "2"}, "household_size"),
        ({"country": "USA", "household_size": True}, "household_size"),
        ({"country": "USA", "spend_per_year": []}, "spend_per_year"),
        (
            {"country": "USA", "spend_per_year": {"clothing": "12"}},
            "spend_per_year.clothing",
        ),
        (
            {"country": "USA", "spend_per_year": {"clothing": 10**400}},
            "spend_per_year.clothing",
        ),
        ({"country": "USA", "quantities_per_year": {"coffee": 1}}, "quantities_per_year.coffee"),
        ({"country": "USA", "modifiers": {"clothing": {"new": 1}}}, "modifiers.clothing.new"),
        ({"country": "USA", "modifiers": {"clothing": 1}}, "modifiers.clothing"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_bad_files_are_refused_by_name(refusal, file, content, field):
    assert refusal(file(content))["field"] == field


def test_spending_beside_a_file_whose_spending_is_no_object(refusal, file):
    for bad in ([1], None, "clothing"):
        path = file({"country": "USA", "spend_per_year": bad})
        assert refusal(path, "--spend", "clothing=5")["field"] == "spend_per_year"


def test_a_file_that_is_not_there_or_is_a_folder(refusal, tmp_path):
    assert "nowhere.json" in refusal(tmp_path / "nowhere.json")["problem"]
    assert refusal(tmp_path)["field"] == "file"


@pytest.mark.parametrize(
    "arguments",
    [[], ["guess"], ["estimate", "--country"], ["estimate", "--household-size", "two"], ["build"]],
)
def test_unknown_commands_and_missing_values_are_explained(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m footprint_model")
