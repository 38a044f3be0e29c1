"""What the documents say exists, exists."""

import re
import subprocess

import pytest

from app.config import PROJECT

DOCUMENTS = [
    *sorted(PROJECT.glob("*.md")),
    *sorted((PROJECT / "docs").rglob("*.md")),
    *sorted((PROJECT / "footprint_model").rglob("*.md")),
]
DECISIONS = sorted((PROJECT / "docs" / "decisions").glob("*.md"))


def name(path):
    return str(path.relative_to(PROJECT))


@pytest.fixture(scope="module")
def run_help():
    return subprocess.run(
        ["./run", "help"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout


def test_the_documents_a_newcomer_expects_are_there():
    names = {name(path) for path in DOCUMENTS}
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= names
    assert "MIT License" in (PROJECT / "LICENSE").read_text()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith(("#", "mailto:")):
            assert (path.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_files_named_in_code_marks_exist(path):
    roots = "app|footprint_model|tests|docs|migrations|requirements"
    made = ("footprint_model/data/manifest.json",)
    for target in re.findall(rf"`((?:{roots})/[\w./-]*)`", path.read_text(encoding="utf-8")):
        assert (PROJECT / target).exists() or target in made, target


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_run_commands_exist(path, run_help):
    for command in re.findall(r"\./run ([a-z][a-z-]+)", path.read_text(encoding="utf-8")):
        assert f"./run {command}" in run_help, command


def test_readme_names_the_two_commands():
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^\./run ", text, flags=re.M)
    assert re.search(r"^\./run test", text, flags=re.M)


def test_ci_runs_what_the_documents_tell_people_to_run(run_help):
    script = (PROJECT / ".ci" / "run").read_text()
    commands = re.findall(r"^\./run (\w+)$", script, flags=re.M)
    assert commands == ["lint", "test"]
    assert all(f"./run {command}" in run_help for command in commands)
    assert "set -eu" in script
    assert "REQUIRE_BROWSER" in script


def test_an_unknown_command_is_refused_with_the_list():
    result = subprocess.run(["./run", "dance"], cwd=PROJECT, capture_output=True, text=True)
    assert result.returncode == 1
    assert "no command 'dance'" in result.stderr
    assert "./run test" in result.stderr


def flask_commands():
    """Every `flask --app app …` of the documents, as words."""
    for path in DOCUMENTS:
        for line in re.findall(r"flask --app app ([a-z]+(?: [a-z]+)?)", path.read_text("utf-8")):
            yield line.split()


def test_flask_commands_exist(app):
    commands = list(flask_commands())
    assert ["assets", "build"] in commands
    for group, *rest in commands:
        if group == "run":  # Flask's own
            continue
        assert group in app.cli.commands, group
        inner = getattr(app.cli.commands[group], "commands", None)
        assert inner is None or rest[0] in inner, rest


def test_model_commands_exist():
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"python -m footprint_model (\w+)", text))
    assert named == {
        "batch",
        "check",
        "compare",
        "estimate",
        "explain",
        "items",
        "value",
        "world",
    }
    python = PROJECT / ".venv" / "bin" / "python"
    for command in named:
        result = subprocess.run(
            [python if python.exists() else "python3", "-m", "footprint_model", command, "--help"],
            cwd=PROJECT,
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert len(DECISIONS) >= 4


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_has_its_three_parts(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    headings = re.findall(r"^## (.+)$", text, flags=re.M)
    assert headings == ["Context", "Decision", "Consequences"]


def test_the_changelog_has_a_part_on_data():
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "\n### Data\n" in text
