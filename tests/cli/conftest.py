import pytest

from routeplanner.cli.app import run


@pytest.fixture
def cli(capfd):
    """Run the program in this process; return its exit code, stdout and stderr."""

    def call(*args):
        code = run(args)
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture
def toy(cli):
    """The same, for a command that takes `--network`, on the network of the tutorial."""
    return lambda *args: cli(*args, "--network", "toy")
