import json
import os
import subprocess
import sys

import pytest

PROGRAM = [sys.executable, "-m", "routeplanner"]
TRIP = ["route", "xian", "aktau", "-n", "toy"]


def shell(command, **env):
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False, env=os.environ | env
    )


def program(*args):
    return " ".join([*PROGRAM, *args])


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("args", [[*TRIP, "--json"], ["--help"], ["network", "places", "toy"]])
def test_a_full_disk_is_one_line_and_exit_4(args):
    done = shell(f"{program(*args)} > /dev/full")
    assert done.returncode == 4
    assert done.stderr == b"error: cannot write to standard output: No space left on device\n"


@pytest.mark.parametrize("args", [[*TRIP, "--json"], ["--help"]])
def test_a_closed_stdout_is_one_line_and_exit_4(args):
    done = shell(f"{program(*args)} >&-")
    assert done.returncode == 4
    assert done.stderr == b"error: cannot write to standard output: it is closed\n"


@pytest.mark.parametrize("args", [[*TRIP, "--json"], ["--help"]])
def test_a_reader_that_stops_is_no_failure(args):
    done = shell(f"{program(*args)} | true")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_stderr_changes_nothing():
    done = shell(f"{program(*TRIP, '--json')} 2>&-")
    assert done.returncode == 0
    assert json.loads(done.stdout)["itineraries"]
    assert shell(f"{program('route', 'xian', 'nowhere', '-n', 'toy')} 2>&-").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_is_not_utf8_gets_replacements(encoding):
    done = shell(program(*TRIP, "-f", "table"), PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert text.startswith("Xi'an > Aktau\n")
    assert "1435 > " in text


def test_json_stays_whole_on_a_terminal_that_is_not_utf8():
    command = program("network", "places", "toy", "--json")
    plain, escaped = shell(command), shell(command, PYTHONIOENCODING="ascii")
    assert escaped.stdout.isascii()
    assert json.loads(escaped.stdout) == json.loads(plain.stdout)


def test_errors_too_fit_the_terminal():
    done = shell(program("route", "Актау", "nowhere→", "-n", "toy"), PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert done.stderr.isascii()
    assert done.stderr.count(b"\n") == 1
