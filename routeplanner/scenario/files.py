"""Scenario files: where they are, and reading them safely."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from routeplanner.errors import DataError, FileError, Problem, UnknownNameError
from routeplanner.network.files import data_folder
from routeplanner.scenario.document import MAX_BYTES, parse
from routeplanner.scenario.ids import ID, LONGEST_ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.scenario.model import Scenario

SHIPPED = "scenarios"
SUFFIX = ".yaml"
MOST_KEPT = 64
"""Files kept as read, for the next time somebody asks."""


@dataclass(frozen=True, slots=True)
class BrokenScenario:
    """A file in a scenario folder that is no scenario."""

    id: str
    """The file's name without suffix."""
    file: str
    problems: tuple[Problem, ...]
    title: str = ""
    status: str = "broken"


def read_scenario(name_or_path: str | Path, *, folder: Path | str | None = None) -> Scenario:
    """Read a scenario by the name of a shipped file, of one in `folder`, or by path.

    Checks everything that can be checked without a network.

    Raises:
        UnknownNameError: no such scenario.
        DataError: problems in the file, all of them, each with file:line:column.
        FileError: a file that cannot be read.
    """
    scenario, problems = load(find_scenario(name_or_path, folders(folder)))
    if problems or scenario is None:
        raise DataError(problems)
    return scenario


def list_scenarios(folder: Path | str | None = None) -> list[Scenario | BrokenScenario]:
    """Return the scenarios of a folder, else the shipped ones, by id; a file that cannot be read is a stub.

    Raises:
        FileError: the folder given is none.
    """
    _check_folder(folder)
    found: dict[str, Scenario | BrokenScenario] = {}
    for path in _files(folders(folder)[:1]):
        try:
            scenario, problems = load(path)
        except FileError as error:
            scenario, problems = None, [Problem("E002", f"{path.name}:1:1", str(error))]
        broken = problems or scenario is None
        found[path.stem] = BrokenScenario(path.stem, str(path), tuple(problems)) if broken else scenario  # type: ignore[assignment]
    return [found[name] for name in sorted(found)]


def names_in(folder: Path | str | None = None) -> list[str]:
    """Return the names of the scenarios of a folder, else of the shipped ones, without reading any.

    Raises:
        FileError: the folder given is none.
    """
    _check_folder(folder)
    return known_scenarios(folders(folder)[:1])


def _check_folder(folder: Path | str | None) -> None:
    if folder is not None and not Path(folder).is_dir():
        message = f"{folder} is not a folder of scenarios"
        raise FileError(message)


def folders(folder: Path | str | None) -> tuple[Path, ...]:
    """Return the folders names are looked up in, the given one first."""
    shipped = data_folder(SHIPPED)
    return (shipped,) if folder is None else (Path(folder), shipped)


def known_scenarios(where: Sequence[Path]) -> list[str]:
    """Return the names that can be asked for."""
    return sorted({path.stem for path in _files(where)})


def is_path(name: str | Path) -> bool:
    """Tell whether a name means a file and not an id."""
    text = str(name)
    return isinstance(name, Path) or "/" in text or "\\" in text or text.endswith((".yaml", ".yml"))


def split_variant(name: str) -> tuple[str, str]:
    """Return the name and the variant of `NAME[:variant]`; no variant is an empty text."""
    head, colon, tail = name.rpartition(":")
    if colon and head and ID.fullmatch(tail) and not (is_path(name) and Path(name).exists()):
        return head, tail
    return name, ""


def find_scenario(name_or_path: str | Path, where: Sequence[Path]) -> Path:
    """Return the file of a scenario.

    Raises:
        UnknownNameError: there is none of that name.
        DataError: a link out of the folder.
        FileError: a path that cannot be looked at.
    """
    name = str(name_or_path)
    try:
        if is_path(name_or_path):
            path = Path(name_or_path)
            if path.exists():
                return path
        elif ID.fullmatch(name) and len(name) <= LONGEST_ID:
            for folder in where:
                path = folder / f"{name}{SUFFIX}"
                if path.exists():
                    _check_inside(path, folder)
                    return path
    except OSError as error:
        message = f"cannot read {name[:LONGEST_ID]!r}: {error.strerror}"
        raise FileError(message) from error
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    known = known_scenarios(where)
    hint = f"known: {', '.join(known)}" if known else "there is none in " + " or ".join(map(str, where))
    raise UnknownNameError("scenario", name, get_close_matches(name, known, n=2, cutoff=0.5), hint)


def load(path: Path) -> tuple[Scenario | None, list[Problem]]:
    """Read a file; return its scenario as far as it can be read, and every problem.

    Raises:
        FileError: no permission, or the disk failed.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return None, [Problem("E004", f"{path.name}:1:1", f"{path} is not a regular file", "name a .yaml file")]
        if status.st_size > MAX_BYTES:
            what = f"{path.name} has {status.st_size:,} bytes, the limit is {MAX_BYTES:,}"
            return None, [Problem("E005", f"{path.name}:1:1", what, "a scenario is a few pages; split it")]
        content = path.read_bytes()
    except OSError as error:
        message = f"cannot read {path}: {error.strerror} (E002)"
        raise FileError(message) from error
    scenario, problems = _parsed(path, content)
    return scenario, list(problems)


@lru_cache(maxsize=MOST_KEPT)
def _parsed(path: Path, content: bytes) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Return what a file says; scenarios are immutable, and one file is asked for again by all that extend it."""
    from routeplanner.scenario.parse import parse_scenario  # noqa: PLC0415 - listing names needs no records

    document, problems = parse(path.name, content)
    scenario, problems = (None, problems) if document is None else parse_scenario(document, path)
    return scenario, tuple(problems)


def _check_inside(path: Path, folder: Path) -> None:
    """Refuse a symbolic link that leads out of the folder it was found in."""
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        what = f"{path.name} is a link to {path.resolve()}, outside {folder}"
        raise DataError([Problem("E203", f"{path.name}:1:1", what, "copy the file, or give its own path")])


def _files(where: Sequence[Path]) -> Iterator[Path]:
    for folder in where:
        if folder.is_dir():
            yield from sorted(path for path in folder.glob(f"*{SUFFIX}"))
