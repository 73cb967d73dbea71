"""Where a result goes: which format, screen or file."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from routeplanner.cli import streams
from routeplanner.errors import FileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.planner.result import Plan

JSON_FORMATS = frozenset({"json", "jsonl", "geojson"})
SUFFIXES = {
    ".txt": "table",
    ".md": "table",
    ".tsv": "tsv",
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".geojson": "geojson",
}
"""Format a file name asks for."""
FILE_WIDTH = 100
NARROWEST, WIDEST = 72, 160
"""Bounds of a table's width: below, nothing fits; above, lines are hard to follow."""


class Output(NamedTuple):
    """The options that say how and where to write."""

    format: str | None = None
    json: bool = False
    file: str | None = None
    force: bool = False
    explain: bool = False

    def chosen(self, formats: Sequence[str]) -> str:
        """Return the format: as named, else by the file's suffix, else table on a screen and TSV in a pipe.

        Raises:
            UsageError: not a format of this result, or two different ones.
        """
        if self.json and self.format not in {None, "json"}:
            raise UsageError(f"--json and --format {self.format} ask for two formats", "keep one")
        name = "json" if self.json else self.format
        if name is None and self.file is not None:
            name = _format_of(Path(self.file))
        if name is None:
            name = "table" if streams.is_terminal() else "tsv"
        if name not in formats:
            raise UsageError(f"--format {name!r} is not a format of this command", f"one of {', '.join(formats)}")
        return name

    def wants_text(self, formats: Sequence[str]) -> bool:
        """Tell whether problems are to be written as text: in a pipe too, as editors and CI logs parse that."""
        return self.chosen(formats) == "table" or (self.format is None and not self.json and self.file is None)

    def check(self, formats: Sequence[str]) -> None:
        """Refuse what cannot be written before anything is computed.

        Raises:
            UsageError: as `chosen`.
            FileError: the file exists and may not be replaced, or its folder does not exist.
        """
        self.chosen(formats)
        if self.file is not None:
            check_target(Path(self.file), force=self.force)


def _format_of(path: Path) -> str:
    """Return the format a file name asks for.

    Raises:
        UsageError: its suffix is none of a format.
    """
    suffix = path.suffix.lower()
    if suffix and suffix not in SUFFIXES:
        raise UsageError(f"--output {path.name!r}: no format goes by {suffix}", f"--format, or {', '.join(SUFFIXES)}")
    return SUFFIXES.get(suffix, "table")


def deliver(result: Any, output: Output, formats: Sequence[str]) -> None:  # noqa: ANN401 - any result
    """Render a result and write it to the screen or to the file."""
    from routeplanner.report import FORMATS

    name = output.chosen(formats)
    if name == "table":
        from routeplanner.report.text import as_text

        to_screen = output.file is None and streams.is_terminal()
        width = screen_width() if output.file is None else FILE_WIDTH
        text = as_text(result, width=width, color=to_screen and wants_color(), explain=output.explain)
    else:
        text = FORMATS[name](result)
    send(text, output, json_text=name in JSON_FORMATS)


def send(text: str, output: Output, *, json_text: bool = False) -> None:
    """Write a text to the screen or to the file."""
    if output.file is None:
        streams.write(text, json_text=json_text)
    else:
        write_file(Path(output.file), text, force=output.force)
        streams.note(f"wrote {output.file}")


def note_published(plan: Plan) -> None:
    """Write what others published for a trip to stderr, where the format of the answer has no place for it."""
    from routeplanner.report.cells import Painter
    from routeplanner.report.published import published_lines

    for line in published_lines(Painter(FILE_WIDTH), plan.published or (), plan.header):
        streams.note(line)


def screen_width() -> int:
    """Return how wide a table may be: COLUMNS or the terminal's, within reason; in a pipe as in a file."""
    from shutil import get_terminal_size

    return max(NARROWEST, min(WIDEST, get_terminal_size((FILE_WIDTH, 24)).columns))


def wants_color() -> bool:
    """Tell whether the terminal takes color and the user has not declined it (no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def check_target(path: Path, *, force: bool) -> None:
    """Refuse a target that is no file, one that exists unless forced, and a folder that does not exist.

    Raises:
        FileError: any of these.
    """
    if not path.parent.is_dir():
        raise FileError(f"folder {str(path.parent)!r} does not exist – make it first")
    if path.exists() and not path.is_file():
        raise FileError(f"{str(path)!r} is not a regular file – name one")
    if os.path.lexists(path) and not force:
        raise FileError(f"{str(path)!r} exists – --force replaces it")


def write_file(path: Path, text: str, *, force: bool) -> None:
    """Write a text file, UTF-8, whole or not at all: first beside the target, then in its place.

    Raises:
        FileError: it exists and may not be replaced, or it cannot be written.
    """
    import tempfile

    check_target(path, force=force)
    target = path.resolve()  # through a symbolic link, not over it
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with open(descriptor, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        Path(temporary).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        raise FileError(f"cannot write {str(path)!r}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    """Return the process's file mode mask; there is no way to ask without setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
