"""What every error and warning code means, and how to mend its cause."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Code(NamedTuple):
    """The page of a code."""

    meaning: str
    """What is wrong, one sentence."""
    mend: str
    """What to do, one sentence."""


FAMILIES = {
    "E0": "the file itself",
    "E1": "a value",
    "E2": "scenarios that build on others",
    "E3": "a parameter",
    "E4": "a selector",
    "E5": "overrides that do not go together",
    "E6": "a request",
    "E7": "a table of a network",
    "W8": "something suspicious, which does not stop a run",
    "E9": "output",
}
"""What the codes are about, by their first two characters."""


@cache
def codes() -> dict[str, Code]:
    """Return every code with its page (`codes.csv` beside this file)."""
    with Path(__file__).with_name("codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Code(row["meaning"], row["mend"]) for row in csv.DictReader(file)}
