"""The small world of ``miniature``, taken through the steps once for each process."""

import pytest

from footprint_model import tables
from footprint_model.build.embodied import embodied, producing
from footprint_model.build.final_demand import world_table
from footprint_model.build.parameters import read_parameters
from footprint_model.build.raw import Raw
from footprint_model.build.rest_of_world import split
from footprint_model.build.satellite import margins, satellite
from tests.footprint_model.build import miniature


@pytest.fixture(scope="session")
def raw(tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    miniature.write(folder)
    return Raw(folder)


@pytest.fixture
def own_raw(tmp_path):
    """A raw folder that the test may change."""
    folder = tmp_path / "raw"
    miniature.write(folder)
    return Raw(folder)


@pytest.fixture(scope="session")
def parameters():
    return read_parameters()


@pytest.fixture(scope="session")
def categories():
    return tables.categories()


@pytest.fixture(scope="session")
def employment():
    return miniature.employment()


@pytest.fixture(scope="session")
def table(raw):
    return world_table(raw)


@pytest.fixture(scope="session")
def account(raw, table, employment, parameters):
    return split(raw, table, miniature.COUNTRIES, employment, parameters)


@pytest.fixture(scope="session")
def cells(account):
    return producing(account)


@pytest.fixture(scope="session")
def given(raw, employment, parameters):
    return margins(raw, miniature.COUNTRIES, employment, parameters)


@pytest.fixture(scope="session")
def people(given, cells, parameters):
    return satellite(given, cells, parameters("listed_tilt"))


@pytest.fixture(scope="session")
def shares(account):
    return embodied(account)
