"""Settings of the model's tests."""

import sys
from pathlib import Path

import pytest

import footprint_model as fm
from footprint_model import tables
from footprint_model.cli import main

BUILD = Path(__file__).parent / "build"


def pytest_ignore_collect(collection_path):
    """Let pytest into ``build/``: it passes by folders of that name, which seldom hold source."""
    return False if collection_path == BUILD else None


def forget():
    """Empty every cache of the model."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "footprint_model":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@pytest.fixture
def own_data(tmp_path, monkeypatch):
    """The model on its own data folder: links to the shipped files, to be replaced one by one."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in tables.DATA.iterdir():
        if path.is_file():
            (folder / path.name).symlink_to(path)
    monkeypatch.setattr(tables, "DATA", folder)
    forget()
    yield folder
    forget()


@pytest.fixture
def replace(own_data):
    """Put other bytes in the place of one data file; gives them back to be put right again."""

    def put(name, content):
        path = own_data / name
        before = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
        forget()
        return before

    return put


@pytest.fixture(scope="session")
def averages():
    return {code: fm.average(code) for code in [country.iso3 for country in fm.countries()]}


@pytest.fixture
def run(capsys):
    """Run a command in this process; gives exit status, standard output and standard error."""

    def call(*arguments):
        status = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return call
