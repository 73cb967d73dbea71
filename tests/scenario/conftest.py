import pytest

from routeplanner.errors import DataError
from routeplanner.scenario.apply import apply
from tests.scenario import samples


@pytest.fixture(scope="session")
def network():
    return samples.network()


@pytest.fixture
def folder(tmp_path):
    return samples.Folder(tmp_path)


@pytest.fixture
def run(folder, network):
    """Apply scenarios of the folder."""

    def applied(*names, settings=None):
        return apply(names, network, settings=settings, folder=folder.path)

    return applied


@pytest.fixture
def problems(run):
    """Return the problems of a stack."""

    def found(*names, settings=None):
        with pytest.raises(DataError) as caught:
            run(*names, settings=settings)
        return caught.value.problems

    return found
