"""The commands a person runs on a server."""

import pytest
from sqlalchemy import inspect

from app import catalogues, static_files
from app.extensions import db


@pytest.fixture
def site(make_app, monkeypatch, tmp_path):
    """A site with a database nobody has prepared, and its own place for made files."""
    for name in ("write_vendor", "build"):
        monkeypatch.setattr(static_files, name, lambda *_: [])
    return make_app()


def tables(site):
    with site.app_context():
        return set(inspect(db.engine).get_table_names())


def test_prepare_makes_the_database_and_may_run_again(site):
    runner = site.test_cli_runner()
    assert tables(site) == set()
    assert runner.invoke(args=["prepare"]).exit_code == 0
    assert "error_report" in tables(site)
    assert runner.invoke(args=["prepare"]).exit_code == 0


def test_the_database_goes_up_down_and_is_checked(site):
    runner = site.test_cli_runner()
    assert runner.invoke(args=["db", "upgrade"]).exit_code == 0
    assert runner.invoke(args=["db", "check"]).exit_code == 0
    assert runner.invoke(args=["db", "downgrade", "base"]).exit_code == 0
    assert "error_report" not in tables(site)
    assert runner.invoke(args=["db", "check"]).exit_code != 0


@pytest.fixture
def one_language(monkeypatch, tmp_path):
    """A code with one sentence and a folder of catalogues without any language."""
    code = catalogues.Catalog()
    code.add("Hello")
    monkeypatch.setattr(catalogues, "template", lambda: code)
    monkeypatch.setattr(catalogues, "all_paths", lambda: sorted(tmp_path.glob("*/*/messages.po")))
    monkeypatch.setattr(catalogues, "compile_all", lambda: [])
    monkeypatch.setattr(
        catalogues,
        "catalogue_path",
        lambda language: tmp_path / language.replace("-", "_") / "LC_MESSAGES" / "messages.po",
    )
    return code


def test_a_language_is_begun_once_then_updated_and_checked(app, one_language):
    run = lambda *args: app.test_cli_runner().invoke(args=["translate", *args])  # noqa: E731
    assert run("init", "pt-BR").exit_code == 0
    assert "is there already" in run("init", "pt-BR").output
    assert run("check").exit_code == 0
    one_language.add("Goodbye")
    stale = run("check")
    assert stale.exit_code == 1
    assert "missing: 'Goodbye'" in stale.output
    assert "2 texts" in run("update").output
    assert run("check").exit_code == 0
