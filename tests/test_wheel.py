"""What is packed: the networks and scenarios travel inside the wheel and are found there."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    code = (
        "import sys; from hatchling.builders.wheel import WheelBuilder; "
        "print(next(WheelBuilder(sys.argv[1]).build(directory=sys.argv[2], versions=['standard'])))"
    )
    command = [sys.executable, "-c", code, str(ROOT), str(folder)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return Path(shown.stdout.strip().splitlines()[-1])


def test_the_wheel_holds_every_network_and_scenario_file(wheel):
    packed = set(zipfile.ZipFile(wheel).namelist())
    for kind, ending in (("networks", "csv"), ("scenarios", "yaml")):
        files = sorted((ROOT / kind).rglob(f"*.{ending}"))
        assert files
        for path in files:
            assert f"routeplanner/_data/{path.relative_to(ROOT).as_posix()}" in packed
    assert {"routeplanner/py.typed", "routeplanner/network/countries.csv", "routeplanner/report/codes.csv"} <= packed
    assert not any(name.startswith(("tests/", "benchmarks/", "tools/")) for name in packed)


def test_an_unpacked_wheel_answers_from_another_folder(wheel, tmp_path):
    home = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(home)
    code = (
        "import routeplanner as rp; from routeplanner.network.files import data_folder; "
        "assert '_data' in data_folder('networks').parts, data_folder('networks'); "
        "plan = rp.plan(rp.read_network('toy'), rp.Request(origin='xian', destination='alat')); "
        "print(rp.__file__, plan.fastest.corridor)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(home), "ROUTEPLANNER_CACHE": "", "PATH": ""},
    )
    assert shown.returncode == 0, shown.stderr
    assert str(home) in shown.stdout
    assert "trans-caspian" in shown.stdout
