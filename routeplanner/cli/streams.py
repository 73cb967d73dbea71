"""Standard output and error, whatever they are connected to: one line when something fails, never a traceback."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import NoReturn

from routeplanner.errors import FileError

_SIGNS = {
    "–": "-", "—": "-", "−": "-", "‑": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "′": "'",
    "→": ">", "←": "<", "·": "-", "×": "x", "…": ".", "─": "-", "│": "|", "├": "|", "└": "|",
    "█": "#", "▓": "=", "▒": "+", "░": ".", "³": "3", "²": "2", "₂": "2",
    "ł": "l", "Ł": "L", "ı": "i", "ø": "o", "ß": "ss", "đ": "d", "æ": "ae", "ə": "a",
    "İ": "I", "Ø": "O", "Đ": "D", "Æ": "AE", "Ə": "A",
}  # fmt: skip
"""What stands for our own signs, and for letters that do not decompose, where the terminal's encoding lacks them.

One character for one where it can be, so that columns stay in line.
"""


class ClosedStream(io.TextIOBase):
    """Stands for a stream the caller closed: writing to it fails as writing to a full disk does."""

    def writable(self) -> bool:
        """Accept being written to, so that the failure comes with a reason."""
        return True

    def write(self, text: str, /) -> NoReturn:  # noqa: ARG002 - whatever it is
        """Fail: there is nothing to write to."""
        raise OSError(errno.EBADF, "it is closed")


def prepare() -> None:
    """Make both streams safe to write any text to."""
    if sys.stdout is None:
        sys.stdout = ClosedStream()
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # help pages are written by typer; results go through `write`


def is_terminal() -> bool:
    """Tell whether results go to a screen."""
    return sys.stdout.isatty()


def write(text: str, *, json_text: bool = False) -> None:
    """Write a result to stdout, with what its encoding lacks replaced; JSON is escaped instead, so it stays whole.

    A reader that stops reading, as `head` does, is no failure.

    Raises:
        FileError: stdout is closed, or the disk behind it is full.
    """
    try:
        sys.stdout.write(_fit(text, sys.stdout.encoding or "utf-8", json_text=json_text))
        sys.stdout.flush()
    except BrokenPipeError:
        discard_stdout()
    except OSError as error:
        discard_stdout()
        raise FileError(f"cannot write to standard output: {error.strerror}") from error


def note(text: str) -> None:
    """Write a line to stderr; nobody to read it is no failure."""
    with suppress(OSError, ValueError):
        sys.stderr.write(_fit(text, sys.stderr.encoding or "utf-8") + "\n")
        sys.stderr.flush()


def progress(text: str) -> None:
    """Show a line on stderr until the next one takes its place; an empty text takes it away. On a terminal only."""
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with suppress(OSError, ValueError):
            sys.stderr.write("\r\x1b[2K" + _fit(text, sys.stderr.encoding or "utf-8"))
            sys.stderr.flush()


def finish() -> None:
    """Flush what typer wrote.

    Raises:
        FileError: as `write`.
    """
    write("")


def discard_stdout() -> None:
    """Send the rest to nowhere, or Python complains at exit that it cannot flush."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        sys.stdout = io.StringIO()
        return
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a descriptor is wanted, at the very end
        os.dup2(nowhere.fileno(), descriptor)


def _fit(text: str, encoding: str, *, json_text: bool = False) -> str:
    """Return the text in characters that an encoding has."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        pass
    else:
        return text
    if json_text:
        import json

        return "".join(c if c.isascii() else json.dumps(c)[1:-1] for c in text)
    return "".join(_nearest(character, encoding) for character in text)


def _nearest(character: str, encoding: str) -> str:
    """Return the character, what stands for it, its base letter or a question mark."""
    import unicodedata

    for candidate in (character, _SIGNS.get(character, ""), unicodedata.normalize("NFKD", character)[0]):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        if candidate:
            return candidate
    return "" if unicodedata.combining(character) else "?"
