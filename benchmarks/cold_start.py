"""Measure whole processes from start to end, side by side in one run: how long a planner waits for an answer.

    python benchmarks/cold_start.py [RUNS]

Every command is run once to fill the cache, then RUNS times in turn with the others, so that a busy machine slows all of
them alike. The ratio to importing typer and pydantic is what counts; milliseconds depend on the machine.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from statistics import median

PYTHON = [sys.executable]
TRIP = ["Xi'an", "Duisburg"]
PROGRAM = [sys.executable, "-m", "routeplanner"]
BASE = "import typer, pydantic"
CASES: dict[str, tuple[list[str], float | None]] = {
    "bare python": ([*PYTHON, "-c", "pass"], None),
    BASE: ([*PYTHON, "-c", BASE], None),
    "import routeplanner": ([*PYTHON, "-c", "import routeplanner"], None),
    "routeplanner --help": ([*PROGRAM, "--help"], 1.3),
    "route --json": ([*PROGRAM, "route", *TRIP, "--json"], 1.6),
    "route, table": ([*PROGRAM, "route", *TRIP, "--format", "table"], 1.8),
    "route --json, one scenario": ([*PROGRAM, "route", *TRIP, "--json", "-s", "russia-transit-ban"], None),
    "compare, table": ([*PROGRAM, "compare", *TRIP, "--format", "table"], None),
    "network check": ([*PROGRAM, "network", "check"], None),
}


def main(runs: int) -> None:
    """Run every case in turn and print the medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ROUTEPLANNER_CACHE": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its byte code
        times: dict[str, list[float]] = {name: [] for name in CASES}
        for turn in range(runs + 1):
            for name, (command, _) in CASES.items():
                start = time.perf_counter()
                subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
                if turn:
                    times[name].append(time.perf_counter() - start)
    base = median(times[BASE])
    packages = ", ".join(f"{name} {version(name)}" for name in ("typer", "pydantic"))
    print(f"Python {platform.python_version()}, {packages}, {platform.machine()}, median of {runs} runs")
    print(f"{'process':<28} {'ms':>7} {'× base':>7} {'aim':>6}")
    for name, (_, aim) in CASES.items():
        middle = median(times[name])
        print(f"{name:<28} {middle * 1e3:>7.0f} {middle / base:>7.2f} {f'{aim:.1f}' if aim else '':>6}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
