"""Scenario files that commands write: their ids, and where they go."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from routeplanner.cli.results import Output, check_target, send
from routeplanner.errors import UsageError
from routeplanner.scenario.ids import ID, LONGEST_ID

if TYPE_CHECKING:
    from collections.abc import Sequence


def file_id(output: str | None, prefix: str, names: Sequence[str], *, force: bool) -> str:
    """Return the id of a scenario to be written: the file's name, or one made of the stack's for the screen.

    Raises:
        UsageError, FileError: as `id_of_file`.
    """
    if output is None:
        stems = [Path(name).stem if name.endswith((".yaml", ".yml")) else name for name in names]
        text = "-".join([prefix, *stems]).lower()
        return re.sub(r"[^a-z0-9]+", "-", text)[:LONGEST_ID].strip("-")
    return id_of_file(Path(output), force=force)


def id_of_file(path: Path, *, force: bool) -> str:
    """Return the id of a scenario that is to be written to a file.

    Raises:
        UsageError: the file's name is no id, or its suffix not .yaml.
        FileError: the file exists and may not be replaced, or its folder does not exist.
    """
    if path.suffix != ".yaml" or not ID.fullmatch(path.stem) or len(path.stem) > LONGEST_ID:
        hint = "lower-case letters, digits and hyphens, then .yaml: the name is the scenario's id"
        raise UsageError(f"--output {path.name!r} is not the name of a scenario file", hint)
    check_target(path, force=force)
    return path.stem


def send_scenario(text: str, output: str | None, *, force: bool) -> None:
    """Write a scenario to the screen or to its file."""
    send(text, Output(file=output, force=force))
