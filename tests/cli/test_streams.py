import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "routeplanner"]
TRIP = ["route", "xian", "aktau", "-n", "toy"]


def program(*args, stdout=subprocess.PIPE, **env):
    return subprocess.run([*PROGRAM, *args], stdout=stdout, stderr=subprocess.PIPE, check=False, env=os.environ | env)


def with_closed(descriptor, *args):
    """Run the program with stdout (1) or stderr (2) closed; only a shell can do that on every system."""
    command = ["sh", "-c", f'exec "$@" {descriptor}>&-', "sh", *PROGRAM, *args]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C.UTF-8"})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("args", [[*TRIP, "--json"], ["--help"], ["network", "places", "toy"]])
def test_a_full_disk_is_one_line_and_exit_4(args):
    with Path("/dev/full").open("wb") as full:
        done = program(*args, stdout=full)
    assert done.returncode == 4
    assert done.stderr == b"error: cannot write to standard output: No space left on device\n"


@pytest.mark.parametrize("args", [[*TRIP, "--json"], ["--help"]])
def test_a_closed_stdout_is_one_line_and_exit_4(args):
    done = with_closed(1, *args)
    assert done.returncode == 4
    assert done.stderr == b"error: cannot write to standard output: it is closed\n"


@pytest.mark.parametrize("args", [[*TRIP, "--json"], ["--help"]])
def test_a_reader_that_stops_is_no_failure(args):
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as broken:  # noqa: PTH123 - a descriptor, not a path
        done = program(*args, stdout=broken)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_stderr_changes_nothing():
    done = with_closed(2, *TRIP, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["itineraries"]
    assert with_closed(2, "route", "xian", "nowhere", "-n", "toy").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_is_not_utf8_gets_replacements(encoding):
    done = program(*TRIP, "-f", "table", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert text.startswith("Xi'an > Aktau\n")
    assert "1435 > " in text


def test_json_stays_whole_on_a_terminal_that_is_not_utf8():
    command = ("network", "places", "toy", "--json")
    plain, escaped = program(*command, PYTHONIOENCODING="utf-8"), program(*command, PYTHONIOENCODING="ascii")
    assert escaped.stdout.isascii()
    assert not plain.stdout.isascii()
    assert json.loads(escaped.stdout) == json.loads(plain.stdout)


def test_errors_too_fit_the_terminal():
    done = program("route", "Актау", "nowhere→", "-n", "toy", PYTHONIOENCODING="ascii", PYTHONUTF8="1")
    assert done.returncode == 2
    assert done.stderr.isascii()
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for children")
def test_ctrl_c_in_a_running_command_leaves_no_file(tmp_path):
    target = tmp_path / "out.json"
    script = (
        "import time, sys; from routeplanner.cli import route; from routeplanner.cli.app import run;"
        "route.deliver = lambda *_: (print('ready', flush=True), time.sleep(60));"
        f"sys.exit(run({[*TRIP, '-o', str(target)]!r}))"
    )
    running = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout.readline() == b"ready\n"
    time.sleep(0.1)
    running.send_signal(2)
    _, err = running.communicate(timeout=20)
    assert (running.returncode, err) == (130, b"interrupted\n")
    assert list(tmp_path.iterdir()) == []
