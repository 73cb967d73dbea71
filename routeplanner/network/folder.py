"""The tables of one folder: from bytes to rows, and whether a network has what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from routeplanner.errors import Problem
from routeplanner.network.keyed import Rows
from routeplanner.network.model import REQUIRED_TABLES, TABLES
from routeplanner.network.table import TableText, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


class Reading(NamedTuple):
    """What the tables of one folder hold."""

    tables: dict[str, Rows[Any]]
    texts: dict[str, TableText]
    problems: list[Problem]


def read_tables(
    folder: Path,
    contents: Mapping[str, bytes],
    shown: str = "",
    defaults_of: Callable[[str], Mapping[str, Any]] | None = None,
) -> Reading:
    """Read the tables of one folder, each row by itself.

    Messages name the folder as `shown`, unless that is empty; `defaults_of` gives the values of the columns that may be
    left out of a table.
    """
    read = Reading({}, {}, [])
    for file_name, content in contents.items():
        name = file_name.removesuffix(".csv")
        where = f"{shown}/{file_name}" if shown else file_name
        if name not in TABLES:
            what = f"{file_name} is not a table of a network"
            read.problems.append(Problem("E707", f"{where}:1:1", what, f"tables: {', '.join(TABLES)}"))
            continue
        text, found = _decode(where, content)
        read.problems.extend(found)
        if text is None:
            continue
        defaults = defaults_of(name) if defaults_of else None
        table, rows, lines, found = read_table(name, folder / file_name, text, defaults=defaults, folder=shown)
        read.problems.extend(found)
        read.texts[name] = table
        read.tables[name] = Rows(TABLES[name], {key: rows[key] for key in sorted(rows)}, lines=lines)
    return read


def check_presence(
    folder: Path,
    contents: Mapping[str, bytes],
    texts: Mapping[str, TableText],
    tables: Mapping[str, Rows[Any]],
    shown: str,
) -> list[Problem]:
    """Return a problem for every table a network needs and does not have, or has without rows."""
    problems = []
    before = f"{shown}/" if shown else ""
    for name in REQUIRED_TABLES:
        if f"{name}.csv" not in contents:
            what = f"{name}.csv is missing"
            problems.append(Problem("E706", f"{folder.name}/{name}.csv:1:1", what, _needed(name)))
        elif name in texts and texts[name].header and not texts[name].has_rows():
            what = f"{name}.csv has no rows"
            problems.append(Problem("E713", f"{before}{name}.csv:1:1", what, "it needs at least one"))
    if len(tables.get("config", ())) > 1:
        what = f"config.csv has {len(tables['config'])} rows"
        problems.append(Problem("E713", f"{before}config.csv:3:1", what, "a network has exactly one"))
    return problems


def _needed(table: str) -> str:
    hint = "every network needs it"
    return f"{hint}; an overlay is read with its network (--overlay)" if table == "config" else hint


def _decode(file_name: str, content: bytes) -> tuple[str | None, list[Problem]]:
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8").removeprefix("\ufeff")) + 1
        what = f"byte 0x{content[error.start]:02X} is not UTF-8"
        return None, [Problem("E010", f"{file_name}:{line}:{column}", what, "save the file as UTF-8")]
