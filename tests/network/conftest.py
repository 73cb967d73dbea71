import pytest

from routeplanner.network.files import parse_network
from tests.network.tables import TOY, Tables


@pytest.fixture
def tables(tmp_path):
    return Tables(tmp_path / "copy")


@pytest.fixture(scope="session")
def toy():
    network, problems = parse_network(TOY)
    assert problems == []
    return network
