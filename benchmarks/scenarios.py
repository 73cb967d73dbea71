"""Measure how long checking and testing all shipped scenarios takes, against importing typer and pydantic, in one run.

    python benchmarks/scenarios.py [RUNS]

Every case is a process of its own, from start to end, run RUNS times in turn with the others, so that a busy machine
slows all of them alike. `scenario test` tries every expectation of every file, with and without its scenario: once with
an empty cache, as after an update of the network, and then from the cache.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

PROGRAM = [sys.executable, "-m", "routeplanner", "scenario"]
BASE = "import typer, pydantic"
COLD = "scenario test, empty cache"
CASES: dict[str, tuple[list[str], float | None]] = {
    BASE: ([sys.executable, "-c", BASE], None),
    "scenario list": ([*PROGRAM, "list"], None),
    "scenario check": ([*PROGRAM, "check"], 2.0),
    COLD: ([*PROGRAM, "test"], 20.0),
    "scenario test": ([*PROGRAM, "test"], 20.0),
}
"""Case → command, and the seconds it may take for 30 files with three expectations each on two cores."""


def main(runs: int) -> None:
    """Run every case in turn and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ROUTEPLANNER_CACHE": str(Path(folder) / "kept")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its byte code
        times: dict[str, list[float]] = {name: [] for name in CASES}
        for turn in range(runs + 1):  # the first turn fills the cache
            for name, (command, _) in CASES.items():
                own = {"ROUTEPLANNER_CACHE": str(Path(folder) / str(turn))} if name == COLD else {}
                start = time.perf_counter()
                subprocess.run(command, env=environment | own, stdout=subprocess.DEVNULL, check=True)
                if turn:
                    times[name].append(time.perf_counter() - start)
        shown = subprocess.run([*PROGRAM, "test", "--json"], env=environment, capture_output=True, check=True)
    counts = json.loads(shown.stdout)["counts"]
    packages = ", ".join(f"{name} {version(name)}" for name in ("typer", "pydantic"))
    print(f"Python {platform.python_version()}, {packages}, {platform.machine()}, median of {runs} runs")
    print(f"{counts['scenarios']} files, {sum(counts.values()) - counts['scenarios']} expectations")
    base = median(times[BASE])
    print(f"{'process':<28} {'s':>7} {'× base':>7} {'aim, s':>7}")
    for name, (_, aim) in CASES.items():
        middle = median(times[name])
        print(f"{name:<28} {middle:>7.2f} {middle / base:>7.1f} {f'{aim:.0f}' if aim else '':>7}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
