"""The house: layers, sizes, tables of kinds."""

import ast
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

import routeplanner

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "routeplanner"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def imports_of(path):
    """Every module a file imports at run time, lazily or not; imports for type checkers alone do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@cache
def tree_of(path):
    """The parsed file, for tests that only look at it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def test_search_imports_the_standard_library_and_itself_only():
    allowed = set(sys.stdlib_module_names) | {"routeplanner"}
    for path in (PACKAGE / "search").glob("*.py"):
        for name in imports_of(path):
            assert name.split(".")[0] in allowed, path
            assert not name.startswith("routeplanner.") or name.startswith("routeplanner.search"), path


@pytest.mark.parametrize("package", ["pandas", "numpy", "networkx", "rich", "typer", "ruamel"])
def test_heavy_packages_are_imported_where_they_are_used_and_not_at_the_top(package):
    for path in MODULES:
        if package == "typer" and path.is_relative_to(PACKAGE / "cli"):
            continue
        for node in tree_of(path).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert all(name.split(".")[0] != package for name in names), path


def test_layers_are_exhaustive_and_the_contract_names_every_package():
    (layers,) = [c for c in SETTINGS["tool"]["importlinter"]["contracts"] if c["type"] == "layers"]
    named = {name.strip() for layer in layers["layers"] for name in layer.split("|")}
    found = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert layers["exhaustive"] is True
    assert named == found - {"__init__", "__main__"}


def test_importing_the_package_loads_nothing_of_it_but_the_light_parts():
    code = "import routeplanner, sys; print(*sorted(m for m in sys.modules if m.startswith('routeplanner')))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert shown == ["routeplanner", "routeplanner.result"]


def test_answering_from_the_cache_loads_no_heavy_package(tmp_path):
    code = (
        "import sys, io, contextlib\n"
        "sys.argv = ['routeplanner', 'route', 'xian', 'alat', '-n', 'toy', '--json']\n"
        "from routeplanner.cli.app import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main()\n"
        "heavy = {'pydantic', 'numpy', 'networkx', 'pandas', 'ruamel', 'rich', 'csv'} & set(sys.modules)\n"
        "print('heavy:', *sorted(heavy), file=sys.stderr)\n"
    )
    environment = {"ROUTEPLANNER_CACHE": str(tmp_path), "PATH": ""}
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
        )
        for _ in range(2)
    ]
    assert runs[0].stderr.split() == ["heavy:", "csv"]  # only to read the tables; a sound row needs no pydantic
    assert runs[1].stderr.split() == ["heavy:"]


def test_every_module_has_a_docstring_and_a_place_in_the_tests():
    for path in MODULES:
        assert ast.get_docstring(tree_of(path)), path
    for package in ("analysis", "cli", "features", "network", "planner", "report", "scenario", "search"):
        assert list((ROOT / "tests" / package).glob("test_*.py")), package


def test_functions_stay_short_and_files_small():
    for path in MODULES:
        assert path.read_text(encoding="utf-8").count("\n") <= 330, path
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                statements = sum(isinstance(part, ast.stmt) for part in ast.walk(node)) - 1
                assert statements <= 45, f"{path}: {node.name} has {statements} statements"


def test_nothing_is_left_over():
    words = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        for word in words:
            assert word not in text, f"{path}: {word}"


def test_version_is_said_once():
    assert SETTINGS["project"]["dynamic"] == ["version"]
    assert routeplanner.__version__.count(".") == 2
