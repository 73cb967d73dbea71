"""Measure how long reading and checking the whole shipped network takes, against importing pydantic, in one run.

    python benchmarks/reading.py [RUNS]

Every case is a process of its own, from start to end, run RUNS times in turn with the others, so that a busy machine
slows all of them alike. The yardstick is `python -c "import pydantic"`; the net ratio leaves out the start of Python on
both sides. `BaseModel` shows what pydantic costs once a program uses it: `import pydantic` alone loads little of it.

What is read: `read_network("eurasia", use_cache=False)` parses every table, tests every cell and makes every check of
`routeplanner.network.checks`, as the first start of a program does. From the cache only the hash of the files is
compared. `network check` is the whole command: it parses and checks, and then searches for places that cannot be reached.
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

PYTHON = [sys.executable, "-c"]
BARE = "bare python"
BASE = "import pydantic"
READ = "import routeplanner; routeplanner.read_network('eurasia'"
AIM = 3.0
"""Times importing pydantic that reading and checking without the cache may take."""
CASES: dict[str, list[str]] = {
    BARE: [*PYTHON, "pass"],
    BASE: [*PYTHON, BASE],
    "from pydantic import BaseModel": [*PYTHON, "from pydantic import BaseModel"],
    "read and check, no cache": [*PYTHON, f"{READ}, use_cache=False)"],
    "read from the cache": [*PYTHON, f"{READ})"],
    "network check": [sys.executable, "-m", "routeplanner", "network", "check"],
}


def main(runs: int) -> None:
    """Run every case in turn and print the medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ROUTEPLANNER_CACHE": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its byte code
        times: dict[str, list[float]] = {name: [] for name in CASES}
        for turn in range(runs + 1):  # the first turn fills the cache
            for name, command in CASES.items():
                start = time.perf_counter()
                subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
                if turn:
                    times[name].append(time.perf_counter() - start)
    bare, base = median(times[BARE]), median(times[BASE])
    print(
        f"Python {platform.python_version()}, pydantic {version('pydantic')}, {platform.machine()}, median of {runs} runs"
    )
    print(f"{'process':<32} {'ms':>7} {'× base':>7} {'net':>7} {'aim':>6}")
    for name in CASES:
        middle = median(times[name])
        aim = f"{AIM:.1f}" if "no cache" in name else ""
        print(f"{name:<32} {middle * 1e3:>7.0f} {middle / base:>7.2f} {(middle - bare) / (base - bare):>7.2f} {aim:>6}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
