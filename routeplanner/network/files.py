"""Read a network folder: strictly, all problems at once, and quickly the second time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from routeplanner.errors import DataError, FileError, UnknownNameError
from routeplanner.network import cache
from routeplanner.network.keyed import Rows
from routeplanner.network.model import TABLES
from routeplanner.network.network import Network
from routeplanner.network.provenance import Overlay

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from routeplanner.errors import Problem
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


def read_network(
    name_or_folder: str | Path = "eurasia",
    *,
    overlays: str | Path | Sequence[str | Path] = (),
    use_cache: bool = True,
) -> Network:
    """Read a network by shipped name or folder, check every row and every reference.

    `overlays` are folders with some tables whose rows replace the network's (same id) or add to them, such as a
    company's contract prices and its own terminals; a later one goes over those before. Returns an immutable `Network`.
    The validated content is kept in the user's cache folder under the hash of the files; deleting it changes nothing
    but the time of the next start.

    Raises:
        UnknownNameError: no such network or overlay.
        UsageError: two overlays of one name.
        DataError: problems in the tables, all of them, each with file:line:column.
        FileError: a table that cannot be read.
    """
    folder = find_network_folder(name_or_folder)
    contents = _read_bytes(folder)
    laid = find_overlays(folder, overlays)
    key = _content_key(contents, laid) if use_cache else ""
    if use_cache:
        cached = cache.load(key)
        if cached is not None:
            return _from_cache(cached, folder)
    network, problems = parse_network(folder, contents, laid)
    errors = [problem for problem in problems if not problem.is_warning]
    if errors:
        raise DataError(errors)
    if use_cache:
        cache.store(key, _for_cache(network))
    return network


class OverlayFolder(NamedTuple):
    """An overlay as it lies on the disk."""

    name: str
    path: Path
    contents: Mapping[str, bytes]


def find_overlays(network: Path, overlays: str | Path | Sequence[str | Path]) -> tuple[OverlayFolder, ...]:
    """Return the overlays of a network's folder, in order.

    Raises:
        UnknownNameError: no such folder.
        UsageError: two of one name, or one called as the network.
        FileError: a table that cannot be read.
    """
    given = (overlays,) if isinstance(overlays, (str, Path)) else tuple(overlays)
    if not given:
        return ()
    from routeplanner.network.overlay import name_folders  # noqa: PLC0415 - only where there are any

    named = name_folders(given, network.resolve().name)
    return tuple(OverlayFolder(name, path, _read_bytes(path)) for name, path in named.items())


def _read_bytes(folder: Path) -> dict[str, bytes]:
    """Read every table of the folder; files that are no table are left alone unless they are CSV."""
    contents: dict[str, bytes] = {}
    try:
        for path in sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv"):
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


def _content_key(contents: Mapping[str, bytes], overlays: Sequence[OverlayFolder] = ()) -> str:
    """Return a hash of a network's files and those of what is laid over it, in order."""
    import hashlib  # noqa: PLC0415 - only for the cache

    digest = hashlib.sha256()
    for overlay, files in (("", contents), *((overlay.name, overlay.contents) for overlay in overlays)):
        digest.update(f"{len(overlay)} {overlay} {len(files)}\n".encode())
        for name, content in files.items():
            digest.update(f"{name} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def parse_network(
    folder: Path, contents: Mapping[str, bytes] | None = None, overlays: Sequence[OverlayFolder] = ()
) -> tuple[Network, list[Problem]]:
    """Read and check the tables of a folder and of its overlays; return the network and every problem, warnings included.

    When a cell cannot be read the rows are not checked against one another: the messages would only repeat the cause.
    """
    network, texts, problems = parse_rows(folder, contents, overlays)
    if all(problem.is_warning for problem in problems):
        problems += check_rows(network, texts)
    return network, problems


def check_rows(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """Check rows against one another; `texts` are the tables they were read from."""
    from routeplanner.network.checks import CHECKS  # noqa: PLC0415 - not needed when the cache answers

    return [problem for check in CHECKS for problem in check(network, texts)]


def parse_rows(
    folder: Path, contents: Mapping[str, bytes] | None = None, overlays: Sequence[OverlayFolder] = ()
) -> tuple[Network, dict[str, TableText], list[Problem]]:
    """Read the tables of a folder and of its overlays, each by itself; return the network, texts and every problem.

    With overlays every message names the folder before the file.
    """
    from routeplanner.network.folder import check_presence, read_tables  # noqa: PLC0415

    contents = _read_bytes(folder) if contents is None else contents
    shown = folder.resolve().name if overlays else ""
    tables, texts, problems = read_tables(folder, contents, shown)
    problems += check_presence(folder, contents, texts, tables, shown)
    laid: tuple[Overlay, ...] = ()
    if overlays:
        from routeplanner.network.overlay import Layer, check_overlay, defaults_of, lay_over  # noqa: PLC0415

        layers = []
        for name, path, files in overlays:
            own = read_tables(path, {file: files[file] for file in files if file != "config.csv"}, name, defaults_of)
            problems += [*own.problems, *check_overlay(name, files, own.texts)]
            layers.append(Layer(name, own.tables, own.texts))
            texts |= {f"{name}/{table}": text for table, text in own.texts.items()}
        tables, laid, idle = lay_over(tables, layers)
        problems += idle
    return Network(tables, folder=str(folder), overlays=laid), texts, problems


def _for_cache(network: Network) -> str:
    """Return the network as one line of JSON that says what follows, and one line per row."""
    import json  # noqa: PLC0415 - only when something new is stored

    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    tables: dict[str, Any] = {}
    lines: list[str] = []
    for name in TABLES:
        rows = network.table(name)
        tables[name] = {"ids": list(rows), "lines": rows.lines(), "origins": rows.origins()}
        lines += [encode(row.model_dump(mode="json", exclude_defaults=True)) for row in rows.values()]
    head = {"hash": network.hash, "names": network.names, "overlays": network.overlays, "tables": tables}
    return "\n".join([encode(head), *lines])


def _from_cache(cached: str, folder: Path) -> Network:
    from json import loads  # noqa: PLC0415 - not needed on the first start

    head_line, *lines = cached.split("\n")
    head = loads(head_line)
    tables: dict[str, Rows[Any]] = {}
    first = 0
    for name, table in head["tables"].items():
        last = first + len(table["ids"])
        raw = dict(zip(table["ids"], lines[first:last], strict=True))
        tables[name] = Rows(TABLES[name], raw=raw, lines=table["lines"], origins=table["origins"])
        first = last
    overlays = [Overlay(*overlay) for overlay in head["overlays"]]
    return Network(tables, folder=str(folder), content_hash=head["hash"], names=head["names"], overlays=overlays)
