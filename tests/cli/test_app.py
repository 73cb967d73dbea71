import importlib
import inspect
import re
import subprocess
import sys

import pytest

from routeplanner import __version__
from routeplanner.cli import app

LEAVES = {name: entry for name, entry in app.COMMANDS.items() if entry.target}
GROUPS = {name: entry for name, entry in app.COMMANDS.items() if not entry.target}


def function_of(entry):
    file, _, name = entry.target.partition(":")
    return getattr(importlib.import_module(f"routeplanner.cli.{file}"), name)


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_is_documented_with_an_example_and_says_what_the_table_says(name):
    doc = inspect.getdoc(function_of(LEAVES[name]))
    assert doc.splitlines()[0] == LEAVES[name].help
    assert f"Example: routeplanner {name}" in doc


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_has_a_help_page(cli, name):
    code, out, err = cli(*name.split(), "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: routeplanner {name} ")
    assert LEAVES[name].help.split()[0] in out
    assert "--debug" in out


@pytest.mark.parametrize("name", GROUPS)
def test_groups_list_their_commands_and_need_one(cli, name):
    code, out, _ = cli(name, "--help")
    assert code == 0
    for leaf in LEAVES:
        if leaf.startswith(f"{name} "):
            assert f"  {leaf.split()[1]} " in out
    code, out, err = cli(name)
    assert (code, out) == (2, "")
    assert "Missing command" in err


def test_the_help_page_lists_every_command_in_the_order_of_the_table(cli):
    code, out, err = cli("--help")
    assert (code, err) == (0, "")
    listed = re.findall(r"^  (\w+)  ", out.partition("Commands:")[2], flags=re.MULTILINE)
    assert listed == [name for name in app.COMMANDS if " " not in name]


def test_without_arguments_the_help_page_is_shown(cli):
    assert cli() == cli("--help")


def test_version(cli):
    assert cli("--version") == (0, f"routeplanner {__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["rute"], "Did you mean 'route'?"),
        (["network", "lst"], "Did you mean 'list'?"),
        (["route", "a"], "Missing argument 'DESTINATION'"),
        (["route", "a", "b", "c"], "unexpected extra argument"),
        (["route", "a", "b", "--fromat", "json"], "--format"),
        (["route", "a", "b", "--tonnes"], "'--tonnes' requires an argument"),
        (["route", "a", "b", "--force=1"], "--force"),
        (["--nope"], "--nope"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(cli, args, said):
    code, out, err = cli(*args)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("error: ")
    assert said in err
    assert "--help`" in err


def test_a_command_line_cannot_steer_the_terminal(cli):
    code, _, err = cli("route", "a", "b", "--\x1b[2Jx")
    assert code == 2
    assert "\x1b" not in err


def test_starting_and_help_load_no_heavy_library():
    script = (
        "import sys; from routeplanner.cli.app import run; code = run(['route', '--help']);"
        "heavy = {'rich', 'pydantic', 'numpy', 'networkx', 'pandas', 'ruamel'} & set(sys.modules);"
        "print(code, sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "0 []\n"


def test_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "routeplanner", "--version"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"routeplanner {__version__}\n", "")
