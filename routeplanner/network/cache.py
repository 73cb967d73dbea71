"""The user's cache of validated and compiled networks: JSON under a content hash, never trusted without it."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

FORMAT = 2
"""Raise when the stored shape changes."""


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
    from routeplanner import __version__  # noqa: PLC0415 - the package is initialised by then

    folder = cache_folder()
    return folder / f"{key[:40]}-{__version__}-{FORMAT}.json" if folder else None


def load(key: str) -> dict[str, Any] | None:
    """Return what was stored under a key; None when missing, unreadable or damaged."""
    path = _path(key)
    if path is None:
        return None
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(key, body):
        return None
    content = json.loads(body)
    return content if isinstance(content, dict) else None


def store(key: str, content: dict[str, Any]) -> None:
    """Store content under a key, whole or not at all; a cache that cannot be written is not an error."""
    import tempfile  # noqa: PLC0415 - only when something new is stored

    path = _path(key)
    if path is None:
        return
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
            temporary = file.name
            file.write(_head(key, body) + b"\n" + body)
        Path(temporary).replace(path)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _head(key: str, body: bytes) -> bytes:
    """Return the first line of a cache file: the key, and a checksum against damage."""
    return f"{key} {hashlib.sha256(body).hexdigest()}".encode()
