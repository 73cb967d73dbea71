"""The user's cache of validated and compiled networks: text under a content hash, never trusted without it."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path
from zlib import crc32

MOST_FILES = 64
"""Files kept; each holds one network, or one network compiled for one kind of load."""


UNRELATED = frozenset({"__pycache__", "_data", "cli", "report", "analysis"})
"""Folders whose code decides nothing of what is stored."""


def cache_folder() -> Path | None:
    """Return the cache folder (`ROUTEPLANNER_CACHE`, else the platform's), or None when caching is switched off.

    An empty `ROUTEPLANNER_CACHE` switches it off.
    """
    given = os.environ.get("ROUTEPLANNER_CACHE")
    if given is not None:
        return Path(given) if given else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
        return Path(base) / "routeplanner" / "cache" if base else None
    base = os.environ.get("XDG_CACHE_HOME", "")
    home = os.environ.get("HOME", "")
    if not base and not home:
        return None
    return (Path(base) if base else Path(home) / ".cache") / "routeplanner"


def _path(key: str) -> Path | None:
    from routeplanner import __version__  # noqa: PLC0415 - the package is initialized by then

    folder = cache_folder()
    return folder / f"{key[:40]}-{__version__}-{_code():08x}.txt" if folder else None


@functools.cache
def _code() -> int:
    """Return a checksum of the names, sizes and times of the files whose code decides what is stored.

    A checkout changes without changing its version; what other code stored is not read.
    """
    parts: list[str] = []
    folders = [str(Path(__file__).parent.parent)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    folders += [entry.path] if entry.name not in UNRELATED else []
                elif entry.name.endswith((".py", ".csv")):
                    found = entry.stat()
                    parts.append(f"{entry.path} {found.st_size} {found.st_mtime_ns}")
    return crc32("\n".join(sorted(parts)).encode())


def load(key: str) -> str | None:
    """Return the text that was stored under a key; None when missing, unreadable or damaged."""
    path = _path(key)
    if path is None:
        return None
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body.decode("utf-8") if head == _head(key, body) else None


def store(key: str, text: str) -> None:
    """Store text under a key, whole or not at all; a cache that cannot be written is not an error."""
    import tempfile  # noqa: PLC0415 - only when something new is stored

    path = _path(key)
    if path is None:
        return
    body = text.encode("utf-8")
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
            temporary = file.name
            file.write(_head(key, body) + b"\n" + body)
        Path(temporary).replace(path)
        _forget_oldest(path.parent)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _forget_oldest(folder: Path) -> None:
    """Keep the cache from growing without end: of many files only the newest stay."""
    files = sorted(folder.glob("*.txt"), key=lambda path: path.stat().st_mtime)
    for path in files[:-MOST_FILES]:
        path.unlink(missing_ok=True)


def _head(key: str, body: bytes) -> bytes:
    """Return the first line of a cache file: the key, and a checksum against damage."""
    return f"{key} {crc32(body):08x} {len(body)}".encode()
