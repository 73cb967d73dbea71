"""Read a network folder: strictly, all problems at once, and quickly the second time."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from routeplanner.errors import DataError, FileError, Problem, UnknownNameError
from routeplanner.network import cache
from routeplanner.network.model import REQUIRED_TABLES, TABLES
from routeplanner.network.network import Network, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.network.table import TableText

SHIPPED = "networks"
MAX_TABLE_BYTES = 256 * 1024 * 1024


def data_folder(kind: str) -> Path:
    """Return the folder of shipped data (`networks` or `scenarios`): the checkout's first, else the wheel's."""
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent / kind
    if (package.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    return package / "_data" / kind


def shipped_networks() -> list[str]:
    """Return the names of the networks that come with the package."""
    folder = data_folder(SHIPPED)
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if (path / "config.csv").is_file())


def find_network_folder(name_or_folder: str | Path) -> Path:
    """Return the folder of a network given by shipped name or by path.

    Raises:
        UnknownNameError: neither a shipped network nor a folder.
    """
    shipped = data_folder(SHIPPED) / str(name_or_folder)
    given = Path(name_or_folder)
    try:
        if given.name == str(name_or_folder) and given.name and (shipped / "config.csv").is_file():
            return shipped
        if str(name_or_folder) and given.is_dir():
            return given
    except OSError as error:  # a name too long for the file system
        message = f"cannot read {str(name_or_folder)[:60]!r}: {error.strerror}"
        raise FileError(message) from error
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    known = shipped_networks()
    near = get_close_matches(str(name_or_folder), known, n=1)
    raise UnknownNameError(
        "network", str(name_or_folder), near, f"shipped: {', '.join(known)}; or give the path of a network folder"
    )


def read_network(name_or_folder: str | Path = "eurasia", *, use_cache: bool = True) -> Network:
    """Read a network by shipped name or folder, check every row and every reference.

    Returns an immutable `Network`. The validated content is kept in the user's cache folder under the hash of the
    files; deleting it changes nothing but the time of the next start.

    Raises:
        UnknownNameError: no such network.
        DataError: problems in the tables, all of them, each with file:line:column.
        FileError: a table that cannot be read.
    """
    folder = find_network_folder(name_or_folder)
    contents = _read_bytes(folder)
    key = _content_key(contents)
    if use_cache:
        cached = cache.load(key)
        if cached is not None:
            return _from_cache(cached, folder)
    network, problems = parse_network(folder, contents)
    errors = [problem for problem in problems if not problem.is_warning]
    if errors:
        raise DataError(errors)
    if use_cache:
        cache.store(key, _for_cache(network))
    return network


def _read_bytes(folder: Path) -> dict[str, bytes]:
    """Read every table of the folder; files that are no table are left alone unless they are CSV."""
    contents: dict[str, bytes] = {}
    try:
        for path in sorted(folder.glob("*.csv")):
            if not path.is_file():
                message = f"{path} is not a regular file"
                raise FileError(message)
            if path.stat().st_size > MAX_TABLE_BYTES:
                message = f"{path} is larger than {MAX_TABLE_BYTES >> 20} MiB"
                raise FileError(message)
            contents[path.name] = path.read_bytes()
    except OSError as error:
        message = f"cannot read {error.filename or folder}: {error.strerror}"
        raise FileError(message) from error
    return contents


def _content_key(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in contents.items():
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def parse_network(folder: Path, contents: Mapping[str, bytes] | None = None) -> tuple[Network, list[Problem]]:
    """Read and check the tables of a folder; return the network and every problem, warnings included.

    When a table cannot be read at all the later checks are skipped: their messages would only repeat the cause.
    """
    from routeplanner.network.checks import CHECKS  # noqa: PLC0415 - not needed when the cache answers
    from routeplanner.network.table import read_table  # noqa: PLC0415

    contents = _read_bytes(folder) if contents is None else contents
    problems: list[Problem] = []
    tables: dict[str, Rows[Any]] = {}
    texts: dict[str, TableText] = {}
    for file_name, content in contents.items():
        name = file_name.removesuffix(".csv")
        if name not in TABLES:
            what = f"{file_name} is not a table of a network"
            problems.append(Problem("E707", f"{file_name}:1:1", what, f"tables: {', '.join(TABLES)}"))
            continue
        text, found = _decode(file_name, content)
        problems += found
        if text is None:
            continue
        texts[name], rows, lines, found = read_table(name, folder / file_name, text)
        problems += found
        tables[name] = Rows(TABLES[name], {key: rows[key] for key in sorted(rows)}, lines=lines)
    problems += _check_presence(folder, contents, texts, tables)
    network = Network(tables, folder=str(folder))
    if all(problem.is_warning for problem in problems):
        for check in CHECKS:
            problems += check(network, texts)
    return network, problems


def _check_presence(
    folder: Path, contents: Mapping[str, bytes], texts: Mapping[str, TableText], tables: Mapping[str, Rows[Any]]
) -> list[Problem]:
    """Return a problem for every table a network needs and does not have, or has without rows."""
    problems = []
    for name in REQUIRED_TABLES:
        if f"{name}.csv" not in contents:
            what = f"{name}.csv is missing"
            problems.append(Problem("E706", f"{folder.name}/{name}.csv:1:1", what, "every network needs it"))
        elif name in texts and texts[name].header and not texts[name].has_rows():
            problems.append(Problem("E713", f"{name}.csv:1:1", f"{name}.csv has no rows", "it needs at least one"))
    if len(tables.get("config", ())) > 1:
        what = f"config.csv has {len(tables['config'])} rows"
        problems.append(Problem("E713", "config.csv:3:1", what, "a network has exactly one"))
    return problems


def _decode(file_name: str, content: bytes) -> tuple[str | None, list[Problem]]:
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8").removeprefix("\ufeff")) + 1
        what = f"byte 0x{content[error.start]:02X} is not UTF-8"
        return None, [Problem("E010", f"{file_name}:{line}:{column}", what, "save the file as UTF-8")]


def _for_cache(network: Network) -> str:
    """Return the network as one line of JSON that says what follows, and one line per row."""
    import json  # noqa: PLC0415 - only when something new is stored

    tables: dict[str, Any] = {}
    lines: list[str] = []
    for name in TABLES:
        rows = network.table(name)
        tables[name] = {"ids": list(rows), "lines": rows.lines()}
        for row in rows.values():
            values = row.model_dump(mode="json", exclude_defaults=True)
            lines.append(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
    head = {"hash": network.hash, "names": network.names, "tables": tables}
    return "\n".join([json.dumps(head, ensure_ascii=False, separators=(",", ":")), *lines])


def _from_cache(cached: str, folder: Path) -> Network:
    from json import loads  # noqa: PLC0415 - not needed on the first start

    head_line, *lines = cached.split("\n")
    head = loads(head_line)
    tables: dict[str, Rows[Any]] = {}
    first = 0
    for name, table in head["tables"].items():
        last = first + len(table["ids"])
        raw = dict(zip(table["ids"], lines[first:last], strict=True))
        tables[name] = Rows(TABLES[name], raw=raw, lines=table["lines"])
        first = last
    return Network(tables, folder=str(folder), content_hash=head["hash"], names=head["names"])
