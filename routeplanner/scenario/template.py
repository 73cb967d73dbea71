"""A file to start a scenario from: a commented skeleton, or a copy of an example under another id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from routeplanner.scenario.schema import POINTER

if TYPE_CHECKING:
    from routeplanner.scenario.model import Scenario

SKELETON = Path(__file__).with_name("skeleton.yaml")
PLACE = "id: "
"""How the line of the skeleton with the id begins."""


def new_scenario(name: str, example: Scenario | None = None, *, pointer: bool = False) -> str:
    """Return the text of a new scenario file.

    `pointer` begins it with the line that lets editors find the JSON Schema beside it.
    """
    lines = _skeleton(name) if example is None else _copied(name, example)
    return "\n".join([POINTER, *lines] if pointer else lines).rstrip("\n") + "\n"


def _skeleton(name: str) -> list[str]:
    lines = SKELETON.read_text(encoding="utf-8").split("\n")
    number = next(number for number, line in enumerate(lines) if line.startswith(PLACE))
    label, _, comment = lines[number].partition("#")
    lines[number] = f"id: {name}".ljust(len(label) - 1) + f" #{comment}"
    return lines


def _copied(name: str, example: Scenario) -> list[str]:
    """Return the lines of an example with another id."""
    lines = list(example.document.lines)
    item = example.document.root.find(("id",))
    line = lines[item.line - 1]
    lines[item.line - 1] = line[: item.column - 1] + name + line[item.column - 1 + item.width :]
    return [line for line in lines if line != POINTER]
