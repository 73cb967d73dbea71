"""Settings for every test: repeatable examples, a cache of its own."""

import os

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=80, print_blob=True)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory):
    before = os.environ.get("ROUTEPLANNER_CACHE")
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder  # what one worker compiles serves all
    os.environ["ROUTEPLANNER_CACHE"] = str(folder / "cache")
    yield
    if before is None:
        del os.environ["ROUTEPLANNER_CACHE"]
    else:
        os.environ["ROUTEPLANNER_CACHE"] = before
